"""What comes out of weighing the options, and the answers that go in. Never a bare winner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lissom.facts.source import Source
from lissom.facts.statement import Statement


class Criterion(StrEnum):
    """What may matter to a person, in the order shown."""

    RELIEF = "relief"
    ALERTNESS = "alertness"
    STRENGTH = "strength"
    COST = "cost"
    EFFORT = "effort"


class Preferred(StrEnum):
    FIRST = "first"
    SECOND = "second"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the person would rather have: the whole span of one criterion, or that of the other."""

    first: Criterion
    second: Criterion
    preferred: Preferred


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One criterion that could be used: from its worst to its best among the options, and what the numbers rest on."""

    criterion: Criterion
    worst: float
    best: float
    unit: str
    words: str
    """The whole span as a sentence's end: '0.7 points less stiffness (of 4)'."""
    known: tuple[str, ...]
    """Names of the options of which there are numbers; the others are drawn from a wider spread."""
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How much a criterion counts after the answers: 0 to 1, with the interval of nine in ten draws."""

    criterion: Criterion
    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One option: in how many of 100 draws it is the best, and how much is lost by taking it, from 0 to 100."""

    option: str
    name: str
    best_in_100: float
    regret: float
    against: Statement | None
    """What speaks clearly against it in this person; it is then no candidate."""
    fit: Statement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A trade-off not answered yet, and by how much its answer would lower what is lost, from 0 to 100."""

    first: Criterion
    second: Criterion
    words: str
    worth: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Options in the order of their names: the numbers, not the order, say which fits."""

    person: str
    condition: str
    today: str
    version: str
    seed: int
    draws: int
    effective: float
    """How many of the draws still count after the answers."""
    verdict: tuple[Statement, ...]
    standings: tuple[Standing, ...]
    spans: tuple[Span, ...]
    weights: tuple[Weight, ...]
    left_out: tuple[Statement, ...]
    """Criteria and options that could not be weighed, and why."""
    questions: tuple[Question, ...]
    """Most worth asking first."""
    answered: tuple[Answer, ...]
    changing: tuple[Statement, ...]
    price_lists: Mapping[str, Source]
    """The reader's own price lists that are cited."""
