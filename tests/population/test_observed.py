"""What would be seen of an effect."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import lissom
from lissom.dynamics.counts import kappa
from lissom.population.model_files import read_models
from lissom.population.observed import GRADES, count_of_a_day, rated_lower

ADULT = read_models(Path(lissom.__file__).parent / "data" / "models")["baclofen"].variant_for(40)


def people(count: int) -> dict[str, np.ndarray]:
    return {name: np.full(count, ADULT.value(name)) for name in ("mas_before", "rater_noise")}


def test_the_noise_of_rating_gives_the_agreement_that_was_measured() -> None:
    evenly = np.linspace(0.0, len(GRADES) - 1.0, 501)
    noise = ADULT.parameters["rater_noise"]
    assert kappa(evenly, noise.value, len(GRADES)) == pytest.approx(0.514, abs=0.02)
    assert kappa(evenly, noise.low, len(GRADES)) == pytest.approx(0.590, abs=0.02)


def test_without_relief_a_lower_grade_comes_from_noise_alone() -> None:
    found = rated_lower(people(3), np.zeros(3))
    assert found.with_drug == pytest.approx(found.noise_alone)
    assert 0.05 < found.noise_alone[0] < 0.3


def test_more_relief_makes_a_lower_grade_likelier() -> None:
    found = rated_lower(people(4), np.array([0.0, 0.2, 0.4, 0.8]))
    assert (np.diff(found.with_drug) > 0).all()


def test_the_counts_of_days_lie_around_their_average() -> None:
    low, high = count_of_a_day(ADULT, 8.0)
    assert low < 8 < high
