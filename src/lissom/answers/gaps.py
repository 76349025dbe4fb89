"""What is not known of this person that would sharpen the answer, most useful first."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.answers.forecasts import RELAXING
from lissom.assessment import Gap
from lissom.case.body import Estimate
from lissom.case.filling import daily_mg
from lissom.case.medicine import Route
from lissom.checks.view import View

WOULD_CHANGE = {
    "person.SCr_mg_dL": (
        "a recent creatinine with its unit",
        "what can be said of the kidneys, and the level of a medicine that leaves through them",
    ),
    "person.age_years": ("the age", "every dose limit, the kidney estimate and the forecast"),
    "person.sex": ("the sex", "the kidney estimate"),
    "person.weight_kg": ("the weight", "the kidney estimate (CrCl) and the forecast"),
    "person.height_cm": ("the height", "body surface and lean weight"),
}
"""Path of a missing fact -> (what is missing, what it would change)."""


def gaps(seen: View) -> tuple[Gap, ...]:
    """Missing facts of the person, unread medicines and directions, unused entries of a record."""
    return tuple(
        dict.fromkeys(
            (
                *_of_body(seen),
                *_of_medicines(seen),
                *_of_relaxants(seen),
                *_of_relaxants_not_held(seen),
                *_of_pump(seen),
                *_of_country(seen),
                *_of_record(seen),
            )
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
        if taken.recognition.class_id:
            yield Gap(
                missing=f"which medicine '{medicine.name}' is",
                would_change="what is said of it: only the rules of its class were used",
                where=medicine.where,
            )
        elif not taken.recognition.known:
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


def _of_relaxants(seen: View) -> Iterator[Gap]:
    """Directions and strengths without which a relaxant we hold cannot be judged."""
    for taken in seen.taken:
        medicine, regimen = taken.medicine, taken.medicine.regimen
        if medicine.unread or not taken.recognition.ingredient_ids & seen.drugs.keys():
            continue
        if regimen is None:
            yield Gap(
                missing=f"how much '{medicine.name}' is taken, and how often",
                would_change="the dose checks and the forecast",
                where=f"{medicine.where}.sig",
            )
        elif regimen.peak_daily_mg is None:
            yield Gap(
                missing=f"the strength of '{medicine.name}'",
                would_change="the dose checks and the forecast: its milligrams are not known",
                where=f"{medicine.where}.strength",
            )


def _of_relaxants_not_held(seen: View) -> Iterator[Gap]:
    """Relaxants that are known by name and class alone: silence about them is no clean bill."""
    for taken in seen.taken:
        for part in taken.recognition.components:
            if part.ingredient.id not in seen.drugs and not part.ingredient.classes.isdisjoint(RELAXING):
                yield Gap(
                    missing=f"facts on {part.ingredient.name}, a relaxant of which Lissom holds none",
                    would_change="what is said of it: only the rules of its class were used",
                    where=taken.medicine.where,
                )


def _of_pump(seen: View) -> Iterator[Gap]:
    """What the day on which a pump runs empty is worked out from."""
    pump = seen.case.pump
    for taken in seen.taken:
        if taken.medicine.route is Route.INTRATHECAL and daily_mg(taken.medicine.regimen) is not None:
            stated = {
                "pump.volume": ("the volume in the pump after the last refill", pump and pump.volume_mL),
                "pump.concentration": ("what one millilitre in the pump holds", pump and pump.mg_per_mL),
                "pump.last_refill": ("the day of the last refill", pump and pump.last_refill),
            }
            for where, (missing, value) in stated.items():
                if value is None:
                    yield Gap(missing=missing, would_change="the day on which the pump runs empty", where=where)
            return


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
            missing=f"{note.expected} (came: {note.came})",
            would_change=f"what rests on this entry. {note.todo}".strip(),
            where=note.where,
        )
