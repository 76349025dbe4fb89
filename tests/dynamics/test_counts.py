"""Counts that scatter, grades read with noise."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import nbinom

from lissom.dynamics.counts import count_quantiles, grade_shares, kappa, lower, negative_binomial


def test_the_chances_of_counts_are_those_scipy_has() -> None:
    ours = negative_binomial(6.0, 2.0, 40)
    assert ours == pytest.approx(nbinom.pmf(np.arange(41), 2.0, 2.0 / 8.0), rel=1e-10)


def test_quantiles_of_counts_are_those_scipy_has() -> None:
    levels = (0.05, 0.5, 0.95)
    assert count_quantiles(6.0, 2.0, levels) == tuple(
        np.asarray(nbinom.ppf(levels, 2.0, 2.0 / 8.0)).astype(int).tolist()
    )


def test_no_spasms_stay_no_spasms() -> None:
    assert count_quantiles(0.0, 2.0, (0.05, 0.95)) == (0, 0)


def test_the_shares_of_grades_make_one_and_follow_the_stiffness() -> None:
    shares = grade_shares(np.array([0.0, 3.0, 5.0]), 0.3, 6)
    assert shares.sum(axis=0) == pytest.approx(1.0)
    assert shares.argmax(axis=0).tolist() == [0, 3, 5]


def test_noise_alone_lowers_as_often_as_it_raises() -> None:
    shares = grade_shares(np.array([2.4]), 0.4, 6)
    same = float((shares * shares).sum())
    assert lower(shares, shares)[0] == pytest.approx((1 - same) / 2)


def test_more_noise_is_less_agreement() -> None:
    people = np.linspace(0.0, 5.0, 201)
    assert kappa(people, 0.3, 6) > kappa(people, 0.4, 6) > kappa(people, 0.6, 6) > 0
