"""Reads the small tables of `data/rules/` that only this room uses: kinds of interactions, conditions, cautions,
signs.

Faults are collected with file and row and raised together as `DataError`.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from lissom.checks.caution import Caution
from lissom.checks.conditions import KnownCondition
from lissom.checks.exposure import Exposure
from lissom.checks.finding import Severity, Stance
from lissom.checks.kinds import Kind
from lissom.checks.sedative import Sedative
from lissom.checks.sign import Sign
from lissom.facts.errors import DataError, Faults
from lissom.facts.grade import Grade

Row = Mapping[str, str]
T = TypeVar("T")


def read_kinds(path: Path) -> dict[str, Kind]:
    """Interaction id -> what the row is about."""
    return dict(_read(path, lambda row: (row["interaction"], Kind(row["kind"]))))


def read_speakers(path: Path) -> dict[str, str]:
    """Subject -> the interaction row that speaks for it, where a rule of its own needs one ('two_relaxants')."""
    speakers = _read(path, lambda row: (row["speaks_for"], row["interaction"]))
    return {subject: row for subject, row in speakers if subject}


def read_signs(path: Path) -> tuple[Sign, ...]:
    """The signs of a medicine missing or of too much of it, and how they are written."""
    return tuple(_read(path, _sign))


def read_exposures(path: Path) -> tuple[Exposure, ...]:
    """By how much levels change, where no model says so; the narrowest cause first, as in the file."""
    return tuple(_read(path, _exposure))


def read_sedatives(path: Path) -> dict[str, Sedative]:
    """Ingredient id -> its usual single dose and half-life, for the load over the day."""
    return dict(_read(path, lambda row: (row["id"], _sedative(row))))


def _sedative(row: Row) -> Sedative:
    numbers = (float(row[name]) for name in ("single_mg", "half_life_h", "low", "high"))
    return Sedative(row["id"], *numbers)


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
    )


def _sign(row: Row) -> Sign:
    return Sign(
        id=row["id"],
        drug=row["drug"],
        route=row["route"],
        state=row["state"],
        sign=row["sign"],
        words=_split(row["words"]),
        unless=_split(row["unless"]),
        grave=row["grave"] == "yes",
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
