"""What the planner itself chooses, with its reason: rows of `rules/plan.csv`, by dotted id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lissom.facts.errors import Faults
from lissom.facts.fact import Fact
from lissom.facts.grade import Grade, Reading
from lissom.facts.statement import Statement
from lissom.facts.table import Table, member, number, read_table, text

COLUMNS = (
    text("id", required=True),
    number("value", required=True),
    text("unit", required=True),
    text("source", required=True),
    text("locator"),
    member("grade", Grade),
    member("reading", Reading),
    text("note", required=True),
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The planner's numbers by id."""

    facts: Mapping[str, Fact]

    @staticmethod
    def of(rows: Iterable[Fact]) -> Numbers:
        return Numbers({row.id: row for row in rows})

    def __getitem__(self, name: str) -> float:
        """The number in its own unit; KeyError when `plan.csv` lacks it."""
        value = self.facts[name].value
        assert value is not None, f"{name} is a number"
        return value

    def days(self, name: str) -> int:
        """A number of whole days."""
        return round(self[name])

    def why(self, name: str, text: str = "") -> Statement:
        """The reason of a number as a sentence, or `text` resting on it."""
        fact = self.facts[name]
        return Statement(text=text or fact.text, sources=(fact.source,), grade=fact.grade, facts=(name,))


def read_numbers(path: Path, faults: Faults) -> Table[Fact]:
    """Every row of `rules/plan.csv`; its `note` is the reason."""
    return read_table(path, COLUMNS, _fact, faults)


def _fact(**cells: Any) -> Fact:
    note = cells.pop("note")
    return Fact(subject=cells["id"], text=note, **cells)
