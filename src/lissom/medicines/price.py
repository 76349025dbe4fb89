"""What a medicine costs whom, where and when: rows of `products/prices.csv`. No price without a date and a source."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lissom.facts.errors import Faults
from lissom.facts.grade import Grade, Reading
from lissom.facts.table import PROVENANCE, Table, number, read_table, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    id: str
    country: str
    drug: str
    product: str
    value: float
    unit: str
    """Currency (ISO 4217), or '%' for a spread between prices."""
    per: str
    """What one price buys: 'tablet', 'capsule', or what a spread is between."""
    date: str
    text: str
    grade: Grade
    reading: Reading
    confidence: str
    source: str
    locator: str


COLUMNS = (
    text("id", required=True),
    text("country", required=True),
    text("drug", required=True),
    text("product", required=True),
    number("value", required=True),
    text("unit", required=True),
    text("per", required=True),
    text("date", required=True),
    text("text", required=True),
    *PROVENANCE,
)


def read_prices(path: Path, faults: Faults) -> Table[Price]:
    """Every row of `products/prices.csv`."""
    return read_table(path, COLUMNS, Price, faults)
