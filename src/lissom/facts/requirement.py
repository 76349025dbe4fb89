"""What a law, professional guidance or standard asks of informed consent: rows of `consent/requirements.csv`.

Code never picks a row by its id: it asks for a `Duty`, and the table says which rows ask for that in which country.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lissom.facts.errors import Faults
from lissom.facts.grade import Grade, Reading
from lissom.facts.table import PROVENANCE, Table, members, one_of, read_table, several, text


class Duty(StrEnum):
    """What a page or a record does because a requirement asks for it."""

    NO_ACTION = "no action"
    """To do nothing is one of the options."""
    NO_FORM = "no form"
    """A signed form is no substitute for the talk."""
    CAPACITY = "capacity"
    TALK = "talk"
    DIAGNOSIS = "diagnosis"
    UNDERSTANDING = "understanding"
    EMERGENCY = "emergency"


TALK_ONLY = "talk"
"""Stands for the part of the aid where only the talk and its record can do what is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    id: str
    framework: str
    element: str
    requirement: str
    """What is asked, in our words."""
    check: str
    """How an assessment can show that it does so."""
    countries: tuple[str, ...]
    """Where it holds; () is everywhere."""
    part: str
    """The part of the decision aid that does it, `TALK_ONLY`, or '' when it asks nothing of a single decision."""
    duties: tuple[Duty, ...]
    grade: Grade
    reading: Reading
    confidence: str
    source: str
    locator: str


COLUMNS = (
    text("id", required=True),
    text("framework", required=True),
    text("element", required=True),
    text("requirement", required=True),
    text("check", required=True),
    several("countries"),
    one_of(
        "part",
        *("condition", "decision", "options", "numbers", "unknowns", "steps", "values", "teach-back", TALK_ONLY),
        required=False,
    ),
    members("duties", Duty),
    *PROVENANCE,
)


def read_requirements(path: Path, faults: Faults) -> Table[Requirement]:
    """Every requirement of `consent/requirements.csv`."""
    return read_table(path, COLUMNS, Requirement, faults)


def holding(rows: Iterable[Requirement], country: str) -> tuple[Requirement, ...]:
    """The rows that hold in a country; where none is known for it, those of every country."""
    every = tuple(rows)
    if any(country in row.countries for row in every):
        return tuple(row for row in every if not row.countries or country in row.countries)
    return every


def asking_for(rows: Iterable[Requirement], *duties: Duty) -> tuple[Requirement, ...]:
    """The rows that ask for any of these, in the order of the table."""
    return tuple(row for row in rows if set(duties) & set(row.duties))
