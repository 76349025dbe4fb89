"""Job 4: the options, doing nothing among them, and the questions that this person may want to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lissom.answers.consent_aid.options import FIRST, together, ways
from lissom.answers.jobs.asked import Asked, groups, nothing
from lissom.answers.topics.from_rows import said
from lissom.answers.topics.uses import uses
from lissom.assessment import Job, Section
from lissom.checks.finding import Stance
from lissom.checks.rules.kidneys import kidney_rows
from lissom.facts.requirement import Duty, Requirement, asking_for, holding
from lissom.facts.sentence import joined
from lissom.facts.statement import Statement, reasoned
from lissom.medicines.drug import Topic
from lissom.medicines.indication import Indication

MORE = "A decision aid with the options side by side: lissom consent. Weighed by what matters to you: lissom choose."


def answer(asked: Asked) -> Iterator[Section]:
    """One section for the whole decision."""
    if not asked.relaxants:
        yield nothing(Job.CONSENT)
        return
    yield Section(
        job=Job.CONSENT,
        statements=(_no_action(asked),),
        groups=groups(
            ("The options", _options(asked)),
            ("Questions to ask", _questions(asked)),
        ),
        note=MORE,
    )


def _no_action(asked: Asked) -> Statement:
    rows = asking_for(holding(asked.library.requirements, asked.country), Duty.NO_ACTION)
    names = joined(held.drug.name for held in asked.relaxants)
    text = (
        f"Whether to take {names} is this person's choice. Taking no medicine is one of the options, and so are other "
        "medicines and help without medicine. A signed form does not replace the talk."
    )
    return said(text, *rows, clinician=f"{text} [{'; '.join(map(_cited, rows))}]")


def _cited(row: Requirement) -> str:
    return f"{row.framework}, {row.element}: {row.requirement}"


def _options(asked: Asked) -> Iterator[Statement]:
    rows = (row for row in asked.library.indications if asked.speaks_of_the_person(row.condition))
    yield from uses((row for row in rows if _compares(row)), "")
    yield from _other_ways(asked)


def _compares(row: Indication) -> bool:
    """Whether a row puts several options beside each other."""
    return len(row.drugs) != 1


def _other_ways(asked: Asked) -> Iterator[Statement]:
    """The options of the decision aid that are no tablet, by name, with what each rests on."""
    others = [way for way in ways(asked) if way.id != FIRST and way.id not in asked.library.drugs and not way.theirs]
    if others:
        told = together([one for way in others for one in (*way.what, *way.good)])
        yield replace(told, text=f"Other ways than tablets: {'; '.join(way.name for way in others)}.")


def _questions(asked: Asked) -> Iterator[Statement]:
    person = asked.seen.person
    asks = [
        ("What should become easier, and how will we see after a few weeks whether it does?", True),
        ("What happens if I take nothing, or wait?", True),
        ("How will the dose be raised, and who do I call if I feel too sleepy or weak?", True),
        ("How do I stop safely, and what do I do if I run out?", _must_be_tapered(asked)),
        ("I use my stiffness to stand or move: what happens when it goes?", bool(person.stands_on_tone)),
        ("When may I drive?", bool(person.drives)),
        ("Should my kidneys be checked first?", asked.seen.body.CrCl.value is None and _leaves_by_the_kidneys(asked)),
        ("What does it mean for a pregnancy, now or later?", bool(person.pregnant or person.could_become_pregnant)),
    ]
    yield from (reasoned(text) for text, applies in asks if applies)
    for finding in asked.findings:
        if finding.stance is Stance.INTERRUPT:
            yield reasoned(f"What can be done about this: {finding.title[:1].lower()}{finding.title[1:]}?")


def _leaves_by_the_kidneys(asked: Asked) -> bool:
    return any(kidney_rows(asked.seen, held.present) for held in asked.relaxants)


def _must_be_tapered(asked: Asked) -> bool:
    said_so = (statement.text for held in asked.relaxants for statement in held.drug.statements.get(Topic.STOPPING, ()))
    return any("suddenly" in text for text in said_so)
