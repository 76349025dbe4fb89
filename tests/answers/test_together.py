"""Several lines of one medicine are one course, and what matters is said once."""

from __future__ import annotations

from datetime import date

from lissom.answers.gaps import gaps
from lissom.answers.summary import summary
from lissom.answers.together import together
from lissom.case.case import Case
from lissom.case.flags import case_from_lines
from lissom.checks.run import findings
from lissom.checks.view import View, view
from lissom.library import Library

TODAY = date(2026, 11, 25)


def seen(library: Library, case: Case) -> View:
    return view(case.on(TODAY), library.names, library.rules, library.drugs, TODAY)


def daily_mg(library: Library, *lines: str) -> list[float | None]:
    """The largest milligrams a day of each line that is left."""
    plans = [one.medicine.regimen for one in together(seen(library, case_from_lines(lines)).taken)]
    peaks = [plan.peak_daily_mg if plan else None for plan in plans]
    return [peak.high if peak else None for peak in peaks]


def test_two_lines_of_one_medicine_are_one_course(library: Library) -> None:
    assert daily_mg(library, "baclofen 10 mg every morning", "baclofen 20 mg at bedtime") == [30]


def test_tablets_and_milligrams_of_one_medicine_are_joined(library: Library) -> None:
    assert daily_mg(library, "Lioresal 10 mg 1 tab bid", "baclofen 5 mg at noon") == [25]


def test_two_medicines_stay_two(library: Library) -> None:
    assert daily_mg(library, "baclofen 10 mg tid", "tizanidine 4 mg at bedtime") == [30, 4]


def test_a_course_an_as_needed_line_and_a_liquid_stay_as_written(library: Library) -> None:
    lines = ("baclofen 10 mg tid", "baclofen 5 mg tid for 3 days", "baclofen 10 mg up to 3 times a day")
    assert daily_mg(library, *lines) == [30, 15, 30]
    assert daily_mg(library, "baclofen 10 mg tid", "baclofen 5 mg/5 mL 5 mL at bedtime") == [30, 5]


def test_the_summary_says_nothing_twice(library: Library) -> None:
    case = case_from_lines(
        ["Norflex 100 mg bid"], age="77", conditions=["glaucoma", "benign prostatic hyperplasia", "myasthenia gravis"]
    )
    looked_at = seen(library, case)
    from lissom.answers.forecasts import Curves

    said = [point.statement.text for point in summary(looked_at, findings(looked_at), Curves())]
    assert len(said) == len(set(said))


def missing(library: Library, *lines: str) -> list[str]:
    return [gap.missing for gap in gaps(seen(library, case_from_lines(lines)))]


def test_a_relaxant_of_which_no_facts_are_held_is_named(library: Library) -> None:
    assert "facts on tolperisone, a relaxant of which Lissom holds none" in missing(library, "Mydocalm 150 mg tid")


def test_a_relaxant_without_a_dose_or_a_strength_asks_for_it(library: Library) -> None:
    assert "how much 'baclofen' is taken, and how often" in missing(library, "baclofen")
    assert "the strength of 'baclofen'" in missing(library, "baclofen 1 tab tid")
