"""Computed consequences: what another medicine, a habit or a fall in kidney function does to the level of a medicine.

The numbers come from the population model's own clearance, or from `exposures.csv` where no model speaks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from lissom.checks.finding import Consequence
from lissom.checks.present import Present
from lissom.checks.view import View
from lissom.checks.wording import ours
from lissom.facts.grade import Grade
from lissom.facts.quantity import Interval, Quantity, in_words
from lissom.facts.sentence import capital
from lissom.facts.statement import Statement


def exposure_after_fall(view: View, by: str, group: str) -> Consequence | None:
    """The exposure ratio of baclofen (1) after the fall in CrCl that an NSAID causes in a group (`healthy`, `at_risk`).

    None when creatinine clearance or the model is not known. The band joins what is not known of the fall and of the
    model.
    """
    CrCl = view.body.CrCl.value
    if CrCl is None or view.models is None or view.has("dialysis"):
        return None
    model = view.models().get("baclofen")
    if model is None:
        return None
    from lissom.population.exposure import exposure_ratio

    typical, low, high = (view.threshold(f"nsaid.CrCl_fall_{group}{end}") for end in ("", "_low", "_high"))
    falls = [view.number(fact.id) for fact in (typical, low, high)]
    weight = view.person.weight_kg
    ratio = exposure_ratio(model, CrCl, CrCl * (1 - falls[0]), weight)[0]
    least = exposure_ratio(model, CrCl, CrCl * (1 - falls[1]), weight)[1]
    most = exposure_ratio(model, CrCl, CrCl * (1 - falls[2]), weight)[2]
    band = Interval(min(least, ratio), max(most, ratio), "1")
    text = (
        f"If {by} lowers kidney clearance by {falls[0]:.0%} (from {in_words(CrCl)} mL/min), the level "
        f"of baclofen over the day "
        f"would be about {in_words(ratio, 3)} times what it is now; between {in_words(band.low, 3)} "
        f"and {in_words(band.high, 3)} times "
        f"for a fall of {falls[1]:.0%} to {falls[2]:.0%}."
    )
    statement = ours(
        text, typical, low, high, clinician=f"Baclofen steady-state AUC ratio {in_words(ratio, 3)} ({band})."
    )
    valued = replace(statement, values=(Quantity(ratio, "1"), band))
    return Consequence(name="exposure ratio", value=ratio, band=band, statement=valued)


class Cause(NamedTuple):
    """What changes a level: its name in words, and the ids of the medicine, class, habit or condition that it is."""

    name: str
    ids: frozenset[str]


def exposure_with(view: View, drug: Present, cause: Cause) -> Consequence | None:
    """How many times the average level of `drug` is with the cause over that without; None when nothing says so."""
    if view.models is None or drug.medicine is None:
        return None
    return _by_model(view, drug, cause, view.models()) or _by_table(view, drug, cause)


def _by_model(view: View, drug: Present, cause: Cause, models: Mapping[str, Any]) -> Consequence | None:
    from lissom.population.consequences import exposure_change

    model = models.get(drug.id if drug.route == "oral" else f"{drug.id}_{drug.route}")
    if model is None:
        return None
    after = _subject(view, drug, without=None)
    change = exposure_change(model, _subject(view, drug, without=cause), after)
    if change is None:
        return None
    sources = tuple(dict.fromkeys(source for one in change.parameters for source in one.sources))
    facts = tuple(dict.fromkeys(fact for one in change.parameters for fact in one.facts))
    grade = max((one.grade for one in change.parameters), key=list(Grade).index)
    return _ratio(drug, cause, (change.value, change.low, change.high), sources, facts, grade)


def _by_table(view: View, drug: Present, cause: Cause) -> Consequence | None:
    for row in view.rules.exposures:
        if row.drug == drug.id and row.cause in cause.ids:
            facts = (row.id,)
            return _ratio(drug, cause, (row.value, row.low, row.high), (row.source,), facts, row.grade)
    return None


def _subject(view: View, drug: Present, *, without: Cause | None) -> Any:
    """The person of the case as the models know one, with all other medicines, or with one cause taken away."""
    from lissom.population.subject import subject

    gone = without.ids if without else frozenset()
    others = [one for one in view.present if one.id != drug.id and one.throughout and one.id not in gone]
    person = replace(view.person, smoker=False) if "smoker" in gone else view.person
    return subject(
        person,
        view.body,
        taking=frozenset().union(*(one.ids for one in others)),
        conditions=view.conditions - gone,
    )


def _ratio(
    drug: Present,
    cause: Cause,
    values: tuple[float, float, float],
    sources: tuple[str, ...],
    facts: tuple[str, ...],
    grade: Grade,
) -> Consequence:
    value, low, high = values
    band = Interval(low, high, "1")
    text = (
        f"{capital(cause.name)}: the level of {drug.name} over the day is about {_times(value)} times "
        f"what it would be without; between {_times(low)} and {_times(high)} times."
    )
    statement = Statement(text=text, sources=sources, grade=grade, values=(Quantity(value, "1"), band), facts=facts)
    return Consequence(name="exposure ratio", value=value, band=band, statement=statement)


def _times(ratio: float) -> str:
    """A ratio near 1 needs a digit more to say anything."""
    return in_words(ratio, 3 if 0.5 < ratio < 2 else 2)
