"""The one function: a case and a library in, an assessment out. One line per step, each step in its own room."""

from __future__ import annotations

from datetime import date

from lissom.answers.citations import cited
from lissom.answers.forecasts import forecasts
from lissom.answers.gaps import gaps
from lissom.answers.measures import measures
from lissom.answers.sections import sections
from lissom.answers.summary import summary
from lissom.answers.understood import understood
from lissom.assessment import Assessment
from lissom.case.case import Case
from lissom.checks.run import findings
from lissom.checks.view import view
from lissom.library import Library


def assess(case: Case, library: Library, *, today: date, seed: int = 1, people: int = 2048) -> Assessment:
    """Everything Lissom has to say about the case, from the library, on that day.

    Pure: the same case, library, day, seed and number of virtual people give the same value. Raises `DataError` when a
    needed table of the library is faulty; a medical concern is a `Finding`, never an exception.
    """
    seen = view(case.on(today), library.names, library.rules, library.drugs, today, models=lambda: library.models)
    read = understood(seen)
    body = measures(seen.body)
    found = findings(seen)
    curves = forecasts(seen, library, seed=seed, people=people)
    answers = sections(seen, library, found, curves)
    missing = gaps(seen)
    first = summary(seen, found, curves)
    return Assessment(
        case=case,
        today=today,
        seed=seed,
        library_version=library.version,
        understood=read,
        measures=body,
        summary=first,
        findings=found,
        forecasts=curves.made,
        sections=answers,
        gaps=missing,
        sources=cited(library.sources, first, found, body, curves.made, answers),
    )
