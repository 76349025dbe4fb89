"""Reads the small tables of `data/rules/` that only this room uses: kinds of interactions, conditions, cautions,
signs.

Faults are collected with file and row and raised together as `DataError`.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

from lissom.checks.caution import Caution
from lissom.checks.combination import Combination
from lissom.checks.conditions import KnownCondition
from lissom.checks.exposure import Exposure
from lissom.checks.finding import Severity, Stance
from lissom.checks.kinds import Kind
from lissom.checks.phrase import Either, Groups, Ways
from lissom.checks.said import in_full
from lissom.checks.sedative import Sedative
from lissom.checks.sign import Sign
from lissom.facts.errors import DataError, Faults
from lissom.facts.grade import Grade
from lissom.facts.table import Table

Row = Mapping[str, str]
T = TypeVar("T")
R = TypeVar("R", Sign, Exposure, Sedative, Caution, Combination)


def read_kinds(path: Path) -> dict[str, Kind]:
    """Interaction id -> what the row is about."""
    return dict(_read(path, lambda row: (row["interaction"], Kind(row["kind"]))))


def read_speakers(path: Path) -> dict[str, str]:
    """Subject -> the interaction row that speaks for it, where a rule of its own needs one ('two_relaxants')."""
    speakers = _read(path, lambda row: (row["speaks_for"], row["interaction"]))
    return {subject: row for subject, row in speakers if subject}


def read_signs(path: Path) -> tuple[Sign, ...]:
    """The signs of a medicine missing or of too much of it, and how they are written; that is read when asked for."""
    return tuple(_read(path, _signs_beside(path)))


def read_wordings(path: Path) -> Groups:
    """Group -> the wordings that stand for one another, each as its words."""
    return dict(_read(path, _wordings))


def read_combinations(path: Path) -> tuple[Combination, ...]:
    """Ingredients that together are a medicine of its own."""
    return tuple(_read(path, _combination))


def _combination(row: Row) -> Combination:
    return Combination(row["id"], row["drug"], frozenset(_split(row["parts"])), row["source"])


def read_exposures(path: Path) -> tuple[Exposure, ...]:
    """By how much levels change, where no model says so; the narrowest cause first, as in the file."""
    return tuple(_read(path, _exposure))


def read_sedatives(path: Path) -> dict[str, Sedative]:
    """Ingredient id -> its usual single dose and half-life, for the load over the day."""
    return {one.drug: one for one in _read(path, _sedative)}


def _sedative(row: Row) -> Sedative:
    single_mg, half_life_h, low, high = (float(row[name]) for name in ("single_mg", "half_life_h", "low", "high"))
    return Sedative(row["id"], row["drug"], single_mg, half_life_h, low, high, row["source"], row["note"])


def signs_table(path: Path, faults: Faults) -> Table[Sign]:
    """`signs.csv` with the line of each row, for whoever asks where a sentence comes from."""
    return _table(path, faults, _read_whole(_signs_beside(path)))


def exposures_table(path: Path, faults: Faults) -> Table[Exposure]:
    """`exposures.csv` with the line of each row."""
    return _table(path, faults, _exposure)


def sedatives_table(path: Path, faults: Faults) -> Table[Sedative]:
    """`sedatives.csv` with the line of each row."""
    return _table(path, faults, _sedative)


def combinations_table(path: Path, faults: Faults) -> Table[Combination]:
    """`combinations.csv` with the line of each row."""
    return _table(path, faults, _combination)


def cautions_table(path: Path, faults: Faults) -> Table[Caution]:
    """`cautions.csv` with the line of each row."""
    return _table(path, faults, _caution)


def read_look_alikes(path: Path) -> dict[str, frozenset[str]]:
    """Name in lower case -> the names it is taken for, both ways."""
    alike: dict[str, set[str]] = {}
    for one, two in _read(path, lambda row: (row["name"].lower(), row["other"].lower())):
        alike.setdefault(one, set()).add(two)
        alike.setdefault(two, set()).add(one)
    return {name: frozenset(others) for name, others in alike.items()}


def read_conditions(path: Path) -> tuple[KnownCondition, ...]:
    """The conditions that rules know, most specific wording first within the file's own order."""
    return tuple(_read(path, _condition))


def read_cautions(path: Path) -> tuple[Caution, ...]:
    """The rows of medicine against condition."""
    return tuple(_read(path, _caution))


def _condition(row: Row) -> KnownCondition:
    return KnownCondition(
        id=row["id"],
        name=row["name"],
        words=_split(row["words"]),
        icd10=_split(row["icd10"]),
        snomed=frozenset(_split(row["snomed"])),
        words_unless=_split(row["words_unless"]),
        unless=_split(row["unless"]),
    )


def _wordings(row: Row) -> tuple[str, Either]:
    return row["id"], Either(tuple(each.split()) for each in _split(in_full(row["words"])))


def _signs_beside(path: Path) -> Callable[[Row], Sign]:
    groups = cache(lambda: read_wordings(path.with_name("wordings.csv")))
    return lambda row: _sign(row, groups)


def _read_whole(make: Callable[[Row], Sign]) -> Callable[[Row], Sign]:
    """The sign with its ways of saying read, so that what is wrong in them is found."""

    def made(row: Row) -> Sign:
        sign = make(row)
        list(sign.words), list(sign.unless)
        return sign

    return made


def _sign(row: Row, groups: Callable[[], Groups]) -> Sign:
    return Sign(
        id=row["id"],
        drug=row["drug"],
        route=row["route"],
        state=row["state"],
        sign=row["sign"],
        words=Ways(row["words"], groups, in_full),
        unless=Ways(row["unless"], groups, in_full),
        grave=row["grave"] in ("yes", "emergency"),
        at_once=row["grave"] == "emergency",
        in_conditions=row["in_conditions"] == "yes",
        source=row["source"],
        grade=Grade(row["grade"]),
    )


def _exposure(row: Row) -> Exposure:
    return Exposure(
        id=row["id"],
        drug=row["drug"],
        when=row["when"],
        value=float(row["value"]),
        low=float(row["low"]),
        high=float(row["high"]),
        source=row["source"],
        grade=Grade(row["grade"]),
        note=row["note"],
    )


def _caution(row: Row) -> Caution:
    return Caution(
        id=row["id"],
        finding=row["finding"],
        drug=row["drug"],
        route=row["route"],
        condition=row["condition"],
        age_low=float(row["age_low"]) if row["age_low"] else None,
        sex=row["sex"],
        countries=_split(row["country"]),
        severity=Severity(row["severity"]),
        stance=Stance(row["stance"]),
        because=row["because"],
        title=row["title"],
        rows=_split(row["rows"]),
        text=row["text"],
        todo=row["todo"],
        sources=_split(row["source"]),
        grade=Grade(row["grade"]) if row["grade"] else None,
    )


def _table(path: Path, faults: Faults, make: Callable[[Row], R]) -> Table[R]:
    """Every row that can be made, and its line; what is wrong goes to `faults`."""
    rows: dict[str, R] = {}
    lines: dict[str, int] = {}
    file = f"{path.parent.name}/{path.name}"
    with path.open(encoding="utf-8", newline="") as opened:
        for number, row in enumerate(csv.DictReader(opened), start=2):
            try:
                one = make(row)
            except (KeyError, ValueError, AttributeError, TypeError) as error:
                faults.add(f"{file}:{number}", "a well-formed row", str(error))
                continue
            if one.id in lines:
                faults.add(f"{file}:{number}:id", "an id used once", f"{one.id}, also on line {lines[one.id]}")
            rows[one.id], lines[one.id] = one, number
    return Table(file, tuple(rows.values()), lines)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _read(path: Path, make: Callable[[Row], T]) -> Iterator[T]:
    faults = Faults()
    made: list[T] = []
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            try:
                made.append(make(row))
            except (KeyError, ValueError, AttributeError, TypeError) as error:
                faults.add(f"{path.name}:{number}", "a well-formed row", str(error))
    if faults:
        raise DataError(faults.found)
    yield from made
