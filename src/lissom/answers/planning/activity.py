"""Exercise on the medicine: what guidelines advise these people, which hours suit, the hazard of heat and NSAIDs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lissom.answers.forecasts import Curves
from lissom.answers.jobs import exercise
from lissom.answers.jobs.asked import Asked as Jobs
from lissom.answers.jobs.asked import relaxants
from lissom.answers.jobs.exercise import filtration_lost, finding, guidance
from lissom.answers.planning.asked import Asked
from lissom.answers.planning.day import DayPlan, plan_day
from lissom.answers.planning.recorded import HIGH_CORD, rate
from lissom.answers.topics.from_rows import said
from lissom.case.exercise import ExercisePlan, Session
from lissom.checks.finding import Finding
from lissom.facts.quantity import in_words
from lissom.facts.sentence import capital
from lissom.facts.statement import Statement, reasoned
from lissom.plan.course import clock
from lissom.plan.effort import Recording
from lissom.plan.exercise import ExerciseFinding
from lissom.population.exposure import exposure_ratio

CERVICAL = re.compile(r"\bC[1-8]\b|tetrapleg|quadripleg|cervical", re.IGNORECASE)
KIDNEYS = {(False, True): "dehydrated", (True, False): "heat", (True, True): "heat_and_dehydrated"}
"""(exercise in the heat, dehydrated) -> the kind of row that measured what filtration loses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """The answer: precautions first, then the guideline's dose, the hours, the sessions, the hazard."""

    title: str
    medicine: str
    sessions: tuple[Session, ...]
    precautions: tuple[Statement, ...]
    hours: tuple[Statement, ...]
    hazard: tuple[Statement, ...]
    guidelines: tuple[tuple[str, tuple[Statement, ...]], ...]
    day: DayPlan | None
    recorded: tuple[Statement, ...] = ()
    """What each recording says, and how its intensity was read."""
    emergencies: tuple[Finding, ...] = ()
    """What the checks call an emergency in this case today."""


def plan_activity(asked: Asked, week: tuple[Session, ...] = (), recordings: tuple[Recording, ...] = ()) -> Activity:
    """The sessions of the case, or of a week that was read in or recorded, on this medicine."""
    rated, recorded = rate(asked, recordings)
    asked = _with_week(asked, (*week, *rated))
    plan = asked.seen.case.exercise
    sessions = plan.sessions if plan else ()
    day = plan_day(asked) if asked.doses else None
    jobs = Jobs(
        seen=asked.seen,
        library=asked.library,
        findings=(),
        curves=Curves(),
        relaxants=relaxants(asked.seen, asked.library),
    )
    (section,) = exercise.answer(jobs)
    return Activity(
        title=f"Exercise on {asked.drug.name}",
        medicine=asked.drug.name,
        emergencies=asked.emergencies,
        sessions=sessions,
        precautions=tuple(_precautions(asked)),
        hours=tuple(_hours(sessions, day)),
        hazard=tuple(_hazard(asked, sessions)),
        guidelines=section.groups,
        day=day,
        recorded=recorded,
    )


def _with_week(asked: Asked, week: tuple[Session, ...]) -> Asked:
    if not week:
        return asked
    case = asked.seen.case
    dry = case.exercise.may_be_dehydrated if case.exercise else None
    changed = replace(case, exercise=ExercisePlan(sessions=week, may_be_dehydrated=dry))
    return replace(asked, seen=replace(asked.seen, case=changed))


def _precautions(asked: Asked) -> Iterator[Statement]:
    person = asked.seen.person
    if asked.seen.has("spinal_cord_injury"):
        high = next((one.name for one in person.conditions if HIGH_CORD.search(one.name)), "")
        if high:
            yield reasoned(
                f"'{high}' lies at the sixth thoracic level or above: exercise can set off autonomic dysreflexia."
            )
        yield from advice(asked, "dysreflexia")
    if any(CERVICAL.search(one.name) for one in person.conditions):
        yield from (finding(row) for row in asked.library.exercise_findings if row.kind == "cough")
    if person.stands_on_tone:
        yield from advice(asked, "stands_on_tone")
    if asked.seen.older:
        yield from advice(asked, "older")
    yield reasoned(
        f"What is known of {asked.drug.name} and performance is little and mostly neutral; the studies are listed "
        "below. Better walking cannot be promised, and worse is not the rule."
    )


def advice(asked: Asked, kind: str) -> Iterator[Statement]:
    """What the guidance says to people of one kind."""
    return (guidance(row) for row in asked.library.exercise_guidance if row.kind == kind)


def _hours(sessions: tuple[Session, ...], day: DayPlan | None) -> Iterator[Statement]:
    if day is None or not day.quiet:
        yield reasoned("Without doses by the clock and a model of drowsiness no hours of the day can be told apart.")
        return
    listed = ", ".join(f"{clock(begin)} to {clock(end)}" for begin, end in day.quiet)
    yield reasoned(
        "Simulated: in the middle person drowsiness is below its mean of the day, and away from its peak, at "
        f"{listed}. Sessions that need balance fit there best."
    )
    sedation = next(curve for curve in day.before if curve.outcome == "sedation")
    for session in sessions:
        if session.hour is not None:
            place = min(range(len(sedation.hours)), key=lambda k: abs(sedation.hours[k] - (session.hour or 0)))
            inside = any(begin <= session.hour <= end for begin, end in day.quiet)
            middle, high = round(100 * sedation.middle[place]), round(100 * sedation.high[place])
            yield reasoned(
                f"{capital(session.activity)} at {clock(session.hour)}: simulated drowsiness "
                f"{middle} of 100 in the middle person, up to {high} in nine of ten; the hour is "
                f"{'one' if inside else 'not one'} of the best."
            )


def _hazard(asked: Asked, sessions: tuple[Session, ...]) -> Iterator[Statement]:
    """Heat, little water, an NSAID and weak kidneys together: which are there, and what that does to the level."""
    plan = asked.seen.case.exercise
    hot, dry = any(one.heat for one in sessions), bool(plan and plan.may_be_dehydrated)
    nsaids = [one.said for one in asked.seen.of_class("nsaid")]
    weak = asked.seen.has("weak_kidneys", "severely_weak_kidneys")
    there = [
        name
        for name, holds in (
            ("exercise in the heat", hot), ("little to drink", dry), (", ".join(nsaids), bool(nsaids)), ("weak "
            "kidneys", weak),
        )
        if holds
    ]  # fmt: skip
    if not (hot or dry):
        if nsaids or weak:
            yield reasoned(
                f"Present already: {' and '.join(there)}. Add heat or too little to drink and the kidneys clear less: "
                "drink enough, and leave the NSAID out on hot or long days."
            )
        return
    row = next((one for one in asked.library.exercise_findings if one.kind == KIDNEYS[hot, dry]), None)
    if row is None or row.value is None:
        return
    yield filtration_lost(row, row.value)
    yield from _exposure(asked, row, there, bool(nsaids), weak)
    if len(there) > 1:
        yield reasoned(
            f"{capital(' and '.join(there))} come together here. Train in the cool, drink before and during, leave the "
            "NSAID out that day, and stop at dizziness, confusion or unusual sleepiness: these can be too much of the "
            "medicine."
        )


def _exposure(asked: Asked, row: ExerciseFinding, there: list[str], nsaid: bool, weak: bool) -> Iterator[Statement]:
    CrCl = asked.seen.body.CrCl.value
    if CrCl is None or asked.drug.id not in asked.library.models or row.value is None:
        return
    model = asked.library.models[asked.drug.id]
    name = "nsaid.CrCl_fall_at_risk" if weak else "nsaid.CrCl_fall_healthy"
    fall = asked.seen.threshold(name)
    left = (1 + row.value / 100) * ((1 - (fall.value or 0.0)) if nsaid else 1.0)
    try:
        typical, low, high = exposure_ratio(model, CrCl, CrCl * left, asked.seen.person.weight_kg)
    except ValueError:
        return
    rests = (row, fall) if nsaid else (row,)
    yield said(
        f"Were the clearance to stay that low for a day or more ({' and '.join(there)}), the level of "
        f"{asked.drug.name} would settle at {in_words(typical)} times the usual one ({in_words(low)} to "
        f"{in_words(high)}). A single session is shorter than that; days of it are not.",
        *rests,
    )
