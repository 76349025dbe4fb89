"""The same equations solved by another program: SciPy's DOP853 at tight tolerance, rates equal and unequal."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from lissom.dynamics.curves import curves
from lissom.dynamics.layout import Layout, rate_matrix

LAYOUT = Layout(peripherals=1, effect_sites=("cord",))
BASE = {"ka": 1.6, "CL": 10.8, "Vc": 35.0, "Q": 13.0, "Vp": 20.0, "ke0_cord": 0.7}
DOSES = [(0.0, 10.0), (6.0, 15.0), (14.0, 5.0)]
TIMES = np.arange(0.0, 25.0)


def rates_of(person: dict[str, float]) -> tuple[float, float]:
    k10, k12, k21 = person["CL"] / person["Vc"], person["Q"] / person["Vc"], person["Q"] / person["Vp"]
    total = k10 + k12 + k21
    alpha = (total + np.sqrt(total**2 - 4 * k10 * k21)) / 2
    return float(alpha), float(k10 * k21 / alpha)


def by_scipy(person: dict[str, float]) -> np.ndarray:
    def slope(_t: float, x: np.ndarray) -> list[float]:
        depot, central, outer, effect = x
        C = central / person["Vc"]
        flow = person["Q"] * (C - outer / person["Vp"])
        absorbed = person["ka"] * depot
        return [-absorbed, absorbed - person["CL"] * C - flow, flow, person["ke0_cord"] * (C - effect)]

    x, rows = np.zeros(4), []
    given = dict(DOSES)
    for begin, end in zip(TIMES, [*TIMES[1:], TIMES[-1] + 1.0], strict=True):
        x = x + np.array([given.get(float(begin), 0.0), 0, 0, 0])
        rows.append(x)
        x = solve_ivp(slope, (begin, end), x, method="DOP853", rtol=1e-13, atol=1e-16).y[:, -1]
    return np.array(rows)


def ours(person: dict[str, float]) -> np.ndarray:
    A = rate_matrix(LAYOUT, {name: np.array([value]) for name, value in person.items()})
    return curves(A, DOSES, TIMES)[:, :, 0]


def variations() -> dict[str, dict[str, float]]:
    alpha, beta = rates_of(BASE)
    k10 = BASE["CL"] / BASE["Vc"]
    return {
        "a usual person": {},
        "absorption as fast as distribution (ka = alpha)": {"ka": alpha},
        "absorption as slow as elimination (ka = beta)": {"ka": beta},
        "effect as slow as elimination (ke0 = beta)": {"ke0_cord": beta},
        "three rates equal": {"ka": alpha, "ke0_cord": alpha},
        "no exchange with the second compartment (Q = 0)": {"Q": 0.0},
        "no exchange and all rates equal": {"Q": 0.0, "ka": k10, "ke0_cord": k10},
        "very fast absorption": {"ka": 60.0},
    }


@pytest.mark.parametrize("name", variations())
def test_curves_agree_with_an_ode_solver(name: str) -> None:
    person = {**BASE, **variations()[name]}
    # The tolerance is the solver's own error, not ours: its local tolerance is 1e-13.
    np.testing.assert_allclose(ours(person), by_scipy(person), rtol=2e-11, atol=1e-13)
