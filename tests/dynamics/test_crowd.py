"""The compiled form of the curves, and quantiles over large crowds."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from lissom.dynamics.crowd import Chunk, Output, counted, exact, from_counts, sketched, states, tiles
from lissom.dynamics.curves import curves
from lissom.dynamics.layout import Floats, Layout, rate_matrix
from lissom.dynamics.quantiles import by_counting, quantiles

LAYOUT = Layout(peripherals=1, effect_sites=("cord",))
DOSES = [(24.0 * day + hour, 10.0) for day in range(2) for hour in (6.0, 14.0, 22.0)]
TIMES = np.arange(0.0, 49.0)
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)


def parameters(people: int, seed: int = 1) -> dict[str, Floats]:
    random = np.random.default_rng(seed)
    spread = {
        "ka": (1.2, 0.5),
        "CL": (10.8, 0.3),
        "Vc": (35.0, 0.4),
        "Q": (13.0, 0.0),
        "Vp": (20.0, 0.2),
        "ke0_cord": (0.5, 0.1),
    }
    return {name: typical * np.exp(sd * random.standard_normal(people)) for name, (typical, sd) in spread.items()}


def awkward() -> dict[str, Floats]:
    """People whose rates coincide, do not exchange, or absorb very fast, beside a usual one."""
    k10, k12, k21 = 10.8 / 35.0, 13.0 / 35.0, 13.0 / 20.0
    total = k10 + k12 + k21
    alpha = (total + np.sqrt(total**2 - 4 * k10 * k21)) / 2
    beta = k10 * k21 / alpha
    return {
        "ka": np.array([1.6, alpha, beta, 1.6, k10, 60.0]),
        "CL": np.full(6, 10.8),
        "Vc": np.full(6, 35.0),
        "Q": np.array([13.0, 13.0, 13.0, 13.0, 0.0, 13.0]),
        "Vp": np.full(6, 20.0),
        "ke0_cord": np.array([0.7, alpha, 0.7, beta, k10, 0.7]),
    }


def chunk(people: int, seed: int = 1, lag: Floats | float = 0.25) -> Chunk:
    person = parameters(people, seed)
    outputs = [Output(state=1, scale=1 / person["Vc"]), Output(state=3, scale=np.ones(people))]
    return Chunk(
        A=rate_matrix(LAYOUT, person), outputs=outputs, effect=(np.full(people, 0.9), np.full(people, 0.4)), lag=lag
    )


def everything(one: Chunk, dtype: type[np.floating] = np.float32) -> Floats:
    return np.concatenate([tile.astype(np.float64) for tile in tiles(one, DOSES, TIMES, dtype=dtype)])


@pytest.mark.parametrize(("dtype", "tolerance"), [(np.float64, 1e-12), (np.float32, 3e-6)])
@pytest.mark.parametrize("lag", [0.0, 0.25, 1.7])
def test_the_compiled_form_gives_the_numbers_of_the_readable_one(dtype: type, tolerance: float, lag: float) -> None:
    one = chunk(700, lag=lag)
    readable = curves(one.A, DOSES, TIMES, lag)
    wanted = np.stack([readable[:, 1] * one.outputs[0].scale, readable[:, 3]], axis=1)
    np.testing.assert_allclose(everything(one, dtype)[:, :2], wanted, rtol=tolerance, atol=1e-30)


@pytest.mark.parametrize(("dtype", "tolerance"), [(np.float64, 1e-12), (np.float32, 3e-6)])
def test_equal_rates_make_no_trouble_in_either_precision(dtype: type, tolerance: float) -> None:
    A = rate_matrix(LAYOUT, awkward())
    outputs = [Output(state=1, scale=np.ones(6)), Output(state=3, scale=np.ones(6))]
    wanted = curves(A, DOSES, TIMES)[:, [1, 3]]
    ours = everything(Chunk(A=A, outputs=outputs), dtype)
    np.testing.assert_allclose(ours, wanted, rtol=tolerance, atol=1e-25)


@pytest.mark.parametrize("layout", [Layout(inputs=6), Layout(peripherals=2, effect_sites=("cord", "brain")), Layout()])
def test_other_shapes_give_the_numbers_of_the_readable_form(layout: Layout) -> None:
    random = np.random.default_rng(3)
    names = ("ka", "CL", "Vc", "Q", "Vp", "Q2", "Vp2", "ke0_cord", "ke0_brain")
    A = rate_matrix(layout, {name: random.lognormal(0.5, 0.5, 300) for name in names})
    lags = random.random(300)
    outputs = [Output(state=state, scale=np.ones(300)) for state in range(len(A))]
    found = everything(Chunk(A=A, outputs=outputs, lag=lags), np.float64)
    np.testing.assert_allclose(found, curves(A, DOSES, TIMES, lags), rtol=1e-12, atol=1e-30)


def test_doses_at_odd_times_and_steps_that_differ_are_kept() -> None:
    doses = [(0.0, 5.0), (0.0, 5.0), (3.1, 7.0), (3.2, 1.0), (9.0, 2.0), (17.77, 4.0)]
    times = np.unique(np.concatenate([np.arange(0.0, 30.0, 0.5), np.arange(0.0, 30.0, 0.7)]))
    A = rate_matrix(LAYOUT, parameters(200))
    one = Chunk(A=A, outputs=[Output(state=state, scale=np.ones(200)) for state in range(4)], lag=0.3)
    found = np.concatenate([tile.copy() for tile in tiles(one, doses, times, dtype=np.float64)])
    np.testing.assert_allclose(found, curves(A, doses, times, 0.3), rtol=1e-12, atol=1e-30)


def test_nobody_dosed_has_nothing() -> None:
    one = chunk(10)
    assert not np.concatenate([tile.copy() for tile in tiles(one, [], TIMES)]).any()


def test_a_lag_of_each_person_is_kept() -> None:
    lags = np.linspace(0.0, 3.5, 40)
    A = rate_matrix(LAYOUT, parameters(40))
    one = Chunk(A=A, outputs=[Output(state=1, scale=np.ones(40))], lag=lags)
    wanted = curves(A, DOSES, TIMES, lags)[:, 1:2]
    np.testing.assert_allclose(everything(one, np.float64), wanted, rtol=1e-11, atol=1e-30)


def test_large_crowds_take_the_compiled_form_unseen() -> None:
    A = rate_matrix(LAYOUT, parameters(8192))
    large = np.stack([x[:, :5] for x in states(A, DOSES, TIMES)])
    np.testing.assert_allclose(large, curves(A[:, :, :5], DOSES, TIMES), rtol=1e-12, atol=1e-30)


def test_exact_quantiles_are_those_of_numpy_to_the_last_bit() -> None:
    one = chunk(3000)
    found = exact(lambda: [one], DOSES, TIMES, LEVELS)
    np.testing.assert_array_equal(found, np.quantile(everything(one), LEVELS, axis=2))


def test_exact_quantiles_of_a_crowd_in_chunks_are_those_of_the_whole() -> None:
    def chunks() -> Iterator[Chunk]:
        return (chunk(people, seed) for seed, people in enumerate((500, 1300, 40)))

    together = np.concatenate([everything(one) for one in chunks()], axis=2)
    np.testing.assert_array_equal(exact(chunks, DOSES, TIMES, LEVELS), np.quantile(together, LEVELS, axis=2))


def test_the_sketch_is_within_its_bins() -> None:
    one = chunk(5000)
    near, true = (find(lambda: [one], DOSES, TIMES, LEVELS) for find in (sketched, exact))
    np.testing.assert_allclose(near[:, 8:], true[:, 8:], rtol=4e-3)


def test_histograms_of_two_crowds_add_up() -> None:
    (first, one), (second, two) = (counted([chunk(people, 3)], DOSES, TIMES) for people in (900, 600))
    both, people = counted([chunk(900, 3), chunk(600, 3)], DOSES, TIMES)
    assert people == one + two
    np.testing.assert_array_equal(both, first + second)
    places = np.asarray(LEVELS) * (people - 1)
    np.testing.assert_array_equal(from_counts(both, places), from_counts(first + second, places))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("people", [1, 2, 5, 64, 1001, 20000])
def test_counting_finds_the_quantiles_whatever_the_values(people: int, dtype: type) -> None:
    random = np.random.default_rng(people)
    rows: Floats = np.stack(
        [
            random.lognormal(size=people),
            random.lognormal(size=people) * (random.random(people) > 0.5),
            np.zeros(people),
            np.full(people, 3.5),
            random.lognormal(sigma=10.0, size=people),
            np.where(np.arange(people) == 0, 1.0, 0.0),
            random.integers(0, 3, people) * 1.0,
        ]
    ).astype(dtype)
    wanted = np.quantile(rows.astype(np.float64), (0.0, *LEVELS, 1.0), axis=1)
    np.testing.assert_array_equal(quantiles(rows, (0.0, *LEVELS, 1.0), find=by_counting), wanted)
