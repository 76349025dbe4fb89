"""What `lissom simulate` shows of a case: every relaxant as directed, and what happens when a pump stops."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lissom.answers.forecasts import forecasts
from lissom.checks.view import View
from lissom.facts.statement import Statement
from lissom.library import Library
from lissom.population.forecast import Forecast

AS_DIRECTED = "as directed"
PUMP_STOPS_ON_DAY = 4
"""Three days of delivery as directed stand before the stop: enough for the level to be steady."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """One forecast of one medicine under one scenario, or why there is none."""

    title: str
    scenario: str
    forecast: Forecast | None = None
    why: Statement | None = None
    shown_day: int = 0
    """The day, from 0, that is shown in detail."""


def simulations(
    seen: View, library: Library, *, seed: int, people: int, stops_on_day: int | None = None
) -> tuple[Simulation, ...]:
    """Every relaxant of the case as directed; with `stops_on_day` (1 the first) also when it stops unplanned at the
    midnight that day begins with. A pump is always shown stopping as well.
    """
    curves = forecasts(seen, library, seed=seed, people=people)
    found = [
        Simulation(
            title=f"{_name(one, library)}, {AS_DIRECTED}", scenario=AS_DIRECTED, forecast=one, shown_day=_day(one)
        )
        for one in curves.made
    ]
    found += [
        Simulation(title=library.drugs[one.ingredient].name, scenario=AS_DIRECTED, why=one.why)
        for one in curves.refused
    ]
    day = stops_on_day or (PUMP_STOPS_ON_DAY if any(_pumped(one) for one in curves.made) else None)
    if day is not None:
        found += _stopped(seen, library, day, seed, people, everything=stops_on_day is not None)
    return tuple(found)


def _stopped(
    seen: View, library: Library, day: int, seed: int, people: int, *, everything: bool
) -> Iterator[Simulation]:
    scenario = f"delivery stops on day {day}"
    for one in forecasts(seen, library, seed=seed, people=people, stops_on_day=day).made:
        if everything or _pumped(one):
            title = f"{_name(one, library)}, {scenario}"
            yield Simulation(title=title, scenario=scenario, forecast=one, shown_day=day - 1)


def _pumped(one: Forecast) -> bool:
    return "intrathecal" in one.model


def _name(one: Forecast, library: Library) -> str:
    return library.models[one.model.split(".")[0]].title


def _day(one: Forecast) -> int:
    """The day with points closer together than an hour: the one worth showing."""
    gaps = one.times[1:] - one.times[:-1]
    return int(one.times[:-1][gaps < 1.0][0] // 24)
