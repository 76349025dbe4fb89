"""Reads the small tables of `data/consent/`: the options, the conditions, and the plain words of outcomes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from lissom.answers.topics.from_rows import said
from lissom.facts.errors import DataError, Faults
from lissom.facts.statement import Statement, reasoned
from lissom.facts.table import Column, one_of, read_table, several, text, whole
from lissom.library import Library

T = TypeVar("T", bound="Wording | Outcome")


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
    text("pattern", required=True),
    text("happens", required=True),
    text("does_not", required=True),
    text("criterion", required=True),
    whole("rank", required=True),
)


def options(library: Library) -> tuple[Wording, ...]:
    """Every sentence of `consent/options.csv`. Raises `DataError`."""
    return _rows(library.folder / "consent" / "options.csv", OPTION_COLUMNS, Wording)


def conditions(library: Library) -> tuple[Wording, ...]:
    """Every sentence of `consent/conditions.csv`. Raises `DataError`."""
    return _rows(library.folder / "consent" / "conditions.csv", CONDITION_COLUMNS, Wording)


def outcomes(library: Library) -> tuple[Outcome, ...]:
    """Every row of `consent/outcomes.csv`. Raises `DataError`."""
    return _rows(library.folder / "consent" / "outcomes.csv", OUTCOME_COLUMNS, Outcome)


def outcome_of(event: str, rows: Iterable[Outcome]) -> Outcome | None:
    """The plain words of an event, or None when the table has none."""
    return next((row for row in rows if re.search(row.pattern, event, re.IGNORECASE)), None)


def spoken_by(wording: Wording, library: Library) -> Statement:
    """The sentence with the sources of its rows; without rows it is our own reasoning, and graded so."""
    rows = [row for name in wording.facts if (row := library.fact(name)) is not None]
    return said(wording.text, *rows) if rows else reasoned(wording.text)  # type: ignore[arg-type]  # facts are graded


def _rows(path: Path, columns: tuple[Column, ...], kind: type[T]) -> tuple[T, ...]:
    faults = Faults()
    table = read_table(path, columns, kind, faults)
    if faults:
        raise DataError(faults.found)
    return tuple(table.rows)
