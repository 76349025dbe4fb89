"""Job 5: the person's plan, what guidelines advise, and what is known of the medicine and exercise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lissom.answers.jobs.asked import Asked, Held, from_the_case, groups
from lissom.answers.topics.from_rows import said, sentence, spoken
from lissom.assessment import Job, Section
from lissom.case.exercise import Session
from lissom.checks.doses import regimen_of
from lissom.facts.quantity import after_number, in_words
from lissom.facts.sentence import capital, joined
from lissom.facts.statement import Statement
from lissom.plan.exercise import ExerciseFinding, ExerciseGuidance

MORE = "Dose times around the sessions: lissom day. Activity in full: lissom exercise."

FELT = frozenset({"gait", "strength", "muscle properties", "daily function", "function", "walking report", "airway"})
"""Topics of findings that a person notices; reflexes and stiffness under a machine are left to the tables."""

HEAT = frozenset({"heat", "heat_and_dehydrated"})
"""Kinds of findings that measured what heat does to the kidneys."""
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def answer(asked: Asked) -> Iterator[Section]:
    """One section for the person, with what concerns each relaxant."""
    of_drugs = [
        (f"{capital(held.drug.name)} and exercise", (*_advice(held, asked), *_findings(held, asked)))
        for held in asked.relaxants
    ]
    yield Section(
        job=Job.EXERCISE,
        statements=tuple(_plan(asked)),
        groups=groups(
            ("What guidelines advise", _guidelines(asked)), *of_drugs, ("Heat and the kidneys", _heat(asked))
        ),
        note=MORE,
    )


def _plan(asked: Asked) -> Iterator[Statement]:
    plan = asked.seen.case.exercise
    for session in plan.sessions if plan else ():
        yield from_the_case(f"Planned: {_words(session)}.")
        for held in asked.relaxants:
            yield from _since_the_dose(session, held)


def _words(session: Session) -> str:
    days = joined(DAYS[day] for day in session.days)
    parts = [
        session.activity,
        f"on {days}" if days else "",
        f"at {_clock(session.hour)}" if session.hour is not None else "",
        f"{in_words(session.minutes, 3)} minutes" if session.minutes else "",
        session.intensity.value if session.intensity else "",
        "in the heat" if session.heat else "",
    ]
    return ", ".join(part for part in parts if part)


def _since_the_dose(session: Session, held: Held) -> Iterator[Statement]:
    """How long before the session the last dose is taken, from the hours of the directions."""
    regimen = regimen_of(held.present)
    if session.hour is None or regimen is None:
        return
    hours = sorted({intake.hour for phase in regimen.phases[-1:] for intake in phase.intakes if not phase.as_needed})
    if not hours:
        return
    start = session.hour
    last = max((hour for hour in hours if hour <= start), default=hours[-1])
    gap, name, at = (start - last) % 24, held.drug.name, _clock(last)
    if gap:
        text = f"By the directions, the last dose of {name} before it is at {at}, {in_words(gap, 2)} hours earlier."
    else:
        text = f"By the directions, a dose of {name} falls on its start, at {at}."
    yield from_the_case(text)


def _clock(hour: float) -> str:
    return f"{int(hour):02d}:{round(60 * (hour % 1)):02d}"


def _guidelines(asked: Asked) -> Iterator[Statement]:
    """What is advised to people like this person; to adults in general where nothing is."""
    rows = [row for row in asked.library.exercise_guidance if not row.drugs]
    own = [row for row in rows if row.people and asked.seen.has(row.people)]
    return (guidance(row) for row in own or rows if own or not row.people)


def guidance(row: ExerciseGuidance) -> Statement:
    """One row of advice: for whom, how often, how hard, how long, and what to mind."""
    intensity = f"intensity {row.intensity}" if row.intensity not in ("", "any") else ""
    how = [row.frequency, intensity, row.time, row.type, row.progression]
    what = "; ".join(part for part in how if part)
    mind = sentence(f"mind: {row.precaution}") if row.precaution else ""
    link = sentence(f"on a relaxant: {row.drug_link}") if row.drug_link else ""
    lead = f"{row.population}, {row.topic}"
    text = spoken(" ".join(part for part in (f"{lead}: {what}." if what else f"{lead}.", mind, link) if part))
    return said(capital(text), row, clinician=f"{capital(text)} [{row.grade.value}, {row.reading.value}]")


def on_a_medicine(row: ExerciseGuidance) -> Statement:
    """One row about people on a medicine; a rate of drowsiness that stands alone in it is not said."""
    told = [row.progression, row.precaution, "" if re.search(r"\d", row.drug_link) else row.drug_link]
    text = spoken(f"{row.population}: {' '.join(sentence(part) for part in told if part)}")
    return said(capital(text), row)


def _advice(held: Held, asked: Asked) -> Iterator[Statement]:
    return (on_a_medicine(row) for row in asked.library.exercise_guidance if _concerns(row, held, asked))


def _concerns(row: ExerciseGuidance, held: Held, asked: Asked) -> bool:
    """Whether the row speaks of this medicine, for people like this person, with what else they take."""
    if row.drugs.isdisjoint({held.drug.id, *held.drug.classes}) or row.route not in ("", held.present.route):
        return False
    theirs = not row.people or asked.seen.has(row.people)
    return theirs and (not row.together_with or any(asked.seen.of_class(*row.together_with)))


def _findings(held: Held, asked: Asked) -> Iterator[Statement]:
    for row in asked.library.exercise_findings:
        known = row.drug == held.drug.id and row.route in ("", held.present.route)
        if known and row.topic in FELT and _of_these_people(row, asked):
            yield finding(row)


def _of_these_people(row: ExerciseFinding, asked: Asked) -> bool:
    """Whether the people studied share a condition with the person, or the person states none."""
    return not asked.conditions or asked.speaks_of_the_person(row.population)


def finding(row: ExerciseFinding) -> Statement:
    """What one study measured, beside what."""
    sign = "−" if row.value is not None and row.value < 0 else ""
    value = f"{sign}{in_words(abs(row.value), 3)}{after_number(row.unit)}" if row.value is not None else row.text
    beside = re.sub(r",? p ?= ?[.\d]+", "", row.comparison)
    people = f"{row.population}{f', {row.n} people' if row.n.isdigit() else ''}"
    told = f"{capital(row.outcome)}: {value}{f' (beside: {beside})' if beside else ''}. {_verdict(row.direction)}."
    text = spoken(f"{capital(row.drug_name)}; {people}. {told}")
    return said(text, row, clinician=f"{text} [{row.comparison}; {row.spread}; {row.condition}]")


def _verdict(direction: str) -> str:
    word, _, rest = direction.partition(" ")
    told = {"helps": "Better with the medicine", "harms": "Worse with the medicine", "neutral": "No clear difference"}
    return f"{told.get(word, capital(word))} {rest}".strip()


def _heat(asked: Asked) -> Iterator[Statement]:
    plan = asked.seen.case.exercise
    hot = plan is not None and (bool(plan.may_be_dehydrated) or any(session.heat for session in plan.sessions))
    if not hot:
        return
    for row in asked.library.exercise_findings:
        if row.kind in HEAT and row.value is not None:
            yield filtration_lost(row, row.value)


def filtration_lost(row: ExerciseFinding, change: float) -> Statement:
    """How much of their kidney filtration people lost in the situation of the row; `change` in per cent, below 0."""
    return said(f"In {row.n} healthy men kidney filtration fell by {in_words(-change)}% with {row.condition}.", row)
