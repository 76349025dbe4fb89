"""What would be seen of an effect: the grade an examiner writes down, the count of one day. Both scatter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lissom.dynamics.counts import count_quantiles, grade_shares, lower
from lissom.dynamics.layout import Floats
from lissom.population.model import Variant
from lissom.population.people import Crowd

GRADES = ("0", "1", "1+", "2", "3", "4")
"""The Modified Ashworth scale: an order, not numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """Chances, per person, that a second rating is lower than the first: with the drug, and by the noise alone."""

    with_drug: Floats
    noise_alone: Floats


def rated_lower(people: Crowd, relief: Floats) -> Rated:
    """One muscle, rated once before and once on the drug by an examiner. `relief` is the share of stiffness taken away.

    The true stiffness lies on a line whose whole numbers are the grades; a rating is the grade nearest to the true
    value plus noise (`rater_noise`).
    """
    before = people["mas_before"] * np.ones_like(relief)
    noise = people["rater_noise"]
    shares = grade_shares(before, noise, len(GRADES))
    on_drug = grade_shares(before * (1.0 - relief), noise, len(GRADES))
    return Rated(with_drug=lower(shares, on_drug), noise_alone=lower(shares, shares))


def count_of_a_day(variant: Variant, mean: float) -> tuple[int, int]:
    """Between which counts 9 of 10 days lie, where the average is `mean` a day."""
    low, high = count_quantiles(mean, variant.value("spasm_days"), (0.05, 0.95))
    return low, high
