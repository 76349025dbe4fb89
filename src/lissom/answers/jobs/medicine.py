"""Job 1: what the medicine is, how it works, and what it may do, in the sentences written for it.

Its benefit stands with the comparison, its use in the person's conditions with the kidneys, age and conditions.
"""

from __future__ import annotations

from collections.abc import Iterator

from lissom.answers.jobs.asked import Asked, Held, groups, nothing
from lissom.assessment import Job, Section
from lissom.medicines.drug import Topic


def answer(asked: Asked) -> Iterator[Section]:
    """One section for each relaxant."""
    if not asked.relaxants:
        yield nothing(Job.MONOGRAPH)
    for held in asked.relaxants:
        yield _of(held, asked)


def _of(held: Held, asked: Asked) -> Section:
    written = held.drug.statements
    shown = [Topic.USES, Topic.MECHANISM, Topic.HARM, *_for_this_person(asked), Topic.OVERDOSE, Topic.OPEN]
    return Section(
        job=Job.MONOGRAPH,
        medicine=held.drug.name,
        statements=written.get(Topic.WHAT, ()),
        groups=groups(*((topic.value, written.get(topic, ())) for topic in shown)),
    )


def _for_this_person(asked: Asked) -> Iterator[Topic]:
    person = asked.seen.person
    if person.pregnant or person.breastfeeding or person.could_become_pregnant:
        yield Topic.PREGNANCY
