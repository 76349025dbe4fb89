"""Job 6: the body measures, and the rules that apply to this person's kidneys, liver, age and conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lissom.answers.jobs.asked import Asked, Held, groups
from lissom.answers.measures import measures
from lissom.answers.topics.dosing import rule, topic_of
from lissom.answers.topics.places import holds
from lissom.answers.topics.uses import uses
from lissom.assessment import Job, Section
from lissom.checks.doses import fitting
from lissom.checks.dosing import Dosing
from lissom.facts.statement import Statement, reasoned
from lissom.medicines.drug import Topic

SHOWN = ("CrCl", "eGFR")


def answer(asked: Asked) -> Iterator[Section]:
    """The measures once, then a section for each relaxant."""
    told = tuple(one.statement for one in measures(asked.seen.body) if one.name in SHOWN)
    yield Section(job=Job.KIDNEYS, statements=told)
    for held in asked.relaxants:
        yield Section(
            job=Job.KIDNEYS,
            medicine=held.drug.name,
            statements=held.drug.statements.get(Topic.KIDNEYS, ()),
            groups=groups(
                ("Rules that apply to this person", map(rule, that_apply(held, asked))),
                ("Not judged", _not_judged(held, asked)),
                ("In this condition", _conditions(held, asked)),
            ),
        )


def _of_body(held: Held, asked: Asked) -> Iterator[Dosing]:
    """The rows on kidneys, liver and age that hold in the country and fit the person's age, weight and route."""
    rows = (row for row in asked.seen.rules.dosing_of(held.drug.id) if topic_of(row) is Topic.KIDNEYS)
    yield from (row for row in fitting(asked.seen, rows, held.present) if holds(row.countries, asked.country))


def that_apply(held: Held, asked: Asked) -> Iterator[Dosing]:
    """The rows on kidneys, liver and age that this person meets."""
    return (row for row in _of_body(held, asked) if _applies(row, asked) and not _full_dose(row))


def _full_dose(row: Dosing) -> bool:
    return row.item == "renal_factor" and row.low == 1


def _applies(row: Dosing, asked: Asked) -> bool:
    seen = asked.seen
    about = f"{row.population} {row.text}"
    if row.kidney_measure:
        value = _value(row, asked)
        return value is not None and _within(value, row.kidney_low, row.kidney_high)
    if re.search("dialysis|end-stage|permanent kidney", about) and not re.search("impaired|all", row.population):
        return seen.has("dialysis")
    if re.search("kidney|renal", about, re.IGNORECASE):
        return seen.has("chronic_kidney_disease", "dialysis", "acute_kidney_injury") or _low(asked)
    if re.search("liver|hepatic|cirrhosis", about, re.IGNORECASE):
        return seen.has("liver_disease", "liver_disease_severe")
    return seen.older


def _low(asked: Asked) -> bool:
    body, limit = asked.seen.body, asked.seen.number("kidney.nsaid_risk_below_eGFR")
    return any(value is not None and value < limit for value in (body.CrCl.value, body.eGFR.value))


def _value(row: Dosing, asked: Asked) -> float | None:
    body = asked.seen.body
    return body.CrCl.value if row.kidney_measure == "CrCl" else body.eGFR.value


def _within(value: float, low: float | None, high: float | None) -> bool:
    return (low is None or value >= low) and (high is None or value < high)


def _not_judged(held: Held, asked: Asked) -> Iterator[Statement]:
    missing = sorted(
        {row.kidney_measure for row in _of_body(held, asked) if row.kidney_measure and _value(row, asked) is None}
    )
    for measure in missing:
        if not asked.seen.has("dialysis"):
            text = f"{measure} is not known here, so the rules of {held.drug.name} that go by it could not be judged."
            yield reasoned(text)


def _conditions(held: Held, asked: Asked) -> Iterator[Statement]:
    rows = (row for row in asked.library.indications if held.drug.id in row.drugs)
    yield from uses((row for row in rows if asked.speaks_of_the_person(row.condition)), asked.country)
