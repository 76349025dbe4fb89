"""Steps down: the smoothest way from today's doses to a lower target within a span of days, in tablets that exist.

Laws: no intake ever goes up, no step asks for a tablet that is not sold, no plan is shorter than the label's span.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from math import ceil

from lissom.facts.quantity import in_words
from lissom.facts.statement import Statement, reasoned
from lissom.plan.course import Course, Step, days_in_words, doses
from lissom.plan.drive import largest_mismatch
from lissom.plan.limits import Limits
from lissom.plan.numbers import Numbers
from lissom.plan.tablets import Cabinet

Amounts = tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """What is taken today: hours and milligrams of each intake."""

    ingredient: str
    name: str
    hours: tuple[float, ...]
    amounts: Amounts

    @property
    def daily_mg(self) -> float:
        return sum(self.amounts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way down: the amounts of each step, and the days each lasts."""

    levels: tuple[Amounts, ...]
    step_days: int

    @property
    def days(self) -> int:
        """Days until the last level is reached."""
        return (len(self.levels) - 1) * self.step_days

    @property
    def daily(self) -> tuple[float, ...]:
        held = [sum(level) for level in self.levels[:-1] for _ in range(self.step_days)]
        return (*held, sum(self.levels[-1]))

    def largest_drop(self, before: float) -> float:
        """Milligrams a day taken off by the largest single step."""
        totals = [before, *map(sum, self.levels)]
        return max(one - two for one, two in pairwise(totals))


def taper(
    now: Present,
    limits: Limits,
    numbers: Numbers,
    *,
    begin: date,
    days: float,
    pace: str,
    to_mg: float = 0.0,
    why: Sequence[Statement] = (),
) -> Course | None:
    """The smoothest way down to `to_mg` a day in about `days` days, never fewer. None when no tablet allows a step.

    `why` says where the number of days comes from; it goes with the first step.
    """
    pattern = smoothest(now.amounts, limits.cabinet, numbers, days=days, to_mg=to_mg)
    if pattern is None:
        return None
    steps = []
    start = begin
    for place, level in enumerate(pattern.levels):
        last = place == len(pattern.levels) - 1
        length = None if last else pattern.step_days
        steps.append(
            Step(
                begin=start,
                days=length,
                doses=doses(now.hours, level, limits.cabinet),
                why=(_step_why(place, pattern, now), *(why if place == 0 else ())),
            )
        )
        start += timedelta(days=pattern.step_days)
    return Course(
        ingredient=now.ingredient,
        name=now.name,
        kind="taper",
        pace=pace,
        steps=tuple(steps),
        before_mg=now.daily_mg,
        statements=tuple(_about(pattern, now, limits, numbers)),
    )


def smoothest(
    amounts: Amounts, cabinet: Cabinet, numbers: Numbers, *, days: float, to_mg: float = 0.0
) -> Pattern | None:
    """Of all even ways down that take at least `days` and not much longer, the smoothest.

    Smooth: the largest mismatch and the largest single step, both as shares of today's dose, add up to little. That the
    two count alike is our own reasoning. More days than the usual lengths of a step add up to are given by the smallest
    steps, each made longer.
    """
    before = sum(amounts)
    every = list(patterns(amounts, cabinet, numbers, to_mg))
    ways = [one for one in every if one.days >= days] or list(_stretched(every, days))
    longest = max(days * numbers["taper.longest_over_label"], min((one.days for one in ways), default=0))
    half_time = numbers["taper.adaptation_days"]

    def rough(one: Pattern) -> tuple[float, int, int]:
        shares = largest_mismatch(one.daily, before, half_time) + one.largest_drop(before) / before
        return round(shares, 3), len(one.levels), one.days

    return min((one for one in ways if one.days <= longest), key=rough, default=None)


def _stretched(ways: Sequence[Pattern], days: float) -> Iterator[Pattern]:
    """The way with the most steps, each lasting so long that it takes `days`; nothing where there is only one step."""
    finest = max(ways, key=lambda one: len(one.levels), default=None)
    if finest is not None and len(finest.levels) > 1:
        yield replace(finest, step_days=ceil(days / (len(finest.levels) - 1)))


def patterns(amounts: Amounts, cabinet: Cabinet, numbers: Numbers, to_mg: float = 0.0) -> Iterator[Pattern]:
    """Every even way down: each step takes off the same mg (as near as tablets allow) and lasts the same days."""
    grain = cabinet.grain
    if grain <= 0 or sum(amounts) <= to_mg:
        return
    shortest, longest = numbers.days("taper.step_days_fewest"), numbers.days("taper.step_days_most")
    seen = set()
    for count in range(1, ceil((sum(amounts) - to_mg) / grain) + 1):
        levels = _levels(amounts, count * grain, cabinet, to_mg)
        if levels is None or levels in seen:
            continue
        seen.add(levels)
        for days in range(shortest, longest + 1):
            yield Pattern(levels=levels, step_days=days)


def _levels(amounts: Amounts, by: float, cabinet: Cabinet, to_mg: float) -> tuple[Amounts, ...] | None:
    levels: list[Amounts] = []
    level = tuple(cabinet.at_most(mg) for mg in amounts)
    if sum(level) < sum(amounts):  # what is taken now cannot be made of these tablets: that alone is a step
        levels.append(level)
    while sum(level) > to_mg:
        lower = lowered(level, min(by, sum(level) - to_mg), cabinet)
        if sum(lower) >= sum(level) or sum(lower) < to_mg:
            return None
        level = lower
        levels.append(level)
    return tuple(levels)


def lowered(amounts: Amounts, by: float, cabinet: Cabinet) -> Amounts:
    """The amounts with `by` mg less in the day: the largest intake first, midday before morning, the last one last.

    In chunks of whole tablets where that can be done, so that nobody halves without need.
    """
    level, left = list(amounts), by
    chunk = _chunk(by, cabinet)
    while left > 1e-9 and any(level):
        place = max(range(len(level)), key=lambda k: (level[k], _goes_first(k, len(level))))
        lower = cabinet.at_most(max(0.0, level[place] - min(chunk, left)))
        left -= level[place] - lower
        level[place] = lower
    return tuple(level)


def _chunk(by: float, cabinet: Cabinet) -> float:
    whole = [tablet.mg for tablet in cabinet.tablets if (by / tablet.mg) % 1 < 1e-9 and tablet.mg <= by]
    return min(whole, default=cabinet.grain)


def _goes_first(place: int, count: int) -> int:
    """Midday doses are lowered first, then the first of the day; the last of the day (the night's) is kept longest."""
    if place == count - 1:
        return 0
    return 1 if place == 0 else 2


def _step_why(place: int, pattern: Pattern, now: Present) -> Statement:
    before = now.daily_mg if place == 0 else sum(pattern.levels[place - 1])
    after = sum(pattern.levels[place])
    if after == 0:
        return reasoned(f"The last {in_words(before, 4)} mg a day end here.")
    off = before - after
    return reasoned(
        f"{in_words(off, 4)} mg a day less than before, {in_words(100 * off / before)}% of it; the largest dose goes "
        "down first and the night's dose last."
    )


def _about(pattern: Pattern, now: Present, limits: Limits, numbers: Numbers) -> Iterator[Statement]:
    low, middle, high = (
        largest_mismatch(pattern.daily, now.daily_mg, numbers[name])
        for name in ("taper.adaptation_days_low", "taper.adaptation_days", "taper.adaptation_days_high")
    )
    yield numbers.why(
        "taper.adaptation_days",
        f"The way down takes {days_in_words(pattern.days)}. On its worst day about {in_words(100 * middle)}% of the "
        f"dose the body is used to is missing ({in_words(100 * min(low, high))} to {in_words(100 * max(low, high))}%, "
        "as fast or slow as the body adapts); on stopping at once it is 100%. This compares plans; it is no chance of "
        "withdrawal, which is not known.",
    )
    if any(limits.cabinet.at_most(mg) < mg for mg in now.amounts):
        yield reasoned("Today's dose cannot be made of the tablets known to be sold here; the first step mends that.")
