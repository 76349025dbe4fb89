"""The ten jobs in order, each answered by its own file under `jobs/`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from lissom.answers.cabinet_price import Offers
from lissom.answers.forecasts import Curves
from lissom.answers.jobs import (
    comparison,
    consent,
    exercise,
    interactions,
    kidneys,
    medicine,
    plan,
    price,
    products,
    simulation,
)
from lissom.answers.jobs.asked import Asked, relaxants
from lissom.answers.once import once
from lissom.assessment import Section
from lissom.checks.finding import Finding
from lissom.checks.view import View
from lissom.facts.statement import Statement
from lissom.library import Library

JOBS: tuple[Callable[[Asked], Iterator[Section]], ...] = (
    medicine.answer,
    simulation.answer,
    comparison.answer,
    consent.answer,
    exercise.answer,
    kidneys.answer,
    products.answer,
    interactions.answer,
    price.answer,
    plan.answer,
)
"""In the order of `Job`."""


def sections(
    seen: View,
    library: Library,
    findings: tuple[Finding, ...],
    curves: Curves,
    labelled: tuple[Statement, ...] = (),
    prices: Mapping[str, Offers] | None = None,
) -> tuple[Section, ...]:
    """The answer to each job; where more is to be had is said in one line."""
    asked = Asked(
        seen=seen,
        library=library,
        findings=findings,
        curves=curves,
        relaxants=relaxants(seen, library),
        labelled=labelled,
        prices=prices or {},
    )
    return once(tuple(section for job in JOBS for section in job(asked)))
