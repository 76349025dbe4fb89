"""Names, strengths and tablets that are mistaken for one another: rows of `products/lookalikes.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lissom.facts.errors import Faults
from lissom.facts.grade import Grade, Reading
from lissom.facts.table import PROVENANCE, Table, read_table, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookalike:
    id: str
    country: str
    name: str
    confused_with: str
    note: str
    grade: Grade
    reading: Reading
    confidence: str
    source: str
    locator: str


COLUMNS = (
    text("id", required=True),
    text("country"),
    text("name", required=True),
    text("confused_with", required=True),
    text("note"),
    *PROVENANCE,
)


def read_lookalikes(path: Path, faults: Faults) -> Table[Lookalike]:
    """Every row of `products/lookalikes.csv`."""
    return read_table(path, COLUMNS, Lookalike, faults)
