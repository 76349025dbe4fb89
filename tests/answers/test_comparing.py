"""The comparison for a person: each option through the checks in place of theirs, names read, nothing ranked."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from tests.answers.conftest import TODAY

from lissom.answers.comparing import Compared, candidates, compared, condition_of, medicines
from lissom.answers.comparing_fit import Aspect, Fit
from lissom.case.flags import case_from_lines
from lissom.checks.finding import Severity
from lissom.checks.view import View, view
from lissom.compare.condition import Condition
from lissom.facts.errors import InputError
from lissom.library import Library
from lissom.medicines.price_tables import ListPrice
from lissom.medicines.recognition import Ingredient
from lissom.report.comparison import comparison_document

ADULT = {"age": "52", "sex": "female", "weight": "68 kg", "creatinine": "0.9 mg/dL", "country": "US"}

LISTED = ListPrice(
    source="OURS", country="GB", currency="GBP", code="1", product="Baclofen 10 mg tablet", per_unit=0.5, unit="EA",
    effective="2026-11-01",
)  # fmt: skip


def seen(library: Library, *lines: str, **flags: Any) -> View:
    case = case_from_lines(lines, **{**ADULT, **flags})
    return view(case, library.names, library.rules, library.drugs, TODAY)


def fitted(library: Library, person: View, drug: str) -> Fit:
    found: Compared = compared((), "", library, seen=person)
    return next(fit for fit in found.fits if fit.drug == drug)


class TestNames:
    def test_brands_and_likely_spellings_are_read(self, library: Library) -> None:
        assert medicines(["Lioresal", "Zanaflex", "diazepam"], library) == ("baclofen", "tizanidine", "diazepam")

    def test_everything_wrong_is_said_at_once(self, library: Library) -> None:
        with pytest.raises(InputError) as error:
            compared(["aspirin", "baclofen", "foo"], "gout", library)
        assert [fault.where for fault in error.value.faults] == ["condition", "drugs[0]", "drugs[2]"]

    def test_a_combination_is_no_single_option(self, library: Library) -> None:
        with pytest.raises(InputError):
            medicines(["Norgesic"], library)


class TestCondition:
    def test_it_is_the_persons_own_when_none_is_named(self, library: Library) -> None:
        person = seen(library, "baclofen 10 mg TID", conditions=["multiple sclerosis"])
        assert condition_of("", library, person) is Condition.MS

    def test_what_is_named_comes_first(self, library: Library) -> None:
        person = seen(library, "baclofen 10 mg TID", conditions=["multiple sclerosis"])
        assert condition_of("stroke", library, person) is Condition.STROKE

    def test_a_medicine_for_the_back_is_compared_for_the_back(self, library: Library) -> None:
        assert condition_of("", library, seen(library, "methocarbamol 750 mg QID")) is Condition.BACK_PAIN

    def test_without_a_person_it_is_spasticity_at_large(self, library: Library) -> None:
        assert condition_of("", library, None) is Condition.ANY


class TestCandidates:
    def test_the_persons_own_comes_first(self, library: Library) -> None:
        assert candidates(Condition.MS, library, seen(library, "tizanidine 4 mg TID"))[0] == "tizanidine"

    def test_back_pain_and_spasticity_do_not_mix(self, library: Library) -> None:
        assert "cyclobenzaprine" not in candidates(Condition.MS, library, None)
        assert "dantrolene" not in candidates(Condition.BACK_PAIN, library, None)

    def test_what_is_added_to_another_is_not_offered_in_its_place(self, library: Library) -> None:
        assert "nabiximols" not in candidates(Condition.MS, library, None)


class TestFit:
    def test_ciprofloxacin_speaks_against_tizanidine_and_not_against_baclofen(self, library: Library) -> None:
        person = seen(library, "baclofen 10 mg TID", "ciprofloxacin 500 mg BID")
        tizanidine = fitted(library, person, "tizanidine")
        assert any(one.severity is Severity.CONTRAINDICATED for one in tizanidine.under(Aspect.TOGETHER))
        assert fitted(library, person, "baclofen").against == ()

    def test_weak_kidneys_count_for_tizanidine_and_are_not_judged_for_dantrolene(self, library: Library) -> None:
        person = seen(library, "baclofen 5 mg TID", age="70", creatinine="2.8 mg/dL")
        assert fitted(library, person, "tizanidine").under(Aspect.KIDNEYS)
        unjudged = fitted(library, person, "dantrolene").under(Aspect.KIDNEYS)
        assert [one.severity for one in unjudged] == [Severity.NOT_ASSESSED]

    def test_age_counts(self, library: Library) -> None:
        person = seen(library, "baclofen 5 mg TID", age="79")
        assert fitted(library, person, "diazepam").under(Aspect.AGE)

    def test_kidneys_not_known_are_said_to_be_so(self, library: Library) -> None:
        person = seen(library, "baclofen 5 mg TID", creatinine="")
        assert not fitted(library, person, "baclofen").kidneys_known

    def test_the_present_relaxant_is_not_counted_beside_the_option(self, library: Library) -> None:
        person = seen(library, "baclofen 10 mg TID")
        told = " ".join(one.title for one in fitted(library, person, "tizanidine").findings)
        assert "baclofen" not in told.lower()

    def test_a_benzodiazepine_beside_a_relaxant_stays(self, library: Library) -> None:
        person = seen(library, "baclofen 10 mg TID", "diazepam 5 mg at night")
        told = " ".join(one.title for one in fitted(library, person, "tizanidine").findings)
        assert "iazepam" in told

    def test_only_what_is_taken_is_said_to_be_taken(self, library: Library) -> None:
        found = compared((), "MS", library, seen=seen(library, "baclofen 10 mg TID"))
        assert [fit.drug for fit in found.fits if fit.taken] == ["baclofen"]

    def test_symptoms_on_the_present_medicine_are_not_laid_to_another(self, library: Library) -> None:
        person = seen(library, "baclofen 20 mg TID", creatinine="4 mg/dL", question="She is confused and very sleepy.")
        assert "may_be_building_up" not in " ".join(one.id for one in fitted(library, person, "tizanidine").findings)

    def test_nothing_found_is_not_called_safe(self, library: Library) -> None:
        person = seen(library, "tizanidine 2 mg TID", alcohol="none")
        clear = [fit for fit in compared((), "MS", library, seen=person).fits if "found nothing" in fit.statement.text]
        assert clear
        assert all("That is no proof" in fit.statement.text for fit in clear)

    def test_a_fit_rests_on_sources_that_exist(self, library: Library) -> None:
        found = compared((), "MS", library, seen=seen(library, "baclofen 10 mg TID", "oxycodone 10 mg BID", age="80"))
        assert {name for fit in found.fits for name in fit.statement.sources} <= set(library.sources)


class TestChange:
    def test_a_change_begins_with_not_stopping_suddenly(self, library: Library) -> None:
        found = compared((), "MS", library, seen=seen(library, "baclofen 20 mg TID"))
        assert "Never stop baclofen suddenly" in found.changing[0].text

    def test_who_takes_none_has_nothing_to_stop(self, library: Library) -> None:
        found = compared((), "MS", library, seen=seen(library, "metformin 500 mg BID"))
        assert found.changing == ()
        assert found.replaced == ()

    def test_an_emergency_of_today_is_carried_along(self, library: Library) -> None:
        person = seen(library, "baclofen 20 mg TID", creatinine="4 mg/dL", question="She is confused and very sleepy.")
        assert compared((), "", library, seen=person).urgent


class TestPrices:
    def test_they_are_those_of_the_country(self, library: Library) -> None:
        prices = dict(compared(["baclofen", "tizanidine"], "MS", library, country="US").prices)
        assert {one.country for rows in prices.values() for one in rows} == {"US"}

    def test_what_is_taken_now_has_its_monthly_cost(self, library: Library) -> None:
        found = compared((), "MS", library, seen=seen(library, "baclofen 10 mg TID"))
        assert "for 30 days" in found.present_cost[0].text

    def test_without_directions_there_is_no_monthly_cost(self, library: Library) -> None:
        assert compared((), "MS", library, seen=seen(library, "baclofen")).present_cost == ()

    def test_a_list_of_ones_own_takes_the_place_of_the_prices_held(self, library: Library) -> None:
        def listed(substance: Ingredient, country: str) -> tuple[ListPrice, ...]:
            return (LISTED,) if (substance.id, country) == ("baclofen", "GB") else ()

        found = compared(["baclofen", "tizanidine"], "MS", library, country="GB", listed=listed)
        ((name, held),) = found.own_lists
        assert (name, held.tablets[0].price, held.tablets[0].currency) == ("baclofen", 0.5, "GBP")
        assert dict(found.prices) == {"tizanidine": ()}
        page = comparison_document(found, library.sources, "0")
        assert any(source.id == held.tablets[0].source for source in page.sources)

    def test_a_country_without_prices_has_none(self, library: Library) -> None:
        found = compared(["baclofen"], "MS", library, seen=seen(library, "baclofen 10 mg TID", country="GB"))
        assert found.prices == (("baclofen", ()),)


def test_a_person_changes_nothing_in_what_trials_say(library: Library) -> None:
    asked = ["baclofen", "tizanidine"]
    alone = compared(asked, "MS", library)
    assert compared(asked, "MS", library, seen=seen(library, "baclofen 10 mg TID")).comparison == alone.comparison


def test_importing_it_loads_no_numerics() -> None:
    script = "import sys, lissom.answers.jobs.comparison; print('numpy' in sys.modules, 'scipy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.split() == ["False", "False"]
