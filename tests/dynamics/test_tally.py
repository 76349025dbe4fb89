"""Quantiles of a crowd that comes in parts."""

from __future__ import annotations

import numpy as np
import pytest

from lissom.dynamics.tally import Tally
from lissom.population.sobol import sobol

LEVELS = (0.05, 0.5, 0.95)


def test_quantiles_of_parts_are_those_of_the_whole_to_a_third_of_a_per_cent() -> None:
    values = np.random.default_rng(1).lognormal(4.0, 0.7, (2, 40_000))
    tally = Tally(1, values[:, :256].max(axis=1))
    for begin in range(0, 40_000, 15_000):
        tally.add(0, values[:, begin : begin + 15_000])
    assert tally.quantiles(LEVELS)[:, 0] == pytest.approx(np.quantile(values, LEVELS, axis=1), rel=4e-3)


def test_values_far_above_those_announced_do_not_move_the_middle() -> None:
    values = np.concatenate([np.full(900, 2.0), np.full(100, 2e6)])[None]
    tally = Tally(1, np.array([2.0]))
    tally.add(0, values)
    assert tally.quantiles((0.5,))[0, 0, 0] == pytest.approx(2.0, rel=4e-3)


def test_before_the_first_dose_nobody_has_anything() -> None:
    tally = Tally(2, np.array([300.0]))
    tally.add(0, np.zeros((1, 1000)))
    tally.add(1, np.concatenate([np.zeros(400), np.full(600, 250.0)])[None])
    assert (tally.quantiles(LEVELS)[:, 0, 0] == 0).all()
    assert tally.quantiles((0.05, 0.5))[:, 1, 0] == pytest.approx([0, 250], rel=4e-3)


def test_a_part_of_the_sobol_points_is_that_part_of_the_whole() -> None:
    assert (sobol(100, 7, seed=3, first=300) == sobol(400, 7, seed=3)[:, 300:]).all()
