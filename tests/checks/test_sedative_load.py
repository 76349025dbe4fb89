"""The load of sedatives over the day, in usual doses."""

from __future__ import annotations

from datetime import date

import pytest

from lissom.case.flags import case_from_lines
from lissom.checks.sedative_load import Load, hours_above, load, peak
from lissom.checks.view import view
from lissom.library import Library

TODAY = date(2026, 11, 25)


def loaded(library: Library, *lines: str) -> Load:
    return load(view(case_from_lines(lines), library.names, library.rules, library.drugs, TODAY))


def test_one_usual_dose_of_a_short_medicine_peaks_at_about_one(library: Library) -> None:
    _, top = peak(loaded(library, "zolpidem 5 mg at bedtime").total())
    assert top == pytest.approx(1, abs=0.05)


def test_twice_the_dose_is_twice_the_load_at_every_hour(library: Library) -> None:
    once, twice = loaded(library, "baclofen 10 mg TID").total(), loaded(library, "baclofen 20 mg TID").total()
    assert twice == pytest.approx([2 * at for at in once])


def test_the_parts_add_up_to_the_total(library: Library) -> None:
    both = loaded(library, "baclofen 10 mg TID", "lorazepam 1 mg BID")
    one, two = both.parts
    assert both.total() == pytest.approx([a + b for a, b in zip(one.typical, two.typical, strict=True)])
    assert both.total(without=one.said) == pytest.approx(two.typical)


def test_a_longer_half_life_never_means_fewer_hours(library: Library) -> None:
    both = loaded(library, "baclofen 10 mg TID", "gabapentin 300 mg TID")
    assert hours_above(both.total("short"), 1) <= hours_above(both.total("long"), 1)


def test_the_load_is_highest_after_the_dose_and_not_before(library: Library) -> None:
    hour, _ = peak(loaded(library, "zolpidem 5 mg at 22:00").total())
    assert 22 <= hour <= 24


def test_what_has_no_dose_is_named_and_not_counted(library: Library) -> None:
    found = loaded(library, "baclofen 10 mg TID", "quetiapine", "oxycodone 5 mg as needed")
    assert [part.said for part in found.parts] == ["baclofen"]
    assert set(found.left_out) == {"quetiapine", "oxycodone"}
