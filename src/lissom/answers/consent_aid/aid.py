"""A decision aid as a value: the decision, the options in equal detail, numbers beside placebo, what to ask.

Made by `making.py`; `report` lays it out, `store` keeps what became of it. Holds plain values only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lissom.facts.requirement import Requirement
from lissom.facts.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of 100 people: a best figure, and the ends of what is known; equal when one figure was published."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """One thing that can happen, with the medicine and on placebo, of 100 people each."""

    drug: str
    happens: str
    """'feel sleepy at times': completes 'of 100 people, 63 ...'."""
    does_not: str
    good: bool
    """True for a wished effect."""
    with_drug: Share
    with_placebo: Share | None
    """None when no comparison group was seen."""
    who: str
    """The people and the time the figures are of."""
    over: str
    """How long people were watched ('1 week'); '' where the source does not say."""
    personal: bool
    """True when the figure was worked out for this person, not counted in a trial."""
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way to go, the same four parts for each."""

    id: str
    name: str
    theirs: bool
    """True for the medicine the decision is about."""
    what: tuple[Statement, ...]
    like: tuple[Statement, ...]
    good: tuple[Statement, ...]
    bad: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeachBack:
    """A question that the person answers in their own words, and what a right answer holds."""

    number: int
    question: str
    answer: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One thing that may matter, to be marked from 0 to 10; `stated` is what the case already says, from 0 to 10."""

    id: str
    words: str
    stated: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """What a law or guidance asks, and the part of the aid that answers it; '' when only the talk itself can."""

    requirement: Requirement
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAid:
    """Everything a person and a clinician need on the table to decide together."""

    person: str
    """'woman, 52'; never a name."""
    today: date
    version: str
    country: str
    drugs: tuple[str, ...]
    """Names of the medicines the decision is about."""
    emergency: tuple[Statement, ...]
    """What must be done before anything is decided; () mostly."""
    decision: Statement
    condition: tuple[Statement, ...]
    course: tuple[Statement, ...]
    """What happens when nothing is done, as far as is known."""
    options: tuple[Option, ...]
    risks: tuple[Risk, ...]
    own: tuple[Statement, ...]
    """What is special about this person: one sentence a finding."""
    unknowns: tuple[Statement, ...]
    alarms: tuple[str, ...]
    """When to call for help, as instructions."""
    help: tuple[Statement, ...]
    """What is known of too much of it, and of an emergency at hand."""
    stopping: tuple[Statement, ...]
    steps: tuple[str, ...]
    """The way to a decision, one step a sentence."""
    values: tuple[Value, ...]
    trades: tuple[tuple[str, str], ...]
    """Pairs to choose between: (this, or that)."""
    questions: tuple[str, ...]
    teach_back: tuple[TeachBack, ...]
    evidence: tuple[str, ...]
    """How the evidence was found and how good it is."""
    about: tuple[str, ...]
    """Who made it, who paid, when it is made anew."""
    disclosures: tuple[Disclosure, ...]
