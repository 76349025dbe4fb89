"""A proposal as a document and as plain values: the steps in tablets, what they bring, what the checks say of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

from lissom.answers.planning.proposal import Priced, Proposal
from lissom.answers.topics.places import in_words as in_country
from lissom.checks.finding import Stance
from lissom.facts.quantity import in_words
from lissom.facts.sentence import capital
from lissom.facts.source import Source
from lissom.plan.course import Course, Step, clock, days_in_words
from lissom.plan.outlook import Outlook, Three
from lissom.report.compose import emergency
from lissom.report.document import (
    Block,
    Card,
    Document,
    Entries,
    Entry,
    Figures,
    Fold,
    Note,
    Part,
    Role,
    Sentences,
    Table,
)
from lissom.report.gathering import gather
from lissom.report.plain import plain
from lissom.report.plan_figures import brings_figure, course_figure

KINDS = {"taper": "Plan for coming off", "titration": "Plan for going up", "switch": "Plan for a switch"}
PLAIN = (
    "kind", "title", "medicine", "ingredient", "country", "today", "before", "courses", "alternatives", "refused",
    "lead", "rules", "ours", "watch",
)  # fmt: skip
"""The fields of a proposal that go into JSON as they are."""
PACES = {
    "label": "at the label's pace", "faster": "faster", "slower": "slower", "slowest": "slowest", "asked": "as asked",
}  # fmt: skip


def plan_document(proposal: Proposal, sources: Mapping[str, Source], version: str, *, whole: bool = True) -> Document:
    """The whole proposal; `whole` False leaves out figures and the steps of the other ways, for a terminal."""
    parts = tuple(_parts(proposal, whole))
    return Document(
        title=proposal.title,
        subtitle=f"Now: {proposal.before}. Labels and tablets of {in_country([proposal.country])}.",
        parts=parts,
        sources=gather(parts, sources),
        version=version,
        made_on=proposal.today.isoformat(),
        kind=KINDS[proposal.kind],
    )


def plan_json(proposal: Proposal) -> dict[str, Any]:
    """Plain values; the case itself is left out but for its country."""
    value: dict[str, Any] = {name: plain(getattr(proposal, name)) for name in PLAIN}
    for priced, made in zip(
        (*proposal.courses, *proposal.alternatives), (*value["courses"], *value["alternatives"]), strict=True
    ):
        for step, written in zip(priced.course.steps, made["course"]["steps"], strict=True):
            written["daily_mg"] = step.daily_mg
            written["tablets"] = [str(dose.mix) for dose in step.doses]
    value["findings"] = plain(
        {"new": proposal.rechecked.new, "gone": [one.id for one in proposal.rechecked.gone],
         "kept": [one.id for one in proposal.rechecked.kept]}
    )  # fmt: skip
    return value


def _parts(proposal: Proposal, whole: bool) -> Iterator[Part]:
    yield from emergency(proposal.rechecked.emergencies)
    if proposal.refused:
        yield Part(
            id="refused",
            title="No plan is proposed" if not proposal.courses else "Why not as asked",
            blocks=(Sentences(statements=proposal.refused),),
            role=Role.SUMMARY,
        )
    yield Part(id="first", title="First", blocks=(Sentences(statements=proposal.lead),), role=Role.SUMMARY)
    for place, one in enumerate(proposal.courses):
        yield Part(id=f"steps-{place}", title=_heading(one.course), blocks=tuple(_course(one, proposal.now, whole)))
    if proposal.alternatives:
        yield Part(id="other", title="Other ways, side by side", blocks=tuple(_alternatives(proposal, whole)))
    if proposal.courses:
        yield Part(id="checks", title="What the checks say of the plan", blocks=tuple(_checks(proposal)))
    for name, title, statements in (
        ("watch", "What to watch for", proposal.watch),
        ("labels", "What labels and guidelines say", proposal.rules),
        ("ours", "What is our own reasoning and simulation", proposal.ours),
    ):
        if statements:
            yield Part(id=name, title=title, blocks=(Sentences(statements=statements),))


def _heading(course: Course) -> str:
    verb = {"taper": "down", "switch out": "down", "titration": "up", "switch in": "up"}[course.kind]
    return f"{capital(course.name)} {verb}, {PACES[course.pace]}"


def _course(one: Priced, now: Outlook | None, whole: bool) -> Iterator[Block]:
    if one.headline:
        yield Sentences(statements=(one.headline,))
    yield _steps(one)
    yield _tablets(one.course)
    yield from _brings(one, now if now and one.course.before_mg else None)
    if whole:
        brings = brings_figure(one)
        yield Figures(figures=(course_figure(one.course), *((brings,) if brings else ())), heading="The course")
    yield Entries(heading="Why each step", entries=tuple(_whys(one.course)))


def _steps(one: Priced) -> Table:
    """A row for each step, a column for each time of day."""
    hours = sorted({dose.hour for step in one.course.steps for dose in step.doses})
    return Table(
        caption=f"{capital(one.course.name)}, step by step (mg)",
        columns=("From", "For", *map(clock, hours), "A day"),
        rows=tuple(
            (
                step.begin.isoformat(),
                _lasting(step),
                *(_at(step, hour) for hour in hours),
                in_words(step.daily_mg, 4),
            )
            for step in one.course.steps
        ),
    )


def _brings(one: Priced, now: Outlook | None) -> Iterator[Table]:
    """What the model says of the settled day of each step, where there is one."""
    shown = _outcomes(one.outlooks)
    if shown:
        steps = ((step.begin.isoformat(), look) for step, look in zip(one.course.steps, one.outlooks, strict=True))
        yield Table(
            caption="What each step brings, settled: middle person (nine in ten), simulated",
            columns=("From", "A day", *(title for title, _ in shown)),
            rows=tuple(
                (when, f"{in_words(look.daily_mg, 4)} mg", *(_three(of(look)) for _, of in shown))
                for when, look in (("now", now), *steps)
                if look is not None
            ),
        )


def _at(step: Step, hour: float) -> str:
    return next((in_words(dose.mg, 4) for dose in step.doses if dose.hour == hour), "-")


def _lasting(step: Step) -> str:
    if not step.doses:
        return "off"
    return "until reviewed" if step.days is None else days_in_words(step.days)


def _tablets(course: Course) -> Table:
    """The tablets of every dose that occurs."""
    mixes = {dose.mg: dose.mix for step in course.steps for dose in step.doses}
    return Table(
        caption="What makes each dose",
        columns=("Dose", "Made of"),
        rows=tuple((f"{in_words(mg, 4)} mg", str(mixes[mg])) for mg in sorted(mixes)),
    )


def _outcomes(looks: Sequence[Outlook | None]) -> tuple[tuple[str, Any], ...]:
    """The columns that the model fills."""
    there = [look for look in looks if look is not None]
    columns = (
        ("Relief %", attrgetter("relief")),
        ("Relief at its least %", attrgetter("relief_lowest")),
        ("Drowsy at some time %", attrgetter("drowsy")),
    )
    return tuple((title, of) for title, of in columns if there and all(of(look) for look in there))


def _three(value: Three) -> str:
    low, middle, high = (round(100 * one) for one in (value.low, value.middle, value.high))
    return f"{middle} ({low}-{high})"


def _whys(course: Course) -> Iterator[Entry]:
    for step in course.steps:
        for place, why in enumerate(step.why):
            yield Entry(term=f"{step.begin.isoformat()}{', also' if place else ''}", statement=why)


def _alternatives(proposal: Proposal, whole: bool) -> Iterator[Block]:
    everyone = (*proposal.courses, *proposal.alternatives)
    yield Table(
        caption="The proposal and the others",
        columns=("Way", "Days", "Steps", "Ends at", "Last step from"),
        rows=tuple(
            (
                PACES[one.course.pace] + (" (proposed)" if one in proposal.courses else ""),
                str(one.course.days),
                str(len(one.course.steps)),
                f"{in_words(one.course.steps[-1].daily_mg, 4)} mg a day",
                one.course.steps[-1].begin.isoformat(),
            )
            for one in everyone
        ),
    )
    for one in proposal.alternatives if whole else ():
        yield Fold(title=_heading(one.course), blocks=(_steps(one), _tablets(one.course), *_about(one.course)))


def _about(course: Course) -> Iterator[Block]:
    if course.statements:
        yield Sentences(statements=course.statements)


def _checks(proposal: Proposal) -> Iterator[Block]:
    found = proposal.rechecked
    yield from (Card(finding=one) for one in found.new if not one.emergency)
    if not found.new:
        yield Note(text="The plan brings no finding that the prescription does not have already.")
    loud = [one for one in found.kept if one.stance is not Stance.SILENT and not one.emergency]
    if loud:
        yield Fold(title=f"{len(loud)} findings stay as they are", blocks=tuple(Card(finding=one) for one in loud))
    if found.gone:
        yield Note(text="No longer there with the plan: " + "; ".join(one.title for one in found.gone) + ".")
