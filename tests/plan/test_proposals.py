"""Plans for people: what is proposed, what is refused and why, and that the checks see every proposal."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from tests.plan.conftest import Ask

from lissom.answers.planning.asked import Asked, named
from lissom.answers.planning.proposal import DISCUSS, Proposal
from lissom.answers.planning.switching import plan_switch
from lissom.answers.planning.tapering import Wish, plan_taper
from lissom.answers.planning.titrating import Wish as Up
from lissom.answers.planning.titrating import plan_titration
from lissom.facts.errors import InputError
from lissom.library import Library

EXAMPLES = ("taper80", "ms-aleve", "ckd", "pump", "child-cp", "tizanidine-ciprofloxacin", "back-pain-sertraline",
            "older-opioid-benzodiazepine")  # fmt: skip


def said(proposal: Proposal) -> str:
    several = (proposal.refused, proposal.lead, proposal.rules, proposal.ours, proposal.watch)
    return " ".join(one.text for statements in several for one in statements)


def test_the_british_label_gives_two_weeks(ask: Ask) -> None:
    (one,) = plan_taper(ask("taper80", "GB"), Wish()).courses
    assert one.course.days == 14
    assert "DOS056" in {fact for step in one.course.steps for why in step.why for fact in why.facts}


def test_the_german_and_swiss_labels_give_three_weeks(ask: Ask) -> None:
    for country in ("DE", "CH"):
        (one,) = plan_taper(ask("taper80", country), Wish()).courses
        assert one.course.days >= 21


def test_where_a_label_gives_no_length_the_longest_of_any_country_is_used_and_said(ask: Ask) -> None:
    proposal = plan_taper(ask("ms-aleve", "US"), Wish())
    (one,) = proposal.courses
    assert one.course.days >= 21
    assert any("longest span of any country" in why.text for why in one.course.steps[0].why)


def test_faster_and_slower_stand_beside_the_proposal(ask: Ask) -> None:
    proposal = plan_taper(ask("taper80", "GB"), Wish())
    assert {one.course.pace for one in proposal.alternatives} == {"faster", "slower", "slowest"}


def test_zero_tomorrow_gives_the_nearest_safe_plan(ask: Ask) -> None:
    proposal = plan_taper(ask("taper80", "GB"), Wish(until=date(2026, 11, 26)))
    (one,) = proposal.courses
    assert "not proposed" in proposal.lead[0].text
    assert one.course.days >= 7


def test_a_pump_is_never_tapered(ask: Ask) -> None:
    proposal = plan_taper(ask("pump"), Wish())
    assert proposal.courses == ()
    assert "clinic" in said(proposal)


def test_nothing_is_tapered_that_is_not_taken(ask: Ask) -> None:
    assert plan_taper(ask("child-cp"), Wish()).courses == ()


def test_every_proposal_is_to_be_discussed_and_says_that_no_trial_compares(ask: Ask) -> None:
    for proposal in (plan_taper(ask("taper80"), Wish()), plan_titration(ask("ms-aleve"), Up())):
        assert DISCUSS in proposal.lead
        assert "No randomised trial" in said(proposal)


def test_no_percentage_is_made_of_withdrawal(ask: Ask) -> None:
    assert "no chance of withdrawal, which is not known" in said(plan_taper(ask("taper80"), Wish()))


def test_a_taper_is_seen_by_the_checks_as_a_taper(ask: Ask) -> None:
    proposal = plan_taper(ask("taper80"), Wish())
    ids = {one.id for one in (*proposal.rechecked.new, *proposal.rechecked.kept)}
    assert "baclofen_stopped_without_steps_down" not in ids
    assert "baclofen_directions_end_without_steps_down" not in ids
    assert "baclofen_taper_is_shorter_than_the_label" not in ids


def test_tizanidine_beside_ciprofloxacin_is_not_raised(ask: Ask) -> None:
    proposal = plan_titration(ask("tizanidine-ciprofloxacin"), Up())
    assert proposal.courses == ()
    assert "nearest safe" in said(proposal)


def test_baclofen_is_not_started_beside_an_opioid_and_a_benzodiazepine_at_78(ask: Ask) -> None:
    assert plan_titration(ask("older-opioid-benzodiazepine", medicine="baclofen"), Up()).courses == ()


def test_weak_kidneys_above_their_limit_are_not_given_more(ask: Ask) -> None:
    proposal = plan_titration(ask("ckd"), Up())
    assert proposal.courses == ()
    assert "highest dose for this person" in said(proposal)


def test_more_than_the_highest_dose_stops_at_the_highest_dose(ask: Ask) -> None:
    proposal = plan_titration(ask("taper80", "GB"), Up(to_mg=300))
    (one,) = proposal.courses
    assert one.course.steps[-1].daily_mg <= 100


def test_a_child_on_a_liquid_gets_volumes_of_that_liquid(ask: Ask) -> None:
    (one,) = plan_titration(ask("child-cp"), Up()).courses
    assert [step.daily_mg for step in one.course.steps] == [6, 12, 18]
    assert str(one.course.steps[0].doses[0].mix) == "2 mL of the liquid with 1 mg per mL"


def test_a_child_too_light_for_a_tablet_is_sent_to_the_pharmacist(ask_of: Ask) -> None:
    asked = ask_of(
        country="GB", person={"age": 2, "sex": "male", "weight": "12 kg"},
        medicines=[{"name": "baclofen", "sig": "1 mg three times a day", "status": "planned"}],
    )  # fmt: skip
    proposal = plan_titration(asked, Up())
    assert proposal.courses == ()
    assert "liquid" in said(proposal)


def test_dantrolene_follows_the_levels_of_its_label(ask_of: Ask) -> None:
    asked = ask_of(
        country="US", person={"age": 30, "sex": "male", "weight": "70 kg"},
        medicines=[{"name": "dantrolene", "sig": "25 mg once a day", "status": "planned"}],
    )  # fmt: skip
    (one,) = plan_titration(asked, Up()).courses
    assert [step.daily_mg for step in one.course.steps] == [25, 75, 150, 300]
    assert all(step.days == 7 for step in one.course.steps[:-1])


def test_older_people_get_steps_twice_as_long(ask_of: Ask) -> None:
    medicines = [{"name": "baclofen", "sig": "5 mg three times a day"}]

    def steps(age: int) -> list[int | None]:
        asked = ask_of(country="US", medicines=medicines, person={
            "age": age, "sex": "male", "weight": "80 kg", "height": "178 cm", "creatinine": "0.7 mg/dL",
        })  # fmt: skip
        (one,) = plan_titration(asked, Up(to_mg=40)).courses
        return [step.days for step in one.course.steps]

    assert steps(70)[0] == 2 * (steps(40)[0] or 0)


def test_a_tablet_not_sold_here_is_named(ask: Ask) -> None:
    asked = ask("taper80", "GB", tablets=(25.0,))
    assert any("No 25 mg baclofen tablet is known to be sold" in note.text for note in asked.alarms)


def test_only_the_tablets_the_person_has_are_used(ask: Ask) -> None:
    (one,) = plan_taper(ask("ms-aleve", "US", tablets=(10.0,)), Wish()).courses
    assert {piece.mg for step in one.course.steps for dose in step.doses for piece in dose.mix.pieces} == {10.0}


def test_directions_that_hold_steps_already_are_said_to_overlap(ask: Ask) -> None:
    assert any("do not follow both" in note.text for note in plan_taper(ask("taper"), Wish()).lead)


def test_a_log_replaces_the_directions(ask: Ask) -> None:
    asked = ask("taper80", "GB", doses=((8.0, 20.0), (20.0, 20.0)))
    proposal = plan_taper(asked, Wish())
    assert proposal.courses[0].course.before_mg == 40


def test_a_day_in_the_past_is_no_start(ask: Ask) -> None:
    with pytest.raises(InputError, match="earliest day"):
        plan_taper(ask("taper80"), Wish(start=date(2026, 1, 1)))


def test_every_wrong_wish_is_named_at_once(ask: Ask) -> None:
    with pytest.raises(InputError) as caught:
        plan_taper(ask("taper80"), Wish(to_mg=90, pace="fast"))
    assert {fault.where for fault in caught.value.faults} == {"--to", "--pace"}


def test_a_switch_takes_one_down_and_the_other_up_from_the_same_day(ask: Ask, library: Library) -> None:
    proposal = plan_switch(ask("ms-aleve"), named(library, "tizanidine", "--to"))
    down, up = (one.course for one in proposal.courses)
    assert (down.kind, up.kind) == ("switch out", "switch in")
    assert down.begin == up.begin
    assert "two_muscle_relaxants_together" in {one.id for one in proposal.rechecked.new}


def test_no_switch_to_a_medicine_the_checks_forbid(ask: Ask, library: Library) -> None:
    proposal = plan_switch(ask("ms-aleve"), named(library, "dantrolene", "--to"))
    assert proposal.courses == ()


def test_tablets_to_pump_is_for_a_specialist(ask: Ask, library: Library) -> None:
    asked = ask("ms-aleve")
    proposal = plan_switch(asked, asked.drug, to_pump=True)
    assert proposal.courses == ()
    assert "specialist" in said(proposal)
    assert "100 times lower than under tablets" in said(proposal)


def test_an_unknown_relaxant_is_named_with_those_that_are_held(library: Library) -> None:
    with pytest.raises(InputError, match="Held are"):
        named(library, "unobtainium", "--to")


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("country", ["US", "GB", "DE", "CH", "AU", "JP"])
def test_whatever_is_proposed_keeps_the_limits(ask: Ask, name: str, country: str) -> None:
    asked: Asked = ask(name, country)
    for proposal in (plan_taper(asked, Wish()), plan_up(asked)):
        assert proposal is None or bool(proposal.courses) != bool(proposal.refused)
        for one in (*proposal.courses, *proposal.alternatives) if proposal else ():
            totals = [one.course.before_mg, *(step.daily_mg for step in one.course.steps)]
            down = one.course.kind == "taper"
            assert all((after < before) == down for before, after in pairwise(totals))
            assert all(asked.limits.cabinet.mix(dose.mg) for step in one.course.steps for dose in step.doses)
            if not down and asked.limits.max_daily:
                assert totals[-1] <= asked.limits.max_daily.value + 1e-9


def plan_up(asked: Asked) -> Proposal | None:
    return None if asked.route == "intrathecal" else plan_titration(asked, Up())


def test_a_goal_for_relief_ends_the_plan_at_the_first_step_that_reaches_it(ask: Ask) -> None:
    proposal = plan_titration(ask("taper80", "GB", doses=((8.0, 5.0), (14.0, 5.0), (20.0, 5.0))), Up(relief=0.10))
    (one,) = proposal.courses
    reached = [look.relief.middle for look in one.outlooks if look and look.relief]
    assert reached[-1] >= 0.10
    assert all(value < 0.10 for value in reached[:-1])


def test_no_step_goes_beyond_the_drowsiness_that_is_accepted(ask: Ask) -> None:
    asked = ask("taper80", "GB", doses=((8.0, 5.0), (14.0, 5.0), (20.0, 5.0)))
    (one,) = plan_titration(asked, Up(drowsy=0.50)).courses
    assert all(look.drowsy.middle <= 0.50 for look in one.outlooks if look and look.drowsy)


def test_goals_without_a_model_are_said_to_be_unused(ask: Ask) -> None:
    proposal = plan_titration(ask("ms-aleve", medicine="tizanidine"), Up(relief=0.2))
    assert "not used" in said(proposal)


def test_a_log_that_ended_days_ago_sends_to_the_prescriber(ask: Ask) -> None:
    asked = ask("taper80", "GB", doses=((8.0, 20.0),), last=date(2026, 11, 20))
    assert "The log ends 5 days ago" in plan_taper(asked, Wish()).lead[0].text


def test_signs_of_today_are_not_blamed_on_a_plan_that_has_not_begun(ask: Ask) -> None:
    proposal = plan_taper(ask("ckd"), Wish())
    assert "baclofen_withdrawal_may_have_begun" not in {one.id for one in proposal.rechecked.new}


def test_an_emergency_of_today_stands_before_the_plan(ask: Ask) -> None:
    proposal = plan_taper(ask("ckd"), Wish())
    assert proposal.rechecked.emergencies


def test_a_goal_above_the_highest_day_is_answered_first(ask: Ask) -> None:
    proposal = plan_titration(ask("ms-aleve"), Up(to_mg=300))
    assert "300 mg a day is not proposed" in proposal.lead[0].text


def test_more_days_than_usual_steps_add_up_to_make_the_steps_longer(ask: Ask) -> None:
    (one,) = plan_taper(ask("ms-aleve", "US"), Wish(days=200)).courses
    assert one.course.days == 200
    assert {step.days for step in one.course.steps[:-1]} == {40}


def test_a_plan_of_many_years_is_an_error(ask: Ask) -> None:
    with pytest.raises(InputError, match="--days"):
        plan_taper(ask("ms-aleve", "US"), Wish(days=10**9))


def test_a_dose_once_a_night_is_divided_as_the_label_does_before_it_is_raised(ask: Ask) -> None:
    (one,) = plan_titration(ask("taper80", "US", doses=((22.0, 5.0),)), Up()).courses
    first, last = one.course.steps[0], one.course.steps[-1]
    assert [dose.mg for dose in first.doses] == [5.0, 5.0]
    assert len(last.doses) == 3
    assert max(dose.mg for dose in last.doses) <= 15.0


def test_a_rise_of_the_day_goes_to_the_smallest_dose_not_always_to_the_last(ask: Ask) -> None:
    doses = ((8.0, 10.0), (14.0, 10.0), (20.0, 10.0))
    (one,) = plan_titration(ask("taper80", "DE", doses=doses), Up()).courses
    assert {dose.mg for dose in one.course.steps[-1].doses} == {20.0}


def test_the_driving_law_of_another_country_is_not_told(ask: Ask) -> None:
    american = plan_titration(ask("taper80", "US", medicine="diazepam"), Up())
    assert not any("England" in said.text for said in american.watch)


def test_a_usual_day_written_as_one_dose_so_many_times_is_the_whole_day(ask: Ask) -> None:
    usual = ask("taper80", "US", medicine="diazepam").limits.usual
    assert usual is not None
    assert (usual[0].value, usual[1].value) == (8.0, 40.0)
