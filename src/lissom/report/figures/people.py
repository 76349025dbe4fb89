"""A chance as a hundred people: those sure to be counted, those at our best guess, those only perhaps, and the rest."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.population.forecast import Chance
from lissom.report.figures import svg
from lissom.report.figures.figure import Figure

COLUMNS, ROWS, PITCH = 20, 5, 15.0
PEOPLE = COLUMNS * ROWS


def people_figure(chance: Chance) -> Figure:
    """A hundred dots. Dark: even at the low end; mid: up to the best guess; ring: only at the high end."""
    low, value, high = (round(PEOPLE * share) for share in (chance.interval.low, chance.value, chance.interval.high))
    beside = ""
    if chance.without is not None:
        beside = f" Beside it: {round(PEOPLE * chance.without)} of 100 {chance.without_is}."
    alt = f"About {value} of 100 people; between {low} and {high} of 100, as far as is known.{beside}"
    width, height = COLUMNS * PITCH, ROWS * PITCH
    return Figure(
        title=chance.title,
        svg=svg.document(width, height, _dots(low, value, high), title=chance.title, desc=alt),
        alt=alt,
        caption=f"{value} of 100 people (between {low} and {high}: we do not know better).{beside}",
    )


def _dots(low: int, value: int, high: int) -> Iterator[str]:
    for place in range(PEOPLE):
        x, y = (place % COLUMNS + 0.5) * PITCH, (place // COLUMNS + 0.5) * PITCH
        kind = (
            "fig-sure" if place < low else "fig-guess" if place < value else "fig-maybe" if place < high else "fig-none"
        )
        yield svg.circle(x, y, 5.0 if kind != "fig-none" else 4.0, kind)
