"""Doses of many people over time."""

from __future__ import annotations

import numpy as np
import pytest

from lissom.dynamics.curves import Switch, curves, states_in_turn
from lissom.dynamics.layout import Layout, rate_matrix
from lissom.dynamics.quantiles import quantiles

LAYOUT = Layout(peripherals=1, effect_sites=("cord",))
ONE = {"ka": 1.6, "CL": 10.8, "Vc": 35.0, "Q": 13.0, "Vp": 20.0, "ke0_cord": 0.7}
TIMES = np.arange(0.0, 48.5, 0.5)


def matrix(people: int = 1, **changed: float) -> np.ndarray:
    return rate_matrix(LAYOUT, {name: np.full(people, value) for name, value in {**ONE, **changed}.items()})


def test_the_body_is_empty_before_the_first_dose() -> None:
    assert not curves(matrix(), [(8.0, 10.0)], TIMES)[: TIMES.searchsorted(8.0)].any()


def test_what_is_in_the_body_and_what_left_it_make_the_dose() -> None:
    x = curves(matrix(CL=0.0), [(0.0, 10.0)], TIMES)[1:]
    np.testing.assert_allclose(x[:, :3].sum(axis=1), 10.0, rtol=1e-13)


def test_twice_the_dose_makes_twice_the_level() -> None:
    once, twice = (curves(matrix(), [(0.0, mg)], TIMES) for mg in (10.0, 20.0))
    np.testing.assert_allclose(2 * once, twice, rtol=1e-14)


def test_the_levels_of_two_doses_add_up() -> None:
    first, second = ([(0.0, 10.0)], [(6.25, 5.0)])
    apart = curves(matrix(), first, TIMES) + curves(matrix(), second, TIMES)
    np.testing.assert_allclose(curves(matrix(), first + second, TIMES), apart, rtol=1e-13)


def test_a_lag_moves_the_curve_and_leaves_its_shape() -> None:
    now = curves(matrix(), [(0.0, 10.0)], TIMES)
    later = curves(matrix(), [(0.0, 10.0)], TIMES, lag=1.5)
    np.testing.assert_allclose(later[3:], now[:-3], rtol=1e-13)


def test_a_lag_longer_than_the_step_loses_no_dose() -> None:
    lags = np.array([0.0, 0.1, 0.5, 0.500000001, 3.2])
    x = curves(matrix(people=5, CL=0.0), [(0.0, 10.0), (7.0, 10.0)], TIMES, lag=lags)
    np.testing.assert_allclose(x[-1, :3].sum(axis=0), 20.0, rtol=1e-13)


def test_the_answer_does_not_depend_on_where_the_points_lie() -> None:
    few = np.array([0.0, 13.7, 48.0])
    dense = np.unique(np.concatenate([few, np.arange(0.0, 48.0, 0.7)]))
    doses = [(time, 10.0) for time in (2.2, 8.0, 20.1)]
    both = curves(matrix(), doses, dense)[np.searchsorted(dense, few)]
    np.testing.assert_allclose(curves(matrix(), doses, few), both, rtol=1e-12)


def test_a_dose_before_the_first_point_counts() -> None:
    late = curves(matrix(), [(0.0, 10.0)], np.array([5.0]))
    whole = curves(matrix(), [(0.0, 10.0)], np.array([0.0, 5.0]))
    np.testing.assert_allclose(late[0], whole[1], rtol=1e-14)


@pytest.mark.parametrize("people", [1, 2, 7, 1000])
def test_quantiles_are_those_of_numpy(people: int) -> None:
    values = np.random.default_rng(people).lognormal(size=(3, people))
    levels = (0.05, 0.25, 0.5, 0.75, 0.95, 1.0)
    np.testing.assert_allclose(quantiles(values, levels), np.quantile(values, levels, axis=-1), rtol=1e-15)


def test_a_session_changes_the_rates_while_it_lasts_and_no_longer() -> None:
    layout = Layout(inputs=0)
    parameters = {"CL": np.array([2.0]), "Vc": np.array([40.0])}
    more = {**parameters, "CL": np.array([12.0])}
    switch = Switch(A=rate_matrix(layout, more), spans=[(10.0, 14.0), (30.0, 34.0)])
    times = np.array([0.0, 10.0, 14.0, 20.0, 36.0])
    found = [
        float(x[0, 0]) for x in states_in_turn(rate_matrix(layout, parameters), [(0.0, 100.0)], times, switch=switch)
    ]
    exponents = np.array([0.0, 10 * 2, 10 * 2 + 4 * 12, 16 * 2 + 4 * 12, 28 * 2 + 8 * 12]) / 40.0
    assert found == pytest.approx(100.0 * np.exp(-exponents), rel=1e-12)


def test_a_dose_absorbed_during_a_session_meets_the_rates_of_the_session() -> None:
    parameters = {"ka": np.array([1.0]), "CL": np.array([2.0]), "Vc": np.array([40.0])}
    more = {**parameters, "CL": np.array([12.0])}
    other = rate_matrix(Layout(), more)
    all_the_time = Switch(A=other, spans=[(0.0, 50.0)])
    times = np.array([0.0, 3.7, 8.0, 11.3])
    doses = [(1.1, 10.0), (3.0, 10.0)]
    found = list(states_in_turn(rate_matrix(Layout(), parameters), doses, times, 0.25, switch=all_the_time))
    assert np.stack(found) == pytest.approx(curves(other, doses, times, 0.25), rel=1e-12)
