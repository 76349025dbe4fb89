"""What leaflets say of doses that are late, forgotten, doubled or vomited: rows of `rules/late.csv`.

And the ladders of titration that a label spells out level by level: rows of `rules/ladders.csv`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lissom.facts.errors import Faults
from lissom.facts.grade import Grade, Reading
from lissom.facts.statement import Statement
from lissom.facts.table import PROVENANCE, Table, member, number, one_of, read_table, text, unit_with, whole


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRule:
    """One sentence of a leaflet or label on a dose out of time; `low` and `high` hold its numbers, if any."""

    id: str
    drug: str
    country: str
    item: str
    low: float | None
    high: float | None
    unit: str
    text: str
    grade: Grade
    reading: Reading
    confidence: str
    source: str
    locator: str

    @property
    def statement(self) -> Statement:
        """The sentence as a reader may see it, with the country it comes from."""
        return Statement(
            text=self.text,
            sources=tuple(self.source.split(";")),
            grade=self.grade,
            facts=(self.id,),
            clinician=f"{self.text} [{self.country}; {self.locator}]",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One level of a titration as a label spells it out."""

    id: str
    drug: str
    country: str
    step: int
    mg: float
    times_per_day: int
    days: int
    grade: Grade
    reading: Reading
    source: str
    locator: str


LATE_COLUMNS = (
    text("id", required=True),
    text("drug", required=True),
    text("country", required=True),
    one_of(
        "item", "take_late", "skip_within", "never_double", "apart", "apart_child", "with_food", "vomited_again",
        "vomited_wait",
    ),
    number("low"),
    number("high"),
    text("unit"),
    text("text", required=True),
    *PROVENANCE,
)  # fmt: skip

RUNG_COLUMNS = (
    text("id", required=True),
    text("drug", required=True),
    text("country", required=True),
    whole("step", required=True),
    number("mg", required=True),
    whole("times_per_day", required=True),
    whole("days", required=True),
    member("grade", Grade),
    member("reading", Reading),
    text("source", required=True),
    text("locator"),
)


def read_late(path: Path, faults: Faults) -> Table[LateRule]:
    """Every row of `rules/late.csv`."""
    return read_table(path, LATE_COLUMNS, LateRule, faults, unit_with("unit", "low", "high"))


def read_ladders(path: Path, faults: Faults) -> Table[Rung]:
    """Every row of `rules/ladders.csv`."""
    return read_table(path, RUNG_COLUMNS, Rung, faults)
