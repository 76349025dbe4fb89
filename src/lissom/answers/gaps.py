"""What is not known of this person that would sharpen the answer, most useful first."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.answers.forecasts import Curves
from lissom.assessment import Gap
from lissom.case.body import Estimate
from lissom.checks.view import View

WOULD_CHANGE = {
    "person.SCr_mg_dL": (
        "a recent creatinine with its unit",
        "whether the kidneys allow this dose, and how high the level will be",
    ),
    "person.age_years": ("the age", "every dose limit, the kidney estimate and the forecast"),
    "person.sex": ("the sex", "the kidney estimate"),
    "person.weight_kg": ("the weight", "the kidney estimate (CrCl) and the forecast"),
    "person.height_cm": ("the height", "body surface and lean weight"),
}
"""Path of a missing fact -> (what is missing, what it would change)."""


def gaps(seen: View, curves: Curves) -> tuple[Gap, ...]:
    """Missing facts of the person, unread medicines and directions, unused entries of a record."""
    return tuple(
        dict.fromkeys(
            (*_of_body(seen), *_of_medicines(seen), *_of_country(seen), *_of_record(seen), *_of_curves(curves))
        )
    )


def _of_body(seen: View) -> Iterator[Gap]:
    estimates: tuple[Estimate, ...] = (seen.body.CrCl, seen.body.eGFR, seen.body.BSA, seen.body.lean_weight)
    for path in dict.fromkeys(path for estimate in estimates for path in estimate.missing):
        missing, change = WOULD_CHANGE.get(path, (path.rpartition(".")[2], "a body measure"))
        yield Gap(missing=missing, would_change=change, where=path)


def _of_medicines(seen: View) -> Iterator[Gap]:
    for taken in seen.taken:
        medicine = taken.medicine
        if not taken.recognition.known:
            yield Gap(
                missing=f"what '{medicine.name}' is",
                would_change="whether it is safe with the rest: it was not checked",
                where=medicine.where,
            )
        if medicine.unread:
            yield Gap(
                missing=f"directions for '{medicine.name}' that can be read one way only",
                would_change="the dose checks and the forecast",
                where=f"{medicine.where}.sig",
            )


def _of_country(seen: View) -> Iterator[Gap]:
    if not seen.case.country_stated:
        yield Gap(
            missing="the country",
            would_change=f"label limits and tablet strengths; those of {seen.case.country} were used",
            where="country",
        )


def _of_record(seen: View) -> Iterator[Gap]:
    for note in seen.case.notes:
        yield Gap(
            missing=f"{note.expected} (came: {note.came})", would_change="this entry was not used", where=note.where
        )


def _of_curves(curves: Curves) -> Iterator[Gap]:
    for refused in curves.refused:
        yield Gap(missing=refused.why.text, would_change="the forecast", where=refused.where)
