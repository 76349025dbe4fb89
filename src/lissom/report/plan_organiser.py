"""A sheet for the pill organiser: every day of the first weeks of a plan, and what lies in each compartment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from lissom.answers.planning.proposal import Proposal
from lissom.facts.quantity import in_words
from lissom.facts.sentence import capital
from lissom.facts.source import Source
from lissom.plan.course import Course, Step, clock
from lissom.plan.tablets import Mix
from lissom.report.document import Document, Note, Part, Sentences, Table
from lissom.report.gathering import gather

DAYS_MOST = 84
"""Twelve weeks are filled at most; a longer plan is reviewed and printed again."""
TAIL = 7
"""Days of an open last step."""


def organiser_document(proposal: Proposal, sources: Mapping[str, Source], version: str) -> Document:
    """One table a week: a row for each day, a column for each time, and how many tablets the week needs."""
    parts = tuple(_parts(proposal))
    return Document(
        title=f"Pill organiser: {proposal.title}",
        subtitle="Fill one week at a time, with someone who checks. Each cell is one compartment.",
        parts=parts,
        sources=gather(parts, sources),
        version=version,
        made_on=proposal.today.isoformat(),
        kind="Organiser",
    )


def _parts(proposal: Proposal) -> Iterator[Part]:
    for number, one in enumerate(proposal.courses):
        course = one.course
        for week in range(_weeks(course)):
            begin = course.begin + timedelta(days=7 * week)
            days = [(begin + timedelta(days=day)) for day in range(7)]
            there = [(day, step) for day in days if (step := course.on(day)) is not None]
            if any(step.doses for _, step in there):
                yield Part(
                    id=f"week-{number}-{week + 1}",
                    title=f"{capital(course.name)}, week {week + 1}, from {begin.isoformat()}",
                    blocks=(_week(there), Note(text=f"Needed: {_needed(there)}.")),
                )
    yield Part(id="mind", title="Before filling", blocks=(Sentences(statements=(*proposal.refused, *proposal.lead)),))


def _weeks(course: Course) -> int:
    tail = TAIL if course.steps[-1].doses else 1
    return min(DAYS_MOST, course.days + tail) // 7 + 1


def _week(there: list[tuple[date, Step]]) -> Table:
    hours = sorted({dose.hour for _, step in there for dose in step.doses})
    return Table(
        caption="What goes into each compartment",
        columns=("Day", *map(clock, hours), "mg"),
        rows=tuple(
            (
                f"{day.strftime('%a')} {day.isoformat()}",
                *(_cell(step, hour) for hour in hours),
                in_words(step.daily_mg, 4),
            )
            for day, step in there
        ),
    )


def _cell(step: Step, hour: float) -> str:
    return next((str(dose.mix) for dose in step.doses if dose.hour == hour), "empty")


def _needed(there: list[tuple[date, Step]]) -> str:
    """How many tablets of each strength the week takes; a half counts as half a tablet."""
    return ", ".join(
        f"{in_words(count, 4)} × {in_words(mg, 4)} mg"
        for mg, count in sorted(_counted([dose.mix for _, step in there for dose in step.doses]).items(), reverse=True)
    )


def _counted(mixes: list[Mix]) -> dict[float, float]:
    counts: dict[float, float] = {}
    for mix in mixes:
        for piece in mix.pieces:
            counts[piece.mg] = counts.get(piece.mg, 0.0) + piece.whole + piece.half / 2
    return counts
