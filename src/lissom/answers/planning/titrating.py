"""Going up: the label's start and steps within the limits of this person, faster and slower beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lissom.answers.jobs.exercise import guidance
from lissom.answers.planning.asked import Asked, begin_day, mg_a_day
from lissom.answers.planning.limits import own_rows
from lissom.answers.planning.pricing import of_the_course, priced, today_outlook
from lissom.answers.planning.proposal import DISCUSS, NO_TRIAL, Priced, Proposal
from lissom.answers.planning.recheck import forbids, recheck, with_plan
from lissom.answers.planning.tapering import present_in_words
from lissom.answers.topics.dosing import rule
from lissom.answers.topics.places import in_words as country_in_words
from lissom.facts.errors import Fault, InputError
from lissom.facts.quantity import in_words
from lissom.facts.sentence import capital
from lissom.facts.statement import Statement, reasoned
from lissom.plan.course import Course, days_in_words
from lissom.plan.outlook import Outlook
from lissom.plan.titration import titration

STOP_RULES = ("stop_if_no_benefit", "trial_length", "max_duration", "review")
MIND = ("falls", "driving", "with_food", "stands_on_tone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was asked of the titration; `to_mg` None: the low end of the usual day, or one step up."""

    to_mg: float | None = None
    pace: str = "label"
    start: date | None = None
    relief: float | None = None
    """Relief of stiffness at rest wanted in the middle person, 0 to 1: the plan ends at the first step with it."""
    drowsy: float | None = None
    """Chance of drowsiness in the middle person that is still accepted, 0 to 1: no step goes beyond it."""


PACES = ("label", "slower")


def plan_titration(asked: Asked, wish: Wish) -> Proposal:
    """The way up, or why none is proposed and what is the nearest safe thing. Raises `InputError`."""
    _check(asked, wish)
    begin = begin_day(asked.today, wish.start)
    goal, reached = _goal(asked, wish, begin)
    made = {pace: _course(asked, begin, goal, pace) for pace in PACES}
    chosen = made[wish.pace]
    if chosen is None:
        return _proposal(
            asked, refused=(*reached, *_no_step(asked, goal)) if wish.to_mg else reached or tuple(_no_step(asked, goal))
        )
    case = with_plan(asked, [chosen])
    checked = recheck(asked, case)
    against = forbids(checked, asked.where)
    if against:
        said = tuple(statement for finding in against for statement in (*finding.what, *finding.todo[:1]))
        return _proposal(asked, refused=(*_against(asked), *said, *_nearest(asked)))
    further = _course(asked, begin, _top(asked), "label") if asked.limits.max_daily else None
    others = [one for one in (*made.values(), further) if one is not None]
    return _proposal(asked, chosen=chosen, others=[one for one in others if one != chosen], reached=reached)


def _check(asked: Asked, wish: Wish) -> None:
    faults = []
    if wish.pace not in PACES:
        faults.append(Fault(where="--pace", expected="one of " + ", ".join(PACES), came=repr(wish.pace)))
    if wish.to_mg is not None and wish.to_mg <= 0:
        faults.append(Fault(where="--to", expected="more than 0 mg a day", came=f"{wish.to_mg:g}"))
    if wish.to_mg is not None and 0 < wish.to_mg <= asked.now.daily_mg:
        todo = f"Today's dose is {mg_a_day(asked.now.daily_mg)}; for less, use 'lissom plan taper'."
        faults.append(Fault(where="--to", expected="more than today's dose", came=f"{wish.to_mg:g} mg", todo=todo))
    for flag, share in (("--relief", wish.relief), ("--drowsy", wish.drowsy)):
        if share is not None and not 0 < share < 1:
            faults.append(Fault(where=flag, expected="a percentage between 0 and 100", came=f"{100 * share:g}"))
    if asked.route == "intrathecal":
        todo = "A pump is set by its clinic alone."
        faults.append(Fault(where=f"case.{asked.where}", expected="tablets", came="a pump", todo=todo))
    if faults:
        raise InputError(faults)


def _top(asked: Asked) -> float:
    """The highest day that is still usual; the highest allowed where no usual day is known."""
    usual = asked.limits.usual
    return asked.limits.cap_daily(usual[1].value if usual else float("inf"))


def _goal(asked: Asked, wish: Wish, begin: date) -> tuple[float, tuple[Statement, ...]]:
    """The day's dose to go up to, and what is said of goals for relief and drowsiness."""
    if wish.to_mg is not None:
        return wish.to_mg, tuple(_too_much(asked, wish.to_mg))
    if wish.relief is None and wish.drowsy is None:
        return _usual_goal(asked), ()
    crowd, course = asked.crowd(), _course(asked, begin, _top(asked), "label")
    if crowd is None or course is None or "tone_relief" not in crowd.outcomes:
        text = (
            f"There is no model of the effect of {asked.drug.name}, so the goals for relief and drowsiness are "
            f"not used."
        )
        return _usual_goal(asked), (reasoned(text),)
    return _to_goals(priced(course, crowd), asked, wish)


def _too_much(asked: Asked, wanted: float) -> Iterator[Statement]:
    """What is said of a goal above the highest day of this person."""
    highest = asked.limits.cap_daily(wanted)
    if highest < wanted and asked.limits.max_daily is not None:
        yield reasoned(
            f"{in_words(wanted, 4)} mg a day is not proposed: the highest day for this person is "
            f"{in_words(highest)} mg, and no plan goes above it."
        )
        yield asked.limits.max_daily.why


def _to_goals(whole: Priced, asked: Asked, wish: Wish) -> tuple[float, tuple[Statement, ...]]:
    """The first step that reaches the relief, among those that keep the drowsiness."""
    best, said = asked.now.daily_mg, []
    for step, look in zip(whole.course.steps, whole.outlooks, strict=True):
        assert look is not None
        assert look.relief is not None
        assert look.drowsy is not None
        if wish.drowsy is not None and look.drowsy.middle > wish.drowsy:
            said.append(
                f"The next step, {mg_a_day(step.daily_mg)}, would go beyond the accepted chance of drowsiness in the "
                f"middle person ({_percent(look.drowsy.middle)} against {_percent(wish.drowsy)})."
            )
            break
        best = step.daily_mg
        if wish.relief is not None and look.relief.middle >= wish.relief:
            said.append(
                f"The wanted relief, {_percent(wish.relief)}, is reached in the middle person at {mg_a_day(best)}."
            )
            break
    else:
        if wish.relief is not None:
            said.append(
                f"The wanted relief, {_percent(wish.relief)}, is not reached in the middle person by the highest "
                f"usual day."
            )
    return best, tuple(reasoned(f"Simulated. {text}") for text in said)


def _percent(share: float) -> str:
    return f"{round(100 * share)}%"


def _usual_goal(asked: Asked) -> float:
    """The low end of the usual day where that is higher than today's dose, else one rise more than today."""
    usual, rise = asked.limits.usual, asked.limits.rise
    if usual is not None and usual[0].value > asked.now.daily_mg:
        return usual[0].value
    if asked.limits.ladder:
        return max(one.mg * one.times_per_day for one in asked.limits.ladder)
    if rise is None:
        return asked.now.daily_mg
    return asked.now.daily_mg + rise.mg * (len(asked.now.amounts) if rise.on_each_dose else 1)


def _course(asked: Asked, begin: date, goal: float, pace: str) -> Course | None:
    slower = asked.numbers["titration.slower"] if pace == "slower" else 1.0
    return titration(asked.now, asked.limits, begin=begin, to_mg=goal, pace=pace, slower=slower)


def _no_step(asked: Asked, goal: float) -> Iterator[Statement]:
    name, limits = asked.drug.name, asked.limits
    if limits.max_daily is not None and asked.now.daily_mg >= limits.max_daily.value:
        yield reasoned(
            f"{mg_a_day(asked.now.daily_mg)} is at or above the highest dose for this person, "
            f"{mg_a_day(limits.max_daily.value)}. No rise is proposed; the nearest safe step is to stay or go down."
        )
        yield limits.max_daily.why
    elif limits.cabinet.empty:
        yield reasoned(
            f"Which tablets of {name} are sold in {country_in_words([asked.country])} is not known here, so no doses "
            "can be made up. Ask the pharmacist."
        )
    elif limits.start_mg is None and asked.now.daily_mg == 0:
        yield reasoned(f"No source held here says how {name} is started in this person, so no start is proposed.")
        yield from (rule(row) for row in asked.library.rules.dosing_of(asked.drug.id, "label_age", "formulation_limit"))
    elif asked.now.daily_mg == 0 and limits.start_mg is not None:
        each = limits.start_mg.value
        yield limits.start_mg.why
        yield reasoned(
            f"A first dose of {in_words(each)} mg cannot be made of the tablets known to be sold here within "
            f"{mg_a_day(goal)}. Ask the pharmacist about a liquid."
        )
    elif limits.rise is None:
        yield reasoned(f"No source held here says in what steps {name} is raised, so no rise is proposed.")
    else:
        yield reasoned(
            f"From {mg_a_day(asked.now.daily_mg)} no rise fits the limits and the tablets sold here. "
            "Smaller steps may be possible with a liquid: ask the pharmacist."
        )


def _against(asked: Asked) -> Iterator[Statement]:
    verb = "raising" if asked.now.daily_mg else "starting"
    yield reasoned(f"No plan is proposed, because the checks speak against {verb} {asked.drug.name} in this person:")


def _nearest(asked: Asked) -> Iterator[Statement]:
    if asked.now.daily_mg:
        yield reasoned(
            "The nearest safe thing is to keep today's dose, or to go down step by step, and to speak with the "
            "prescriber soon. Do not stop suddenly."
        )
    else:
        yield reasoned(
            "The nearest safe thing is to leave it unstarted and to ask the prescriber about another treatment; "
            "'lissom assess' shows the alternatives."
        )


def _proposal(
    asked: Asked,
    *,
    chosen: Course | None = None,
    others: Sequence[Course] = (),
    refused: tuple[Statement, ...] = (),
    reached: tuple[Statement, ...] = (),
) -> Proposal:
    crowd = asked.crowd() if chosen else None
    courses = (priced(chosen, crowd, _headline(chosen)),) if chosen else ()
    now = today_outlook(asked, crowd)
    case = with_plan(asked, [chosen]) if chosen else asked.seen.case
    name = asked.drug.name
    goal = f"up to {mg_a_day(chosen.steps[-1].daily_mg)}" if chosen else "no way up is proposed"
    return Proposal(
        kind="titration",
        title=f"{capital(name)}: {goal}",
        medicine=name,
        ingredient=asked.drug.id,
        country=asked.country,
        today=asked.today,
        before=present_in_words(asked),
        courses=courses,
        alternatives=tuple(priced(one, crowd, _headline(one)) for one in _different(others, chosen)),
        refused=refused,
        lead=(*asked.alarms, *reached, DISCUSS),
        rules=tuple({one.text: one for one in _rules(asked)}.values()),
        ours=(*asked.notes, *_ours(asked, courses, now), NO_TRIAL),
        watch=tuple(_watch(asked)),
        now=now,
        rechecked=recheck(asked, case),
        case=case,
    )


def _different(courses: Sequence[Course], chosen: Course | None) -> list[Course]:
    seen = {chosen.daily} if chosen else set()
    kept = []
    for course in courses:
        if course.daily not in seen:
            seen.add(course.daily)
            kept.append(course)
    return kept


def _headline(course: Course) -> Statement:
    top = in_words(course.steps[-1].daily_mg, 4)
    if len(course.steps) == 1:
        return reasoned(f"{top} mg a day from {course.begin.isoformat()}, in one step.")
    steps = f"{len(course.steps)} step{'' if len(course.steps) == 1 else 's'}"
    when = course.steps[-1].begin.isoformat()
    return reasoned(f"{top} mg a day from {when}, after {days_in_words(course.days)}, in {steps}.")


def _rules(asked: Asked) -> Iterator[Statement]:
    limits = asked.limits
    if limits.start_mg is not None and asked.now.daily_mg == 0:
        yield limits.start_mg.why
    if limits.rise is not None:
        yield from limits.rise.why
    yield from (bound.why for bound in (limits.max_daily, limits.max_single) if bound is not None)
    if limits.usual is not None:
        yield limits.usual[0].why
    yield from (rule(row) for row in own_rows(asked.seen, asked.drug, asked.held, *STOP_RULES))


def _ours(asked: Asked, courses: Sequence[Priced], now: Outlook | None) -> Iterator[Statement]:
    if asked.seen.body.CrCl.value is None and asked.seen.body.eGFR.value is None:
        yield reasoned(
            "How well the kidneys work is not known, so no dose here is adapted to them. A creatinine would tell."
        )
    usual = asked.limits.usual
    if usual is not None and any(one.course.steps[-1].daily_mg > usual[1].value for one in courses):
        yield reasoned(f"The plan goes above the usual day of {mg_a_day(usual[1].value)}.")
    for one in courses:
        yield from one.course.statements
        yield from of_the_course(one, now, asked.variant)


def _watch(asked: Asked) -> Iterator[Statement]:
    for row in own_rows(asked.seen, asked.drug, asked.held, *MIND):
        if row.item != "stands_on_tone" or asked.seen.has("stands_on_tone"):
            yield rule(row)
    yield from (guidance(row) for row in asked.library.exercise_guidance if row.kind == "new_dose")
