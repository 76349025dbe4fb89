"""Steps up: from the label's start, or from today's doses, to a target, never above the highest dose.

Laws: no day above the limit, no intake above the single limit, no rise sooner or larger than the label allows, no
tablet that is not sold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import ceil

from lissom.facts.quantity import in_words
from lissom.facts.statement import Statement, reasoned
from lissom.plan.course import Course, Step, days_in_words, doses
from lissom.plan.limits import Limits, Rise
from lissom.plan.taper import Amounts, Present

HOURS: dict[int, tuple[float, ...]] = {1: (20.0,), 2: (8.0, 20.0), 3: (8.0, 14.0, 20.0), 4: (8.0, 12.0, 16.0, 20.0)}
"""Times of day by number of doses, as the sig reader assumes them; one dose a day is begun in the evening."""


def titration(
    now: Present,
    limits: Limits,
    *,
    begin: date,
    to_mg: float,
    pace: str,
    slower: float = 1.0,
) -> Course | None:
    """The steps from `now` (all zero: not yet begun) up to at most `to_mg` a day, each `slower` times as long.

    None when there is no step to take: no start known, nothing to raise, or no tablet that allows a rise.
    """
    goal = limits.cap_daily(to_mg)
    hours, levels = _ladder(now, limits, goal) if limits.ladder else _rises(now, limits, goal)
    if not levels:
        return None
    steps: list[Step] = []
    start = begin
    for place, (level, days, why) in enumerate(levels):
        length = None if place == len(levels) - 1 else ceil(days * slower)
        steps.append(Step(begin=start, days=length, doses=doses(hours[place], level, limits.cabinet), why=why))
        start += timedelta(days=length or 0)
    return Course(
        ingredient=now.ingredient,
        name=now.name,
        kind="titration",
        pace=pace,
        steps=tuple(steps),
        before_mg=now.daily_mg,
        statements=tuple(_about(steps, limits)),
    )


NEARLY = 1e-9
Level = tuple[Amounts, float, tuple[Statement, ...]]
"""Amounts, days, and why."""


def _rises(now: Present, limits: Limits, goal: float) -> tuple[list[tuple[float, ...]], list[Level]]:
    levels: list[Level] = []
    at: list[tuple[float, ...]] = []
    level, hours, rise = now.amounts, now.hours, limits.rise
    if now.daily_mg == 0:
        begun = _start(limits, goal)
        if begun is None:
            return [], []
        hours, level, why = begun
        levels.append((level, rise.days if rise else 0.0, why))
        at.append(hours)
    while rise is not None:
        wider = _one_more(hours, level, rise, limits, goal)
        more_hours, higher = wider or (hours, raised(level, rise, limits, goal))
        added = sum(higher) - sum(level)
        if added <= NEARLY:
            break
        text = f"{in_words(added, 4)} mg a day more than before, after {days_in_words(ceil(rise.days))} or longer."
        if wider:
            text = f"One more dose in the day, as the label divides it: {text}"
        levels.append((higher, rise.days, (reasoned(text), *rise.why)))
        level, hours = higher, more_hours
        at.append(hours)
    return at, levels


def _one_more(
    hours: tuple[float, ...], level: Amounts, rise: Rise, limits: Limits, goal: float
) -> tuple[tuple[float, ...], Amounts] | None:
    """The day with one more dose of the label's first size, where the label divides the day more often than it is now:
    a short-acting medicine is not piled up at one hour.
    """
    if limits.start_mg is None or not level or len(level) >= limits.doses_a_day or limits.doses_a_day not in HOURS:
        return None
    each = limits.cabinet.at_most(limits.cap_single(min(limits.start_mg.value, rise.mg, goal - sum(level))))
    if each <= 0 or any(limits.cabinet.mix(mg) is None for mg in level):
        return None  # what these tablets do not make is mended by `raised` first
    hour = max(HOURS[limits.doses_a_day], key=lambda free: min(_between(free, taken) for taken in hours))
    if not all(_between(hour, taken) >= NEAREST_H for taken in hours):
        return None
    day = sorted([*zip(hours, level, strict=True), (hour, each)])
    return tuple(hour for hour, _ in day), tuple(mg for _, mg in day)


NEAREST_H = 3.0
"""Doses are not set closer together than this: they would be one dose."""


def _between(one: float, other: float) -> float:
    """Hours between two times of the clock, the shorter way round."""
    return min(abs(one - other), 24.0 - abs(one - other))


def _start(limits: Limits, goal: float) -> tuple[tuple[float, ...], Amounts, tuple[Statement, ...]] | None:
    if limits.start_mg is None:
        return None
    times = limits.start_times if limits.start_times in HOURS else max(HOURS)
    each = limits.cabinet.at_most(limits.cap_single(limits.start_mg.value))
    while each > 0 and times > 1 and each * times > goal:
        times -= 1
    if each <= 0 or each * times > goal:
        return None
    return HOURS[times], (each,) * times, (limits.start_mg.why,)


def raised(amounts: Amounts, rise: Rise, limits: Limits, goal: float) -> Amounts:
    """The next amounts: each dose, or the day, up by at most the rise; the smallest dose first, of equals the latest.

    Not higher where the goal, the single limit or the tablets allow no rise.
    """
    level = list(amounts)
    left = min(rise.mg * len(level) if rise.on_each_dose else rise.mg, goal - sum(level))
    for place in sorted(range(len(level)), key=lambda one: (level[one], -one)):
        room = min(left, rise.mg)
        higher = limits.cabinet.at_most(limits.cap_single(level[place] + room))
        if higher <= level[place]:  # stays, or is mended where these tablets do not make it
            higher = limits.cabinet.at_most(level[place])
        left -= higher - level[place]
        level[place] = higher
    return tuple(level)


def _ladder(now: Present, limits: Limits, goal: float) -> tuple[list[tuple[float, ...]], list[Level]]:
    """The rungs above today's dose and within the goal, as the label spells them out."""
    hours: list[tuple[float, ...]] = []
    levels: list[Level] = []
    for rung in limits.ladder:
        daily = rung.mg * rung.times_per_day
        makeable = limits.cabinet.mix(rung.mg) is not None and limits.cap_single(rung.mg) == rung.mg
        if now.daily_mg < daily <= goal and makeable and rung.times_per_day in HOURS:
            often = {1: "once", 2: "twice"}.get(rung.times_per_day, f"{rung.times_per_day} times")
            text = (
                f"Level {rung.step} of the label: {in_words(rung.mg, 4)} mg {often} a day, {days_in_words(rung.days)}."
            )
            why = Statement(text=text, sources=(rung.source,), grade=rung.grade, facts=(rung.id,))
            hours.append(HOURS[rung.times_per_day])
            levels.append(((rung.mg,) * rung.times_per_day, float(rung.days), (why,)))
    return hours, levels


def _about(steps: Sequence[Step], limits: Limits) -> Iterator[Statement]:
    reached = steps[-1].daily_mg
    yield reasoned(
        f"The plan reaches {in_words(reached, 4)} mg a day. Each step is taken only if the one before was not enough "
        "and was tolerated; a dose that is enough is kept. If a step brings too much drowsiness or weakness, go back "
        "to the one before and speak with the prescriber."
    )
    yield from limits.slow
