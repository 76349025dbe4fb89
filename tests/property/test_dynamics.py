"""Laws of linear kinetics that hold for any person and any doses."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lissom.dynamics.curves import curves
from lissom.dynamics.effect import log_odds, saturating, share
from lissom.dynamics.layout import Layout, rate_matrix
from lissom.dynamics.propagator import propagator

LAYOUT = Layout(peripherals=1, effect_sites=("cord",))
rates = st.floats(0.01, 50.0)
flows = st.floats(0.1, 100.0)
volumes = st.floats(1.0, 500.0)
people = st.fixed_dictionaries(
    {"ka": rates, "CL": flows, "Vc": volumes, "Q": st.one_of(st.just(0.0), flows), "Vp": volumes, "ke0_cord": rates}
)
doses = st.lists(st.tuples(st.floats(0.0, 40.0), st.floats(0.1, 100.0)), min_size=1, max_size=5)
TIMES = np.arange(0.0, 49.0)


def matrix(person: dict[str, float]) -> np.ndarray:
    return rate_matrix(LAYOUT, {name: np.array([value]) for name, value in person.items()})


class TestLinearKinetics:
    """dx/dt = A x with A a Metzler matrix whose columns sum to no more than zero (effect sites apart)."""

    @given(people, doses)
    def test_amounts_are_never_negative_and_never_more_than_was_given(
        self, person: dict[str, float], given_: list[tuple[float, float]]
    ) -> None:
        x = curves(matrix(person), given_, TIMES)
        assert (x >= 0).all()
        assert (x[:, :3].sum(axis=1) <= sum(mg for _, mg in given_) * (1 + 1e-12)).all()

    @given(people, st.floats(0.0, 100.0), st.floats(0.0, 100.0))
    def test_time_adds_up(self, person: dict[str, float], first: float, second: float) -> None:
        A = matrix(person)
        in_two = np.einsum("ijp,jkp->ikp", propagator(A, second), propagator(A, first))
        np.testing.assert_allclose(in_two, propagator(A, first + second), rtol=1e-9, atol=1e-290)

    @given(people, doses, st.floats(1.01, 5.0))
    def test_more_clearance_never_makes_more_drug(
        self, person: dict[str, float], given_: list[tuple[float, float]], more: float
    ) -> None:
        slow = curves(matrix(person), given_, TIMES)[:, 1]
        quick = curves(matrix({**person, "CL": person["CL"] * more}), given_, TIMES)[:, 1]
        assert (quick <= slow * (1 + 1e-9)).all()

    @given(people)
    def test_rates_that_are_equal_make_no_trouble(self, person: dict[str, float]) -> None:
        k = person["CL"] / person["Vc"]
        near = curves(matrix({**person, "Q": 0.0, "ka": k * (1 + 1e-9), "ke0_cord": k}), [(0.0, 10.0)], TIMES)
        equal = curves(matrix({**person, "Q": 0.0, "ka": k, "ke0_cord": k}), [(0.0, 10.0)], TIMES)
        np.testing.assert_allclose(near, equal, rtol=1e-6, atol=1e-290)


class TestEffects:
    """E rises with concentration and stays between 0 and Emax; odds and shares are each other's inverse."""

    @given(st.floats(0.0, 1e6), st.floats(1e-3, 1e4), st.floats(0.5, 4.0), st.floats(0.0, 1.0))
    def test_an_effect_lies_between_nothing_and_its_greatest(
        self, C: float, EC50: float, hill: float, Emax: float
    ) -> None:
        assert 0.0 <= saturating(np.array(C), Emax, np.array(EC50), hill) <= Emax

    @given(st.floats(1e-6, 1 - 1e-6))
    def test_shares_come_back_from_their_odds(self, p: float) -> None:
        np.testing.assert_allclose(share(log_odds(p)), p, rtol=1e-9)
