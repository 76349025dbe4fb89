"""What makes no sense is refused with its place, all of it at once, and nothing that is not a number comes through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from lissom.dynamics import crowd
from lissom.dynamics.crowd import Chunk, Output, exact, sketched, states, tiles
from lissom.dynamics.curves import curves
from lissom.dynamics.events import Event, Kind, Rate, Steady
from lissom.dynamics.follow import follow
from lissom.dynamics.layout import Floats, Layout, rate_matrix
from lissom.facts.errors import InputError

TIMES = np.arange(0.0, 9.0)
DOSES = [(1.0, 10.0)]


def rates(**changed: float) -> Floats:
    """Three people, of whom the second may be changed."""
    usual = {"ka": 1.0, "CL": 10.0, "Vc": 30.0}
    person = {name: np.full(3, value) for name, value in usual.items()}
    for name, value in changed.items():
        person[name][1] = value
    return rate_matrix(Layout(), person)


def chunk(A: Floats, **changed: Any) -> Chunk:
    return Chunk(**{"A": A, "outputs": [Output(state=1, scale=np.ones(A.shape[2]))], **changed})


def compiled(A: Floats, doses: Any = DOSES, times: Any = TIMES, lag: Any = 0.0) -> Any:
    return [tile.copy() for tile in tiles(chunk(A, lag=lag), doses, times)]


def readable(A: Floats, doses: Any = DOSES, times: Any = TIMES, lag: Any = 0.0) -> Any:
    return curves(A, doses, times, lag)


def places(caught: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [fault.where for fault in caught.value.faults]


both_forms = pytest.mark.parametrize("simulate", [readable, compiled])
Simulate = Callable[..., Any]


@both_forms
@pytest.mark.parametrize("times", [[0.0, 2.0, 1.0], [0.0, 1.0, 1.0], [0.0, np.nan], [0.0, np.inf], [], [[0.0, 1.0]]])
def test_times_that_do_not_ascend_are_refused(simulate: Simulate, times: Any) -> None:
    with pytest.raises(InputError) as caught:
        simulate(rates(), times=np.array(times))
    assert places(caught) == ["times"]


@both_forms
@pytest.mark.parametrize("dose", [(1.0, -1.0), (np.nan, 1.0), (1.0, np.nan), (np.inf, 1.0), (1.0, np.inf)])
def test_doses_that_are_none_are_refused(simulate: Simulate, dose: tuple[float, float]) -> None:
    with pytest.raises(InputError) as caught:
        simulate(rates(), doses=[(0.0, 5.0), dose])
    assert places(caught) == ["doses[1]"]


@both_forms
@pytest.mark.parametrize(("name", "value"), [("ka", np.nan), ("CL", np.nan), ("ka", -1.0), ("CL", -1.0), ("Vc", 0.0)])
def test_a_person_whose_rates_are_none_is_refused_by_number(simulate: Simulate, name: str, value: float) -> None:
    with np.errstate(divide="ignore"):
        A = rates(**{name: value})
    with pytest.raises(InputError, match="person 1; 1 in all"):
        simulate(A)


@both_forms
@pytest.mark.parametrize("lag", [-0.1, np.nan, np.inf, np.array([0.0, 0.1]), np.array([0.0, np.nan, 0.1])])
def test_a_lag_that_is_none_is_refused(simulate: Simulate, lag: Any) -> None:
    with pytest.raises(InputError) as caught:
        simulate(rates(), lag=lag)
    assert places(caught) == ["lag"]


def test_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        readable(rates(ka=np.nan), [(0.0, -1.0), (0.0, 1.0), (np.nan, 1.0)], np.array([1.0, 0.0]), -1.0)
    assert places(caught) == ["rates[0, 0]", "rates[1, 0]", "times", "doses[0]", "doses[2]", "lag"]


@pytest.mark.parametrize("infusion", [(5.0, 2.0, 1.0), (0.0, 2.0, -1.0), (0.0, np.nan, 1.0)])
def test_infusions_that_are_none_are_refused(infusion: tuple[float, float, float]) -> None:
    with pytest.raises(InputError, match=r"infusions\[0\]"):
        list(states(rates(), [], TIMES, infusions=[infusion]))


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"outputs": [Output(state=2, scale=np.ones(3))]}, "outputs[0].state"),
        ({"outputs": [Output(state=-1, scale=np.ones(3))]}, "outputs[0].state"),
        ({"outputs": [Output(state=0, scale=np.array([1.0, np.nan, 1.0]))]}, "outputs[0].scale"),
        ({"effect": (np.full(3, np.nan), np.ones(3))}, "effect[0]"),
        ({"effect": (np.ones(3), np.zeros(3))}, "effect[1]"),
    ],
)
def test_outputs_that_are_none_are_refused(changed: dict[str, Any], place: str) -> None:
    with pytest.raises(InputError) as caught:
        chunk(rates(), **changed)
    assert places(caught) == [place]


DOSED = {"kind": Kind.DOSE, "amount": 10.0}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"additional": 3}, "interval"),
        ({"steady": Steady.INSTEAD}, "interval"),
        ({"steady": Steady.ON_TOP, "interval": -8.0}, "interval"),
        ({"state": 2}, "state"),
        ({"state": -1}, "state"),
        ({"rate": -3.0}, "rate"),
        ({"rate": float("nan")}, "rate"),
        ({"rate": float(Rate.MODELLED_RATE)}, "modelled_rate"),
        ({"rate": float(Rate.MODELLED_DURATION), "modelled_duration": -1.0}, "modelled_duration"),
        ({"amount": float("nan")}, "amount"),
        ({"additional": -1}, "additional"),
        ({"lag": -1.0}, "lag"),
        ({"F": float("nan")}, "F"),
    ],
)
def test_records_that_make_no_sense_are_refused(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(InputError) as caught:
        follow([Event(**{"time": 0.0, **DOSED, **wrong})], rates()[:, :, 0])
    assert places(caught) == [f"events[0].{field}"]


def test_records_out_of_order_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        follow([Event(time=5.0), Event(time=4.0), Event(time=float("nan"))], rates()[:, :, 0])
    assert places(caught) == ["events[1].time", "events[2].time"]


def test_rates_of_a_record_that_are_none_are_refused() -> None:
    usual, wrong = rates()[:, :, 0], rates(CL=np.nan)[:, :, 1]
    with pytest.raises(InputError, match="rates"):
        follow([Event(time=0.0), Event(time=1.0)], [usual, wrong])


def test_a_crowd_too_large_for_one_piece_is_gone_through_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    A = np.repeat(rates(), 100, axis=2)
    whole = exact(lambda: [chunk(A)], DOSES, TIMES, (0.1, 0.5))
    monkeypatch.setattr(crowd, "ONE_PIECE", 100)
    monkeypatch.setattr(crowd, "PEOPLE_AT_ONCE", 64)
    np.testing.assert_array_equal(exact(lambda: [chunk(A)], DOSES, TIMES, (0.1, 0.5)), whole)


def test_nobody_is_refused() -> None:
    with pytest.raises(InputError, match="at least one person"):
        chunk(rates()[:, :, :0])
    with pytest.raises(InputError, match="at least one person"):
        sketched(list, DOSES, TIMES, (0.5,))
