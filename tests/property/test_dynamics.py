"""Laws of linear kinetics that hold for any person and any doses."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lissom.dynamics.counts import grade_shares, lower, negative_binomial
from lissom.dynamics.curves import Switch, curves, states_in_turn
from lissom.dynamics.effect import log_odds, saturating, share
from lissom.dynamics.elimination import michaelis_menten, unbound
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


levels = st.floats(1e-6, 1e4)


class TestElimination:
    """The unbound part is less than the whole; a saturated enzyme clears a smaller share."""

    @given(levels, st.floats(0.1, 2000.0), st.floats(1e-3, 100.0))
    def test_the_unbound_level_is_below_the_whole_and_grows_with_it(self, C: float, Bmax: float, Km: float) -> None:
        less, more = unbound(np.array([C, 1.1 * C]), Bmax, Km)
        assert 0 < less < C
        assert less < more

    @given(levels, levels, st.floats(0.1, 100.0))
    def test_the_clearance_never_grows_with_the_level(self, a: float, b: float, Km: float) -> None:
        low, high = sorted((a, b))
        assert (
            michaelis_menten(np.array(high), 1.0, Km) / high <= michaelis_menten(np.array(low), 1.0, Km) / low * 1.0001
        )


class TestSessions:
    """More clearance for some hours never leaves more drug."""

    @given(people, st.floats(0.0, 30.0), st.floats(0.5, 8.0), st.floats(0.0, 50.0))
    def test_a_session_never_raises_a_level(
        self, person: dict[str, float], begin: float, hours: float, more: float
    ) -> None:
        plain = {name: np.array([value]) for name, value in person.items()}
        A = rate_matrix(LAYOUT, plain)
        other = rate_matrix(LAYOUT, {**plain, "CL": plain["CL"] + more})
        times = np.arange(0.0, 40.0, 2.5)
        switch = Switch(A=other, spans=[(begin, begin + hours)])
        without = curves(A, [(1.0, 10.0), (9.5, 10.0)], times)
        found = np.stack(list(states_in_turn(A, [(1.0, 10.0), (9.5, 10.0)], times, switch=switch)))
        assert (found <= without * (1 + 1e-9) + 1e-12).all()
        assert (found >= 0).all()


class TestWhatIsSeen:
    """Chances are chances, and a smaller true value is never rated higher."""

    @given(st.floats(0.0, 5.0), st.floats(0.05, 1.5), st.floats(0.0, 1.0))
    def test_relief_never_makes_a_lower_grade_less_likely(self, before: float, noise: float, relief: float) -> None:
        first = grade_shares(np.array([before]), noise, 6)
        second = grade_shares(np.array([before * (1 - relief)]), noise, 6)
        assert lower(first, second)[0] >= lower(first, first)[0] - 1e-12
        assert abs(second.sum() - 1) < 1e-12

    @given(st.floats(0.01, 40.0), st.floats(0.3, 20.0))
    def test_counts_have_the_mean_they_are_given(self, mean: float, size: float) -> None:
        shares = negative_binomial(mean, size, 3000)
        assert abs(float(shares @ np.arange(3001)) - mean) < 1e-6 * mean + 1e-9
