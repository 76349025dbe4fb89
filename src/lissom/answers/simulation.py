"""What `lissom simulate` shows of a case: every relaxant as directed, and what may happen to its delivery."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lissom.answers.forecasts import forecasts
from lissom.checks.rules.refills import told
from lissom.checks.view import View
from lissom.facts.errors import Fault, InputError
from lissom.facts.statement import Statement
from lissom.library import Library
from lissom.population.forecast import Forecast
from lissom.population.schedule import Kind, Scenario

AS_DIRECTED = "as directed"
STOP = Scenario(kind=Kind.STOP)
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
    seen: View, library: Library, *, seed: int, people: int, scenarios: Sequence[Scenario] = ()
) -> tuple[Simulation, ...]:
    """Every relaxant of the case as directed, and under each scenario. A pump is always shown stopping as well.

    A leak and a night rate are of pumps alone. Raises InputError where a scenario is asked for that nothing in the
    case can have.
    """
    curves = forecasts(seen, library, seed=seed, people=people)
    pumped = any(_pumped(one) for one in curves.made)
    stepped = seen.case.pump is not None and bool(seen.case.pump.steps)
    if stepped and any(one.kind is Kind.NIGHT for one in scenarios):
        expected = "another scenario, as the case states the steps of the pump"
        raise InputError([Fault(where="--scenario", expected=expected, came="'night'")])
    if not pumped and any(one.kind is not Kind.STOP for one in scenarios):
        raise InputError([Fault(where="--scenario", expected="'stop', as no pump is in the case", came="a pump's")])
    found = [_made(one, library, AS_DIRECTED) for one in curves.made]
    found += [Simulation(title="When the pump runs out", scenario=AS_DIRECTED, why=said) for said in told(seen)]
    found += [
        Simulation(title=library.drugs[one.ingredient].name, scenario=AS_DIRECTED, why=one.why)
        for one in curves.refused
    ]
    asked = scenarios or ((STOP,) if pumped else ())
    for scenario in asked:
        changed = forecasts(seen, library, seed=seed, people=people, scenario=scenario).made
        everything = bool(scenarios) and scenario.kind is Kind.STOP
        found += [_made(one, library, scenario.title) for one in changed if everything or _pumped(one)]
    return tuple(found)


def _made(one: Forecast, library: Library, scenario: str) -> Simulation:
    title = f"{library.models[one.model.split('.')[0]].title}, {scenario}"
    return Simulation(title=title, scenario=scenario, forecast=one, shown_day=_day(one))


def _pumped(one: Forecast) -> bool:
    return bool(one.infusions)


def _day(one: Forecast) -> int:
    """The day with points closer together than an hour: the one worth showing."""
    gaps = one.times[1:] - one.times[:-1]
    return int(one.times[:-1][gaps < 1.0][0] // 24)
