"""Rows that were collected and are not used, with the reason: rows of `left_out.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lissom.facts.errors import Faults
from lissom.facts.table import Table, read_table, text


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    id: str
    file: str
    why: str


COLUMNS = (text("id", required=True), text("file", required=True), text("why", required=True))


def read_left_out(path: Path, faults: Faults) -> Table[LeftOut]:
    """Every row of `left_out.csv`."""
    return read_table(path, COLUMNS, LeftOut, faults)
