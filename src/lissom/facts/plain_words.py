"""How the decision aid words options, conditions and unwanted effects: rows of three small tables of `consent/`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lissom.facts.errors import Faults
from lissom.facts.table import Table, one_of, pattern, read_table, several, text, whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One sentence or two of an option or a condition, and the rows that it rests on; none: our own reasoning."""

    id: str
    option: str = ""
    name: str = ""
    conditions: tuple[str, ...] = ()
    condition: str = ""
    part: str
    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How the events of the table of unwanted effects are called in plain words, and which wish they touch."""

    id: str
    pattern: str
    happens: str
    does_not: str
    criterion: str
    rank: int


OPTION_COLUMNS = (
    text("id", required=True),
    text("option", required=True),
    text("name", required=True),
    several("conditions", required=True),
    one_of("part", "what", "like", "good", "bad"),
    text("text", required=True),
    several("facts"),
)
CONDITION_COLUMNS = (
    text("id", required=True),
    text("condition", required=True),
    one_of("part", "what", "course"),
    text("text", required=True),
    several("facts"),
)
OUTCOME_COLUMNS = (
    text("id", required=True),
    pattern("pattern"),
    text("happens", required=True),
    text("does_not", required=True),
    text("criterion", required=True),
    whole("rank", required=True),
)


def read_options(path: Path, faults: Faults) -> Table[Wording]:
    """Every sentence of `consent/options.csv`."""
    return read_table(path, OPTION_COLUMNS, Wording, faults)


def read_conditions(path: Path, faults: Faults) -> Table[Wording]:
    """Every sentence of `consent/conditions.csv`."""
    return read_table(path, CONDITION_COLUMNS, Wording, faults)


def read_outcomes(path: Path, faults: Faults) -> Table[Outcome]:
    """Every row of `consent/outcomes.csv`."""
    return read_table(path, OUTCOME_COLUMNS, Outcome, faults)
