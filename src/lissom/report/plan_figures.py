"""Pictures of plans: the milligrams of a course over its dates, and a day with its doses, needs and curves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from lissom.answers.planning.day import DayPlan, Mark
from lissom.answers.planning.proposal import Priced
from lissom.facts.quantity import after_number, in_words
from lissom.facts.sentence import capital
from lissom.plan.course import Course, clock
from lissom.plan.day import Window
from lissom.plan.outlook import Curve, Outlook, Three
from lissom.report.figures import svg
from lissom.report.figures.figure import Figure
from lissom.report.figures.scale import Scale, step, ticks

WIDTH, HEIGHT = 404.0, 244.0
LEFT, RIGHT, TOP, BOTTOM = 40.0, 392.0, 30.0, 186.0
ROOM = 60.0
"""What a name under the axis needs; nearer to the right edge it ends where its bar ends."""
TAIL_DAYS = 7
"""Days of an open last step that are drawn."""


def course_figure(course: Course) -> Figure:
    """Milligrams on each day of a course, stepping from what was taken before."""
    daily = [*course.daily, *[course.steps[-1].daily_mg] * TAIL_DAYS]
    title = f"{capital(course.name)}, milligrams a day"
    alt = (
        f"From {in_words(course.before_mg, 4)} mg a day before, {len(course.steps)} steps over {course.days} days, to "
        f"{in_words(course.steps[-1].daily_mg, 4)} mg a day from {course.steps[-1].begin.isoformat()}."
    )
    return Figure(
        title=title,
        svg=svg.document(WIDTH, HEIGHT, _bars(course, daily), title=title, desc=alt),
        alt=alt,
        caption="Each bar is a day; the line across is what was taken before the plan.",
        columns=("From", "mg a day"),
        rows=tuple((one.begin.isoformat(), in_words(one.daily_mg, 4)) for one in course.steps),
    )


def _bars(course: Course, daily: Sequence[float]) -> Iterator[str]:
    x = Scale(0.0, float(len(daily)), LEFT, RIGHT)
    y = Scale(0.0, ticks(max(*daily, course.before_mg))[-1], BOTTOM, TOP)
    yield from _axis(y, "mg a day")
    for day, mg in enumerate(daily):
        gap = min(1.0, 0.15 * (x(1) - x(0)))
        yield svg.rect(x(day) + gap / 2, y(mg), x(1) - x(0) - gap, BOTTOM - y(mg), "fig-amount")
    if course.before_mg:
        yield svg.line(LEFT, y(course.before_mg), RIGHT, y(course.before_mg), "fig-axis")
    yield from _dates(course, len(daily), x)


def brings_figure(one: Priced) -> Figure | None:
    """What the steps bring day by day: relief where the model has it, else the highest level; None without a model."""
    looks = [look for look in one.outlooks if look is not None]
    if not looks:
        return None
    relief = all(look.relief for look in looks)
    title = "Relief of stiffness at rest" if relief else f"Highest level of {one.course.name} in the blood"
    unit = "%" if relief else looks[0].level_unit
    lines = [_of(look, relief) for look in _by_day(one)]
    first, last = lines[0], lines[-1]
    shown = [f"{in_words(one.middle)}{after_number(unit)}" for one in (first, last)]
    alt = (
        f"In the middle person from {shown[0]} on the first day to {shown[1]} on the last one drawn, each step as if "
        "settled."
    )
    return Figure(
        title=title,
        svg=svg.document(WIDTH, HEIGHT, _stairs(one.course, lines, unit), title=title, desc=alt),
        alt=alt,
        caption="Line: the middle person. Band: nine in ten. Each step is drawn as if settled from its first day.",
        columns=("From", f"Middle person ({unit})", "Nine in ten"),
        rows=tuple(
            (level.begin.isoformat(), in_words(_of(look, relief).middle), _span(_of(look, relief)))
            for level, look in zip(one.course.steps, one.outlooks, strict=True)
        ),
    )


NOTHING = Three(0.0, 0.0, 0.0)


def _of(look: Outlook | None, relief: bool) -> Three:
    """Relief in per cent, or the highest level; nothing once the medicine is off."""
    if look is None:
        return NOTHING
    if not relief or look.relief is None:
        return look.peak_level
    return Three(100 * look.relief.low, 100 * look.relief.middle, 100 * look.relief.high)


def _span(three: Three) -> str:
    return f"{in_words(three.low)} to {in_words(three.high)}"


def _by_day(one: Priced) -> list[Outlook | None]:
    """The outlook of each day, a week of the last step included."""
    pairs = zip(one.course.steps, one.outlooks, strict=True)
    return [look for level, look in pairs for _ in range(level.days if level.days is not None else TAIL_DAYS)]


def _stairs(course: Course, lines: Sequence[Three], unit: str) -> Iterator[str]:
    x = Scale(0.0, float(len(lines)), LEFT, RIGHT)
    y = Scale(0.0, ticks(max(line.high for line in lines) or 1.0)[-1], BOTTOM, TOP)
    yield from _axis(y, unit)
    high, middle, low = (
        [(x(day + end), y(value)) for day, value in enumerate(values) for end in (0, 1)]
        for values in (
            [line.high for line in lines],
            [line.middle for line in lines],
            [line.low for line in lines],
        )
    )
    yield svg.area(high, low, "fig-nine")
    yield svg.curve(middle, "fig-middle")
    yield from _dates(course, len(lines), x)


def _dates(course: Course, days: int, x: Scale) -> Iterator[str]:
    every = max(1, int(step(days, 4)))
    for day in range(0, days, every):
        when = course.begin + timedelta(days=day)
        anchor = "end" if x(day) > RIGHT - ROOM / 2 else "start"
        yield svg.text(x(day), BOTTOM + 18, f"{when.day} {when.strftime('%b')}", "fig-tick", anchor)


def day_figure(
    curve: Curve,
    doses: Sequence[tuple[float, float]],
    windows: Sequence[Window] = (),
    marks: Sequence[Mark] = (),
    *,
    top: float = 0.0,
) -> Figure:
    """One outcome over a day: middle person, nine in ten, doses as ticks, the hours with a need as bands.

    The scale goes up to `top` at least, so that pictures side by side can be compared.
    """
    top = max(*curve.high, top) or 1.0
    percent = curve.unit == "1"
    unit = "%" if percent else curve.unit
    factor = 100.0 if percent else 1.0
    worst = curve.middle.index(max(curve.middle))
    alt = (
        f"In the middle person it is highest, {in_words(factor * curve.middle[worst])}{after_number(unit)}, at "
        f"{clock(curve.hours[worst])}. "
        f"Doses at {', '.join(clock(hour) for hour, _ in doses)}."
    )
    return Figure(
        title=curve.title,
        svg=svg.document(
            WIDTH, HEIGHT, _day(curve, doses, windows, marks, top * factor, unit, factor), title=curve.title, desc=alt
        ),
        alt=alt,
        caption="Line: the middle person. Band: nine in ten. Triangles: doses."
        + (" Bars below: the hours that matter." if windows or marks else ""),
        columns=("Time", "Middle person", "Nine in ten"),
        rows=tuple(_rows(curve, factor, unit)),
    )


def _day(
    curve: Curve, doses: Sequence[tuple[float, float]], windows: Sequence[Window], marks: Sequence[Mark], top: float,
    unit: str, factor: float,
) -> Iterator[str]:  # fmt: skip
    begin, end = curve.hours[0], max(curve.hours[-1], curve.hours[0] + 24)
    x = Scale(begin, end, LEFT, RIGHT)
    y = Scale(0.0, ticks(top)[-1], BOTTOM, TOP)
    for window in windows:
        yield from _band(x, begin, window.begin, window.end, window.name)
    for mark in marks:
        yield svg.rect(x(mark.begin), BOTTOM + 26, x(mark.end) - x(mark.begin), 4, "fig-unknown")
    yield from _axis(y, unit)
    points = [x(hour) for hour in curve.hours]
    high = [(place, y(factor * value)) for place, value in zip(points, curve.high, strict=True)]
    low = [(place, y(factor * value)) for place, value in zip(points, curve.low, strict=True)]
    yield svg.area(high, low, "fig-nine")
    yield svg.curve(
        [(place, y(factor * value)) for place, value in zip(points, curve.middle, strict=True)], "fig-middle"
    )
    for hour, _ in doses:
        if begin <= hour <= end:
            place = x(hour)
            yield svg.polygon([(place, BOTTOM - 8), (place - 4, BOTTOM), (place + 4, BOTTOM)], "fig-dose")
    for hour in range(int(begin // 3 + 1) * 3 if begin % 3 else int(begin), int(end) + 1, 3):
        yield svg.text(x(hour), BOTTOM + 16, f"{hour % 24}", "fig-tick", "middle")


def _band(x: Scale, day: float, begin: float, end: float, name: str) -> Iterator[str]:
    """A bar under the day; what lies past midnight is drawn at its beginning."""
    for shift in (0.0, -24.0):
        first, last = max(begin + shift, day), min(end + shift, day + 24)
        if last > first:
            yield svg.rect(x(first), BOTTOM + 22, x(last) - x(first), 12, "fig-half")
            late = x(first) > RIGHT - ROOM
            yield svg.text(x(last) if late else x(first), BOTTOM + 47, name, "fig-quiet", "end" if late else "start")


def _rows(curve: Curve, factor: float, unit: str) -> Iterator[tuple[str, ...]]:
    for place in range(0, len(curve.hours), 6):
        low, middle, high = (in_words(factor * line[place]) for line in (curve.low, curve.middle, curve.high))
        yield clock(curve.hours[place]), f"{middle}{after_number(unit)}", f"{low} to {high}"


def _axis(scale: Scale, unit: str) -> Iterator[str]:
    yield svg.text(LEFT - 32, TOP - 14, unit, "fig-unit")
    for value in ticks(scale.high):
        yield svg.line(LEFT, scale(value), RIGHT, scale(value), "fig-axis" if value == 0 else "fig-grid")
        yield svg.text(LEFT - 6, scale(value) + 3.8, in_words(value, 3), "fig-tick", "end")


def day_figures(plan: DayPlan, *, after: bool) -> tuple[Figure, ...]:
    """The curves of the day as it is, or as it would be."""
    lines, doses = (plan.after, plan.moved) if after else (plan.before, plan.doses)
    return tuple(day_figure(curve, doses, plan.windows, plan.marks) for curve in lines)
