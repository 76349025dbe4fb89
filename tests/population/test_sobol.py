"""Evenly spread virtual people."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtri

from lissom.population.sobol import normal, sobol


def test_every_sixteenth_of_every_axis_holds_its_share() -> None:
    points = sobol(256, 40, seed=3)
    for axis in points:
        assert (np.bincount((axis * 256).astype(int), minlength=256) == 1).all()


def test_points_lie_strictly_inside_the_cube() -> None:
    points = sobol(1000, 5, seed=1)
    assert points.min() > 0
    assert points.max() < 1


def test_the_seed_decides_the_points() -> None:
    assert (sobol(64, 3, seed=1) == sobol(64, 3, seed=1)).all()
    assert (sobol(64, 3, seed=1) != sobol(64, 3, seed=2)).any()


def test_pairs_of_axes_are_even_too() -> None:
    x, y = sobol(1024, 2, seed=5)
    counts = np.histogram2d(x, y, bins=32, range=((0, 1), (0, 1)))[0]
    assert (counts == 1).all()


def test_more_dimensions_than_held_are_refused() -> None:
    with pytest.raises(ValueError, match="64 dimensions"):
        sobol(8, 65, seed=1)


def test_normal_deviates_are_those_of_scipy() -> None:
    u = np.concatenate([np.array([1e-300, 1e-12, 0.5, 1 - 1e-12]), np.linspace(0.001, 0.999, 997)])
    np.testing.assert_allclose(normal(u), ndtri(u), rtol=1e-13, atol=1e-15)
