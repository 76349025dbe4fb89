"""How often an unwanted effect was seen, beside its comparator: rows of `trials/adverse_events.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lissom.facts.errors import Faults
from lissom.facts.grade import Grade, Reading
from lissom.facts.table import PROVENANCE, Table, matching, number, read_table, stated, text, unit_with, upward, whole


@dataclass(frozen=True, slots=True, kw_only=True)
class AdverseEvent:
    """`rate`, `low` and `high` are in `unit`; `low` to `high` alone is a range across trials or an interval."""

    id: str
    drug: str
    """Ingredient id; '' for a placebo group."""
    drug_name: str
    route: str
    dose: str
    event: str
    rate: float | None
    low: float | None
    high: float | None
    unit: str
    """'%', or '/(100.a)' for events in 100 person-years."""
    events: int | None
    n: int | None
    comparator_rate: float | None
    comparator: str
    """The comparator as published, its rate included; '' when none was seen, which is not a rate of zero."""
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    ratio_measure: str
    setting: str
    over: str
    """How long people were watched, in words ('1 week'); '' where the source does not say."""
    note: str
    grade: Grade
    reading: Reading
    confidence: str
    source: str
    locator: str


COLUMNS = (
    text("id", required=True),
    text("drug"),
    text("drug_name", required=True),
    text("route"),
    text("dose"),
    text("event", required=True),
    number("rate"),
    number("low"),
    number("high"),
    text("unit"),
    whole("events"),
    whole("n"),
    number("comparator_rate"),
    text("comparator"),
    number("ratio"),
    number("ratio_low"),
    number("ratio_high"),
    text("ratio_measure"),
    text("setting", required=True),
    matching("over", r"\d+ (?:day|week|month|year)s?"),
    text("note"),
    *PROVENANCE,
)


def read_adverse_events(path: Path, faults: Faults) -> Table[AdverseEvent]:
    """Every row of `trials/adverse_events.csv`."""
    return read_table(
        path,
        COLUMNS,
        AdverseEvent,
        faults,
        upward("low", "high"),
        upward("ratio_low", "ratio_high"),
        upward("events", "n"),
        unit_with("unit", "rate", "low", "high"),
        stated("rate", "low", "ratio"),
    )
