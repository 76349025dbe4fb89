"""The one function: a case and a library in, an assessment out. One line per step, each step in its own room."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lissom.answers.cabinet_price import Listed, own_offers, priced_in
from lissom.answers.citations import cited
from lissom.answers.forecasts import forecasts
from lissom.answers.gaps import gaps
from lissom.answers.label_quotes import beside, of_pairs, sources_of
from lissom.answers.measures import measures
from lissom.answers.sections import sections
from lissom.answers.summary import summary
from lissom.answers.understood import understood
from lissom.assessment import Assessment
from lissom.case.case import Case
from lissom.checks.run import findings
from lissom.checks.view import view
from lissom.library import Library

if TYPE_CHECKING:
    from lissom.answers.label_quotes import Quotes


def assess(
    case: Case,
    library: Library,
    *,
    today: date,
    seed: int = 1,
    people: int = 2048,
    quotes: Quotes | None = None,
    listed: Listed | None = None,
) -> Assessment:
    """Everything Lissom has to say about the case, from the library, on that day.

    Pure: the same case, library, day, seed, number of virtual people, labels and prices give the same value. `quotes`
    looks up what the user's own labels say of a pair, `listed` what their price lists hold of a substance. Raises
    `DataError` when a needed table of the library is faulty; a medical concern is a `Finding`, never an exception.
    """
    seen = view(case.on(today), library.names, library.rules, library.drugs, today, models=lambda: library.models)
    read = understood(seen)
    body = measures(seen.body)
    labels = of_pairs(seen, library.names, quotes)
    found, not_judged = beside(findings(seen), labels)
    curves = forecasts(seen, library, seed=seed, people=people)
    prices = own_offers(seen, library, listed)
    labelled = tuple(one for pair in not_judged for one in pair.statements)
    answers = sections(seen, library, found, curves, labelled, prices)
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
        sources=cited(
            {**library.sources, **sources_of(labels), **priced_in(prices)}, first, found, body, curves.made, answers
        ),
    )
