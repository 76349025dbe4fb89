"""The forecasts of a case on paper: one part for each medicine and scenario, curves where the medium draws them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lissom.answers.simulation import Simulation
from lissom.facts.quantity import in_words
from lissom.facts.source import Source
from lissom.population.forecast import LEVELS, Band, Forecast
from lissom.report.document import Block, Document, Fold, ForecastFigures, Part, Sentences, Table
from lissom.report.gathering import gather
from lissom.report.plain import plain

MIDDLE, LOW, HIGH = (LEVELS.index(level) for level in (0.5, 0.05, 0.95))
HOURS_SHOWN = (0, 3, 6, 9, 12, 15, 18, 21, 24)
"""Hours of the day in the table a terminal prints."""


def simulation_json(simulations: Iterable[Simulation]) -> list[dict[str, Any]]:
    """Plain values: title, forecast with all its bands, or why there is none."""
    return [plain(one) for one in simulations]


def simulation_document(simulations: Sequence[Simulation], sources: Mapping[str, Source], version: str) -> Document:
    """One part for each medicine and scenario."""
    parts = tuple(_part(place, one) for place, one in enumerate(simulations))
    people = max((one.forecast.people for one in simulations if one.forecast), default=0)
    return Document(
        title="Simulation",
        subtitle=f"{people:,} virtual people like this person." if people else "Nothing could be simulated.",
        parts=parts,
        sources=gather(parts, sources),
        version=version,
        kind="Simulation",
    )


def _part(place: int, one: Simulation) -> Part:
    if one.forecast is None:
        assert one.why is not None
        return Part(id=f"simulation-{place}", title=one.title, blocks=(Sentences(statements=(one.why,)),))
    forecast = one.forecast
    blocks: tuple[Block, ...] = (
        ForecastFigures(forecast=forecast),
        _day(forecast, one.shown_day),
        Fold(title="What it cannot say", blocks=(Sentences(statements=forecast.limits),)),
    )
    return Part(id=f"simulation-{place}", title=one.title, blocks=blocks)


def _day(forecast: Forecast, day: int) -> Table:
    """The middle person and 9 in 10 over the day shown, every third hour."""
    pump = any(band.outcome == "tip" for band in forecast.bands)
    bands = [band for band in forecast.bands if band.outcome in SHORT and not (pump and band.outcome == "plasma")]
    rows = tuple(
        (f"{hour:02d}:00", *(_cell(band, _at(forecast, 24.0 * day + hour)) for band in bands)) for hour in HOURS_SHOWN
    )
    if len({row[1:] for row in rows}) == 1:
        rows = (("all day", *rows[0][1:]),)
    columns = ("Time", *(f"{SHORT[band.outcome]}, {_unit(band)}" for band in bands))
    return Table(caption=f"Day {day + 1}: the middle person, and where 9 in 10 lie", columns=columns, rows=rows)


SHORT = {
    "plasma": "Blood",
    "tip": "Catheter tip",
    "csf": "Lower back",
    "csf_neck": "Neck",
    "metabolite": "Metabolite",
    "tone_relief": "Stiffness gone",
    "spasms": "Spasms left",
    "sedation": "Drowsiness",
}
"""Heads of the columns of a narrow table; outcomes that are not here are left to the figures and files."""


def _unit(band: Band) -> str:
    return {"1": "%", "/d": "a day"}.get(band.unit, band.unit)


def _at(forecast: Forecast, hour: float) -> int:
    return int(abs(forecast.times - hour).argmin())


def _cell(band: Band, at: int) -> str:
    middle, low, high = (_number(float(band.everyone[level, at]), band.unit) for level in (MIDDLE, LOW, HIGH))
    return f"{middle} ({low}-{high})"


LEAST = 0.01
"""Smaller values are not told apart from nothing."""


def _number(value: float, unit: str) -> str:
    if unit == "1":
        return str(round(100 * value))
    return in_words(value, 2) if value >= LEAST else "0"
