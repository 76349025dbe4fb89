"""One crowd for every schedule: the sums equal the simulation they stand for."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from tests.plan.conftest import Ask

from lissom.case.body import body
from lissom.case.person import Person, Sex
from lissom.dynamics.crowd import states
from lissom.dynamics.layout import rate_matrix
from lissom.library import Library
from lissom.plan.day import Need, Window, allowed, move, score
from lissom.plan.late import Choice, double_options, missed_options, share_absorbed, timing
from lissom.plan.numbers import Numbers
from lissom.plan.outlook import outlook, outlooks
from lissom.plan.responses import A_DAY, STEP_H, Responses, responses
from lissom.population import people as crowds
from lissom.population.subject import subject

TID = ((8.0, 10.0), (14.0, 10.0), (20.0, 10.0))


@pytest.fixture(scope="module")
def crowd(library: Library) -> Responses:
    person = Person(age_years=52, sex=Sex.FEMALE, weight_kg=68, height_cm=165, SCr_mg_dL=0.9)
    who = subject(person, body(person, date(2026, 11, 25)))
    return responses(library.models["baclofen"].variant_for(52), who, people=256, seed=1)


@pytest.fixture(scope="module")
def numbers(library: Library) -> Numbers:
    return Numbers.of(library.plan_numbers)


def test_a_settled_day_equals_two_weeks_of_simulated_doses(crowd: Responses) -> None:
    days = 14
    doses = [(24.0 * day + hour, mg) for day in range(days) for hour, mg in TID]
    times = 24.0 * (days - 1) + STEP_H * np.arange(A_DAY, dtype=np.float64)
    structure = crowd.variant.structure
    A = rate_matrix(crowd.layout, crowds.kinetics(structure, crowd.people))
    simulated = np.array(list(states(A, doses, times, crowd.people["lag"])))
    summed = np.moveaxis(crowd.steady(TID), 1, 0)
    central = crowd.layout.central
    assert np.allclose(summed[:, central], simulated[:, central], rtol=2e-3)


def test_a_capsule_beside_the_name_is_one_in_plans_too(ask_of: Ask) -> None:
    taken = {"name": "tizanidine", "sig": "4 mg three times a day with food"}
    tablet, capsule = (ask_of(medicines=[{**taken, "form": form}]).crowd() for form in ("tablet", "capsule"))
    assert tablet is not None
    assert capsule is not None
    assert not np.allclose(tablet.unit, capsule.unit)


def test_twice_the_dose_is_twice_the_level(crowd: Responses) -> None:
    once, twice = (outlook(crowd, [(hour, k * mg) for hour, mg in TID]) for k in (1, 2))
    assert twice.peak_level.middle == pytest.approx(2 * once.peak_level.middle)


def test_a_higher_dose_brings_more_relief_and_more_drowsiness(crowd: Responses) -> None:
    low, high = outlooks(crowd, [TID, [(hour, 2 * mg) for hour, mg in TID]])
    assert low.relief is not None
    assert high.relief is not None
    assert high.relief.middle > low.relief.middle
    assert low.drowsy is not None
    assert high.drowsy is not None
    assert high.drowsy.middle > low.drowsy.middle


def test_a_missed_dose_lowers_the_level_and_a_double_one_raises_it(crowd: Responses) -> None:
    at = timing(TID, 14.0, 19.0)
    skip = next(one for one in missed_options(crowd, TID, at, gap_h=6) if one.choice is Choice.SKIP)
    twice = next(one for one in double_options(crowd, TID, 14.0, 15.0) if one.choice is Choice.NEXT_ON)
    assert skip.lowest_ratio.middle < 1 < twice.peak_ratio.middle


def test_taking_it_late_and_the_next_on_time_gives_a_higher_peak_than_waiting(crowd: Responses) -> None:
    options = {one.choice: one for one in missed_options(crowd, TID, timing(TID, 14.0, 19.0), gap_h=6)}
    assert options[Choice.TAKE].peak_ratio.middle > options[Choice.WAIT].peak_ratio.middle


def test_a_dose_taken_on_time_is_an_ordinary_day(crowd: Responses) -> None:
    at = timing(TID, 14.0, 14.0)
    take = next(one for one in missed_options(crowd, TID, at, gap_h=6) if one.choice is Choice.TAKE)
    assert take.peak_ratio.middle == pytest.approx(1.0, abs=0.01)
    assert take.lowest_ratio.middle == pytest.approx(1.0, abs=0.01)


def test_more_of_a_dose_has_left_the_gut_later(crowd: Responses) -> None:
    shares = [share_absorbed(crowd, hours).middle for hours in (0.0, 0.25, 1.0, 6.0)]
    assert shares == sorted(shares)
    assert shares[0] == 0.0
    assert shares[-1] > 0.99


def test_three_missed_doses_are_counted(crowd: Responses) -> None:
    at = timing(TID, 14.0, 33.0)
    assert (at.missed, at.next_due, at.since_h) == (3, 38.0, 25.0)


def test_moved_hours_never_score_lower_than_the_present_ones(crowd: Responses, numbers: Numbers) -> None:
    windows = [
        Window(name="school run", need=Need.ALERT, begin=8.5, end=9.5),
        Window(name="night", need=Need.RELIEF, begin=23, end=30),
    ]
    made = move(crowd, TID, windows, numbers, gap_h=6)
    before, after = (score(crowd, doses, windows).mean() for doses in (made.before, made.after))
    assert after >= before
    assert allowed(made.after, made.before, 6)
    assert sorted(mg for _, mg in made.after) == sorted(mg for _, mg in TID)


def test_a_day_without_needs_is_left_as_it_is(crowd: Responses, numbers: Numbers) -> None:
    made = move(crowd, TID, [], numbers, gap_h=6)
    assert not made.worth
    assert made.after == made.before


def test_doses_may_not_come_closer_than_the_gap() -> None:
    assert not allowed(((8, 10), (12, 10), (20, 10)), TID, 6)
    assert allowed(((8, 10), (14, 10), (21, 10)), TID, 6)


def test_the_same_seed_gives_the_same_people(library: Library, crowd: Responses) -> None:
    person = Person(age_years=52, sex=Sex.FEMALE, weight_kg=68, height_cm=165, SCr_mg_dL=0.9)
    who = subject(person, body(person, date(2026, 11, 25)))
    again = responses(crowd.variant, who, people=256, seed=1)
    assert np.array_equal(again.unit, crowd.unit)
