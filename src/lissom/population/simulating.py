"""The verb for a pharmacologist: a model, a regimen, some people and some times in; their curves out.

people = like(model, Person(age_years=52, weight_kg=68), body, count=1000, seed=1)
found = simulate(model, regimen, people, times)
found["plasma"].quantile(0.5)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from lissom.case.body import Body
from lissom.case.person import Person
from lissom.case.regimen import Regimen
from lissom.dynamics.layout import Floats
from lissom.dynamics.quantiles import quantiles
from lissom.facts.errors import Fault, InputError
from lissom.population import people as crowds
from lissom.population.course import absorbed, course, haemodialysis
from lissom.population.model import Model, Variant
from lissom.population.outcomes import OUTCOMES
from lissom.population.people import Crowd
from lissom.population.subject import Subject, subject

MOST_PEOPLE = 200_000
"""Each person's curves are kept here; more would not fit a small machine. Bands of larger crowds: `dynamics.crowd`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Virtual people: every parameter of every one, and the kind of person they are."""

    variant: Variant
    parameters: Crowd
    who: Subject
    seed: int

    def __len__(self) -> int:
        return len(self.parameters["CL"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Curves:
    """One outcome of everybody over time, [time, person]."""

    title: str
    unit: str
    times: Floats
    values: Floats = field(repr=False)

    def quantile(self, *levels: float) -> Floats:
        """Quantiles over people, [level, time]; of one level, [time]."""
        found = quantiles(self.values, levels)
        return found[0] if len(levels) == 1 else found


def like(model: Model, person: Person, body: Body, *, count: int, seed: int, catheter_tip: str = "") -> People:
    """`count` virtual people like this person, with both kinds of spread. Raises InputError above 200,000.

    `catheter_tip` is the vertebra at which the catheter of a pump ends ('T10'); '' at its usual place.
    """
    if not 1 <= count <= MOST_PEOPLE:
        raise InputError([Fault(where="count", expected=f"1 to {MOST_PEOPLE}", came=str(count))])
    variant = model.variant_for(person.age_years)
    who = subject(person, body, catheter_tip=catheter_tip)
    drawn = crowds.crowd(variant, who, crowds.everyone(variant, count, seed))
    return People(variant=variant, parameters=drawn, who=who, seed=seed)


def simulate(model: Model, regimen: Regimen, people: People, times: Sequence[float] | Floats) -> Mapping[str, Curves]:
    """The curves of every outcome of the model at the times (h from the midnight the regimen starts), by outcome.

    Raises InputError where times do not ascend or are not numbers, and ValueError where milligrams are not known.
    """
    assert people.variant in model.variants, "people drawn for another model"
    grid = _ascending(times)
    days = int(grid[-1] // 24) + 1
    doses = absorbed(people.variant, tuple(regimen.events(days)))
    sessions = haemodialysis(people.variant, people.who, days)
    infusions = tuple(regimen.rates(days))
    layout, run = course(people.variant.structure, people.parameters, doses, grid, infusions, sessions)
    wanted = [outcome for outcome in OUTCOMES if outcome.belongs_to(people.variant)]
    found = {outcome.name: np.empty((len(grid), len(people))) for outcome in wanted}
    for k, x in enumerate(run):
        for outcome in wanted:
            found[outcome.name][k] = outcome.of(people.parameters, layout, x)
    return {
        outcome.name: Curves(
            title=outcome.shown(people.variant)[0],
            unit=outcome.shown(people.variant)[1],
            times=grid,
            values=found[outcome.name],
        )
        for outcome in wanted
    }


def _ascending(times: Sequence[float] | Floats) -> Floats:
    grid = np.asarray(times, dtype=np.float64)
    fine = grid.ndim == 1 and len(grid) > 0 and bool(np.isfinite(grid).all())
    if not fine or grid[0] < 0 or bool((np.diff(grid) <= 0).any()):
        fault = Fault(
            where="times", expected="hours of 0 or more, each later than the one before", came=f"{grid.tolist()}"[:60]
        )
        raise InputError([fault])
    return grid
