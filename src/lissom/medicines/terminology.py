"""Codes of substances and products in drug terminologies: rows of `products/terminology.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lissom.facts.errors import Faults
from lissom.facts.grade import Grade, Reading
from lissom.facts.table import PROVENANCE, Table, one_of, read_table, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A coded name. That a code exists does not prove that the product is sold."""

    id: str
    drug: str
    system: str
    code: str
    name: str
    note: str
    grade: Grade
    reading: Reading
    confidence: str
    source: str
    locator: str


COLUMNS = (
    text("id", required=True),
    text("drug", required=True),
    one_of("system", "rxnorm", "atc"),
    text("code", required=True),
    text("name", required=True),
    text("note"),
    *PROVENANCE,
)


def read_terms(path: Path, faults: Faults) -> Table[Term]:
    """Every row of `products/terminology.csv`."""
    return read_table(path, COLUMNS, Term, faults)
