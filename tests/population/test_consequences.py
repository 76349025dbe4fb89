"""What another medicine does to a level, and the risk of encephalopathy, in closed form."""

from __future__ import annotations

import pytest

from lissom.library import Library
from lissom.population.consequences import exposure_change
from lissom.population.encephalopathy import Arm, fitted
from lissom.population.subject import Subject

ALONE = Subject(age_years=40, female=True)


def test_ciprofloxacin_raises_the_level_of_tizanidine_about_tenfold(library: Library) -> None:
    change = exposure_change(
        library.models["tizanidine"], ALONE, Subject(age_years=40, taking=frozenset({"ciprofloxacin"}))
    )
    assert change is not None
    assert change.low <= 10 <= change.high


def test_a_change_and_its_reverse_cancel(library: Library) -> None:
    smoker = Subject(age_years=40, female=False, smoker=True)
    quit_it = Subject(age_years=40, female=False, smoker=False)
    there = exposure_change(library.models["tizanidine"], quit_it, smoker)
    back = exposure_change(library.models["tizanidine"], smoker, quit_it)
    assert there is not None
    assert back is not None
    assert there.value * back.value == pytest.approx(1)
    assert there.value < 1


def test_a_medicine_the_model_does_not_know_changes_nothing(library: Library) -> None:
    other = Subject(age_years=40, taking=frozenset({"paracetamol"}))
    assert exposure_change(library.models["tizanidine"], ALONE, other) is None


GROUPS = {
    "45 to 59": (52.5, 0.42, 0.19, 0.64),
    "30 to 44": (37.5, 1.23, 0.62, 1.84),
    "below 30": (22.5, 2.90, 1.30, 4.49),
}
"""Middle of the eGFR group, risk difference (%) and its 95% interval, of the Ontario cohort."""


@pytest.mark.parametrize("fit_on", GROUPS)
def test_a_curve_fitted_on_one_group_lies_within_the_intervals_of_the_others(library: Library, fit_on: str) -> None:
    kidneys, difference, *_ = GROUPS[fit_on]
    curve = fitted(library.models["baclofen"], Arm(30, 15, kidneys, difference))
    for middle, _, low, high in GROUPS.values():
        assert low <= curve.difference(Arm(30, 15, middle, 0)) <= high


def test_the_risk_rises_with_the_dose_and_falls_with_the_kidneys(library: Library) -> None:
    curve = fitted(library.models["baclofen"], Arm(30, 15, 52.5, 0.42))
    assert curve.risk(15, 40) < curve.risk(30, 40) < curve.risk(30, 20)
