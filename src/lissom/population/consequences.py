"""What a change in a person does to the level of a medicine, from the clearance factors of its model, without NumPy.

A change is another medicine, a habit or a condition: the person before and after it are two subjects. The kidneys
have a formula of their own in `exposure.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lissom.population.model import Covariate, Model, Variant
from lissom.population.parameter import Parameter
from lissom.population.subject import Subject


class Change(NamedTuple):
    """Average level after over that before, same dose, at steady state; with the ends of what is not known."""

    value: float
    low: float
    high: float
    parameters: tuple[Parameter, ...]
    """The clearance factors it rests on."""


def exposure_change(model: Model, before: Subject, after: Subject) -> Change | None:
    """The ratio of average levels that the factors of clearance give; None when no factor sets the two apart.

    Level goes as 1 / CL, so a factor that comes to hold divides the level by itself, and one that ceases multiplies it.
    """
    variant = model.variant_for(after.age_years)
    value = low = high = 1.0
    used = []
    for covariate, gained in _differing(variant, before, after):
        factor = variant.parameters[covariate.uses["factor"]]
        ends = (1 / factor.high, 1 / factor.low) if gained else (factor.low, factor.high)
        value *= 1 / factor.value if gained else factor.value
        low, high = low * ends[0], high * ends[1]
        used.append(factor)
    return Change(value, low, high, tuple(used)) if used else None


def _differing(variant: Variant, before: Subject, after: Subject) -> Iterator[tuple[Covariate, bool]]:
    for covariate in variant.covariates:
        if covariate.target == "CL" and covariate.kind == "factor":
            held, holds = before.meets(covariate.when), after.meets(covariate.when)
            if held != holds:
                yield covariate, holds
