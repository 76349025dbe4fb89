"""The whole day on one timeline: doses, relief, drowsiness, what is needed when, meals, blood pressure, quiet hours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lissom.answers.planning.day import DayPlan
from lissom.plan.course import clock
from lissom.plan.day import Need
from lissom.plan.outlook import Curve
from lissom.report.figures import svg
from lissom.report.figures.figure import Figure
from lissom.report.figures.scale import Scale

WIDTH = 820.0
LEFT, RIGHT, TOP = 148.0, 798.0, 8.0
ROW, CURVE_ROW = 24.0, 64.0
LABEL = 22
"""Letters of a lane's name that fit beside it."""
WORDS = {Need.ALERT: "be awake", Need.DRIVE: "driving", Need.TRAIN: "training", Need.RELIEF: "little stiffness"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lane:
    """One row: a label and either stretches, ticks or a curve (0 to 1)."""

    label: str
    stretches: tuple[tuple[float, float], ...] = ()
    ticks: tuple[float, ...] = ()
    curve: Curve | None = None

    @property
    def height(self) -> float:
        return CURVE_ROW if self.curve else ROW


def clock_figure(plan: DayPlan) -> Figure:
    """Every lane over the 24 hours, on the proposed hours where they differ from the present ones."""
    lanes = tuple(_lanes(plan))
    height = TOP + sum(lane.height for lane in lanes) + 24
    title = "The day on one clock"
    alt = " ".join(
        f"{lane.label}: {', '.join(_told(lane))}." for lane in lanes if lane.stretches or lane.ticks
    )  # the curves have pictures and numbers of their own
    return Figure(
        title=title,
        svg=svg.document(WIDTH, height, _drawn(lanes, height), title=title, desc=alt),
        alt=alt,
        caption="Triangles: doses. Lines: the middle person, from nothing to the greatest there is.",
        columns=("What", "When"),
        rows=tuple((lane.label, ", ".join(_told(lane))) for lane in lanes if lane.stretches or lane.ticks),
        wide=True,
    )


def _lanes(plan: DayPlan) -> Iterator[_Lane]:
    yield _Lane(label="doses now", ticks=tuple(hour for hour, _ in plan.doses))
    if plan.moved != plan.doses:
        yield _Lane(label="doses proposed", ticks=tuple(hour for hour, _ in plan.moved))
    for curve in plan.after or plan.before:
        if curve.outcome in ("tone_relief", "sedation"):
            yield _Lane(label="relief" if curve.outcome == "tone_relief" else "drowsiness", curve=curve)
    for window in plan.windows:
        label = window.name if window.name != "night" else "sleep"
        yield _Lane(label=label or WORDS[window.need], stretches=_within(window.begin, window.end))
    for name in dict.fromkeys(mark.name for mark in plan.marks):
        several = [stretch for mark in plan.marks if mark.name == name for stretch in _within(mark.begin, mark.end)]
        yield _Lane(label=name, stretches=tuple(several))
    if plan.quiet:
        yield _Lane(label="least drowsy", stretches=plan.quiet)


def _within(begin: float, end: float) -> tuple[tuple[float, float], ...]:
    """A stretch of hours cut at midnight."""
    if end <= 24:
        return ((begin, end),)
    return ((0.0, end - 24), (begin, 24.0)) if begin < 24 else ((begin - 24, end - 24),)


def _told(lane: _Lane) -> Sequence[str]:
    spans = [f"{clock(begin)} to {clock(end) if end < 24 else '24:00'}" for begin, end in lane.stretches]
    return (*map(clock, lane.ticks), *spans)


def _drawn(lanes: Sequence[_Lane], height: float) -> Iterator[str]:
    x = Scale(0.0, 24.0, LEFT, RIGHT)
    for tick in range(0, 25, 2):
        yield svg.line(x(tick), TOP, x(tick), height - 20, "fig-grid")
        yield svg.text(x(tick), height - 6, f"{tick:02d}:00", "fig-tick", "middle")
    y = TOP
    for lane in lanes:
        middle = y + lane.height / 2
        yield svg.text(LEFT - 6, middle + 4, _short(lane.label), "fig-quiet", "end")
        for begin, end in lane.stretches:
            yield svg.rect(x(begin), y + 4, x(end) - x(begin), lane.height - 8, "fig-half", 2)
        for hour in lane.ticks:
            place = x(hour)
            yield svg.polygon([(place, y + 4), (place - 5, y + 15), (place + 5, y + 15)], "fig-dose")
        if lane.curve:
            yield from _line(lane.curve, x, Scale(0.0, 1.0, y + lane.height - 3, y + 3))
        y += lane.height


def _line(curve: Curve, x: Scale, y: Scale) -> Iterator[str]:
    high = [(x(hour), y(value)) for hour, value in zip(curve.hours, curve.high, strict=True)]
    low = [(x(hour), y(value)) for hour, value in zip(curve.hours, curve.low, strict=True)]
    middle = [(x(hour), y(value)) for hour, value in zip(curve.hours, curve.middle, strict=True)]
    yield svg.area(high, low, "fig-nine")
    yield svg.curve(middle, "fig-middle")


def _short(label: str) -> str:
    return label if len(label) <= LABEL else f"{label[: LABEL - 1]}…"
