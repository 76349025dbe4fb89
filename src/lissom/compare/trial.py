"""One arm, one outcome, one time point of a trial: rows of `trials/trials.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lissom.facts.errors import Faults
from lissom.facts.grade import Grade, Reading
from lissom.facts.table import PROVENANCE, Table, number, one_of, read_table, text, upward, whole


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialArm:
    """Arms of one `trial`, `outcome` and `timepoint` belong together. Before-after rows are never a placebo arm."""

    id: str
    trial: str
    year: int | None
    design: str
    condition: str
    arm: str
    drug: str
    """Ingredient id; '' for placebo, usual care and several medicines together."""
    drug_name: str
    route: str
    dose: str
    duration_weeks: float | None
    n: int | None
    outcome: str
    timepoint: str
    measure: str
    """`mean_final`, `mean_change`, `count`, `rate`, or `arm_size` when the row tells only how many took part."""
    value: float | None
    """In the scale named by `outcome`; a `rate` is a share of 1."""
    sd: float | None
    low: float | None
    high: float | None
    """A 95% interval, where published."""
    events: int | None
    total: int | None
    note: str
    grade: Grade
    reading: Reading
    confidence: str
    source: str
    locator: str


COLUMNS = (
    text("id", required=True),
    text("trial", required=True),
    whole("year"),
    one_of("design", "crossover", "parallel"),
    text("condition", required=True),
    text("arm", required=True),
    text("drug"),
    text("drug_name", required=True),
    text("route"),
    text("dose"),
    number("duration_weeks"),
    whole("n"),
    text("outcome", required=True),
    text("timepoint", required=True),
    one_of("measure", "mean_final", "mean_change", "count", "rate", "arm_size"),
    number("value"),
    number("sd"),
    number("low"),
    number("high"),
    whole("events"),
    whole("total"),
    text("note"),
    *PROVENANCE,
)


def read_trials(path: Path, faults: Faults) -> Table[TrialArm]:
    """Every row of `trials/trials.csv`."""
    return read_table(path, COLUMNS, TrialArm, faults, upward("low", "high"), upward("events", "total"))
