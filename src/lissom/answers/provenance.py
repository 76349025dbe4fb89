"""From a source to every fact that rests on it, and from a fact to its row and its sources."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from lissom.facts.errors import Fault, InputError
from lissom.facts.source import Source
from lissom.facts.table import Row
from lissom.library import Library, sources_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """One row of our data as a reader may see it: where it stands, and its filled cells in order."""

    id: str
    where: str
    """'interactions/interactions.csv:12'"""
    cells: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What was asked for, the sources it leads to, and the rows that rest on them."""

    asked: str
    sources: tuple[Source, ...]
    rows: tuple[FactRow, ...]
    sentences: tuple[tuple[str, str], ...] = ()
    """(drug id, written sentence) that cites the source."""


def provenance(name: str, library: Library) -> Provenance:
    """What stands behind a source id or the id of a fact. Raises `InputError` when it is neither, with near ids."""
    if name in library.sources:
        rows = tuple(fact_row(row, library) for row in library.resting_on(name))
        written = tuple(
            (drug.id, said.text)
            for drug in library.drugs.values()
            for group in drug.statements.values()
            for said in group
            if name in said.sources
        )
        return Provenance(asked=name, sources=(library.sources[name],), rows=rows, sentences=written)
    row = library.fact(name)
    if row is None:
        near = ", ".join(_near(name, library)) or "none"
        todo = f"Ids that look alike: {near}."
        raise InputError([Fault(where="ID", expected="the id of a source or of a fact", came=repr(name), todo=todo)])
    shown = fact_row(row, library)
    return Provenance(asked=name, sources=tuple(library.sources[one] for one in shown.sources), rows=(shown,))


def fact_row(row: Row, library: Library) -> FactRow:
    """The row with its filled cells as words."""
    cells = tuple((name, text) for name, text in _cells(row) if text and name != "id")
    return FactRow(id=row.id, where=library.row_where(row.id), cells=cells, sources=sources_of(row))


def _cells(row: Row) -> Iterator[tuple[str, str]]:
    for name in getattr(row, "_fields", None) or [field.name for field in dataclasses.fields(row)]:  # type: ignore[arg-type]
        yield name, _words(getattr(row, name))


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, frozenset | tuple):
        return ", ".join(sorted(_words(one) for one in value) if isinstance(value, frozenset) else map(_words, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _near(name: str, library: Library) -> Iterator[str]:
    """Up to five ids of sources or rows that share a beginning with what was asked."""
    asked = name.casefold()
    ids = [one for one in library.sources if asked[:4] and (asked in one or one.startswith(asked[:4]))]
    yield from ids[:5]
