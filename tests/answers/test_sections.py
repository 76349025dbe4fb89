"""The ten answers for a person: personal where they can be, honest where something is not built or not held."""

from __future__ import annotations

import pytest
from tests.answers.conftest import Answers

from lissom.answers.jobs.asked import NO_RELAXANT
from lissom.answers.jobs.products import makeup
from lissom.assessment import Job, Section
from lissom.case.exercise import ExercisePlan, Intensity, Session
from lissom.library import Library
from lissom.medicines.price_tables import ListPrice
from lissom.medicines.recognition import Ingredient

ADULT = {
    "age": "52",
    "sex": "female",
    "weight": "68 kg",
    "height": "165 cm",
    "creatinine": "0.9 mg/dL",
    "country": "US",
}

LISTED = ListPrice(
    source="My list",
    country="GB",
    currency="GBP",
    code="1",
    product="Baclofen 10 mg tablets",
    per_unit=0.5,
    unit="EA",
    effective="2026-11-01",
)


def listed(substance: Ingredient, country: str) -> tuple[ListPrice, ...]:
    return (LISTED,) if (substance.id, country) == ("baclofen", "GB") else ()


def texts(sections: tuple[Section, ...]) -> str:
    return "\n".join(said.text for section in sections for said in section.all_statements)


def group(sections: tuple[Section, ...], heading: str) -> str:
    return "\n".join(
        said.text for section in sections for title, group in section.groups if title == heading for said in group
    )


def test_every_job_answers_or_says_why_not(answers: Answers) -> None:
    made = answers("baclofen 10 mg three times a day", **ADULT)
    assert all(made[job] for job in Job)
    assert all(section.all_statements or section.note for found in made.values() for section in found)


def test_every_source_of_an_answer_exists(answers: Answers, library: Library) -> None:
    conditions = ["multiple sclerosis", "stroke", "back pain", "chronic kidney disease"]
    made = answers("baclofen 10 mg TID", "tizanidine 4 mg at night", "Aleve 220 mg BID", conditions=conditions, **ADULT)
    said = [one for found in made.values() for section in found for one in section.all_statements]
    assert {source for one in said for source in one.sources} <= set(library.sources)
    assert [fact for one in said for fact in one.facts if library.fact(fact) is None] == []


def test_a_person_without_a_relaxant_is_told_so(answers: Answers) -> None:
    made = answers("metformin 500 mg BID", **ADULT)
    for job in (Job.MONOGRAPH, Job.COMPARISON, Job.CONSENT, Job.PRODUCTS, Job.PRICE, Job.PLAN, Job.SIMULATION):
        assert [section.note for section in made[job]] == [NO_RELAXANT]


def test_naproxen_is_no_relaxant(answers: Answers) -> None:
    assert answers("naproxen 250 mg BID", **ADULT)[Job.MONOGRAPH][0].note == NO_RELAXANT


def test_each_relaxant_has_its_own_section(answers: Answers) -> None:
    made = answers("baclofen 10 mg TID", "tizanidine 4 mg at night", **ADULT)
    assert [section.medicine for section in made[Job.MONOGRAPH]] == ["baclofen", "tizanidine"]


class TestProducts:
    @pytest.mark.parametrize(
        ("dose", "strengths", "pieces"),
        [
            (10, (5, 10, 20), (10,)),
            (15, (10, 20, 5), (10, 5)),
            (25, (10, 20, 5), (20, 5)),
            (80, (10, 5), ()),
            (7, (5, 10), ()),
        ],
    )
    def test_a_dose_is_made_of_the_fewest_tablets(
        self, dose: float, strengths: tuple[float, ...], pieces: tuple[float, ...]
    ) -> None:
        assert makeup(dose, strengths) == pieces

    def test_ten_milligrams_is_one_tablet_in_the_united_states(self, answers: Answers) -> None:
        found = answers("baclofen 10 mg TID", **ADULT)[Job.PRODUCTS]
        assert "one of 10 mg" in group(found, "The doses in this case")

    def test_five_milligrams_is_half_a_tablet_in_the_united_kingdom(self, answers: Answers) -> None:
        found = answers("baclofen 5 mg TID", **{**ADULT, "country": "GB"})[Job.PRODUCTS]
        assert "needs a half tablet" in group(found, "The doses in this case")

    def test_seven_milligrams_cannot_be_made(self, answers: Answers) -> None:
        found = answers("baclofen 7 mg TID", **ADULT)[Job.PRODUCTS]
        assert "cannot be made" in group(found, "The doses in this case")

    def test_a_country_of_which_no_strength_is_held_is_told_so(self, answers: Answers) -> None:
        found = answers("metaxalone 800 mg TID", **{**ADULT, "country": "CH"})[Job.PRODUCTS]
        assert "not held here" in texts(found)


class TestKidneys:
    def test_weak_kidneys_bring_the_rules_for_them(self, answers: Answers) -> None:
        weak = answers("baclofen 10 mg TID", **{**ADULT, "creatinine": "2.4 mg/dL"})[Job.KIDNEYS]
        assert "below 30" in group(weak, "Rules that apply to this person")

    def test_good_kidneys_do_not(self, answers: Answers) -> None:
        good = answers("baclofen 10 mg TID", **ADULT)[Job.KIDNEYS]
        assert "avoid baclofen" not in group(good, "Rules that apply to this person")

    def test_without_a_creatinine_nothing_is_judged(self, answers: Answers) -> None:
        found = answers("baclofen 10 mg TID", age="52", country="US")[Job.KIDNEYS]
        assert "could not be judged" in group(found, "Not judged")

    def test_rules_for_old_age_wait_for_old_age(self, answers: Answers) -> None:
        young = group(answers("tizanidine 4 mg TID", **ADULT)[Job.KIDNEYS], "Rules that apply to this person")
        old = group(
            answers("tizanidine 4 mg TID", **{**ADULT, "age": "78"})[Job.KIDNEYS], "Rules that apply to this person"
        )
        assert "older people" not in young
        assert "older people" in old


class TestPlan:
    def test_the_rules_are_those_of_the_country(self, answers: Answers) -> None:
        found = texts(answers("baclofen 10 mg TID", **{**ADULT, "country": "GB"})[Job.PLAN])
        assert "United Kingdom" in found
        assert "United States" not in found

    def test_a_child_is_not_given_the_doses_of_adults(self, answers: Answers) -> None:
        child = {"age": "6", "sex": "male", "weight": "20 kg", "country": "GB"}
        found = texts(answers("baclofen 5 mg TID", **child)[Job.PLAN])
        assert "Children" in found or "children" in found
        assert "adults" not in found

    def test_weak_kidneys_go_before_the_doses_of_the_label(self, answers: Answers) -> None:
        (section,) = answers("baclofen 20 mg TID", **{**ADULT, "creatinine": "2.4 mg/dL"})[Job.PLAN]
        heading, first = section.groups[0]
        assert heading.startswith("Before any dose")
        assert any("avoid baclofen" in said.text for said in first)

    def test_good_kidneys_have_nothing_before_the_doses(self, answers: Answers) -> None:
        (section,) = answers("baclofen 20 mg TID", **ADULT)[Job.PLAN]
        assert section.groups[0][0].startswith("Starting")

    def test_stopping_is_always_said(self, answers: Answers) -> None:
        assert "Never stop baclofen suddenly" in texts(answers("baclofen 10 mg TID", **ADULT)[Job.PLAN])

    def test_a_country_without_rules_is_told_so(self, answers: Answers) -> None:
        found = texts(answers("metaxalone 800 mg TID", **{**ADULT, "country": "DE"})[Job.PLAN])
        assert "No dose rules of metaxalone" in found


class TestPump:
    LINE = "baclofen intrathecal 300 mcg/day"

    def test_no_tablet_is_offered(self, answers: Answers) -> None:
        found = texts(answers(self.LINE, **ADULT)[Job.PRODUCTS])
        assert "tablet" not in found
        assert "mg" in found

    def test_its_boxed_warning_stands_with_stopping(self, answers: Answers) -> None:
        found = group(answers(self.LINE, **ADULT)[Job.PLAN], "Stopping")
        assert "An emergency" in found

    def test_no_price_of_tablets_is_given(self, answers: Answers) -> None:
        (section,) = answers(self.LINE, **ADULT)[Job.PRICE]
        assert section.statements == ()


class TestComparison:
    def test_back_pain_is_not_answered_with_spasticity(self, answers: Answers) -> None:
        found = answers("cyclobenzaprine 5 mg TID", conditions=["back pain"], **ADULT)[Job.COMPARISON]
        assert "spasticity" not in group(found, "What reviews found")

    def test_spasticity_is_not_answered_with_back_pain(self, answers: Answers) -> None:
        found = answers("baclofen 10 mg TID", conditions=["multiple sclerosis"], **ADULT)[Job.COMPARISON]
        assert "back pain" not in group(found, "What reviews found") + group(found, "Single trials in this condition")

    def test_the_options_stand_beside_each_other_before_the_medicine_taken(self, answers: Answers) -> None:
        whole, own = answers("baclofen 10 mg TID", conditions=["multiple sclerosis"], **ADULT)[Job.COMPARISON]
        assert "None of baclofen tablets" in whole.statements[0].text
        assert (whole.medicine, own.medicine) == ("", "baclofen")

    def test_each_option_is_weighed_for_the_person(self, answers: Answers) -> None:
        found = answers("baclofen 10 mg TID", stands_on_tone=True, **ADULT)[Job.COMPARISON]
        told = group(found, "How each option would fit this person")
        assert "Dantrolene. Speaks clearly against it" in told
        assert "Never stop baclofen suddenly" in told

    def test_without_a_condition_a_medicine_for_the_back_is_compared_for_the_back(self, answers: Answers) -> None:
        whole = answers("cyclobenzaprine 5 mg TID", **ADULT)[Job.COMPARISON][0]
        assert "low back pain" in " ".join(one.text for one in whole.statements)


class TestConsent:
    def test_doing_nothing_is_an_option(self, answers: Answers) -> None:
        assert "Taking no medicine is one of the options" in texts(answers("baclofen 10 mg TID", **ADULT)[Job.CONSENT])

    def test_the_law_is_that_of_the_country(self, answers: Answers) -> None:
        (british,) = answers("baclofen 10 mg TID", **{**ADULT, "country": "GB"})[Job.CONSENT]
        (american,) = answers("baclofen 10 mg TID", **ADULT)[Job.CONSENT]
        assert "uksc11_2015" in british.statements[0].sources
        assert "uksc11_2015" not in american.statements[0].sources

    def test_who_drives_asks_about_driving(self, answers: Answers) -> None:
        asked = group(answers("baclofen 10 mg TID", drives=True, **ADULT)[Job.CONSENT], "Questions to ask")
        assert "drive" in asked

    def test_who_does_not_is_spared_the_question(self, answers: Answers) -> None:
        assert "drive" not in group(answers("baclofen 10 mg TID", **ADULT)[Job.CONSENT], "Questions to ask")


class TestExercise:
    PLAN = ExercisePlan(
        sessions=(
            Session(activity="swimming", days=(0, 3), hour=17.0, minutes=45, intensity=Intensity.MODERATE, heat=True),
        )
    )

    def test_the_plan_is_said_back(self, answers: Answers) -> None:
        found = texts(answers("baclofen 10 mg TID", exercise=self.PLAN, **ADULT)[Job.EXERCISE])
        assert "swimming" in found
        assert "17:00" in found

    def test_heat_brings_what_is_known_of_heat(self, answers: Answers) -> None:
        found = answers("baclofen 10 mg TID", exercise=self.PLAN, **ADULT)[Job.EXERCISE]
        assert "filtration fell" in group(found, "Heat and the kidneys")

    def test_the_advice_is_for_the_condition(self, answers: Answers) -> None:
        made = answers("baclofen 10 mg TID", conditions=["spinal cord injury"], **ADULT)
        advice = group(made[Job.EXERCISE], "What guidelines advise")
        assert "pinal cord injury" in advice
        assert "ultiple sclerosis" not in advice

    @pytest.mark.parametrize("painkiller", ["ibuprofen 400 mg TID", "paracetamol 500 mg TID"])
    @pytest.mark.parametrize("conditions", [[], ["spinal cord injury"]])
    def test_advice_on_a_medicine_is_for_those_it_is_meant_for(
        self, answers: Answers, painkiller: str, conditions: list[str]
    ) -> None:
        made = answers("baclofen 10 mg TID", painkiller, conditions=conditions, **ADULT)
        advice = group(made[Job.EXERCISE], "Baclofen and exercise")
        assert ("NSAID" in advice) == ("ibuprofen" in painkiller)
        assert ("aralysed motor units" in advice) == bool(conditions)

    def test_better_walking_is_not_promised(self, answers: Answers) -> None:
        assert "No ground to expect better walking" in texts(answers("baclofen 10 mg TID", **ADULT)[Job.EXERCISE])


class TestInteractions:
    def test_a_pair_without_a_row_is_not_called_safe(self, answers: Answers) -> None:
        found = group(
            answers("dantrolene 25 mg TID", "paracetamol 500 mg TID", **ADULT)[Job.INTERACTIONS], "Nothing held"
        )
        assert "not the same as safe" in found

    def test_a_pair_with_nothing_known_is_said_to_be_so(self, answers: Answers) -> None:
        made = answers("baclofen 10 mg TID", "ciprofloxacin 500 mg BID", **ADULT)
        assert "no interaction known" in group(made[Job.INTERACTIONS], "No interaction known")

    def test_one_row_on_two_medicines_is_said_once(self, answers: Answers) -> None:
        made = answers("baclofen 10 mg TID", "lisinopril 10 mg daily", "amlodipine 5 mg daily", **ADULT)
        found = group(made[Job.INTERACTIONS], "Found").splitlines()
        assert len(found) == len(set(found)) > 0

    def test_an_unknown_medicine_is_named(self, answers: Answers) -> None:
        found = group(answers("baclofen 10 mg TID", "zorblatol 5 mg", **ADULT)[Job.INTERACTIONS], "Nothing held")
        assert "zorblatol" in found


class TestPrice:
    def test_thirty_days_are_counted_at_the_dose_written(self, answers: Answers) -> None:
        found = texts(answers("baclofen 10 mg TID", **ADULT)[Job.PRICE])
        assert "30 days of 30 mg a day" in found
        assert "about 3 USD" in found

    def test_without_a_price_it_says_so(self, answers: Answers) -> None:
        (section,) = answers("baclofen 10 mg TID", **{**ADULT, "country": "GB"})[Job.PRICE]
        assert section.statements == ()
        assert "No price of baclofen" in section.note

    def test_a_list_of_ones_own_takes_the_place_of_the_prices_held(self, answers: Answers) -> None:
        (section,) = answers("baclofen 10 mg TID", listed=listed, **{**ADULT, "country": "GB"})[Job.PRICE]
        assert "45 GBP for 30 days" in section.statements[0].text
        assert section.statements[0].sources == ("prices:My list:2026-11-01",)

    def test_a_pump_is_not_counted_by_a_list_of_tablets(self, answers: Answers) -> None:
        line = "intrathecal baclofen 200 mcg/day by pump"
        (section,) = answers(line, listed=listed, **{**ADULT, "country": "GB"})[Job.PRICE]
        assert section.statements == ()
