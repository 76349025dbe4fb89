"""Late doses, the day, exercise and journeys, for people."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from tests.plan.conftest import Ask

from lissom.answers.planning.activity import plan_activity
from lissom.answers.planning.day import plan_day, window
from lissom.answers.planning.lateness import double_dose, late_dose, pump_alarm, vomited
from lissom.answers.planning.travelling import plan_trip
from lissom.facts.errors import InputError
from lissom.plan.day import Need
from lissom.plan.late import Choice
from lissom.plan.week import read_week


def texts(*several: object) -> str:
    return " ".join(one.text for statements in several for one in statements)  # type: ignore[attr-defined]


def test_an_hour_before_the_next_dose_the_late_one_is_left_out(ask: Ask) -> None:
    verdict = late_dose(ask("ms-aleve"), 14, 19)
    assert verdict.choice is Choice.SKIP
    assert verdict.advice[0].sources == ("nhs_bac",)


def test_an_hour_late_it_is_taken(ask: Ask) -> None:
    assert late_dose(ask("ms-aleve"), 14, 15).choice is Choice.TAKE


def test_a_day_without_doses_lies_in_the_withdrawal_window(ask: Ask) -> None:
    verdict = late_dose(ask("ms-aleve"), 14, 33)
    assert verdict.urgent
    assert "make up for none" in verdict.advice[0].text


def test_a_medicine_without_a_leaflet_rule_says_that_the_limit_is_assumed(ask: Ask) -> None:
    verdict = late_dose(ask("tizanidine-ciprofloxacin"), 14, 19.5)
    assert verdict.advice[0].grade == "assumption"
    assert verdict.choice is Choice.SKIP


@pytest.mark.parametrize(("now", "choice"), [(15, Choice.TAKE), (17, Choice.WAIT), (20, Choice.SKIP)])
def test_doses_of_tizanidine_are_kept_as_far_apart_as_the_label_asks(ask_of: Ask, now: float, choice: Choice) -> None:
    asked = ask_of(medicines=["tizanidine 4 mg every 8 hours"], country="US", person={"age": 45})
    assert late_dose(asked, 14, now).choice is choice


def test_an_hour_at_which_no_dose_is_due_is_an_error_that_names_the_hours(ask: Ask) -> None:
    with pytest.raises(InputError, match="08:00, 14:00, 20:00"):
        late_dose(ask("ms-aleve"), 13, 19)


def test_twice_is_never_made_up_for_by_a_rule_we_invent(ask: Ask) -> None:
    verdict = double_dose(ask("ms-aleve"), 14, 14.5)
    assert verdict.choice is None
    assert len(verdict.options) == 2
    assert not verdict.urgent


def test_a_double_dose_that_reaches_the_poisonous_amount_is_an_emergency(ask_of: Ask) -> None:
    asked = ask_of(country="GB", person={"age": 40}, medicines=[{"name": "baclofen", "sig": "50 mg three times a day"}])
    assert double_dose(asked, 14, 14.5).urgent


def test_a_vomited_dose_is_not_repeated_without_a_pharmacist(ask: Ask) -> None:
    verdict = vomited(ask("ms-aleve"), 20)
    assert "ask a pharmacist before" in texts(verdict.advice)


def test_a_pump_alarm_is_always_an_emergency_with_a_window_and_no_percentage(ask: Ask) -> None:
    verdict = pump_alarm(ask("pump"), 5)
    assert verdict.urgent
    assert "13 hours remain" in texts(verdict.says)
    assert "is at its alarm volume of 1 mL on 2026-11-20 and is empty on 2026-11-27" in texts(verdict.says)
    assert "%" not in texts(verdict.says, verdict.advice)


def test_tablets_have_no_pump_alarm(ask: Ask) -> None:
    with pytest.raises(InputError):
        pump_alarm(ask("ms-aleve"), 1)


def test_the_day_moves_hours_within_the_leaflet_s_gap(ask: Ask) -> None:
    plan = plan_day(ask("ms-aleve"), [window("08:30-09:30 school run", Need.DRIVE, "--drive")])
    hours = [hour for hour, _ in plan.moved]
    assert all(later - hour >= 6 for hour, later in itertools.pairwise(hours))
    assert [mg for _, mg in plan.moved] == [mg for _, mg in plan.doses]


def test_the_day_never_says_that_driving_is_safe(ask: Ask) -> None:
    plan = plan_day(ask("ms-aleve"))
    assert "No level of drowsiness is known below which driving is safe" in texts(plan.limits)


def test_a_medicine_without_a_model_of_effect_keeps_its_hours(ask: Ask) -> None:
    plan = plan_day(ask("tizanidine-ciprofloxacin"))
    assert plan.moved == plan.doses
    assert plan.gain is None


def test_a_window_past_midnight_is_read() -> None:
    night = window("23:00-06:00", Need.RELIEF, "--relief")
    assert (night.begin, night.end) == (23.0, 30.0)


@pytest.mark.parametrize("text", ["noon", "25:00-26:00", "7-", ""])
def test_a_window_without_hours_is_an_error(text: str) -> None:
    with pytest.raises(InputError):
        window(text, Need.ALERT, "--alert")


def test_heat_and_an_nsaid_together_are_a_hazard_with_a_number(ask: Ask) -> None:
    activity = plan_activity(ask("ms-aleve"), read_week("Tue 17:30 running 60 min hard hot"))
    assert "times the usual one" in texts(activity.hazard)
    assert {"X034"} <= {fact for one in activity.hazard for fact in one.facts}


def test_a_high_spinal_injury_is_warned_of_dysreflexia(ask: Ask) -> None:
    assert "dysreflexia" in texts(plan_activity(ask("pump")).precautions)


def test_a_journey_needs_a_zone_that_exists(ask: Ask) -> None:
    with pytest.raises(InputError, match="Europe/London"):
        plan_trip(ask("ms-aleve"), "Nowhere/City", "Asia/Tokyo", date(2026, 12, 1))


def test_a_journey_east_keeps_every_dose(ask: Ask) -> None:
    trip = plan_trip(ask("ms-aleve"), "Europe/London", "Asia/Tokyo", date(2026, 12, 1))
    assert len(trip.journey.doses) == 3 * (trip.journey.days + 1)


def test_signs_of_too_much_stand_before_any_answer(ask: Ask) -> None:
    asked = ask("ckd")
    for answer in (late_dose(asked, 14, 15), plan_day(asked), plan_activity(asked)):
        assert answer.emergencies


def test_with_signs_of_too_much_no_dose_is_advised(ask: Ask) -> None:
    verdict = late_dose(ask("ckd"), 14, 15)
    assert verdict.choice is None
    assert "get help first" in verdict.advice[0].text
