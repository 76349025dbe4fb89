"""Every number a rule compares with, from `data/rules/thresholds.csv`, as `Fact`s by dotted id."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lissom.facts.errors import Faults
from lissom.facts.fact import Fact
from lissom.facts.grade import Grade, Reading
from lissom.facts.table import Table, member, number, read_table, text

COLUMNS = (
    text("id", required=True),
    number("value", required=True),
    text("unit", required=True),
    text("source", required=True),
    text("locator"),
    member("grade", Grade),
    member("reading", Reading),
    text("note"),
)


def read_thresholds(path: Path, faults: Faults) -> Table[Fact]:
    """Every threshold; its `note` is the text of the fact, its id what it is about."""
    return read_table(path, COLUMNS, _fact, faults)


def _fact(**cells: Any) -> Fact:
    note = cells.pop("note")
    return Fact(subject=cells["id"], text=note, **cells)
