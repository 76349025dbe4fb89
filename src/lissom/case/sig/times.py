"""What a group of time items comes to: the hours of a day, the rhythm of days, and what was assumed on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from lissom.case.sig.items import Interval, Item, Mark, Meals, Moments, Rhythm, Times, Weekdays
from lissom.case.sig.tokens import Refused
from lissom.case.sig.words import HOURS_OF, MEAL_HOURS, WEEKDAYS_OF


@dataclass(slots=True)
class Schedule:
    """The hours of one day of intake, and on which days."""

    hours: tuple[float, ...] = ()
    stated: bool = False
    interval_h: float | None = None
    every_days: int = 1
    weekdays: tuple[int, ...] = ()
    fewest: int | None = None
    single: bool = False
    assumed: list[str] = field(default_factory=list)


def schedule(whens: list[Item]) -> Schedule | None:
    """The schedule that all time items of one group agree on, None when they give none; refuses those that disagree."""
    result = Schedule()
    times = _agreed_times(whens)
    _days(whens, times, result)
    interval = _one(whens, Interval)
    rhythmic = any(isinstance(item, Times | Interval | Rhythm | Weekdays) for item in whens)
    result.single = not rhythmic and any(isinstance(item, Mark) and item.word == "single" for item in whens)
    fixed = [item for item in whens if isinstance(item, Moments)]
    meals = any(isinstance(item, Meals) and item.rhythm for item in whens)
    # A plain 'daily' gives way to the moments named beside it.
    count = _count(None if times and times.weak and fixed else times, interval)
    if fixed:
        _fixed_hours(fixed, count, meals, result)
    elif count is None and meals:
        result.hours = MEAL_HOURS
    elif count is not None or result.single or result.every_days > 1 or result.weekdays:
        result.hours = _assumed_hours(count or 1, interval)
    if interval:
        _note_interval(interval, result)
    if times and not times.weak and times.low < times.high:
        result.fewest = times.low
    if not result.hours:
        return None
    if not result.stated:
        clock = ", ".join(clock_time(hour) for hour in result.hours)
        result.assumed.append(f"times of day are assumed: {clock}")
    return result


def clock_time(hour: float) -> str:
    """'08:00' from hours after midnight."""
    minutes = round(hour * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _one(whens: list[Item], kind: type[Interval]) -> Interval | None:
    found = {item for item in whens if isinstance(item, kind)}
    if len(found) > 1:
        raise Refused("two intervals are given", tuple(f"every {item.low:g} hours" for item in found))
    return next(iter(found), None)


def _agreed_times(whens: list[Item]) -> Times | None:
    found = [item for item in whens if isinstance(item, Times)]
    strong = [item for item in found if not item.weak]
    if len(set(strong)) > 1 or (strong and found[0].weak and found[0] is not strong[0]):
        raise Refused(
            "it says how often in two ways that disagree", tuple(dict.fromkeys(_often(item) for item in found))
        )
    return strong[0] if strong else (found[0] if found else None)


def _often(times: Times) -> str:
    many = f"{times.low}" if times.low == times.high else f"{times.low} to {times.high}"
    return f"{many} times a day" if times.days == 1 else f"{many} times in {times.days} days"


def _days(whens: list[Item], times: Times | None, result: Schedule) -> None:
    rhythms = {item.days for item in whens if isinstance(item, Rhythm)}
    weekdays = {item.days for item in whens if isinstance(item, Weekdays)}
    if len(rhythms) > 1 or len(weekdays) > 1:
        raise Refused("it names two rhythms of days", tuple(f"every {days} days" for days in sorted(rhythms)))
    if rhythms:
        result.every_days = rhythms.pop()
    if weekdays:
        if result.every_days not in (1, 7):
            raise Refused("days of the week do not fit the rhythm of days")
        result.every_days, result.weekdays = 7, weekdays.pop()
    if times and times.days > 1:
        _several_in_days(times, result)
    if result.every_days == 30:
        result.assumed.append("a month is read as 30 days")


def _several_in_days(times: Times, result: Schedule) -> None:
    if result.weekdays and len(result.weekdays) == times.high:
        return
    if times.days != 7 or times.low != times.high or times.high not in WEEKDAYS_OF or result.weekdays:
        raise Refused(f"{_often(times)} does not tell which days")
    result.every_days, result.weekdays = 7, WEEKDAYS_OF[times.high]
    result.assumed.append("days of the week are assumed")


def _count(times: Times | None, interval: Interval | None) -> int | None:
    """How many intakes a day the words ask for; None when they leave it to moments of the day."""
    count = None
    if times and not times.weak:
        count = times.high if times.days == 1 else 1
    if interval:
        per_day = 24 / interval.low
        rounded = max(1, round(per_day))
        if count is not None and (abs(per_day - rounded) > 1e-9 or count != rounded):
            raise Refused(
                "the interval and the number of times disagree",
                (f"every {interval.low:g} hours", f"{count} times a day"),
            )
        return rounded if abs(per_day - rounded) < 1e-9 else 1
    return 1 if count is None and times else count


def _assumed_hours(count: int, interval: Interval | None) -> tuple[float, ...]:
    if interval and interval.low < 24:
        first = 8.0 if interval.low >= 12 or 24 % interval.low else 6.0
        return tuple(sorted((first + step * interval.low) % 24 for step in range(count)))
    if count in HOURS_OF:
        return HOURS_OF[count]
    return tuple(round((6 + 18 * step / count) % 24, 2) for step in range(count))


def _note_interval(interval: Interval, result: Schedule) -> None:
    if interval.low != interval.high:
        if 24 % interval.low or 24 % interval.high:
            raise Refused(
                f"every {interval.low:g} to {interval.high:g} hours does not divide the day",
                (f"every {interval.low:g} hours", f"every {interval.high:g} hours"),
            )
        result.fewest = round(24 / interval.high)
    result.interval_h = interval.low
    if interval.low > 24 and interval.low % 24 == 0:
        if result.every_days not in (1, interval.low / 24):
            raise Refused("two rhythms of days are given")
        result.every_days = int(interval.low / 24)


def _fixed_hours(fixed: list[Moments], count: int | None, meals: bool, result: Schedule) -> None:
    moments = [item for item in fixed if not (item.stated or item.about)]
    clocks = [item for item in fixed if item.stated or item.about]
    named = _unique(moments)
    timed = _unique(clocks)
    if (
        meals
        and count in (None, len(MEAL_HOURS) + len(named))
        and named
        and not timed
        and not set(named) & set(MEAL_HOURS)
    ):
        named = tuple(sorted((*MEAL_HOURS, *named)))
    hours = _both(named, timed)
    if count is not None and len(hours) != count:
        extra = [item for item in fixed if item.joined]
        if not extra or len(extra) != len(fixed) or len(hours) + count > 8:
            raise Refused(
                f"{count} times a day does not fit the {len(hours)} moments named",
                (f"{count} times a day", " and ".join(clock_time(hour) for hour in hours)),
            )
        hours = tuple(sorted((*HOURS_OF.get(count, ()), *hours)))
        if len(set(hours)) < len(hours):
            raise Refused("two intakes fall on the same hour", (f"{count} times a day", f"{len(hours)} times a day"))
    result.hours = hours
    result.stated = bool(timed) and timed == hours and all(item.stated for item in clocks)


def _unique(found: list[Moments]) -> tuple[float, ...]:
    return tuple(sorted({hour for item in found for hour in item.hours}))


def _both(named: tuple[float, ...], timed: tuple[float, ...]) -> tuple[float, ...]:
    """Clock times replace as many moments ('at bedtime (22:00)'), else they are further moments."""
    if timed and named and len(timed) != len(named):
        return tuple(sorted({*named, *timed}))
    if any(_apart(moment, clock) > _SAME_MOMENT_H for moment, clock in zip(named, timed, strict=False)):
        raise Refused(
            "the clock times do not fit the moments of the day",
            (" and ".join(clock_time(hour) for hour in timed), " and ".join(clock_time(hour) for hour in named)),
        )
    return timed or named


_SAME_MOMENT_H = 4.0
"""'In the evening (18:00)' is one time; 'am, 1 pm' are two, or one tablet in the afternoon."""


def _apart(one: float, other: float) -> float:
    """Hours between two times of the clock, the shorter way round."""
    return min(abs(one - other), 24 - abs(one - other))
