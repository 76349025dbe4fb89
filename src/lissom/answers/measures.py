"""The body measures of the person as sentences: value, equation and caution, or which fact is missing."""

from __future__ import annotations

from lissom.assessment import Measure
from lissom.case.body import Body, Estimate
from lissom.facts.grade import Grade
from lissom.facts.quantity import Quantity
from lissom.facts.statement import Statement


def measures(body: Body) -> tuple[Measure, ...]:
    """CrCl, eGFR, BSA, ideal and lean weight, in that order; one that cannot be given says why."""
    estimates = (body.CrCl, body.eGFR, body.BSA, body.ideal_weight, body.lean_weight)
    return tuple(Measure(name=estimate.name, statement=_sentence(estimate)) for estimate in estimates)


def _sentence(estimate: Estimate) -> Statement:
    name = estimate.name.capitalize() if estimate.name.islower() else estimate.name  # eGFR stays eGFR
    if estimate.value is None:
        text = f"{name} is not known: {estimate.why_not.rstrip('.')}."
        return Statement(text=text, sources=(estimate.source,), grade=Grade.OBSERVATIONAL)
    quantity = Quantity(estimate.value, estimate.unit)
    caution = f" {estimate.caution}" if estimate.caution else ""
    return Statement(
        text=f"{name} is {quantity} ({estimate.equation}).{caution}",
        sources=tuple(dict.fromkeys((estimate.source, *estimate.caution_sources))),
        grade=Grade.OBSERVATIONAL,
        values=(quantity,),
    )
