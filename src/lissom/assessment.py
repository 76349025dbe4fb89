"""What comes out: one value with the summary first, then the ten jobs, the gaps and the sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lissom.case.case import Case
from lissom.checks.finding import Finding
from lissom.facts.source import Source
from lissom.facts.statement import Statement
from lissom.medicines.recognition import Recognition
from lissom.population.forecast import Forecast


class Job(StrEnum):
    """The ten questions an assessment answers, in the order they are shown."""

    MONOGRAPH = "What the medicine is"
    SIMULATION = "What it will do over the day"
    COMPARISON = "How it compares with the alternatives"
    CONSENT = "Deciding together"
    EXERCISE = "Exercise and the day"
    KIDNEYS = "Kidneys, age and conditions"
    PRODUCTS = "Tablets and strengths"
    INTERACTIONS = "Other medicines, alcohol and herbs"
    PRICE = "Price"
    PLAN = "Starting, changing and stopping"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One of the three things that matter most; `finding` leads to the finding it comes from, where one does."""

    statement: Statement
    finding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The answer to one of the ten jobs. `note` says in one line where more is to be had, or what cannot be said."""

    job: Job
    medicine: str = ""
    statements: tuple[Statement, ...] = ()
    groups: tuple[tuple[str, tuple[Statement, ...]], ...] = ()
    """(heading, statements), in order, after `statements`."""
    note: str = ""

    @property
    def all_statements(self) -> tuple[Statement, ...]:
        return self.statements + tuple(statement for _, group in self.groups for statement in group)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something not known that would sharpen the answer: what is missing, what it would change."""

    missing: str
    would_change: str
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """How one medicine of the case was read: name and directions, said back."""

    where: str
    written: str
    recognition: Recognition
    directions: str
    """The regimen in plain words, or why it was refused, or 'no directions given'."""
    refused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A computed body measure with its equation and limits (`CrCl`, `eGFR`, `BSA`, `lean weight`)."""

    name: str
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Everything Lissom has to say about a case. Same case, library, day and seed: the same value, byte for byte."""

    case: Case
    today: date
    seed: int
    library_version: str
    understood: tuple[Understood, ...]
    measures: tuple[Measure, ...]
    summary: tuple[Point, ...]
    findings: tuple[Finding, ...]
    forecasts: tuple[Forecast, ...]
    sections: tuple[Section, ...]
    gaps: tuple[Gap, ...]
    sources: tuple[Source, ...]
    """Every source any statement above rests on, in order of first use."""
