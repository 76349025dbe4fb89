"""What was measured of a medicine in the body: rows of `pharmacology/pk.csv` and `pharmacology/effects.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lissom.facts.errors import Faults
from lissom.facts.grade import Grade, Reading
from lissom.facts.table import PROVENANCE, Table, number, read_table, stated, text, unit_with, upward


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One parameter, exposure or effect as published: a `value`, a range `low` to `high`, or words in `text`."""

    id: str
    drug: str
    """Ingredient id; '' for scales, methods and groups without a medicine."""
    drug_name: str
    route: str
    form: str
    population: str
    n: str
    """How many people, as published ('8 vs 17' too)."""
    quantity: str
    """`CL/F`, `t_half`, `Cmax`, or the effect in words."""
    value: float | None
    low: float | None
    high: float | None
    unit: str
    """UCUM; '1' for plain numbers and for words."""
    unit_note: str
    text: str
    spread_type: str
    """`SD`, `SE`, `CV%`, `IIV_CV%`, `95% CI`, `range` ...; an interval stands in `low` and `high`."""
    spread: str
    dose: str
    method: str
    """How it was measured, or what should be known when reading it."""
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
    text("form"),
    text("population"),
    text("n"),
    text("quantity", required=True),
    number("value"),
    number("low"),
    number("high"),
    text("unit", required=True),
    text("unit_note"),
    text("text"),
    text("spread_type"),
    text("spread"),
    text("dose"),
    text("method"),
    *PROVENANCE,
)


def read_measurements(path: Path, faults: Faults) -> Table[Measurement]:
    """Every row of one of the two files of `pharmacology/`."""
    return read_table(
        path,
        COLUMNS,
        Measurement,
        faults,
        upward("low", "high"),
        unit_with("unit", "value", "low", "high"),
        stated("value", "low", "text"),
    )
