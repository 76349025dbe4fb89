"""Two or more rows that disagree, which one is used, and why: rows of the register, `contradictions.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lissom.facts.errors import Faults
from lissom.facts.table import Table, read_table, several, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    id: str
    drug: str
    """Ingredient id, or '' when it concerns no single medicine."""
    topic: str
    rows: tuple[str, ...]
    """Ids of the rows that disagree, of any table."""
    said: str
    """What each of them says."""
    used: str
    """Which one Lissom goes by; 'both shown' when it chooses none."""
    why: str
    sources: tuple[str, ...]


COLUMNS = (
    text("id", required=True),
    text("drug"),
    text("topic", required=True),
    several("rows", required=True),
    text("said", required=True),
    text("used", required=True),
    text("why", required=True),
    several("sources", required=True),
)


def read_contradictions(path: Path, faults: Faults) -> Table[Contradiction]:
    """Every entry of `contradictions.csv`."""
    return read_table(path, COLUMNS, Contradiction, faults)
