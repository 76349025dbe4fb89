"""Steps down."""

from __future__ import annotations

from datetime import date

import pytest

from lissom.library import load
from lissom.plan.drive import largest_mismatch
from lissom.plan.limits import Limits
from lissom.plan.numbers import Numbers
from lissom.plan.tablets import Cabinet, Tablet
from lissom.plan.taper import Present, lowered, taper

GB = Cabinet.of([Tablet(mg=10, halves=True)])
EIGHTY = Present(ingredient="baclofen", name="baclofen", hours=(8, 12, 16, 20), amounts=(20, 20, 20, 20))
BEGIN = date(2026, 11, 26)


@pytest.fixture(scope="module")
def numbers() -> Numbers:
    return Numbers.of(load().plan_numbers)


def test_eighty_milligrams_in_two_weeks_goes_down_by_ten_every_other_day(numbers: Numbers) -> None:
    course = taper(EIGHTY, Limits(cabinet=GB), numbers, begin=BEGIN, days=14, pace="label")
    assert course is not None
    assert [step.daily_mg for step in course.steps] == [70, 60, 50, 40, 30, 20, 10, 0]
    assert course.days == 14


def test_more_days_give_smaller_steps(numbers: Numbers) -> None:
    quick = taper(EIGHTY, Limits(cabinet=GB), numbers, begin=BEGIN, days=7, pace="faster")
    slow = taper(EIGHTY, Limits(cabinet=GB), numbers, begin=BEGIN, days=56, pace="slowest")
    assert quick is not None
    assert slow is not None
    assert largest_mismatch(slow.daily, 80, 7) < largest_mismatch(quick.daily, 80, 7)


def test_it_can_stop_at_a_lower_dose(numbers: Numbers) -> None:
    course = taper(EIGHTY, Limits(cabinet=GB), numbers, begin=BEGIN, days=14, pace="label", to_mg=40)
    assert course is not None
    assert course.steps[-1].daily_mg == 40
    assert course.steps[-1].days is None


def test_the_night_dose_is_kept_longest() -> None:
    assert lowered((10, 10, 10, 10), 30, GB) == (0, 0, 0, 10)


def test_the_largest_dose_goes_down_first() -> None:
    assert lowered((10, 30, 10), 10, GB) == (10, 20, 10)


def test_without_a_smaller_tablet_there_is_no_step(numbers: Numbers) -> None:
    whole = Cabinet(())
    assert taper(EIGHTY, Limits(cabinet=whole), numbers, begin=BEGIN, days=14, pace="label") is None


def test_tablets_of_another_country_are_mended_by_the_first_step(numbers: Numbers) -> None:
    now = Present(ingredient="baclofen", name="baclofen", hours=(8, 14, 20), amounts=(12.5, 12.5, 25))
    course = taper(now, Limits(cabinet=GB), numbers, begin=BEGIN, days=14, pace="label")
    assert course is not None
    assert all(GB.mix(dose.mg) == dose.mix for step in course.steps for dose in step.doses)


def test_stopping_at_once_is_a_mismatch_of_one() -> None:
    assert largest_mismatch([0.0], 80.0, 7.0) == 1.0


def test_staying_on_the_dose_is_no_mismatch() -> None:
    assert largest_mismatch([80.0] * 10, 80.0, 7.0) == 0.0
