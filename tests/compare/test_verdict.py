"""What an estimate allows to be said: touching no difference is reaching it."""

from __future__ import annotations

import pytest

from lissom.compare.nma.estimate import Effect
from lissom.compare.nma.measure import Measure
from lissom.compare.verdict import Verdict, verdict


def effect(low: float, high: float) -> Effect:
    middle = (low + high) / 2
    return Effect(
        treatment="a", against="b", measure=Measure.MD, estimate=middle, se=(high - low) / 3.92, low=low, high=high,
        p=0.05, prediction=None,
    )  # fmt: skip


@pytest.mark.parametrize(("low", "high"), [(-5.6, -0.015), (0.001, 1.0), (-1.0, 1.0), (-1.0, 0.0)])
def test_an_interval_that_all_but_touches_no_difference_tells_nothing_apart(low: float, high: float) -> None:
    assert verdict(effect(low, high), None) is Verdict.CANNOT
    assert verdict(effect(-high, -low), None) is Verdict.CANNOT


@pytest.mark.parametrize(("low", "high"), [(-1.1, -0.06), (0.5, 2.0)])
def test_an_interval_that_leaves_it_out_by_more_than_rounding_does(low: float, high: float) -> None:
    assert verdict(effect(low, high), None) is Verdict.APART


def test_beyond_the_smallest_difference_that_matters_they_differ() -> None:
    assert verdict(effect(0.6, 1.4), 0.5) is Verdict.APART


def test_an_interval_within_it_means_alike() -> None:
    assert verdict(effect(-0.3, 0.4), 0.5) is Verdict.ALIKE
