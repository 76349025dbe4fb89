"""Simulated networks with a known truth: intervals that promise 95 of 100 hold it in about 95 of 100."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from lissom.compare.nma.between import Method
from lissom.compare.nma.estimate import Intervals, Model, analyse
from lissom.compare.nma.from_arms import from_arms
from lissom.compare.nma.measure import Measure
from lissom.compare.nma.study import Arm

TRUTH = {"a": 0.0, "b": -0.6, "c": 0.4, "d": 1.0}
DESIGNS = (("a", "b"), ("a", "c"), ("b", "c"), ("a", "b", "c"), ("a", "d"), ("c", "d"), ("a", "b", "d"))


def trial(rng: np.random.Generator, study: str, names: tuple[str, ...], tau: float) -> list[Arm]:
    """One trial of 60 people an arm; its true effects differ from the mean by tau, correlated by one half."""
    shift = rng.normal(0, tau / sqrt(2), len(names))
    means = [TRUTH[name] + moved + rng.normal(0, 2 / sqrt(60)) for name, moved in zip(names, shift, strict=True)]
    return [
        Arm(study=study, treatment=name, mean=float(mean), se=2 / sqrt(60))
        for name, mean in zip(names, means, strict=True)
    ]


def covered(model: Model, intervals: Intervals, tau: float, trials: int, networks: int, seed: int) -> tuple[int, int]:
    """(intervals that hold the truth, intervals) over simulated networks; one contrast of each counts."""
    rng = np.random.default_rng(seed)
    held = 0
    for _ in range(networks):
        arms = [arm for i in range(trials) for arm in trial(rng, f"s{i}", DESIGNS[i % len(DESIGNS)], tau)]
        fit = analyse(from_arms(arms, Measure.MD), model=model, method=Method.REML, intervals=intervals).parts[0]
        effect = fit.between("d", "b")
        held += effect.low <= TRUTH["d"] - TRUTH["b"] <= effect.high
    return held, networks


def within_chance(held: int, networks: int, low: float, high: float) -> bool:
    """Whether a count agrees with a coverage between low and high, at three binomial standard errors."""
    slack = 3 * sqrt(0.95 * 0.05 / networks)
    return low - slack <= held / networks <= high + slack


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_common_effect_intervals_cover_as_promised(seed: int) -> None:
    held, networks = covered(Model.COMMON, Intervals.NORMAL, 0.0, 14, 600, seed)
    assert within_chance(held, networks, 0.95, 0.95), held


@pytest.mark.slow
def test_random_effects_intervals_cover_as_promised_with_many_trials() -> None:
    held, networks = covered(Model.RANDOM, Intervals.NORMAL, 0.5, 42, 400, 3)
    assert within_chance(held, networks, 0.93, 0.95), held


@pytest.mark.slow
def test_knapp_and_hartung_keep_the_promise_with_few_trials() -> None:
    held, networks = covered(Model.RANDOM, Intervals.KNAPP_HARTUNG, 0.8, 7, 600, 4)
    assert within_chance(held, networks, 0.94, 0.98), held


@pytest.mark.slow
def test_a_common_effect_promises_too_much_when_trials_differ() -> None:
    """The test above can fail: the wrong model does not keep the promise."""
    held, networks = covered(Model.COMMON, Intervals.NORMAL, 0.8, 14, 300, 5)
    assert held / networks < 0.8
