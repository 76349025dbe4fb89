"""The whole course day by day, for directions that change: the highest level of each day above milligrams a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lissom.facts.quantity import in_words
from lissom.population.forecast import LEVELS, Band, Forecast
from lissom.report.figures import svg
from lissom.report.figures.figure import Figure
from lissom.report.figures.scale import Scale, step, ticks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WIDTH, HEIGHT = 404.0, 300.0
LEFT, RIGHT = 40.0, 388.0
TOP, MIDDLE_LINE, DOSE_TOP, BOTTOM = 26.0, 168.0, 208.0, 268.0
LOW, MIDDLE, HIGH = LEVELS.index(0.05), LEVELS.index(0.5), LEVELS.index(0.95)
TABLE_ROWS = 10


def changes(forecast: Forecast) -> bool:
    """Whether the milligrams of one day differ from those of another."""
    return len({round(mg, 6) for mg in daily_mg(forecast)}) > 1


def daily_mg(forecast: Forecast) -> list[float]:
    """Milligrams on each whole day shown."""
    days = max(int(forecast.times[-1] // 24), 1)
    total = [0.0] * days
    for time, mg in forecast.doses:
        if int(time // 24) < days:
            total[int(time // 24)] += mg
    return total


def course_figure(forecast: Forecast, band: Band) -> Figure:
    """The figure of one outcome over all days."""
    return _Course(forecast=forecast, band=band).figure()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Course:
    forecast: Forecast
    band: Band

    @property
    def days(self) -> int:
        return len(daily_mg(self.forecast))

    def best(self, level: int) -> list[float]:
        """The highest value of each day."""
        times: NDArray[np.float64] = self.forecast.times
        row = self.band.everyone[level]
        return [float(row[(times >= 24.0 * day) & (times <= 24.0 * (day + 1))].max()) for day in range(self.days)]

    def figure(self) -> Figure:
        mg = daily_mg(self.forecast)
        title = f"{self.band.title} over the whole course"
        middle = self.best(MIDDLE)
        top = middle.index(max(middle))
        alt = (
            f"{self.days} days. The dose goes from {in_words(mg[0], 3)} to {in_words(mg[-1], 3)} mg a day, at most "
            f"{in_words(max(mg), 3)}. The middle person's highest level, {in_words(middle[top])} {self.band.unit}, "
            f"comes on day {top + 1}."
        )
        return Figure(
            title=title,
            svg=svg.document(WIDTH, HEIGHT, self.parts(mg), title=title, desc=alt),
            alt=alt,
            caption="Above: the highest level of each day, middle person and nine in ten. Below: milligrams a day.",
            columns=("Day", "mg that day", "Middle person", "Nine in ten"),
            rows=tuple(self.rows(mg)),
        )

    def parts(self, mg: list[float]) -> Iterator[str]:
        low, middle, high = (self.best(level) for level in (LOW, MIDDLE, HIGH))
        x = Scale(0.0, float(self.days), LEFT, RIGHT)
        y = Scale(0.0, ticks(max(high))[-1], MIDDLE_LINE, TOP)
        dose = Scale(0.0, ticks(max(mg), 2)[-1], BOTTOM, DOSE_TOP)
        yield from _axis(y, ticks(y.high), self.band.unit, TOP)
        yield from _axis(dose, ticks(dose.high, 2), "mg a day", DOSE_TOP)
        places = [x(day + 0.5) for day in range(self.days)]
        yield svg.area(_joined(places, high, y), _joined(places, low, y), "fig-nine")
        yield svg.curve(_joined(places, middle, y), "fig-middle")
        for day, amount in enumerate(mg):
            yield svg.rect(x(day), dose(amount), x(day + 1) - x(day) + 0.2, BOTTOM - dose(amount), "fig-amount")
        every = max(1, int(step(self.days, 6)))
        for day in range(0, self.days, every):
            yield svg.text(x(day + 0.5), BOTTOM + 18, f"{'day ' if day == 0 else ''}{day + 1}", "fig-tick", "middle")

    def rows(self, mg: list[float]) -> Iterator[tuple[str, ...]]:
        low, middle, high = (self.best(level) for level in (LOW, MIDDLE, HIGH))
        for day in range(0, self.days, max(1, self.days // TABLE_ROWS)):
            nine = f"{in_words(low[day])} to {in_words(high[day])}"
            yield str(day + 1), in_words(mg[day], 3), f"{in_words(middle[day])} {self.band.unit}", nine


def _axis(scale: Scale, values: tuple[float, ...], unit: str, top: float) -> Iterator[str]:
    yield svg.text(LEFT - 32, top - 12, unit, "fig-unit")
    for value in values:
        yield svg.line(LEFT, scale(value), RIGHT, scale(value), "fig-axis" if value == 0 else "fig-grid")
        yield svg.text(LEFT - 6, scale(value) + 3.8, in_words(value, 3), "fig-tick", "end")


def _joined(places: list[float], values: list[float], y: Scale) -> list[tuple[float, float]]:
    return [(place, y(value)) for place, value in zip(places, values, strict=True)]
