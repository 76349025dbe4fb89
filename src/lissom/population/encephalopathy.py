"""The risk of a hospital stay with encephalopathy in the first 30 days of baclofen, by dose and kidneys, in older
people.

One number is fitted: the exposure at which half of the people would be affected. How much people differ is taken from
the model as it stands (clearance and the brain's sensitivity), so the curve has no other freedom. It is fitted on one
group of a cohort and has to find the other groups by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log, log1p, sqrt
from statistics import NormalDist
from typing import NamedTuple

from lissom.population.covariates import renal_clearance
from lissom.population.model import Model

PER_CENT = 100.0
SPREADS = ("CL", "sedation_EC50")
"""What makes people differ: how fast they clear the medicine, and how much of it their brain bears."""
_NORMAL = NormalDist()
_STEPS = 80
_EXPOSURES = (1e-3, 1e6)
"""mg h / L a day; wide enough for any fit."""


class Arm(NamedTuple):
    """Two starting doses (mg a day) at one kidney function (mL/min), and by how many per cent their risks differ."""

    high: float
    low: float
    kidneys: float
    difference: float


class Risk(NamedTuple):
    """A fitted curve: `risk(dose, kidneys)` in per cent."""

    log_half: float
    spread: float
    model: Model

    def risk(self, dose: float, kidneys: float) -> float:
        """Per cent affected at a dose (mg a day) and a creatinine clearance or de-indexed eGFR (mL/min)."""
        return PER_CENT * _NORMAL.cdf((log(_exposure(self.model, dose, kidneys)) - self.log_half) / self.spread)

    def difference(self, arm: Arm) -> float:
        """By how many per cent the risks of the two doses differ, as the curve has it."""
        return self.risk(arm.high, arm.kidneys) - self.risk(arm.low, arm.kidneys)


def fitted(model: Model, arm: Arm) -> Risk:
    """The curve that gives this arm its difference, by bisection; risks fall as the half-way exposure rises."""
    spread = sqrt(sum(log1p((omega / PER_CENT) ** 2) for omega in _omegas(model)))
    low, high = (log(end) for end in _EXPOSURES)
    low = log(_exposure(model, arm.high, arm.kidneys))  # from here on a higher half-way exposure lowers the difference
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if Risk(middle, spread, model).difference(arm) > arm.difference:
            low = middle
        else:
            high = middle
    return Risk((low + high) / 2, spread, model)


def _omegas(model: Model) -> Sequence[float]:
    omega = model.variant_for(None).omega
    return [omega[name].value for name in SPREADS]


def _exposure(model: Model, dose: float, kidneys: float) -> float:
    """Average exposure of a day (mg h / L): dose over CL/F of a person of the reference weight."""
    variant = model.variant_for(None)
    covariate = next(one for one in variant.covariates if one.kind == "renal")
    roles = {role: variant.parameters[name].value for role, name in covariate.uses.items()}
    return dose / float(renal_clearance({**roles, "weight": roles["reference"], "CrCl": kidneys}))
