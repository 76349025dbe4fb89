"""Activity with these medicines: rows of `exercise/guidance.csv` and `exercise/findings.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lissom.facts.errors import Faults
from lissom.facts.grade import Grade, Reading
from lissom.facts.table import PROVENANCE, Table, ids, number, one_of, read_table, stated, text, unit_with


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseGuidance:
    """What a guideline, label or review advises for a group of people; fields the source leaves open are ''."""

    id: str
    population: str
    topic: str
    kind: str
    """What in the person it speaks to, one of `GUIDANCE_KINDS`; '' when it is general advice."""
    people: str
    """Whom it is for, one of `PEOPLE`; '' for adults in general."""
    drugs: frozenset[str]
    """Ids of the medicines or classes it speaks of; empty when it speaks of none."""
    route: str
    """By which way of taking them, `oral`, `intrathecal` or `iv`; '' for any."""
    together_with: frozenset[str]
    """Ids of the medicines or classes one of which must be taken as well; empty when none must."""
    frequency: str
    intensity: str
    time: str
    type: str
    progression: str
    precaution: str
    drug_link: str
    """What it means for someone on a relaxant."""
    grade: Grade
    reading: Reading
    confidence: str
    source: str
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseFinding:
    """What a study measured of strength, gait, stiffness or the kidneys with a medicine or with exertion."""

    id: str
    topic: str
    kind: str
    """The hazard that it measures, one of `FINDING_KINDS`; '' for the others."""
    drug: str
    drug_name: str
    route: str
    population: str
    n: str
    condition: str
    outcome: str
    value: float | None
    unit: str
    unit_note: str
    text: str
    spread: str
    comparison: str
    direction: str
    """`helps`, `harms` or `neutral`, with its limits; 'n/a' for physiology."""
    grade: Grade
    reading: Reading
    confidence: str
    source: str
    locator: str


GUIDANCE_KINDS = ("dysreflexia", "stands_on_tone", "older", "new_dose")
PEOPLE = (
    "multiple_sclerosis",
    "spinal_cord_injury",
    "post_stroke",
    "cerebral_palsy",
    "older_adult",
    "stands_on_tone",
    "chronic_pain",
)
"""Conditions of a person, by id. No case states chronic pain yet: its rows wait for it."""
FINDING_KINDS = ("cough", "heat", "dehydrated", "heat_and_dehydrated")

GUIDANCE_COLUMNS = (
    text("id", required=True),
    text("population", required=True),
    text("topic", required=True),
    one_of("kind", *GUIDANCE_KINDS, required=False),
    one_of("people", *PEOPLE, required=False),
    ids("drugs"),
    one_of("route", "oral", "intrathecal", "iv", required=False),
    ids("together_with"),
    text("frequency"),
    text("intensity"),
    text("time"),
    text("type"),
    text("progression"),
    text("precaution"),
    text("drug_link"),
    *PROVENANCE,
)

FINDING_COLUMNS = (
    text("id", required=True),
    text("topic", required=True),
    one_of("kind", *FINDING_KINDS, required=False),
    text("drug"),
    text("drug_name", required=True),
    text("route"),
    text("population", required=True),
    text("n"),
    text("condition", required=True),
    text("outcome", required=True),
    number("value"),
    text("unit"),
    text("unit_note"),
    text("text"),
    text("spread"),
    text("comparison"),
    text("direction", required=True),
    *PROVENANCE,
)


def read_guidance(path: Path, faults: Faults) -> Table[ExerciseGuidance]:
    """Every row of `exercise/guidance.csv`."""
    advice = stated("frequency", "intensity", "time", "type", "progression", "precaution", "drug_link")
    return read_table(path, GUIDANCE_COLUMNS, ExerciseGuidance, faults, advice)


def read_findings(path: Path, faults: Faults) -> Table[ExerciseFinding]:
    """Every row of `exercise/findings.csv`."""
    found = stated("value", "text")
    return read_table(path, FINDING_COLUMNS, ExerciseFinding, faults, unit_with("unit", "value"), found)
