"""The smaller answers as documents and plain values: a late dose, the day, exercise, a journey."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lissom.answers.planning.activity import Activity
from lissom.answers.planning.day import DayPlan
from lissom.answers.planning.lateness import Verdict
from lissom.answers.planning.travelling import Trip
from lissom.case.exercise import Session
from lissom.facts.quantity import in_words
from lissom.facts.source import Source
from lissom.facts.statement import Statement
from lissom.plan.course import clock
from lissom.report.compose import emergency
from lissom.report.document import Block, Document, Figures, Note, Part, Role, Sentences, Table
from lissom.report.gathering import gather
from lissom.report.plain import plain
from lissom.report.plan_clock import clock_figure
from lissom.report.plan_figures import day_figure, day_figures

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def late_document(verdict: Verdict, sources: Mapping[str, Source], version: str, *, pictures: bool = True) -> Document:
    """What to do first, the choices side by side, the leaflets, and when it is an emergency."""
    urgent = tuple(_sentences("Call for help", "help", verdict.emergency, Role.EMERGENCY))
    later = tuple(_sentences("When it becomes serious", "serious", verdict.emergency))
    tops: dict[str, float] = {}
    for curve in (one for option in verdict.options for one in option.curves):
        tops[curve.outcome] = max(*curve.high, tops.get(curve.outcome, 0.0))
    drawn = [
        Part(
            id=f"option-{place}",
            title=f"If you {option.choice}",
            blocks=(
                Figures(
                    figures=tuple(day_figure(one, option.doses, top=tops[one.outcome]) for one in option.curves),
                    heading="The next day",
                ),
            ),
        )
        for place, option in enumerate(verdict.options)
    ]
    parts = (
        *emergency(verdict.emergencies),
        *(urgent if verdict.urgent else ()),
        *_sentences("What to do", "do", verdict.advice, Role.SUMMARY),
        *_sentences("What each choice does", "choices", verdict.says),
        *(drawn if pictures else ()),
        *_sentences("What leaflets and labels say", "rules", verdict.rules),
        *(() if verdict.urgent else later),
    )
    return _document(verdict.title, parts, sources, version, "Late dose")


def late_json(verdict: Verdict) -> dict[str, Any]:
    """Plain values of the verdict."""
    value: dict[str, Any] = plain(verdict)
    return value


def day_document(plan: DayPlan, sources: Mapping[str, Source], version: str, *, pictures: bool = True) -> Document:
    """The clock: what is needed when, the doses as they are and as they could be, the curves, the gain."""
    parts = (
        *emergency(plan.emergencies),
        *_sentences("First", "first", plan.lead, Role.SUMMARY),
        Part(id="clock", title="The clock", blocks=(*(_timeline(plan) if pictures else ()), *_clock(plan))),
        *_sentences("What the change does", "effects", plan.effects),
        *(_pictures(plan) if pictures else ()),
        *_sentences("What leaflets and labels say", "rules", plan.rules),
        *_sentences("What this cannot say", "limits", plan.limits),
    )
    return _document(plan.title, parts, sources, version, "Day")


def day_json(plan: DayPlan) -> dict[str, Any]:
    """Plain values of the day."""
    value: dict[str, Any] = plain(plan)
    return value


def activity_document(activity: Activity, sources: Mapping[str, Source], version: str) -> Document:
    """Precautions, hours, the hazard, the sessions, what guidelines advise."""
    groups = [
        part
        for place, (heading, statements) in enumerate(activity.guidelines)
        for part in _sentences(heading, f"group-{place}", statements)
    ]
    sessions = [Part(id="sessions", title="The week", blocks=(_week(activity.sessions),))] if activity.sessions else []
    parts = (
        *emergency(activity.emergencies),
        *_sentences("Take care", "care", activity.precautions, Role.SUMMARY),
        *sessions,
        *_sentences("What was recorded", "recorded", activity.recorded),
        *_sentences("Hours of the day", "hours", activity.hours),
        *_sentences("Heat, water, painkillers and kidneys", "hazard", activity.hazard),
        *groups,
    )
    return _document(activity.title, parts, sources, version, "Exercise")


def activity_json(activity: Activity) -> dict[str, Any]:
    """Plain values of the answer."""
    value: dict[str, Any] = plain(activity)
    return value


def trip_document(trip: Trip, sources: Mapping[str, Source], version: str) -> Document:
    """Every dose on the way, on both clocks."""
    table = Table(
        caption="Every dose on both clocks",
        columns=(trip.old_zone, trip.new_zone, "mg"),
        rows=tuple(
            (one.old.strftime("%a %Y-%m-%d %H:%M"), one.new.strftime("%a %Y-%m-%d %H:%M"), in_words(one.mg, 4))
            for one in trip.journey.doses
        ),
    )
    parts = (
        *_sentences("First", "first", trip.says, Role.SUMMARY),
        Part(id="doses", title="The doses", blocks=(table,)),
        *_sentences("Where the numbers come from", "rules", trip.rules),
    )
    return _document(trip.title, parts, sources, version, "Journey")


def trip_json(trip: Trip) -> dict[str, Any]:
    """Plain values of the journey."""
    value: dict[str, Any] = plain(trip)
    return value


def _document(title: str, parts: tuple[Part, ...], sources: Mapping[str, Source], version: str, kind: str) -> Document:
    return Document(title=title, subtitle="", parts=parts, sources=gather(parts, sources), version=version, kind=kind)


def _sentences(title: str, name: str, statements: tuple[Statement, ...], role: Role = Role.BODY) -> Iterator[Part]:
    """A part of nothing but sentences; nothing where there are none."""
    if statements:
        yield Part(id=name, title=title, blocks=(Sentences(statements=statements),), role=role)


def _clock(plan: DayPlan) -> Iterator[Block]:
    yield Table(
        caption="Doses",
        columns=("Now", "Proposed", "mg"),
        rows=tuple(
            (clock(old), clock(new), in_words(mg, 4))
            for (old, mg), (new, _) in zip(plan.doses, plan.moved, strict=True)
        ),
    )
    if plan.windows:
        yield Table(
            caption="What is needed when",
            columns=("What", "From", "To", "Weight"),
            rows=tuple((one.name, clock(one.begin), clock(one.end), in_words(one.weight)) for one in plan.windows),
        )
    if plan.marks:
        yield Table(
            caption="Also on the clock",
            columns=("What", "From", "To"),
            rows=tuple((one.name, clock(one.begin), clock(one.end)) for one in plan.marks),
        )
    if plan.quiet:
        listed = ", ".join(f"{clock(begin)} to {clock(end)}" for begin, end in plan.quiet)
        yield Note(text=f"Least drowsy waking hours of the middle person on the present doses: {listed}.")


def _timeline(plan: DayPlan) -> Iterator[Block]:
    yield Figures(figures=(clock_figure(plan),), heading="Everything on one line")


def _pictures(plan: DayPlan) -> Iterator[Part]:
    if plan.before:
        figures = Figures(figures=day_figures(plan, after=False), heading="A settled day")
        yield Part(id="before", title="The day as it is", blocks=(figures,))
    if plan.after and plan.moved != plan.doses:
        figures = Figures(figures=day_figures(plan, after=True), heading="The same day with the hours moved")
        yield Part(id="after", title="The day as it could be", blocks=(figures,))


def _week(sessions: tuple[Session, ...]) -> Table:
    return Table(
        caption="Sessions",
        columns=("What", "Days", "At", "Minutes", "How hard"),
        rows=tuple(
            (
                one.activity,
                " ".join(DAYS[day] for day in one.days) or "not stated",
                "not stated" if one.hour is None else clock(one.hour),
                "" if one.minutes is None else in_words(one.minutes, 3),
                f"{one.intensity or 'not stated'}{', in the heat' if one.heat else ''}",
            )
            for one in sessions
        ),
    )
