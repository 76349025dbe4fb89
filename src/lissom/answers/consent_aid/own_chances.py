"""The chances of this person's own forecast as numbers of 100 people, with what placebo does beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lissom.answers.consent_aid.aid import Risk, Share
from lissom.answers.consent_aid.counting import people
from lissom.answers.consent_aid.options import groups_of, together
from lissom.answers.jobs.asked import Asked, Held
from lissom.answers.topics.from_rows import said
from lissom.compare.trial import TrialArm
from lissom.facts.statement import Statement
from lissom.population.forecast import Chance


@dataclass(frozen=True, slots=True)
class _Words:
    """How a chance of the forecast is told; `counted` is the counted outcome that it is told after, '' for none."""

    happens: str
    does_not: str
    good: bool
    counted: str = ""


FORECAST = {
    "response": _Words("get clearly less stiff from it", "do not", good=True),
    "non_response": _Words("get no relief from the medicine itself", "get some", good=False),
    "drowsiness": _Words("feel sleepy at times at this dose", "do not", good=False, counted="feel sleepy at times"),
}
CLEARLY_BETTER = "responders"
"""The outcome of a network of trials that counts people who got clearly better."""

PLACEBO = "placebo"
NOT_COUNTED = "On placebo it is not known."
SPASTIC_KEY = "spastic"
"""What the forecast forecasts is relief of this kind of stiffness; in back pain it would answer another question."""


def own_chances(held: Held, asked: Asked) -> Iterator[tuple[str, Risk]]:
    """The chances of this person's own forecast, each with the counted outcome that it is told after."""
    if SPASTIC_KEY not in groups_of(asked):
        return
    chances = [one for made in asked.curves.made if made.ingredient == held.drug.id for one in made.chances]
    for name, words in FORECAST.items():
        for chance in chances:
            if chance.name == name:
                yield words.counted, _personal(held.drug.name, chance, words, asked)


def _personal(drug: str, chance: Chance, words: _Words, asked: Asked) -> Risk:
    """A share that the model worked out; what was counted on placebo in the trial behind it stands beside it."""
    happens, does_not = words.happens, words.does_not
    placebo = _same(100 * chance.without) if chance.without is not None else None
    on_top = _on_top_of_placebo(asked) if words.good else None
    share = Share(
        value=round(100 * chance.value), low=round(100 * chance.interval.low), high=round(100 * chance.interval.high)
    )
    beside = f"On placebo it was {people(placebo.value)} of 100." if placebo else ""
    alone = words.good and (on_top is not None or placebo is None)
    if alone:
        beside = on_top.text if on_top else NOT_COUNTED
    text = (
        f"Of 100 people like you on {drug}, about {people(share.value)} {happens}, "
        f"and {people(100 - share.value)} {does_not}. It may be from {people(share.low)} "
        f"to {people(share.high)}: a model{' of the drug alone' if alone else ''}, not a count. {beside}"
    ).strip()
    base = chance.statement
    more = (base, on_top) if on_top else (base,)
    statement = replace(together(more), text=text, clinician=base.clinician or base.text)
    return Risk(
        drug=drug,
        happens=happens,
        does_not=does_not,
        good=words.good,
        with_drug=share,
        with_placebo=placebo,
        who="people like you at this dose, in our model",
        over="",
        personal=True,
        statement=statement,
    )


def _on_top_of_placebo(asked: Asked) -> Statement | None:
    """How many people with the person's condition got clearly better on placebo, in a trial that counted them.

    The forecast counts only what the medicine itself does; what a pill without a drug does is added to it.
    """
    tables = asked.library.compared
    for row in tables.rows:
        fact = tables.facts.get(row.row)
        of_outcome = row.used and tables.networks[row.network].outcome == CLEARLY_BETTER
        if of_outcome and row.treatment == PLACEBO and isinstance(fact, TrialArm) and fact.measure == "rate":
            others = [one for one in tables.rows if one.trial == row.trial and one.treatment != PLACEBO and one.used]
            if others and fact.value is not None and asked.speaks_of_the_person(fact.condition):
                kept = " who kept to the plan" if "per-protocol" in fact.note else ""
                beside = tables.treatments[others[0].treatment].words
                text = (
                    f"In a trial of {beside}, {people(100 * fact.value)} of "
                    f"100 on placebo{kept} got clearly less stiff in {fact.timepoint}."
                )
                return said(text, fact)
    return None


def _same(value: float) -> Share:
    return Share(value=value, low=value, high=value)
