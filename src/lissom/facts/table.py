"""Reads one CSV table into typed rows, and collects every fault with file, line and column.

A table is UTF-8 with one header line. What its columns are called, hold and need is stated once, beside the row type,
as a tuple of `Column`. An empty cell is the column's `empty` value, or a fault where the column is required.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from lissom.facts.errors import Faults
from lissom.facts.grade import Grade, Reading


class Row(Protocol):
    """Every row of every table has an id that is its handle from outside."""

    @property
    def id(self) -> str: ...


R_co = TypeVar("R_co", bound=Row, covariant=True)
R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name (also the field of the row type), how a cell is read, and what stands for an empty one."""

    name: str
    read: Callable[[str], object]
    """From a non-empty cell to the value; raises `ValueError` or `KeyError` when the cell is not `expected`."""
    expected: str
    empty: object = ""
    required: bool = False


def text(name: str, *, required: bool = False) -> Column:
    return Column(name, str, "words", "", required)


def number(name: str, *, required: bool = False) -> Column:
    return Column(name, float, "a number with a decimal point", None, required)


def whole(name: str, *, required: bool = False) -> Column:
    return Column(name, int, "a whole number", None, required)


def several(name: str, *, required: bool = False) -> Column:
    """Words separated by ';', as a tuple."""
    return Column(name, _several, "words separated by ';'", (), required)


def numbers(name: str) -> Column:
    """Numbers separated by ';', as a tuple."""
    return Column(name, lambda cell: tuple(float(part) for part in cell.split(";")), "numbers separated by ';'", ())


def ids(name: str, *, required: bool = False) -> Column:
    """Ids separated by ';', as a frozenset."""
    return Column(name, lambda cell: frozenset(_several(cell)), "ids separated by ';'", frozenset(), required)


def member(name: str, kind: type[StrEnum], *, required: bool = True) -> Column:
    """One of the values of an enum; None when empty and not required."""
    by_value = {one.value: one for one in kind}
    return Column(name, by_value.__getitem__, "one of " + ", ".join(by_value), None, required)


def members(name: str, kind: type[StrEnum]) -> Column:
    """Values of an enum separated by ';', as a tuple."""
    by_value = {one.value: one for one in kind}
    return Column(
        name,
        lambda cell: tuple(by_value[word] for word in _several(cell)),
        "words separated by ';': " + ", ".join(by_value),
        (),
    )


def one_of(name: str, *allowed: str, required: bool = True) -> Column:
    return Column(name, {word: word for word in allowed}.__getitem__, "one of " + ", ".join(allowed), "", required)


def matching(name: str, form: str) -> Column:
    """Words of one form, given as a regular expression."""

    def read(cell: str) -> str:
        if not re.fullmatch(form, cell):
            raise ValueError(cell)
        return cell

    return Column(name, read, f"words like {form}")


def pattern(name: str) -> Column:
    """A regular expression, as it is written."""

    def read(cell: str) -> str:
        try:
            re.compile(cell)
        except re.error as error:
            raise ValueError(cell) from error
        return cell

    return Column(name, read, "a regular expression", "", required=True)


PROVENANCE: tuple[Column, ...] = (
    member("grade", Grade),
    member("reading", Reading),
    one_of("confidence", "high", "medium", "low", required=False),
    text("source", required=True),
    text("locator"),
)
"""The last columns of nearly every table: how strong, how read, how surely, and where it stands."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What a check of a whole row found: the column, what was expected there, what came."""

    column: str
    expected: str
    came: str


Check = Callable[[R], "Wrong | None"]


def upward(low: str, high: str) -> Check[Row]:
    """`low` is not above `high`, where both are given."""

    def check(row: Row) -> Wrong | None:
        first, last = getattr(row, low), getattr(row, high)
        if first is None or last is None or first <= last:
            return None
        return Wrong(low, f"not above {high} ({last:g})", f"{first:g}")

    return check


def unit_with(unit: str, *columns: str) -> Check[Row]:
    """A unit is given ('1' for a plain number) where any of these numbers is."""

    def check(row: Row) -> Wrong | None:
        given = next((name for name in columns if getattr(row, name) is not None), None)
        if given is None or getattr(row, unit):
            return None
        return Wrong(unit, f"a unit for {given} ('1' for a plain number)", "nothing")

    return check


def stated(*columns: str) -> Check[Row]:
    """At least one of these columns says something."""

    def check(row: Row) -> Wrong | None:
        if any(getattr(row, name) not in ("", None, ()) for name in columns):
            return None
        return Wrong(columns[0], "a value in " + " or ".join(columns), "nothing")

    return check


@dataclass(frozen=True, slots=True)
class Table(Generic[R_co]):
    """The rows of one file, in its order, and the line each id stands on."""

    file: str
    rows: tuple[R_co, ...]
    lines: Mapping[str, int]

    def where(self, row_id: str) -> str:
        """'file:line' of a row."""
        return f"{self.file}:{self.lines[row_id]}"


def read_table(
    path: Path,
    columns: Sequence[Column],
    make: Callable[..., R],
    faults: Faults,
    *checks: Check[R],
) -> Table[R]:
    """The rows of a file as `make(**cells)`; rows with a faulty cell are left out, and all faults go to `faults`."""
    file = f"{path.parent.name}/{path.name}"
    made: dict[str, R] = {}
    lines: dict[str, int] = {}
    for line, cells in _lines(path, file, columns, faults):
        where = f"{file}:{line}"
        before = len(faults)
        pairs = zip(columns, cells, strict=True)
        values = {column.name: _value(column, cell, where, faults) for column, cell in pairs}
        name = str(values["id"])
        if name in lines:
            faults.add(f"{where}:id", "an id used once", f"{name}, also on line {lines[name]}")
        if len(faults) > before:
            lines.setdefault(name, line)
            continue
        row = make(**values)
        for wrong in filter(None, (check(row) for check in checks)):
            faults.add(f"{where}:{wrong.column}", wrong.expected, wrong.came)
        made[name], lines[name] = row, line
    return Table(file, tuple(made.values()), lines)


def _lines(path: Path, file: str, columns: Sequence[Column], faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells in the order of `columns`) of every line that has as many cells as the header."""
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        faults.add(file, "a table", "no such file")
        return
    except UnicodeDecodeError as error:
        faults.add(file, "UTF-8 text", f"a byte that is not, at position {error.start}")
        return
    reader = csv.reader(content.splitlines())
    header = next(reader, [])
    names = [column.name for column in columns]
    if not _same_header(file, header, names, faults):
        return
    order = [header.index(name) for name in names]
    for cells in reader:
        if len(cells) != len(header):
            faults.add(f"{file}:{reader.line_num}", f"{len(header)} cells", f"{len(cells)}")
            continue
        yield reader.line_num, [cells[place] for place in order]


def _same_header(file: str, header: Sequence[str], names: Sequence[str], faults: Faults) -> bool:
    missing = [name for name in names if name not in header]
    unknown = [name for name in header if name not in names]
    if missing:
        faults.add(f"{file}:1", "the columns " + ", ".join(missing), "none of that name")
    if unknown:
        faults.add(f"{file}:1", "only the columns of this table", ", ".join(unknown))
    return not missing


def _value(column: Column, cell: str, where: str, faults: Faults) -> object:
    if not cell:
        if column.required:
            faults.add(f"{where}:{column.name}", column.expected, "nothing")
        return column.empty
    try:
        return column.read(cell)
    except (ValueError, KeyError):
        faults.add(f"{where}:{column.name}", column.expected, repr(cell))
        return column.empty


def _several(cell: str) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in cell.split(";"))
    if not all(parts):
        raise ValueError(cell)
    return parts
