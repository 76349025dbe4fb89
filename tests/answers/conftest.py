"""The library that came with the checkout, and a way to ask all ten jobs about a small case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lissom.answers.cabinet_price import Listed, own_offers
from lissom.answers.forecasts import Curves
from lissom.answers.sections import sections
from lissom.assessment import Job, Section
from lissom.case.exercise import ExercisePlan
from lissom.case.flags import case_from_lines
from lissom.checks.run import findings
from lissom.checks.view import view
from lissom.library import Library

TODAY = date(2026, 11, 25)
Answers = Callable[..., dict[Job, tuple[Section, ...]]]


@pytest.fixture(scope="session")
def answers(library: Library) -> Answers:
    """The sections of all jobs, by job, for a person who takes the lines written."""

    def make(
        *lines: str, exercise: ExercisePlan | None = None, listed: Listed | None = None, **flags: Any
    ) -> dict[Job, tuple[Section, ...]]:
        case = replace(case_from_lines(lines, **flags), exercise=exercise)
        seen = view(case, library.names, library.rules, library.drugs, TODAY)
        made = sections(seen, library, findings(seen), Curves(), prices=own_offers(seen, library, listed))
        return {job: tuple(section for section in made if section.job is job) for job in Job}

    return make
