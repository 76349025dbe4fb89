"""What the person is asked, and what they may ask: wishes, trade-offs, questions to take along, and the check that
what was said has arrived, made from their own numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lissom.answers.consent_aid.aid import Risk, TeachBack, Value
from lissom.answers.consent_aid.counting import people
from lissom.answers.jobs.asked import Asked, from_the_case
from lissom.case.case import Preferences
from lissom.checks.finding import Finding, Stance
from lissom.facts.statement import Statement, reasoned

VALUES = (
    ("relief", "Less stiffness and fewer spasms", "Less pain"),
    ("alertness", "To be wide awake by day", ""),
    ("strength", "To keep the strength to stand and move", ""),
    ("night", "To sleep well at night", ""),
    ("cost", "To keep the cost low", ""),
    ("effort", "To keep tablets and visits few", ""),
)
"""Field of `Preferences`, words, and the words in back pain where they differ."""

TRADES = (
    ("some less stiffness", "being wide awake by day"),
    ("some less stiffness", "keeping all my strength"),
    ("fewer spasms at night", "a clear head in the morning"),
    ("taking a medicine", "doing more with moving and stretching"),
)
STEPS = (
    "Read the options. Cross out those that you cannot live with.",
    "Look at the numbers, with the medicine and on placebo.",
    "Mark what matters to you, and how much.",
    "Write down what you want to ask. Take this page to the talk.",
    "Choose, or take more time. You may change your mind at any time.",
)


def values(asked: Asked, back_pain: bool) -> tuple[Value, ...]:
    """What may matter, with what the case already states."""
    stated = asked.seen.case.preferences
    return tuple(
        Value(id=name, words=other if back_pain and other else words, stated=_stated(stated, name))
        for name, words, other in VALUES
    )


def _stated(preferences: Preferences | None, name: str) -> float | None:
    weight: float | None = getattr(preferences, name, None)
    return None if weight is None else round(10 * weight, 1)


def trades(back_pain: bool) -> tuple[tuple[str, str], ...]:
    """Pairs that make a person weigh one good against another."""
    if not back_pain:
        return TRADES
    return tuple(
        (this.replace("stiffness", "pain").replace("fewer spasms", "less pain"), that) for this, that in TRADES
    )


def questions(asked: Asked) -> Iterator[str]:
    """Questions to take to the talk; some only for this person."""
    person = asked.seen.person
    asks = (
        ("What should get easier, and how will we see that it does?", True),
        ("What else could I try first?", True),
        ("How will the dose go up, and who do I call if I feel too sleepy or weak?", True),
        ("How do I stop safely?", True),
        ("I use my stiffness to stand. What happens when it goes?", bool(person.stands_on_tone)),
        ("When may I drive?", bool(person.drives)),
        ("Should my kidneys be tested first?", asked.seen.body.CrCl.value is None),
        ("What if I am or get pregnant?", bool(person.pregnant or person.could_become_pregnant)),
    )
    yield from (text for text, applies in asks if applies)


def teach_back(
    asked: Asked, risks: tuple[Risk, ...], stopping: tuple[Statement, ...], alarms: tuple[str, ...]
) -> tuple[TeachBack, ...]:
    """Questions on this person's own medicines, numbers and dangers, numbered from 1."""
    found = [*_doses(asked), *_numbers(risks), *_dangers(asked.findings)]
    if stopping:
        found.append(("How do you stop it? What must you not do?", stopping[0]))
    found.append(("When do you call for help?", reasoned(" ".join(alarms))))
    found.append(
        (
            "What else could you do instead?",
            reasoned("Taking no medicine, or another way on this page. I may change my mind at any time."),
        )
    )
    return tuple(TeachBack(number=number, question=ask, answer=answer) for number, (ask, answer) in enumerate(found, 1))


def _doses(asked: Asked) -> Iterator[tuple[str, Statement]]:
    for held in asked.relaxants:
        medicine = held.present.medicine
        if medicine is not None and medicine.understood:
            reason = f", for {medicine.reason}" if medicine.reason else ""
            yield (
                f"How do you take {held.drug.name}, and what is it for?",
                from_the_case(f"{held.drug.name.capitalize()}: {medicine.understood}{reason}."),
            )


def _numbers(risks: tuple[Risk, ...]) -> Iterator[tuple[str, Statement]]:
    """The first harm with a figure on placebo, and the chance of no relief; one of each for each medicine."""
    for drug in dict.fromkeys(risk.drug for risk in risks):
        own = [risk for risk in risks if risk.drug == drug]
        compared = next((risk for risk in own if risk.with_placebo and not risk.good and not risk.personal), None)
        if compared and compared.with_placebo:
            on, off = people(compared.with_drug.value), people(compared.with_placebo.value)
            answer = f"About {on} of 100, and {off} of 100 on placebo."
            yield (
                f"Of 100 people on {drug}, how many {compared.happens}? How many on placebo?",
                replace(compared.statement, text=answer),
            )
        relief = next((risk for risk in own if risk.good), None)
        if relief:
            yield (
                f"How many of 100 people like you {relief.happens} on {drug}? How sure is that number?",
                replace(
                    relief.statement,
                    text=f"About {people(relief.with_drug.value)}, but it may be from {people(relief.with_drug.low)} "
                    f"to {people(relief.with_drug.high)}. It comes from a model.",
                ),
            )


def _dangers(findings: tuple[Finding, ...]) -> Iterator[tuple[str, Statement]]:
    speaking = [one for one in findings if one.stance is not Stance.SILENT and one.todo]
    for finding in speaking[:2]:
        title = finding.title[:1].lower() + finding.title[1:]
        yield f"We spoke of this: {title}. What will you do about it?", finding.todo[0]
