"""The integrated course against the closed form, and what must hold where elimination is not linear."""

from __future__ import annotations

import numpy as np
import pytest

from lissom.dynamics.curves import curves
from lissom.dynamics.elimination import michaelis_menten, unbound
from lissom.dynamics.layout import Floats, Layout, rate_matrix
from lissom.dynamics.ode import Drain, integrated

LAYOUT = Layout(inputs=1, peripherals=1, effect_sites=("cord",))
RATES = {
    "ka": np.array([1.6, 0.9]),
    "CL": np.array([10.8, 4.0]),
    "Vc": np.array([35.0, 20.0]),
    "Q": np.array([13.0, 6.0]),
    "Vp": np.array([20.0, 30.0]),
    "ke0_cord": np.array([0.7, 0.3]),
}
TIMES = np.arange(0.0, 48.5, 0.5)
DOSES = [(8.0, 10.0), (16.0, 10.0), (16.25, 5.0), (31.9, 20.0)]
INFUSIONS = [(2.0, 7.0, 1.5), (5.0, 40.0, 0.25)]


def linear() -> tuple[Floats, Drain]:
    """The rates but for elimination, and elimination as a drain."""
    k = RATES["CL"] / RATES["Vc"]
    return rate_matrix(LAYOUT, {**RATES, "CL": np.zeros(2)}), Drain(state=LAYOUT.central, rate=lambda x: k * x)


def test_where_elimination_is_linear_the_integrated_course_is_the_closed_form() -> None:
    A, drain = linear()
    ours = np.stack(list(integrated(A, drain, DOSES, TIMES, INFUSIONS)))
    closed = curves(rate_matrix(LAYOUT, RATES), DOSES, TIMES, 0.0, INFUSIONS)
    assert ours == pytest.approx(closed, rel=1e-5, abs=1e-6)


def test_a_metabolite_receives_its_share_as_in_the_closed_form() -> None:
    layout = Layout(inputs=1, metabolite=True)
    rates = {name: RATES[name] for name in ("ka", "CL", "Vc")} | {
        "fm": np.array([0.5, 0.9]), "CLm": np.array([0.7, 2.0]), "Vm": np.array([40.0, 9.0]),
    }  # fmt: skip
    k = rates["CL"] / rates["Vc"]
    rest = rate_matrix(layout, {**rates, "CL": np.zeros(2)})
    drain = Drain(state=layout.central, rate=lambda x: k * x, into=layout.index("metabolite"), share=rates["fm"])
    ours = np.stack(list(integrated(rest, drain, DOSES, TIMES)))
    assert ours == pytest.approx(curves(rate_matrix(layout, rates), DOSES, TIMES), rel=1e-5, abs=1e-6)


def test_after_a_bolus_the_area_under_saturable_elimination_is_the_textbook_one() -> None:
    V, Vmax, Km, D = 50.0, 140.0, 3.0, 400.0
    layout = Layout(inputs=0)
    rest = rate_matrix(layout, {"CL": np.zeros(1), "Vc": np.array([V])})
    drain = Drain(state=0, rate=lambda x: michaelis_menten(x / V, Vmax, Km))
    times = np.arange(0.0, 40.0, 0.01)
    C = np.array([x[0, 0] for x in integrated(rest, drain, [(0.0, D)], times)]) / V
    area = 0.01 * (C.sum() - C[0] / 2)
    assert area == pytest.approx(D / V / (Vmax / V) * (Km + D / (2 * V)), rel=1e-4)


def test_the_unbound_level_solves_the_equation_of_binding_at_every_level() -> None:
    Bmax, Km = 643.0, 0.549
    C = np.concatenate([[0.0], np.geomspace(1e-9, 1e6, 200)])
    Cu = unbound(C, Bmax, Km)
    assert Cu + Bmax * Cu / (Km + Cu) == pytest.approx(C, rel=1e-9)
    assert (np.diff(Cu) > 0).all()


def test_an_integrator_that_gives_up_says_so() -> None:
    layout = Layout(inputs=0)
    rest = rate_matrix(layout, {"CL": np.zeros(1), "Vc": np.ones(1)})
    drain = Drain(state=0, rate=lambda x: np.full_like(x, np.nan))
    with pytest.raises(ArithmeticError, match="gave up"), np.errstate(all="ignore"):
        list(integrated(rest, drain, [(0.0, 1.0)], np.array([0.0, 1.0])))
