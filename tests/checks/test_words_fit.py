"""What a finding says fits the person it is said to: the member of a class, the medicine, the country."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.interaction import Knowledge
from lissom.library import Library

Check = Callable[..., dict[str, Finding]]
ADULT = {"age": 52, "sex": "F", "weight": "68 kg", "creatinine": "0.8 mg/dL"}
FAILING = {"age": 52, "sex": "M", "weight": "81 kg", "creatinine": "420 umol/L", "country": "GB"}
OF_BACLOFEN = {"by_mouth_and_by_pump"}


def told(finding: Finding) -> str:
    return " ".join(one.text for one in finding.statements).lower()


def test_only_a_row_about_alcohol_tells_people_to_leave_alcohol_out(library: Library) -> None:
    wrong = [
        row.id
        for row in library.rules.interactions
        if row.knowledge is Knowledge.INTERACTS and "alcohol" in row.action.lower() and row.members != {"ethanol"}
    ]
    assert not wrong


def test_a_row_that_speaks_for_several_names_no_medicine_that_may_be_absent(library: Library) -> None:
    speakers = {subject: library.rules.speaking_for(subject) for subject in library.rules.speakers if subject}
    about = {subject: f"{row.effect} {row.action}".lower() for subject, row in speakers.items()}
    about.pop("sedatives_together")  # gives its source to sentences of the rule's own
    assert not [subject for subject, text in about.items() if "baclofen" in text and subject not in OF_BACLOFEN]


def test_clonidine_with_tizanidine_is_not_answered_with_alcohol(check: Check) -> None:
    assert "alcohol" not in told(
        check("tizanidine 2 mg TID", "clonidine 75 mcg BID")["clonidine_adds_to_tizanidine_sedation"]
    )


def test_baclofen_with_carisoprodol_is_not_answered_with_opioids(check: Check) -> None:
    assert "opioid" not in told(
        check("carisoprodol 350 mg TID", "baclofen 5 mg TID")["carisoprodol_adds_to_baclofen_sedation"]
    )


def test_no_relaxant_is_named_where_none_is_taken(check: Check) -> None:
    lines = ("gabapentin 300 mg TID", "oxycodone 10 mg BID", "pregabalin 75 mg BID")
    found = check(*lines, **(ADULT | {"age": 69}))
    assert "baclofen" not in told(found["three_or_more_cns_active_medicines_from_65"])


def test_the_strain_on_the_kidneys_is_told_without_baclofen_where_there_is_none(check: Check) -> None:
    found = check("naproxen 500 mg BID", "ramipril 5 mg daily", "furosemide 40 mg daily", **ADULT)
    assert "baclofen" not in told(found["nsaid_raas_inhibitor_and_diuretic_may_injure_kidneys"])


def test_failing_kidneys_are_a_matter_of_today(check: Check) -> None:
    found = check("baclofen 10 mg TID", **FAILING)["baclofen_builds_up_with_these_kidneys"]
    assert found.stance is Stance.INTERRUPT
    assert "today" in found.todo[0].text


def test_a_painkiller_at_weak_kidneys_is_not_answered_with_sleepiness(check: Check) -> None:
    found = check("naproxen 500 mg BID", **FAILING)["naproxen_is_not_for_these_kidneys"]
    assert "sleepiness" not in told(found)


def test_a_product_of_two_sedatives_is_one_of_three(check: Check) -> None:
    found = check(
        "Tylenol PM 2 tablets at night",
        "Soma Compound with Codeine 1 tablet at night",
        "gabapentin 300 mg TID",
        **ADULT,
    )
    stack = found["sedatives_stack_up"]
    assert stack.title.startswith("3 ")
    assert "carisoprodol and codeine (in soma compound with codeine)" in told(stack)


def test_two_relaxants_are_shown_and_three_interrupt(check: Check) -> None:
    two = check("baclofen 5 mg TID", "tizanidine 2 mg TID", **ADULT)
    three = check("baclofen 5 mg TID", "tizanidine 2 mg TID", "methocarbamol 500 mg QID", **ADULT)
    assert two["two_muscle_relaxants_together"].stance is Stance.SHOW
    assert three["three_or_more_muscle_relaxants_together"].stance is Stance.INTERRUPT


@pytest.mark.parametrize(
    ("written", "severe"),
    [
        ("cirrhosis", True),
        ("cirrhosis, Child-Pugh A", False),
        ("compensated cirrhosis", False),
        ("moderate hepatic impairment", False),
        ("moderate to severe hepatic impairment", True),
        ("Child-Pugh C cirrhosis", True),
        ("decompensated cirrhosis", True),
        ("hepatitis B", False),
    ],
)
def test_how_severe_a_liver_disease_is_comes_from_its_words(check: Check, written: str, severe: bool) -> None:
    found = check("tizanidine 2 mg TID", country="GB", conditions=[written], **ADULT)
    assert ("tizanidine_is_contraindicated_in_severe_liver_disease" in found) is severe
    assert "tizanidine_needs_liver_tests" in found


def test_a_label_abroad_does_not_outrank_the_label_here(check: Check) -> None:
    found = check("tizanidine 2 mg TID", country="US", conditions=["severe hepatic impairment"], **ADULT)
    finding = found["tizanidine_is_contraindicated_in_severe_liver_disease"]
    assert finding.severity is Severity.MAJOR
    assert finding.what[0].sources == ("us_tizanidine_kanchan_2026",)
    assert "the united kingdom" in told(finding)


def test_a_label_abroad_counts_in_full_where_the_label_here_is_silent(check: Check) -> None:
    found = check("orphenadrine 100 mg BID", country="DE", conditions=["glaucoma"], **ADULT)
    assert found["orphenadrine_is_contraindicated_with_glaucoma"].severity is Severity.CONTRAINDICATED


def test_conditions_of_one_sentence_are_one_finding_with_every_trigger(check: Check) -> None:
    found = check("cyclobenzaprine 10 mg TID", conditions=["arrhythmia", "hyperthyroidism"], **ADULT)
    about = [one for name, one in found.items() if name.startswith("cyclobenzaprine_is_contraindicated")]
    assert len(about) == 1
    assert sum(place.startswith("person.conditions") for place in about[0].triggers) == 2


def test_the_severe_form_that_is_not_stated_silences_nothing(check: Check) -> None:
    found = check("diazepam 5 mg TID", conditions=["cirrhosis, Child-Pugh B"], **ADULT)
    assert "diazepam_lasts_longer_with_a_diseased_liver" in found


def test_no_row_speaks_to_the_maker_of_a_warning_instead_of_the_reader(library: Library) -> None:
    notes = ("no warning", "information only", "not to be blocked", "low-priority", "raise it only", "say that the")
    rows = [row.id for row in library.rules.interactions if any(note in row.action.lower() for note in notes)]
    assert not rows


def test_what_the_kidneys_mean_is_said_before_the_values(check: Check) -> None:
    found = check("baclofen 20 mg TID", age=71, sex="M", weight="74 kg", creatinine="2.9 mg/dL")
    finding = found["baclofen_builds_up_with_these_kidneys"]
    assert finding.title == "Baclofen builds up with these kidneys"
    assert finding.what[0].text.index("avoid baclofen") < finding.what[0].text.index("eGFR")


def test_kidneys_that_ask_for_less_are_not_told_as_a_reason_to_avoid(check: Check) -> None:
    found = check("tizanidine 4 mg TID", age=60, sex="M", weight="60 kg", creatinine="2.9 mg/dL")
    assert "avoid" not in told(found["tizanidine_builds_up_with_these_kidneys"])
