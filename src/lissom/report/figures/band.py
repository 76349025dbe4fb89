"""One outcome over one day: the middle person, half and nine in ten people, doses, night, and the two spreads apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lissom.facts.quantity import after_number, in_words
from lissom.population.forecast import LEVELS, Band, Forecast
from lissom.report.figures import svg
from lissom.report.figures.figure import Figure
from lissom.report.figures.scale import Scale, ticks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WIDTH, HEIGHT = 404.0, 250.0
LEFT, RIGHT, TOP, BOTTOM = 40.0, 292.0, 26.0, 208.0
DIFFER, UNKNOWN = 320.0, 374.0
"""Middles of the two bars at the right."""
LABEL_WIDTH = 42.0
"""Room that '10 mg' takes: a dose that follows sooner is marked without words."""
NIGHT = ((0.0, 6.0), (22.0, 24.0))
TABLE_HOURS = 3
NEGLIGIBLE = 0.002
"""Share of the axis below which a value cannot be seen."""
LOW, QUARTER, MIDDLE, THREE_QUARTERS, HIGH = range(len(LEVELS))


@dataclass(frozen=True, slots=True)
class Day:
    """The day shown in detail: its number from 0 and the places of its times in the arrays."""

    index: int
    hours: NDArray[np.float64]
    places: NDArray[np.bool_]


def shown_day(forecast: Forecast) -> Day:
    """The day with points between the whole hours."""
    times = forecast.times
    between = times[times % 1.0 > 0]
    index = int(between[0] // 24) if len(between) else max(int(times[-1] // 24) - 1, 0)
    places = (times >= 24.0 * index) & (times <= 24.0 * (index + 1))
    return Day(index=index, hours=times[places] - 24.0 * index, places=places)


def day_figure(forecast: Forecast, band: Band) -> Figure:
    """The figure of one outcome on the day shown."""
    drawing = _Drawing(forecast=forecast, band=band, day=shown_day(forecast))
    return drawing.figure()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawing:
    forecast: Forecast
    band: Band
    day: Day

    @property
    def share(self) -> bool:
        return self.band.unit == "1"

    @property
    def factor(self) -> float:
        return 100.0 if self.share else 1.0

    @property
    def unit(self) -> str:
        return {"1": "%", "/d": "a day"}.get(self.band.unit, self.band.unit)

    def values(self, which: NDArray[np.float64], level: int) -> NDArray[np.float64]:
        chosen: NDArray[np.float64] = which[level][self.day.places] * self.factor
        return chosen

    @property
    def peak(self) -> int:
        """The place in the day where the middle person is highest (lowest for what falls with relief)."""
        middle = self.values(self.band.everyone, MIDDLE)
        return int(middle.argmin() if self.band.outcome == "spasms" else middle.argmax())

    @property
    def y(self) -> Scale:
        spreads = (self.band.everyone, self.band.people_differ, self.band.we_do_not_know)
        top = max(float(self.values(spread, HIGH).max()) for spread in spreads)
        return Scale(0.0, ticks(top if top > 0 else 1.0)[-1], BOTTOM, TOP)

    @property
    def x(self) -> Scale:
        return Scale(0.0, 24.0, LEFT, RIGHT)

    def figure(self) -> Figure:
        at, clock = self.peak, _clock(float(self.day.hours[self.peak]))
        middle, low, high = (float(self.values(self.band.everyone, k)[at]) for k in (MIDDLE, LOW, HIGH))
        when = "lowest" if self.band.outcome == "spasms" else "highest"
        alt = (
            f"Day {self.day.index + 1}, midnight to midnight. The middle person is {when} at {clock} with "
            f"{self.said(middle)}; nine in ten people lie between {self.said(low)} and {self.said(high)} then."
        )
        return Figure(
            title=self.band.title,
            svg=svg.document(WIDTH, HEIGHT, self.parts(), title=self.band.title, desc=alt),
            alt=alt,
            caption=f"Day {self.day.index + 1}. Bars: the spread at {clock}, split in two.",
            columns=("Hour", "Middle person", "Half of people", "Nine in ten", "People differ", "We do not know"),
            rows=tuple(self.rows()),
        )

    def parts(self) -> Iterator[str]:
        yield from self.grid()
        yield from self.curves()
        yield from self.doses()
        yield from self.spread(DIFFER, self.band.people_differ, "fig-differ", ("people", "differ"))
        yield from self.spread(UNKNOWN, self.band.we_do_not_know, "fig-unknown", ("we do not", "know"))

    def grid(self) -> Iterator[str]:
        for begin, end in NIGHT:
            yield svg.rect(self.x(begin), TOP, self.x(end) - self.x(begin), BOTTOM - TOP, "fig-night")
        yield svg.text(LEFT - 32, TOP - 12, self.unit, "fig-unit")
        for value in ticks(self.y.high):
            yield svg.line(LEFT, self.y(value), RIGHT, self.y(value), "fig-grid")
            yield svg.text(LEFT - 6, self.y(value) + 3.8, in_words(value, 3), "fig-tick", "end")
        for hour in range(0, 25, 6):
            last = hour == 24
            yield svg.text(
                self.x(hour), BOTTOM + 36, f"{hour} h" if last else str(hour), "fig-tick", "end" if last else "middle"
            )
        yield svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, "fig-axis")
        yield svg.text(self.x(3), TOP - 5, "night", "fig-quiet", "middle")

    def curves(self) -> Iterator[str]:
        line = {k: self.line(k) for k in range(len(LEVELS))}
        yield svg.area(line[HIGH], line[LOW], "fig-nine")
        yield svg.area(line[THREE_QUARTERS], line[QUARTER], "fig-half")
        yield svg.curve(line[MIDDLE], "fig-middle")
        at = self.peak
        x = line[MIDDLE][at][0]
        yield svg.circle(x, line[MIDDLE][at][1], 3.2, "fig-dot")

    def line(self, level: int) -> list[tuple[float, float]]:
        values = self.values(self.band.everyone, level)
        return [(self.x(float(hour)), self.y(float(value))) for hour, value in zip(self.day.hours, values, strict=True)]

    def doses(self) -> Iterator[str]:
        start, free = 24.0 * self.day.index, LEFT
        for time, mg in self.forecast.doses:
            if start <= time < start + 24.0:
                x = self.x(time - start)
                yield svg.polygon([(x - 4, BOTTOM + 9), (x + 4, BOTTOM + 9), (x, BOTTOM + 2)], "fig-dose")
                if x >= free:
                    yield svg.text(x, BOTTOM + 20, f"{in_words(mg, 3)} mg", "fig-quiet", "middle")
                    free = x + LABEL_WIDTH

    def spread(self, x: float, which: NDArray[np.float64], kind: str, words: tuple[str, str]) -> Iterator[str]:
        low, quarter, middle, three_quarters, high = (
            float(self.values(which, k)[self.peak]) for k in range(len(LEVELS))
        )
        yield svg.rect(x - 1.5, self.y(high), 3, self.y(low) - self.y(high), f"{kind} fig-thin", 1.5)
        yield svg.rect(x - 5, self.y(three_quarters), 10, self.y(quarter) - self.y(three_quarters), kind, 3)
        yield svg.circle(x, self.y(middle), 2.6, "fig-hole")
        for row, word in enumerate(words):
            yield svg.text(x, BOTTOM + 20 + 13 * row, word, "fig-quiet", "middle")

    def rows(self) -> Iterator[tuple[str, ...]]:
        band = self.band
        for hour in range(0, 25, TABLE_HOURS):
            at = int(abs(self.day.hours - hour).argmin())
            yield (
                f"{hour:02d}:00",
                self.said(float(self.values(band.everyone, MIDDLE)[at])),
                self.span(band.everyone, QUARTER, THREE_QUARTERS, at),
                self.span(band.everyone, LOW, HIGH, at),
                self.span(band.people_differ, LOW, HIGH, at),
                self.span(band.we_do_not_know, LOW, HIGH, at),
            )

    def span(self, which: NDArray[np.float64], low: int, high: int, at: int) -> str:
        """'170 to 370': two levels at one place of the day."""
        return " to ".join(self.shown(float(self.values(which, level)[at])) for level in (low, high))

    def said(self, value: float) -> str:
        return f"{self.shown(value)}{after_number(self.unit)}"

    def shown(self, value: float) -> str:
        """Two figures; what is lost against the axis is 0, since more figures would pretend to be known."""
        return "0" if value < self.y.high * NEGLIGIBLE else in_words(value)


def _clock(hour: float) -> str:
    minutes = round(hour * 60)
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
