"""What a sig can say, as values: each class is one thing a reader of `readers` can find.

Named tuples: making eighteen dataclasses would take ten milliseconds of every start of the command.
"""

from __future__ import annotations

from typing import NamedTuple

from lissom.case.regimen import Amount, AmountUnit


class Dose(NamedTuple):
    """How much at one time. `unit` is None for a bare number; `mg_each` is the mg of one unit when written with it."""

    low: float
    high: float
    unit: AmountUnit | None
    form: str = ""
    mg_each: float | None = None
    bracketed: bool = False
    total: bool = False
    each: bool = False
    joined: bool = False


class Holds(NamedTuple):
    """A strength in passing: mg in one unit ('10 mg tablet') or in `per` mL ('5 mg/5 mL')."""

    mg: float
    per: float
    unit: AmountUnit
    form: str = ""


class PerDay(NamedTuple):
    """A daily total of something counted in `amount.unit`."""

    amount: Amount
    form: str = ""
    rate: bool = False
    """True when it was written per hour: only a pump delivers so."""


class Times(NamedTuple):
    """So many times in `days` days; `weak` for a plain 'daily', which other words may refine."""

    low: int
    high: int
    days: int = 1
    weak: bool = False


class Interval(NamedTuple):
    """Every so many hours; `high` is the longer end of 'every 6 to 8 hours'."""

    low: float
    high: float


class Moments(NamedTuple):
    """Moments of the day, as hours; `stated` for clock times, `about` for clock times that only illustrate."""

    hours: tuple[float, ...]
    stated: bool = False
    about: bool = False
    joined: bool = False


class Meals(NamedTuple):
    """With or before meals; `rhythm` when meals can also tell how often."""

    with_food: bool
    rhythm: bool


class Weekdays(NamedTuple):
    days: tuple[int, ...]


class Rhythm(NamedTuple):
    """Every so many days."""

    days: int


class Pattern(NamedTuple):
    """'1-0-1': units in the morning, at midday, in the evening."""

    counts: tuple[float, ...]
    form: str = ""


class Length(NamedTuple):
    """So many days; `closes` for 'after 3 days', which ends what stands before it."""

    days: int
    closes: bool = False
    ranged: bool = False
    """The longer end of 'for 5 to 10 days'."""


class Label(NamedTuple):
    """'Day 1-3:' or 'week 2:' opens a phase of so many days; 0 for 'day 7 onwards'."""

    first: int
    days: int


class AsNeeded(NamedTuple):
    reason: str = ""


class UpTo(NamedTuple):
    """'Up to 3 times a day': a limit that is also the rhythm."""

    times: int


class Limit(NamedTuple):
    """The most in a day: an amount, or a count of intakes."""

    amount: Dose | None = None
    times: int | None = None
    bare: bool = False
    """'Max 6/day': of the tablets or of the intakes, whichever the dose counts in."""


class Step(NamedTuple):
    """Up or down by an amount every so many days, towards a target (None: off)."""

    sign: int
    by: Dose
    by_day: bool
    every: int
    off: bool = False
    by_dose: bool = False
    start: tuple[Dose | PerDay | Times, ...] = ()
    """The dose it starts from, when it is named after the step: 'by 10 mg every week from 60 mg/day'."""


class Mark(NamedTuple):
    """A word of structure: 'then', 'stop', 'divided', 'single', 'pump', 'target', 'and'."""

    word: str
    number: int = 0


class Note(NamedTuple):
    """Something read and reported, which is no part of the schedule."""

    text: str


Item = (
    Dose
    | Holds
    | PerDay
    | Times
    | Interval
    | Moments
    | Meals
    | Weekdays
    | Rhythm
    | Pattern
    | Length
    | Label
    | AsNeeded
    | UpTo
    | Limit
    | Step
    | Mark
    | Note
)
