"""Job 1: what the medicine is, in the sentences written for it, and what it is used for in this person's conditions."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.answers.jobs.asked import Asked, Held, groups, nothing
from lissom.answers.topics.uses import uses
from lissom.assessment import Job, Section
from lissom.facts.statement import Statement
from lissom.medicines.drug import Topic


def answer(asked: Asked) -> Iterator[Section]:
    """One section for each relaxant."""
    if not asked.relaxants:
        yield nothing(Job.MONOGRAPH)
    for held in asked.relaxants:
        yield _of(held, asked)


def _of(held: Held, asked: Asked) -> Section:
    written = held.drug.statements
    shown = [Topic.MECHANISM, Topic.BENEFIT, Topic.HARM, *_for_this_person(asked), Topic.OVERDOSE, Topic.OPEN]
    return Section(
        job=Job.MONOGRAPH,
        medicine=held.drug.name,
        statements=written.get(Topic.WHAT, ()),
        groups=groups(
            (Topic.USES.value, _uses(held, asked)), *((topic.value, written.get(topic, ())) for topic in shown)
        ),
    )


def _for_this_person(asked: Asked) -> Iterator[Topic]:
    person = asked.seen.person
    if person.pregnant or person.breastfeeding or person.could_become_pregnant:
        yield Topic.PREGNANCY


def _uses(held: Held, asked: Asked) -> Iterator[Statement]:
    yield from held.drug.statements.get(Topic.USES, ())[:1]
    rows = (row for row in asked.library.indications if held.drug.id in row.drugs)
    yield from uses((row for row in rows if asked.speaks_of_the_person(row.condition)), asked.country)
