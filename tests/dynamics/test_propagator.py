"""The matrix that carries a state from one time to the next."""

from __future__ import annotations

from math import exp, factorial

import numpy as np
import pytest

from lissom.dynamics.layout import Layout, rate_matrix
from lissom.dynamics.propagator import propagator, steady_state, with_input

LAYOUT = Layout(peripherals=1, effect_sites=("cord",))
TWO_COMPARTMENTS = {"ka": 1.6, "CL": 10.8, "Vc": 35.0, "Q": 13.0, "Vp": 20.0, "ke0_cord": 0.7}


def matrix(**changed: float) -> np.ndarray:
    return rate_matrix(LAYOUT, {name: np.array([value]) for name, value in {**TWO_COMPARTMENTS, **changed}.items()})


def test_no_entry_is_ever_negative() -> None:
    assert (propagator(matrix(ka=60.0), 24.0) >= 0).all()


def test_two_short_steps_make_one_long_step() -> None:
    A = matrix()
    half, whole = propagator(A, 0.5), propagator(A, 1.0)
    np.testing.assert_allclose(np.einsum("ijp,jkp->ikp", half, half), whole, rtol=1e-14)


def test_nothing_happens_in_no_time() -> None:
    np.testing.assert_array_equal(propagator(matrix(), 0.0)[:, :, 0], np.eye(4))


def test_each_person_may_have_a_step_of_their_own() -> None:
    A = np.repeat(matrix(), 2, axis=2)
    P = propagator(A, np.array([0.3, 2.0]))
    np.testing.assert_allclose(P[:, :, 0], propagator(matrix(), 0.3)[:, :, 0], rtol=1e-14)
    np.testing.assert_allclose(P[:, :, 1], propagator(matrix(), 2.0)[:, :, 0], rtol=1e-14)


def test_an_infusion_at_rest_in_balance_equals_rate_over_clearance() -> None:
    into = np.zeros((4, 1))
    into[1] = 5.0
    P = propagator(with_input(matrix(), into), 2000.0)
    assert P[1, 4, 0] / 35.0 == pytest.approx(5.0 / 10.8, rel=1e-12)


def test_the_steady_state_is_where_doses_for_ever_lead() -> None:
    A = matrix()
    P, dose = propagator(A, 8.0), np.array([[10.0], [0.0], [0.0], [0.0]])
    x = np.zeros((4, 1))
    for _ in range(200):
        x = np.einsum("ijp,jp->ip", P, x) + dose
    np.testing.assert_allclose(steady_state(P, dose), x, rtol=1e-13)


def test_a_drug_that_never_leaves_has_no_steady_state() -> None:
    A = matrix(CL=0.0)
    with pytest.raises(ValueError, match="never leaves"):
        steady_state(propagator(A, 8.0), np.array([[10.0], [0.0], [0.0], [0.0]]))


def test_a_long_chain_is_exact_from_end_to_end() -> None:
    chain = Layout(inputs=9)
    A = rate_matrix(chain, {"ka": np.array([2.0]), "CL": np.array([10.0]), "Vc": np.array([5.0])})
    # Ten states in a row, all left at 2 per hour: x_n = (2 t)^n / n! exp(-2 t) (Erlang).
    t = 0.25
    wanted = [(2 * t) ** n / factorial(n) * exp(-2 * t) for n in range(10)]
    np.testing.assert_allclose(propagator(A, t)[:, 0, 0], wanted, rtol=1e-14)
