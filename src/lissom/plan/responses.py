"""What one milligram does in each of the same virtual people, and from it any schedule: levels add up, dose by dose.

Candidate schedules share one crowd, so that their differences are of the schedules and not of luck. Times are hours,
amounts mg; arrays are [state, time, people] and read-only. All models are linear in the amount absorbed; what is not
(saturable absorption, saturable binding) acts on single doses or on the level, and is applied there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

import numpy as np

from lissom.dynamics.crowd import states
from lissom.dynamics.layout import Floats, Layout, rate_matrix
from lissom.population import people as crowds
from lissom.population.course import half_life
from lissom.population.model import Variant
from lissom.population.outcomes import OUTCOMES, Outcome, drowsy_share
from lissom.population.people import Crowd, Draws, crowd, everyone
from lissom.population.subject import Subject

STEP_H = 0.5
"""Hours between points."""
A_DAY = round(24 / STEP_H)
HALF_LIVES = 12
"""Half-lives of the typical person, the slowest of blood and effect sites, that a dose is followed for; what is
left in slower people is summed as a geometric series."""
LONGEST_DAYS = 14
TINY = 1e-300

Doses = Sequence[tuple[float, float]]
"""(hours, mg)"""


@dataclass(frozen=True)
class Responses:
    """A crowd of people like one person, and their response to one milligram at hour 0."""

    variant: Variant
    people: Crowd
    layout: Layout
    unit: Floats
    """[time, state, people], over whole days, one point each `STEP_H`."""

    @cached_property
    def daily(self) -> Floats:
        """The same milligram at midnight of every day for long: [time of day, state, people]."""
        days = self.unit.reshape(-1, A_DAY, *self.unit.shape[1:])
        folded: Floats = days.sum(axis=0)
        if len(days) > 1:  # what is left of earlier days falls by the same share each day: a geometric series
            fall = np.clip(days[-1] / np.maximum(days[-2], TINY), 0.0, 0.9)
            folded = folded + days[-1] * fall / (1.0 - fall)
        return folded

    @property
    def outcomes(self) -> dict[str, Outcome]:
        """The outcomes this model has."""
        return {outcome.name: outcome for outcome in OUTCOMES if outcome.needs in self.variant.parameters}

    def steady(self, doses: Doses) -> Floats:
        """The state on a day long after beginning these daily doses: [state, time of day, people]."""
        total = np.zeros_like(self.daily)
        for hour, mg in doses:
            k, part = divmod(hour / STEP_H, 1.0)
            amount = self.absorbed(mg)
            total += amount * (1 - part) * np.roll(self.daily, int(k), axis=0)
            if part:
                total += amount * part * np.roll(self.daily, int(k) + 1, axis=0)
        return np.moveaxis(total, 0, 1)

    def course(self, doses: Doses, days: int) -> Floats:
        """The state over days from hour 0, with doses at any hour (before 0 too): [state, time, people]."""
        count = days * A_DAY
        total = np.zeros((count, *self.unit.shape[1:]))
        for hour, mg in doses:
            first = round(hour / STEP_H)
            begin, end = max(0, first), min(count, first + len(self.unit))
            if end > begin:
                total[begin:end] += self.absorbed(mg) * self.unit[begin - first : end - first]
        return np.moveaxis(total, 0, 1)

    def absorbed(self, mg: float) -> float:
        """Milligrams that act, where the share absorbed falls with the dose: F = F_top / (F_half + mg)."""
        if not self.variant.structure.saturable_F:
            return mg
        return mg * self.variant.value("F_top") / (self.variant.value("F_half") + mg)

    def first(self, count: int) -> Responses:
        """The first so many of the same people: even enough to search with, as the draws are low-discrepancy points."""
        people = {name: values[:count] for name, values in self.people.items()}
        return Responses(variant=self.variant, people=people, layout=self.layout, unit=self.unit[:, :, :count])

    def outcome(self, name: str, state: Floats) -> Floats:
        """One outcome of a state, [time, people]."""
        return np.asarray(self.outcomes[name].of(self.people, self.layout, state))

    def drowsy(self, state: Floats) -> Floats:
        """Chance of each person to be drowsy at some time on a day like this (0 to 1), [people]."""
        mean = self.outcome("plasma", state).mean(axis=0)
        return drowsy_share(self.people, mean, self.variant.value("drowsy_reference_CL"))


def responses(variant: Variant, who: Subject, *, people: int, seed: int) -> Responses:
    """The crowd of `people` like `who`, followed until one milligram is gone; the same for the same seed."""
    made = crowd(variant, who, everyone(variant, people, seed))
    layout = crowds.layout(variant.structure)
    days = _days(variant, who)
    A = rate_matrix(layout, crowds.kinetics(variant.structure, made))
    times: Floats = np.arange(days * A_DAY, dtype=np.float64) * STEP_H
    lag = made["lag"] if variant.structure.lag else 0.0
    unit = np.empty((len(times), len(layout.states), people))
    for place, state in enumerate(states(A, ((0.0, 1.0),), times, lag)):
        unit[place] = state
    unit.flags.writeable = False
    return Responses(variant=variant, people=made, layout=layout, unit=unit)


def _days(variant: Variant, who: Subject) -> int:
    typical = crowd(variant, who, Draws(count=1, between=None, unknown=None))
    sites = [float(crowds.site_half_life(typical, site)[0]) for site in variant.structure.effect_sites]
    slowest = max([half_life(variant, typical), *sites])
    return min(LONGEST_DAYS, ceil(HALF_LIVES * slowest / 24))
