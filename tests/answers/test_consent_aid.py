"""The decision aid: the same for every option, numbers beside placebo, plain words, questions from their own case."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lissom.answers.consent_aid.aid import ConsentAid
from lissom.answers.consent_aid.counting import wilson
from lissom.answers.consent_aid.making import consent_aid
from lissom.answers.consent_aid.reading_grade import reading_grade, syllables
from lissom.assessing import assess
from lissom.case.case import Case
from lissom.case.flags import case_from_lines
from lissom.case.medicine import Status
from lissom.case.reading import read_case
from lissom.facts.errors import InputError
from lissom.library import Library
from lissom.report.consent_document import WITHOUT_PLACEBO, consent_document, words_for_the_person
from lissom.report.document import Sentences

TODAY = date(2026, 11, 25)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.toml"))
HARDEST = 8.0
LONGEST_SHORT = 650
"""Words of the short page: two minutes or a little more."""

Make = Callable[[Case], ConsentAid]


@pytest.fixture(scope="session")
def make(library: Library) -> Make:
    return lambda case: consent_aid(assess(case, library, today=TODAY, people=256), library)


def ms(*lines: str, **flags: object) -> Case:
    known: dict[str, object] = {"age": "52", "sex": "female", "weight": "68 kg", "creatinine": "0.9 mg/dL"}
    known |= {"country": "US", "conditions": ("multiple sclerosis",)}
    return case_from_lines(lines or ("baclofen 10 mg TID",), **(known | flags))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def aid(make: Make) -> ConsentAid:
    return make(ms())


def test_no_medicine_is_the_first_option(aid: ConsentAid) -> None:
    assert aid.options[0].id == "no_medicine"


def test_who_takes_it_now_is_told_how_it_is_stopped(aid: ConsentAid, make: Make) -> None:
    assert "Never stop baclofen suddenly" in aid.options[0].bad[0].text
    planned = replace(ms(), medicines=tuple(replace(one, status=Status.PLANNED) for one in ms().medicines))
    assert "Never stop" not in make(planned).options[0].bad[0].text


def test_a_child_is_told_of_children(make: Make) -> None:
    made = make(ms("baclofen 5 mg TID", age="8", weight="25 kg", conditions=("cerebral palsy",)))
    assert made.person == "girl, 8"
    assert "people who care for you" in made.decision.text
    assert "too little is known" in next(one for one in made.options if one.theirs).good[0].text


def test_an_emergency_comes_before_any_choice(make: Make, library: Library) -> None:
    made = make(ms("baclofen 200 mg once daily"))
    assert made.emergency
    assert consent_document(made, library.sources).parts[0].id == "emergency"
    assert make(ms()).emergency == ()


def test_every_option_is_told_in_the_same_four_parts(aid: ConsentAid) -> None:
    assert all(one.what and one.like and one.good and one.bad for one in aid.options)


def test_the_medicine_asked_about_is_marked(aid: ConsentAid) -> None:
    assert [one.id for one in aid.options if one.theirs] == ["baclofen"]


def test_ways_without_tablets_are_there(aid: ConsentAid) -> None:
    assert {"stretching", "tens", "botulinum", "pump"} <= {one.id for one in aid.options}


def test_back_pain_is_not_answered_with_a_pump(make: Make) -> None:
    options = make(ms("cyclobenzaprine 5 mg TID", conditions=("back pain",))).options
    assert "pump" not in {one.id for one in options}


def test_a_medicine_that_the_table_lacks_is_told_all_the_same(make: Make) -> None:
    options = make(ms("metaxalone 800 mg TID", conditions=("back pain",))).options
    assert next(one for one in options if one.theirs).good


def test_sleepiness_stands_beside_placebo(aid: ConsentAid) -> None:
    risk = next(one for one in aid.risks if "sleepy" in one.happens and not one.personal)
    assert risk.with_placebo is not None
    assert (risk.with_drug.value, risk.with_placebo.value) == (63, 36)


def test_nothing_that_can_happen_is_named_twice(aid: ConsentAid) -> None:
    named = [risk.happens for risk in aid.risks]
    assert len(named) == len(set(named))


def test_the_models_own_figure_follows_the_count_it_refines(aid: ConsentAid) -> None:
    named = [risk.happens for risk in aid.risks]
    assert named[named.index("feel sleepy at times") + 1] == "feel sleepy at times at this dose"


def test_the_models_own_figure_says_that_it_leaves_placebo_out_and_what_was_counted_there(aid: ConsentAid) -> None:
    wished = next(risk for risk in aid.risks if risk.good)
    assert "a model of the drug alone" in wished.statement.text
    assert "24 of 100 on placebo who kept to the plan" in wished.statement.text
    assert "collin2010" in wished.statement.sources


def test_where_no_trial_counted_it_the_gain_on_placebo_is_not_known(make: Make) -> None:
    made = make(ms("baclofen 10 mg TID", conditions=("stroke",)))
    assert "On placebo it is not known" in next(risk for risk in made.risks if risk.good).statement.text


def test_a_count_says_over_what_time_where_that_is_known(make: Make) -> None:
    made = make(ms("carisoprodol 350 mg QID", conditions=("back pain",)))
    assert {risk.over for risk in made.risks} == {"1 week"}
    assert all(", in 1 week, " in risk.statement.text for risk in made.risks)


def test_both_sides_of_a_chance_are_said(aid: ConsentAid) -> None:
    text = next(one for one in aid.risks if "sleepy" in one.happens and not one.personal).statement.text
    assert "63 feel sleepy" in text
    assert "37 do not" in text


def test_that_no_number_on_placebo_was_seen_is_said_once_for_the_group(aid: ConsentAid, library: Library) -> None:
    (part,) = [one for one in consent_document(aid, library.sources).parts if one.id == "numbers"]
    groups = [block for block in part.blocks if isinstance(block, Sentences) and block.heading]
    alone = next(group.statements for group in groups if group.heading == WITHOUT_PLACEBO)
    assert list(alone) == [risk.statement for risk in aid.risks if risk.with_placebo is None and not risk.personal]
    assert not any("not seen" in risk.statement.text for risk in aid.risks)


def test_a_group_on_a_lower_dose_is_never_called_placebo(make: Make) -> None:
    older = ms("baclofen 10 mg TID", age="78", creatinine="1.4 mg/dL")
    risk = next(one for one in make(older).risks if "muddled" in one.happens)
    assert risk.with_placebo is None
    assert "other group" in risk.statement.text


def test_the_risk_of_weak_kidneys_is_for_those_who_have_them(aid: ConsentAid) -> None:
    assert not any("muddled" in one.happens for one in aid.risks)


def test_a_risk_below_one_in_a_hundred_is_not_called_none(make: Make) -> None:
    risks = make(ms("dantrolene 25 mg TID")).risks
    assert "0.3 die of liver harm" in next(one for one in risks if "die" in one.happens).statement.text


def test_a_count_says_how_far_chance_could_move_it(make: Make) -> None:
    risk = next(one for one in make(ms("tizanidine 4 mg TID")).risks if "dry mouth" in one.happens)
    assert "By chance alone it could be from 43 to 55" in risk.statement.text


def test_the_interval_of_a_share_is_that_of_wilson() -> None:
    """Newcombe (1998), table I: 81 of 263 and 0 of 20."""
    assert wilson(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0.0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)


def test_the_questions_hold_the_persons_own_dose_and_numbers(aid: ConsentAid) -> None:
    said = " ".join(f"{one.question} {one.answer.text}" for one in aid.teach_back)
    assert "10 mg three times a day" in said
    assert "63 of 100, and 36 of 100" in said


def test_another_person_is_asked_something_else(aid: ConsentAid, make: Make) -> None:
    other = make(ms("tizanidine 4 mg at night"))
    assert {one.question for one in other.teach_back} != {one.question for one in aid.teach_back}


def test_who_stands_on_stiffness_has_a_question_of_their_own(aid: ConsentAid, make: Make) -> None:
    wanted = "I use my stiffness to stand. What happens when it goes?"
    assert wanted not in aid.questions
    assert wanted in make(ms(stands_on_tone=True)).questions


def test_the_law_is_that_of_the_country(aid: ConsentAid, make: Make) -> None:
    assert {one.requirement.framework for one in aid.disclosures} == {"AMA", "Faden & Beauchamp"}
    british = make(ms(country="GB")).disclosures
    assert "Montgomery" in {one.requirement.framework for one in british}


def test_stopping_is_said(aid: ConsentAid) -> None:
    assert "Never stop baclofen suddenly" in aid.stopping[0].text


def test_without_a_relaxant_there_is_no_choice_to_speak_of(make: Make) -> None:
    with pytest.raises(InputError, match="relaxant"):
        make(ms("metformin 500 mg BID"))


def test_every_row_named_in_the_wording_exists(library: Library) -> None:
    named = {fact for row in (*library.consent_options, *library.consent_conditions) for fact in row.facts}
    assert named
    assert [fact for fact in named if library.fact(fact) is None] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("short", [True, False], ids=["short", "whole"])
def test_it_reads_at_grade_eight_or_below(path: Path, short: bool, make: Make, library: Library) -> None:
    page = consent_document(make(read_case(path.read_bytes(), name=path.name)), library.sources, short=short)
    assert 0 < reading_grade(words_for_the_person(page.parts)) <= HARDEST


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_short_page_is_short(path: Path, make: Make, library: Library) -> None:
    page = consent_document(make(read_case(path.read_bytes(), name=path.name)), library.sources, short=True)
    assert sum(len(text.split()) for text in words_for_the_person(page.parts)) <= LONGEST_SHORT


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1), ("people", 2), ("medicine", 3), ("baclofen", 3), ("placebo", 3), ("stiffness", 2), ("walked", 1),
        ("needed", 2), ("sometimes", 2), ("little", 2), ("table", 2), ("being", 2), ("hospitalisation", 6),
        ("discontinuation", 6), ("people's", 2), ("side-effect", 3), ("muscles", 2), ("breathes", 1), ("fluid", 2),
        ("kidney", 2), ("encephalopathy", 6), ("thoroughly", 3),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_hard_text_fails_the_grade() -> None:
    hard = "Abrupt discontinuation of intrathecal administration precipitates hyperthermia and rhabdomyolysis."
    assert reading_grade([hard]) > HARDEST
    assert reading_grade(["The dose goes up step by step."]) < 3


def test_headings_do_not_make_a_page_easy() -> None:
    hard = "Discontinuation precipitates hyperadrenergic manifestations necessitating hospitalisation."
    assert reading_grade([hard, "Go on", "1.", "Yes"]) == reading_grade([hard])


def test_no_option_is_called_as_good_as_another(library: Library) -> None:
    """Small trials that found no difference do not prove that two ways are the same."""
    equal = re.compile(r"about as (much|good|well)|as (good|well) as|equally (good|well)|the same as", re.IGNORECASE)
    of_days = "Your days go on as well as"  # no comparison with another option
    texts = [row.text for row in library.consent_options if not row.text.startswith(of_days)]
    assert [text for text in texts if equal.search(text)] == []
