"""The person's day on one clock: what they need when, what the doses do, whether other hours would serve better."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lissom.answers.planning.asked import Asked
from lissom.answers.planning.limits import own_rows
from lissom.answers.planning.pricing import SEDATION
from lissom.answers.planning.proposal import DISCUSS
from lissom.answers.topics.dosing import rule
from lissom.checks.finding import Finding
from lissom.facts.errors import Fault, InputError
from lissom.facts.quantity import in_words
from lissom.facts.sentence import capital
from lissom.facts.statement import Statement, reasoned
from lissom.plan.course import clock
from lissom.plan.day import Effect, Move, Need, Window, move
from lissom.plan.outlook import Curve, Three, curves
from lissom.population.model import Variant
from lissom.population.wording import EFFECT, KINETICS, rest_on

NIGHT = Window(name="night", need=Need.RELIEF, begin=23.0, end=30.0)
SHOWN = ("tone_relief", "sedation", "plasma")
WORDS = {
    Need.ALERT: "awake",
    Need.DRIVE: "driving",
    Need.TRAIN: "training",
    Need.RELIEF: "little stiffness",
}
LEAST_WEIGHT = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something that lies on the clock beside the curves: a meal, the hours of low blood pressure after a dose."""

    name: str
    begin: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlan:
    """The answer: the day as it is, the day as it could be, and what the change gains."""

    title: str
    medicine: str
    windows: tuple[Window, ...]
    marks: tuple[Mark, ...]
    doses: tuple[tuple[float, float], ...]
    moved: tuple[tuple[float, float], ...]
    gain: Move | None
    before: tuple[Curve, ...]
    after: tuple[Curve, ...]
    quiet: tuple[tuple[float, float], ...]
    """Hours with the least drowsiness, away from its peak."""
    lead: tuple[Statement, ...]
    effects: tuple[Statement, ...]
    rules: tuple[Statement, ...]
    limits: tuple[Statement, ...]
    emergencies: tuple[Finding, ...] = ()
    """What the checks call an emergency in this case today."""


def plan_day(asked: Asked, wanted: Iterable[Window] = (), meals: Iterable[float] = ()) -> DayPlan:
    """The day of this person on the medicine by mouth. Raises `InputError` without doses by the clock."""
    if not asked.doses:
        todo = "Write the hours in the directions, such as '10 mg at 8:00, 14:00 and 20:00'."
        raise InputError(
            [Fault(where=f"case.{asked.where}.sig", expected="doses by the clock", came="none", todo=todo)]
        )
    windows = _weighed(asked, tuple(wanted) or tuple(_from_the_case(asked)))
    crowd = asked.crowd()
    gain: Move | None = None
    before: tuple[Curve, ...] = ()
    after: tuple[Curve, ...] = ()
    if crowd is not None:
        state = crowd.steady(asked.doses)
        before = curves(crowd, state, SHOWN)
        if {"sedation", "tone_relief"} <= set(crowd.outcomes):
            on_tone = bool(asked.seen.person.stands_on_tone)
            gain = move(crowd, asked.doses, windows, asked.numbers, gap_h=_gap(asked), on_tone=on_tone)
            after = curves(crowd, crowd.steady(gain.after), SHOWN)
    sedation = next((curve for curve in before if curve.outcome == "sedation"), None)
    return DayPlan(
        title=f"The day on {asked.drug.name}",
        medicine=asked.drug.name,
        emergencies=asked.emergencies,
        windows=windows,
        marks=tuple(_marks(asked, meals)),
        doses=asked.doses,
        moved=gain.after if gain else asked.doses,
        gain=gain,
        before=before,
        after=after,
        quiet=tuple(_quiet(sedation, asked)) if sedation else (),
        lead=tuple(_lead(asked, gain)),
        effects=tuple(_effect_in_words(one, crowd.variant) for one in gain.effects)
        if crowd and gain and gain.worth
        else (),
        rules=tuple(_rules(asked)),
        limits=tuple(_limits(asked, gain)),
    )


_WINDOW = re.compile(r"\s*(\d{1,2})(?::(\d{2}))?\s*(?:-|–|to)\s*(\d{1,2})(?::(\d{2}))?\s*(.*)")


def window(text: str, need: Need, where: str) -> Window:
    """'17:00-18:00 gym' as a window; an end before the begin lies past midnight. Raises `InputError`."""
    found = _WINDOW.fullmatch(text)
    hours = None if found is None else (_clock(found[1], found[2]), _clock(found[3], found[4]))
    if found is None or hours is None or max(hours) > 24:
        raise InputError([Fault(where=where, expected="hours such as '17:00-18:00'", came=repr(text[:40]))])
    begin, end = hours
    return Window(name=found[5].strip() or WORDS[need], need=need, begin=begin, end=end if end > begin else end + 24)


def _clock(hour: str, minute: str | None) -> float:
    return int(hour) + int(minute or 0) / 60


def hour_of(text: str, where: str) -> float:
    """'17:30' as 17.5. Raises `InputError`."""
    found = re.fullmatch(r"\s*(\d{1,2})(?::(\d{2}))?\s*", text)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise InputError([Fault(where=where, expected="a time such as '17:30'", came=repr(text[:20]))])
    return _clock(found[1], found[2])


def _from_the_case(asked: Asked) -> Iterator[Window]:
    """Sessions of the plan, and the night."""
    plan = asked.seen.case.exercise
    for session in plan.sessions if plan else ():
        if session.hour is not None:
            end = session.hour + (session.minutes or 60) / 60
            yield Window(name=session.activity, need=Need.TRAIN, begin=session.hour, end=end)
    preferences = asked.seen.case.preferences
    if preferences is not None and preferences.alertness:
        yield Window(name="the working day", need=Need.ALERT, begin=9.0, end=17.0)
    yield NIGHT


def _weighed(asked: Asked, windows: tuple[Window, ...]) -> tuple[Window, ...]:
    """The windows with the weights the person's preferences give; 1 where nothing is stated."""
    from dataclasses import replace

    preferences = asked.seen.case.preferences
    if preferences is None:
        return windows
    weights = {Need.ALERT: preferences.alertness, Need.DRIVE: preferences.alertness, Need.TRAIN: preferences.strength}

    def weight(one: Window) -> float:
        stated = weights.get(one.need)
        if one.need is Need.RELIEF:
            stated = preferences.night if preferences.night is not None else preferences.relief
        return one.weight if stated is None else max(LEAST_WEIGHT, stated)

    return tuple(replace(one, weight=weight(one)) for one in windows)


def _gap(asked: Asked) -> float:
    """Hours that doses stay apart: from a leaflet, and where none says so a share of an even spacing."""
    if asked.limits.apart_h is not None:
        return asked.limits.apart_h.value
    return asked.numbers["day.gap_share"] * 24 / len(asked.doses)


def _marks(asked: Asked, meals: Iterable[float]) -> Iterator[Mark]:
    yield from (Mark(name="meal", begin=hour, end=hour + 0.5) for hour in meals)
    if asked.drug.id == "tizanidine":
        for hour, _ in asked.doses:
            yield Mark(name="stand up slowly", begin=hour, end=hour + asked.numbers["day.orthostatic_hours"])


def _quiet(sedation: Curve, asked: Asked) -> Iterator[tuple[float, float]]:
    """Stretches of waking hours in which drowsiness lies below its mean of the day, away from its highest hours."""
    apart = asked.numbers["exercise.away_from_peak_hours"]
    mean = sum(sedation.middle) / len(sedation.middle)
    peak = sedation.hours[sedation.middle.index(max(sedation.middle))]
    good = [
        hour
        for hour, value in zip(sedation.hours, sedation.middle, strict=True)
        if value < mean and 7 <= hour < 22 and abs(hour - peak) >= apart
    ]
    begin = last = None
    for hour in good:
        if last is None or hour - last > 0.51:
            if begin is not None and last is not None and last > begin:
                yield begin, last
            begin = hour
        last = hour
    if begin is not None and last is not None and last > begin:
        yield begin, last


def _lead(asked: Asked, gain: Move | None) -> Iterator[Statement]:
    if gain is None:
        yield reasoned(f"There is no model of the effect of {asked.drug.name}, so no other hours can be worked out.")
        return
    if not gain.worth:
        yield reasoned(
            f"Of {gain.tried} sets of hours within the bounds none would gain enough to be worth a change: the present "
            "hours are about as good as any. That is an answer too."
        )
    else:
        hours = ", ".join(f"{clock(hour)} {in_words(mg, 4)} mg" for hour, mg in gain.after)
        yield reasoned(
            f"Of {gain.tried} sets of hours the best found is {hours}. On a scale of 100 for how well the day fits the "
            f"needs, the middle person gains {_points(gain.gain)}; {round(100 * gain.better)} of 100 people gain, "
            f"{round(100 * gain.worse)} lose."
        )
        yield DISCUSS


def _points(three: Three) -> str:
    low, middle, high = (in_words(100 * value) for value in (three.low, three.middle, three.high))
    return f"{middle} points ({low} to {high} in nine of ten)"


def _effect_in_words(effect: Effect, variant: Variant) -> Statement:
    what = "drowsiness" if effect.outcome == "sedation" else "relief of stiffness"
    before, after = (round(100 * one.middle) for one in (effect.before, effect.after))
    low, high = sorted((100 * effect.change.low, 100 * effect.change.high))
    where = f"{effect.window.name} ({clock(effect.window.begin)} to {clock(effect.window.end)})"
    names = SEDATION if effect.outcome == "sedation" else EFFECT
    text = (
        f"{capital(where)}: {what} goes from {before} to {after} of 100 in the middle person; the change "
        f"lies between {round(low)} and {'+' if high > 0 else ''}{round(high)} in nine of ten."
    )
    return rest_on(variant, text, *KINETICS, *names)


def _rules(asked: Asked) -> Iterator[Statement]:
    if asked.limits.apart_h is not None:
        yield asked.limits.apart_h.why
    for row in asked.library.late_rules:
        if row.drug == asked.drug.id and row.item == "with_food":
            yield row.statement
    yield from (rule(row) for row in own_rows(asked.seen, asked.drug, asked.held, "with_food", "driving"))
    if asked.seen.person.stands_on_tone:
        yield from (rule(row) for row in own_rows(asked.seen, asked.drug, asked.held, "stands_on_tone"))


def _limits(asked: Asked, gain: Move | None) -> Iterator[Statement]:
    yield from asked.notes
    yield reasoned(
        "No level of drowsiness is known below which driving is safe. The clock shows when it is less, never that it "
        "is none."
    )
    if asked.drug.id != "tizanidine":
        yield reasoned("Blood pressure is not simulated; standing up slowly is wise after every dose and in the heat.")
    if gain is not None:
        yield asked.numbers.why("day.shift_most")
        yield reasoned(
            "Only the hours move; the doses stay as they are. The gain is simulated, no trial tried hours against "
            "each other."
        )
