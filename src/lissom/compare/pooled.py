"""What a review or meta-analysis concluded: rows of `trials/pooled.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lissom.facts.errors import Faults
from lissom.facts.grade import Grade, Reading
from lissom.facts.table import PROVENANCE, Table, number, one_of, read_table, text, upward, whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """One comparison and outcome. `result` holds the answer in words where no number was pooled."""

    id: str
    review: str
    comparison: str
    outcome: str
    measure: str
    """`MD`, `RR`, `OR`, 'percent of patients', 'narrative' ..."""
    estimate: float | None
    low: float | None
    high: float | None
    interval: str
    """What `low` to `high` is: '95% CI' or 'range'; '' without one."""
    result: str
    n_trials: int | None
    n_patients: int | None
    heterogeneity: str
    conclusion: str
    grade: Grade
    reading: Reading
    confidence: str
    source: str
    locator: str


COLUMNS = (
    text("id", required=True),
    text("review", required=True),
    text("comparison", required=True),
    text("outcome", required=True),
    text("measure", required=True),
    number("estimate"),
    number("low"),
    number("high"),
    one_of("interval", "95% CI", "range", required=False),
    text("result"),
    whole("n_trials"),
    whole("n_patients"),
    text("heterogeneity"),
    text("conclusion", required=True),
    *PROVENANCE,
)


def read_pooled(path: Path, faults: Faults) -> Table[Pooled]:
    """Every row of `trials/pooled.csv`."""
    return read_table(path, COLUMNS, Pooled, faults, upward("low", "high"))
