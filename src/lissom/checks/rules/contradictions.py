"""Facts of the case that contradict each other, and entries that were doubted when the case was read: each is said,
none is dropped, and none is settled by a guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lissom.case.body import body
from lissom.case.person import Sex
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.rules.kidneys import kidney_rows
from lissom.checks.view import View
from lissom.checks.wording import from_the_case
from lissom.facts.quantity import in_words


def contradictions(view: View) -> Iterator[Finding]:
    """One finding for each pair of facts that cannot both be used as they stand, and one for what was doubted."""
    for name, what, todo, places in _kidneys(view):
        found = _finding(name, what, todo, places)
        matters = any(kidney_rows(view, drug) for drug in view.present)
        yield (
            found
            if matters
            else replace(found, stance=Stance.SILENT, because="no medicine here has a dose that depends on it")
        )
    for name, what, todo, places in _person(view):
        yield _finding(name, what, todo, places)
    doubted = [note for note in view.case.notes if note.where.startswith(("case", "person", "--", "Bundle"))]
    if doubted:
        said = "; ".join(f"{note.where}: expected {note.expected}, came {note.came}" for note in doubted)
        yield _finding(
            "entries_were_doubted",
            f"Some entries were doubted when the case was read: {said}.",
            "Check them; until then what rests on them may be wrong.",
            tuple(note.where for note in doubted),
        )


Contradiction = tuple[str, str, str, tuple[str, ...]]


def _kidneys(view: View) -> Iterator[Contradiction]:
    person = view.person
    if view.has("dialysis") and (person.SCr_mg_dL is not None or person.eGFR_mL_min_173 is not None):
        yield (
            "dialysis_and_a_kidney_value",
            "Dialysis is stated, and so is a creatinine or eGFR. On dialysis these values say nothing of how a "
            "medicine leaves the body, so they were not used for doses.",
            "Check whether dialysis goes on; if it does, the kidney team sets the doses.",
            ("person.dialysis", "person.SCr_mg_dL"),
        )
    reported, factor = person.eGFR_mL_min_173, view.number("contradiction.eGFR_factor")
    computed = body(replace(person, eGFR_mL_min_173=None), view.today).eGFR.value if reported else None
    if reported and computed and max(reported / computed, computed / reported) >= factor:
        yield (
            "creatinine_and_reported_eGFR_disagree",
            f"An eGFR of {in_words(reported)} is reported, but the creatinine gives {in_words(computed)} "
            "(mL/min/1.73 m²).",
            "Check units and dates of both values before any dose rests on them.",
            ("person.SCr_mg_dL", "person.eGFR_mL_min_173"),
        )


def _person(view: View) -> Iterator[Contradiction]:
    person = view.person
    if person.sex is Sex.MALE and (person.pregnant or person.breastfeeding):
        yield (
            "male_sex_and_pregnancy",
            "Male sex and a pregnancy or breastfeeding are both stated.",
            "Check which holds: kidney estimates use the sex, and warnings use the pregnancy.",
            ("person.sex", "person.pregnant"),
        )
    if person.deceased or person.died:
        yield (
            "the_person_has_died",
            "The record says that the person has died.",
            "Check the record.",
            ("person.died",),
        )


def _finding(name: str, what: str, todo: str, places: tuple[str, ...]) -> Finding:
    return Finding(
        id=name,
        severity=Severity.NOT_ASSESSED,
        stance=Stance.SHOW,
        because="two stated facts do not fit each other"
        if name != "entries_were_doubted"
        else "an entry looks unlikely",
        title="Something in the case does not fit",
        what=(from_the_case(what),),
        todo=(from_the_case(todo),),
        triggers=places,
    )
