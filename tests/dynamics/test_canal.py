"""The flows of a canal: they give the fall of the level they were made from, and lose nothing on the way."""

from __future__ import annotations

import numpy as np
import pytest

from lissom.dynamics.canal import canal
from lissom.dynamics.curves import curves
from lissom.dynamics.layout import Floats, Layout, rate_matrix

PLACES = ("low", "middle", "high")
CL, V = np.array([0.03, 0.05]), np.array([0.06, 0.08])
FALLS = (np.array([0.6, 0.5]), np.array([0.4, 0.7]))
RATE, TIP_FLOW = 0.02, 0.01


def layout(*, metabolite: bool = False) -> Layout:
    return Layout(inputs=0, tip=True, places=PLACES, metabolite=metabolite)


def matrix(tip: float, *, metabolite: bool = False) -> Floats:
    rest = {"Q_tip": TIP_FLOW, "V_tip": 0.005, "tip_place": tip, "fm": 1.0, "CLm": 8.0, "Vm": 40.0}
    parameters = canal(CL, V, FALLS) | {name: np.full(2, value) for name, value in rest.items()}
    return rate_matrix(layout(metabolite=metabolite), parameters)


def at_rest(tip: float) -> Floats:
    """Levels long after an infusion began, [place, person]."""
    states = curves(matrix(tip), (), np.array([0.0, 500.0]), infusions=((0.0, 500.0, RATE),))[-1]
    levels: Floats = states[1:] / canal(CL, V, FALLS)["V_place"]
    return levels


def test_an_infusion_from_below_rests_at_rate_over_clearance_there() -> None:
    assert at_rest(0)[0] == pytest.approx(RATE / CL, rel=1e-9)


def test_the_level_falls_along_the_canal_as_stated() -> None:
    levels = at_rest(0)
    for number, fall in enumerate(FALLS):
        assert levels[number + 1] / levels[number] == pytest.approx(fall, rel=1e-9)


def test_wherever_the_tip_lies_the_level_is_highest_there() -> None:
    for tip in range(len(PLACES)):
        assert (np.argmax(at_rest(tip), axis=0) == tip).all()


def test_what_enters_is_lost_from_the_places_together() -> None:
    lost = canal(CL, V, FALLS)["CL_place"] * at_rest(1).sum(axis=0)
    assert lost == pytest.approx(np.full(2, RATE), rel=1e-9)


def test_all_that_leaves_the_canal_reaches_the_blood() -> None:
    A = matrix(2, metabolite=True)
    blood = layout(metabolite=True).index("metabolite")
    assert A[:blood, :blood].sum(axis=0) == pytest.approx(-A[blood, :blood], abs=1e-12)


def test_a_canal_has_no_depot() -> None:
    with pytest.raises(AssertionError):
        Layout(inputs=1, places=PLACES)
