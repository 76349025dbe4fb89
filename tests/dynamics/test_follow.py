"""Records of one person, rule by rule."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lissom.dynamics.curves import curves
from lissom.dynamics.events import Event, Kind, Rate, Steady
from lissom.dynamics.follow import follow
from lissom.dynamics.layout import Floats, Layout, rate_matrix
from lissom.facts.errors import InputError

LAYOUT = Layout(peripherals=1)
ONE = {"ka": 1.6, "CL": 10.8, "Vc": 35.0, "Q": 13.0, "Vp": 20.0}
DEPOT, CENTRAL = 0, 1


def matrix(**changed: float) -> Floats:
    return rate_matrix(LAYOUT, {name: np.array([value]) for name, value in {**ONE, **changed}.items()})


def at(*times: float) -> list[Event]:
    return [Event(time=time) for time in times]


def run(*events: Event, **changed: float) -> Floats:
    return follow(events, matrix(**changed)[:, :, 0])


def dose(time: float = 0.0, amount: float = 10.0, **more: object) -> Event:
    return replace(Event(time=time, kind=Kind.DOSE, amount=amount), **more)  # type: ignore[arg-type]


def test_records_and_crowd_curves_are_one_thing_in_two_forms() -> None:
    times = np.arange(0.5, 30.0, 0.5)
    doses = [(0.0, 10.0), (8.0, 5.0), (16.2, 20.0)]
    events = sorted([*at(*times), *(dose(t, mg, lag=0.3) for t, mg in doses)], key=lambda event: event.time)
    wanted = [k for k, event in enumerate(events) if not event.doses]
    np.testing.assert_allclose(run(*events)[wanted], curves(matrix(), doses, times, lag=0.3)[:, :, 0], rtol=1e-12)


def test_a_dose_due_at_the_time_of_a_record_is_given_first() -> None:
    assert run(dose(lag=5.0, state=CENTRAL), *at(5.0))[1, CENTRAL] == 10.0


def test_bioavailability_shortens_an_infusion_of_given_rate_and_thins_one_of_given_duration() -> None:
    assert dose(rate=5.0, F=0.5).delivery == (5.0, 1.0)
    assert dose(rate=Rate.MODELLED_DURATION, F=0.5, modelled_duration=4.0).delivery == (1.25, 4.0)
    assert dose(rate=Rate.MODELLED_RATE, modelled_rate=2.0).delivery == (2.0, 5.0)


@pytest.mark.parametrize("rate", [0.0, 1.0, 1.25, 3.0, 7.0])
@pytest.mark.parametrize("lag", [0.0, 1.5, 8.0, 11.0])
def test_steady_state_is_where_many_doses_lead(rate: float, lag: float) -> None:
    many = dose(amount=10.0, rate=rate, interval=8.0, additional=60, lag=lag, state=CENTRAL)
    after = (0.0, 1.0, 7.5, 12.0)
    in_the_end = run(many, *at(*(320.0 + hours for hours in after)))[1:]
    steady = run(replace(many, steady=Steady.INSTEAD), *at(*after))[1:]
    np.testing.assert_allclose(steady[:, CENTRAL:], in_the_end[:, CENTRAL:], rtol=1e-11)


def test_steady_state_on_top_adds_and_instead_replaces() -> None:
    old = dose(0.0, 50.0, state=CENTRAL)
    new = dose(2.0, 10.0, interval=8.0, steady=Steady.INSTEAD, state=CENTRAL)
    alone, instead = run(new)[0], run(old, new)[1]
    on_top = run(old, replace(new, steady=Steady.ON_TOP))[1]
    np.testing.assert_allclose(instead, alone, rtol=1e-14)
    np.testing.assert_allclose(on_top, alone + run(old, *at(2.0))[1], rtol=1e-13)


def test_a_reset_empties_the_body_and_cancels_what_is_due_and_running() -> None:
    events = (dose(rate=1.0, interval=4.0, additional=5), Event(time=5.0, kind=Kind.RESET), *at(6.0, 30.0))
    assert not run(*events)[1:].any()


def test_an_endless_infusion_rests_at_rate_over_clearance_and_stops_at_the_record() -> None:
    events = (dose(amount=0.0, rate=5.4, steady=Steady.INSTEAD, state=CENTRAL), *at(1.0))
    states = run(*events)
    assert states[0, CENTRAL] / 35.0 == pytest.approx(0.5)
    assert states[1, CENTRAL] < states[0, CENTRAL]


def test_amounts_left_and_given_balance_without_clearance() -> None:
    events = (dose(rate=3.0, interval=6.0, additional=3, lag=0.7), dose(2.0, 7.0), *at(60.0))
    assert run(*events, CL=0.0)[-1].sum() == pytest.approx(47.0, rel=1e-12)


def test_every_fault_of_the_records_is_told_at_once() -> None:
    bad = (
        dose(5.0, -1.0),
        dose(1.0, rate=-3.0),
        dose(6.0, additional=2),
        dose(7.0, steady=Steady.INSTEAD),
        dose(8.0, state=9),
        dose(9.0, amount=float("nan")),
        Event(time=float("nan")),
    )
    with pytest.raises(InputError) as caught:
        run(*bad)
    assert {fault.where for fault in caught.value.faults} == {
        "events[0].amount", "events[1].time", "events[1].rate", "events[2].interval", "events[3].interval",
        "events[4].state", "events[5].amount", "events[6].time",
    }  # fmt: skip


def test_no_records_give_no_states() -> None:
    assert run().shape[0] == 0
