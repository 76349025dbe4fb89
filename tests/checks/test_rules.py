"""Single rules, one behaviour each, on the real library. Whole stories are in `tests/cases/`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from lissom.case.medicine import Code
from lissom.case.person import Condition
from lissom.checks.beside import beside
from lissom.checks.conditions import recognised
from lissom.checks.countries import holds_in
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.pair import NOTHING, Substance
from lissom.library import Library

Check = Callable[..., dict[str, Finding]]
ADULT = {"age": 52, "sex": "F", "weight": "68 kg", "creatinine": "0.8 mg/dL"}


def test_the_exposure_ratio_grows_as_the_fall_in_clearance_grows(check: Check) -> None:
    found = check("baclofen 10 mg TID", "naproxen 250 mg BID", "lithium carbonate 300 mg BID", **ADULT)
    consequence = found["naproxen_may_raise_baclofen_exposure"].consequence
    assert consequence is not None
    assert 1 < consequence.value < consequence.band.high
    assert consequence.band.low == pytest.approx(1.0, abs=0.05)


def test_no_consequence_is_computed_without_a_creatinine(check: Check) -> None:
    assert (
        check("baclofen 10 mg TID", "naproxen 250 mg BID")["naproxen_may_raise_baclofen_exposure"].consequence is None
    )


def test_the_absolute_risk_is_that_of_the_persons_own_eGFR_band(check: Check) -> None:
    found = check("baclofen 20 mg TID", age=71, sex="M", weight="78 kg", egfr="38 mL/min/1.73m2")
    consequence = found["baclofen_builds_up_with_these_kidneys"].consequence
    assert consequence is not None
    assert (consequence.value, consequence.band.low, consequence.band.high) == (1.23, 0.62, 1.84)


def test_the_cohort_is_not_applied_to_a_younger_person(check: Check) -> None:
    found = check("baclofen 20 mg TID", age=50, sex="M", weight="78 kg", egfr="38 mL/min/1.73m2")
    assert found["baclofen_builds_up_with_these_kidneys"].consequence is None


def test_eGFR_is_never_used_as_CrCl(check: Check) -> None:
    found = check("naproxen 250 mg BID", age=50, sex="M", egfr="25 mL/min/1.73m2")
    assert "naproxen_is_not_for_these_kidneys" not in found
    assert found["CrCl_is_not_known_for_naproxen"].severity is Severity.NOT_ASSESSED


@pytest.mark.parametrize("kidneys", [{"creatinine": "5 mg/dL"}, {"dialysis": True}])
def test_no_rule_on_kidneys_is_no_clearance(check: Check, kidneys: dict[str, object]) -> None:
    found = check("methocarbamol 750 mg QID", age=60, sex="M", weight="80 kg", **kidneys)
    assert found["methocarbamol_with_such_kidneys_is_not_known"].severity is Severity.NOT_ASSESSED
    assert "methocarbamol_with_such_kidneys_is_not_known" not in check("methocarbamol 750 mg QID", **ADULT)


@pytest.mark.parametrize("stated", ["kidney failure", "CKD stage 4", "renal failure", "acute kidney injury"])
def test_weak_kidneys_without_a_number_are_said_and_the_number_asked_for(check: Check, stated: str) -> None:
    found = check("methocarbamol 750 mg QID", age=60, conditions=[stated])
    finding = found["methocarbamol_with_such_kidneys_is_not_known"]
    assert (finding.severity, finding.stance) == (Severity.NOT_ASSESSED, Stance.SHOW)
    assert "no number says how weak" in finding.what[0].text
    asked = finding.todo[0].text
    assert all(word in asked for word in ("eGFR", "creatinine", "weight", "sex"))
    assert "the age" not in asked


def test_a_value_outweighs_the_name_of_a_kidney_disease(check: Check) -> None:
    conditions = ["chronic kidney disease"]
    found = check("methocarbamol 750 mg QID", age=60, sex="M", egfr="75 mL/min/1.73m2", conditions=conditions)
    assert "methocarbamol_with_such_kidneys_is_not_known" not in found


def test_a_class_alone_is_checked_as_a_class_and_said_so(check: Check) -> None:
    found = check("baclofen 10 mg TID", "an opioid", **ADULT)
    assert "only_a_class_was_named" in found
    assert found["opioid_with_baclofen_slows_breathing"].stance is Stance.INTERRUPT


@pytest.mark.parametrize(
    ("other", "reason", "first_to_do"),
    [
        ("levetiracetam 500 mg BID", "Antiepileptics", "Watch seizure control"),
        ("promethazine 25 mg at night", "Sedating antihistamines", "Ask for an antihistamine"),
    ],
)
def test_what_is_said_of_a_close_class_comes_before_what_is_said_of_all_that_makes_sleepy(
    check: Check, other: str, reason: str, first_to_do: str
) -> None:
    found = check("baclofen 10 mg TID", other, **ADULT)[f"{other.partition(' ')[0]}_adds_to_baclofen_sedation"]
    assert found.what[0].text.startswith(reason)
    assert found.why[0].text.startswith("Sedatives")
    assert found.todo[0].text.startswith(first_to_do)


def test_what_is_looked_up_in_one_library_is_not_that_of_another(library: Library) -> None:
    baclofen, oxycodone = (
        Substance(one, library.names.recognise(one).classes, frozenset({one}), "oral")
        for one in ("baclofen", "oxycodone")
    )
    assert beside(library.rules, baclofen, oxycodone).subjects
    assert list(library.rules.dosing_of("baclofen", "max_daily"))
    bare = replace(library.rules, interactions=(), dosing=())
    assert beside(bare, baclofen, oxycodone) == NOTHING
    assert not list(bare.dosing_of("baclofen", "max_daily"))


def test_the_two_sides_of_a_pair_make_one_finding(check: Check) -> None:
    about = [
        name
        for name in check("tizanidine 2 mg TID", "diazepam 2 mg BID", **ADULT)
        if "sedation" in name or "breathing" in name
    ]
    assert len(about) == 1


def test_the_doses_of_two_entries_of_one_medicine_are_added(check: Check) -> None:
    found = check("baclofen 20 mg TID", "Lioresal 10 mg TID", **ADULT)
    assert "baclofen_dose_above_label_maximum" in found
    assert "baclofen_is_listed_more_than_once" in found


def test_a_strength_of_another_country_is_said(check: Check) -> None:
    found = check("baclofen 25 mg 1 tablet twice a day", country="US", **ADULT)
    assert found["baclofen_strength_not_known_in_this_country"].severity is Severity.INFORMATION


def test_a_strength_of_the_country_is_quiet(check: Check) -> None:
    assert "baclofen_strength_not_known_in_this_country" not in check(
        "baclofen 25 mg 1 tablet twice a day", country="CH", **ADULT
    )


def test_smaller_amounts_are_never_called_safe_in_an_overdose(check: Check) -> None:
    found = check("baclofen 250 mg once daily", **ADULT)["baclofen_amount_is_in_the_overdose_range"]
    words = " ".join(said.text.lower() for said in found.statements)
    assert "safe" not in words
    assert "ambulance" in words


def test_a_stop_is_not_alarmed_when_the_directions_stepped_down(check: Check) -> None:
    taper = "baclofen 20 mg TID for 7 days, 10 mg TID for 7 days, 5 mg TID for 7 days then stop"
    assert "baclofen_stopped_without_steps_down" not in check(stopped=[taper], **ADULT)


@pytest.mark.parametrize("written", ["Epilepsy", "seizure disorder", "H/O: epilepsy"])
def test_conditions_are_found_in_words(library: Library, written: str) -> None:
    (found,) = recognised([Condition(name=written)], library.rules.conditions)
    assert "epilepsy" in found.ids


@pytest.mark.parametrize("written", ["no epilepsy", "spasms", "family history of epilepsy", "MSSA infection"])
def test_denied_or_different_words_are_no_condition(library: Library, written: str) -> None:
    (found,) = recognised([Condition(name=written)], library.rules.conditions)
    assert found.ids == ()


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("CKD stage 5 not on dialysis", {"chronic_kidney_disease"}),
        ("chronic kidney disease (no proteinuria)", {"chronic_kidney_disease"}),
        ("Type 2 diabetes mellitus without complications", {"diabetes"}),
        ("no diabetes but epilepsy", {"epilepsy"}),
        ("epilepsy ruled out", set()),
        ("epilepsy: no", set()),
        ("epilepsy, not confirmed", set()),
        ("pregnancy status: not pregnant", set()),
        ("epilepsy, not intractable, without status epilepticus", {"epilepsy"}),
        ("epilepsy (ruled out)", set()),
        ("no epilepsy, diabetes", set()),
    ],
)
def test_a_denial_takes_back_only_what_it_denies(library: Library, written: str, ids: set[str]) -> None:
    (found,) = recognised([Condition(name=written)], library.rules.conditions)
    assert set(found.ids) == ids


@pytest.mark.parametrize("written", ["dialysis soon", "pre-dialysis", "kidney failure, dialysis planned"])
def test_dialysis_that_is_ahead_is_a_kidney_disease_of_unknown_degree(library: Library, written: str) -> None:
    (found,) = recognised([Condition(name=written)], library.rules.conditions)
    assert found.ids == ("chronic_kidney_disease",)


def test_conditions_are_found_by_code(library: Library) -> None:
    coded = Condition(name="local text", codes=(Code("http://hl7.org/fhir/sid/icd-10-cm", "N18.4"),))
    (found,) = recognised([coded], library.rules.conditions)
    assert found.ids == ("chronic_kidney_disease",)


def test_a_rule_of_the_union_holds_in_its_members_only(library: Library) -> None:
    row = replace(library.rules.dosing[0], country="EU")
    assert holds_in(row, "IE")
    assert not holds_in(row, "US")


def test_a_stop_without_a_date_is_alarmed(check: Check) -> None:
    assert (
        check(stopped=["baclofen 20 mg TID"], **ADULT)["baclofen_stopped_without_steps_down"].stance is Stance.INTERRUPT
    )


def test_the_hour_at_which_sedatives_meet_is_said(check: Check) -> None:
    found = check("baclofen 10 mg TID", "gabapentin 300 mg TID", "quetiapine 50 mg at 8 pm", **ADULT)[
        "sedatives_stack_up"
    ]
    assert any("together at about 20:00" in said.text for said in found.why)


def test_a_creatinine_that_gives_no_value_is_not_called_missing(check: Check) -> None:
    found = check("baclofen 5 mg TID", age=7, sex="F", weight="20 kg", creatinine="0.4 mg/dL")[
        "kidney_function_is_not_known"
    ]
    assert "person.height_cm" in found.triggers
    assert not any("creatinine value" in said.text for said in found.todo)


def test_where_no_rule_for_children_is_held_that_is_said_before_the_rules_of_other_countries(check: Check) -> None:
    found = check("baclofen 5 mg TID", age=7, sex="M", weight="22 kg", country="FR")[
        "baclofen_is_not_established_at_this_age"
    ]
    assert found.what[0].text.startswith("We hold no rule of France")
    assert any(said.text.startswith("the United Kingdom:") for said in found.why)
