"""Coming off, or down to a lower dose: the label's pace first, faster and slower beside it, and what to watch for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lissom.answers.planning.asked import Asked, begin_day, mg_a_day
from lissom.answers.planning.pricing import of_the_course, priced, today_outlook
from lissom.answers.planning.proposal import DISCUSS, NO_TRIAL, Priced, Proposal
from lissom.answers.planning.recheck import recheck, with_plan
from lissom.answers.topics.dosing import rule
from lissom.answers.topics.places import in_words as country_in_words
from lissom.facts.errors import Fault, InputError
from lissom.facts.quantity import in_words
from lissom.facts.statement import Statement, reasoned
from lissom.medicines.drug import Topic
from lissom.plan.course import Course, days_in_words
from lissom.plan.limits import TaperRule
from lissom.plan.outlook import Outlook
from lissom.plan.taper import taper


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the person asked of the taper; None where it is left open."""

    to_mg: float = 0.0
    days: int | None = None
    until: date | None = None
    pace: str = "label"
    start: date | None = None


PACES = ("faster", "label", "slower", "slowest")


def plan_taper(asked: Asked, wish: Wish) -> Proposal:
    """The way down, or why none is proposed. Raises `InputError` for goals that are no goals."""
    _check(asked, wish)
    begin = begin_day(asked.today, wish.start)
    if refused := tuple(_refused(asked)):
        return _proposal(asked, wish, refused=refused)
    spoken = asked.limits.taper
    assert spoken is not None
    shortest, label = spoken.days(asked.now.daily_mg - wish.to_mg)
    spans = {
        "faster": shortest,
        "label": label,
        "slower": label * asked.numbers["taper.slower"],
        "slowest": label * asked.numbers["taper.slowest"],
    }
    wanted = wish.days if wish.days is not None else (wish.until - begin).days if wish.until else spans[wish.pace]
    too_fast = wanted < shortest
    chosen = _course(asked, wish, begin, max(wanted, shortest), "asked" if wish.days or wish.until else wish.pace)
    if chosen is None:
        return _proposal(asked, wish, refused=(_no_tablet(asked),))
    others = [
        made
        for pace, days in spans.items()
        if (made := _course(asked, wish, begin, days, pace)) is not None and made.daily != chosen.daily
    ]
    answer = tuple(_too_fast(asked, wish, chosen, wanted)) if too_fast else ()
    return _proposal(asked, wish, chosen=chosen, others=_different(others), lead=answer)


def _check(asked: Asked, wish: Wish) -> None:
    faults = []
    if wish.to_mg < 0:
        faults.append(Fault(where="--to", expected="0 mg a day or more", came=f"{wish.to_mg:g}"))
    if wish.pace not in PACES:
        faults.append(Fault(where="--pace", expected="one of " + ", ".join(PACES), came=repr(wish.pace)))
    if wish.days is not None and wish.days < 0:
        faults.append(Fault(where="--days", expected="a number of days", came=str(wish.days)))
    if asked.now.daily_mg and wish.to_mg >= asked.now.daily_mg:
        todo = f"Today's dose is {mg_a_day(asked.now.daily_mg)}; for more, use 'lissom plan titrate'."
        faults.append(Fault(where="--to", expected="less than today's dose", came=f"{wish.to_mg:g} mg", todo=todo))
    if wish.until is not None and wish.until < asked.today:
        faults.append(Fault(where="--until", expected="a day to come", came=wish.until.isoformat()))
    longest = asked.numbers.days("taper.days_most")
    if wish.days is not None and wish.days > longest:
        faults.append(Fault(where="--days", expected=f"at most {longest} days", came=str(wish.days)))
    if wish.until is not None and (wish.until - asked.today).days > longest:
        faults.append(Fault(where="--until", expected=f"a day within {longest} days", came=wish.until.isoformat()))
    if faults:
        raise InputError(faults)


def _refused(asked: Asked) -> Iterator[Statement]:
    """Why no way down is worked out, with what is to be done instead."""
    name = asked.drug.name
    if asked.route == "intrathecal":
        yield reasoned(
            "A pump is turned down by its clinic alone, never at home. Lissom plans no steps for it and no change from "
            "pump to tablets."
        )
        yield from (
            rule(row) for row in asked.library.rules.dosing_of(asked.drug.id, "boxed_warning", route="intrathecal")
        )
    elif asked.now.daily_mg == 0:
        yield reasoned(f"There is no {name} being taken, so there is nothing to reduce.")
    elif asked.limits.taper is None:
        yield from asked.drug.statements.get(Topic.STOPPING, ())
        yield from asked.limits.warned
        shares = list(asked.library.rules.dosing_of(asked.drug.id, "taper", route=asked.route))
        yield from (rule(row) for row in shares)
        if asked.limits.warned or shares:
            known = (
                f"The steps down of {name} are known as a share of the dose, and Lissom works out no dates from it"
                if shares
                else f"How long the steps down of {name} take is in no source held here, so no dates are proposed"
            )
            yield reasoned(f"{known}. Ask the prescriber for a plan, and go on as before until then.")
        else:
            yield reasoned(f"No source held here asks for steps down of {name}; ask the prescriber how to stop it.")
    elif asked.limits.cabinet.empty:
        yield _no_tablet(asked)


def _no_tablet(asked: Asked) -> Statement:
    where = country_in_words([asked.country])
    return reasoned(
        f"With the tablets of {asked.drug.name} known to be sold in {where} no smaller step can be made from "
        f"{mg_a_day(asked.now.daily_mg)}. Go on as before and ask the pharmacist about a liquid or a smaller tablet."
    )


def _course(asked: Asked, wish: Wish, begin: date, days: float, pace: str) -> Course | None:
    spoken = asked.limits.taper
    assert spoken is not None
    why = (spoken.why, *whence(asked, spoken, pace))
    return taper(asked.now, asked.limits, asked.numbers, begin=begin, days=days, pace=pace, to_mg=wish.to_mg, why=why)


def whence(asked: Asked, spoken: TaperRule, pace: str) -> Iterator[Statement]:
    """Where the number of days comes from, beside the rule itself."""
    if not spoken.own:
        where = country_in_words([asked.country])
        yield reasoned(
            f"Labels of {where} held here say to go down slowly and give no length; the longest span of any country "
            f"is used."
        )
    if pace in ("slower", "slowest"):
        yield asked.numbers.why(f"taper.{pace}")


def _different(courses: Sequence[Course]) -> list[Course]:
    """Each way down once."""
    return list({course.daily: course for course in reversed(courses)}.values())[::-1]


def _too_fast(asked: Asked, wish: Wish, chosen: Course, wanted: float) -> Iterator[Statement]:
    spoken = asked.limits.taper
    assert spoken is not None
    goal = "nothing" if wish.to_mg == 0 else mg_a_day(wish.to_mg)
    yield Statement(
        text=f"{days_in_words(max(0, round(wanted)))} from {mg_a_day(asked.now.daily_mg)} to {goal} is faster than "
        f"any label "
        f"read allows, and is not proposed. The nearest safe plan reaches {goal} on "
        f"{chosen.steps[-1].begin.isoformat()}.",
        sources=spoken.why.sources,
        grade=spoken.why.grade,
        facts=spoken.why.facts,
    )


def _proposal(
    asked: Asked,
    wish: Wish,
    *,
    chosen: Course | None = None,
    others: Sequence[Course] = (),
    refused: tuple[Statement, ...] = (),
    lead: tuple[Statement, ...] = (),
) -> Proposal:
    crowd = asked.crowd() if chosen else None
    courses = (priced(chosen, crowd, _headline(chosen)),) if chosen else ()
    now = today_outlook(asked, crowd)
    case = with_plan(asked, [chosen]) if chosen else asked.seen.case
    goal = "off" if wish.to_mg == 0 else f"down to {mg_a_day(wish.to_mg)}"
    return Proposal(
        kind="taper",
        title=f"Coming {goal} {asked.drug.name}" if goal == "off" else f"{asked.drug.name.capitalize()}: {goal}",
        medicine=asked.drug.name,
        ingredient=asked.drug.id,
        country=asked.country,
        today=asked.today,
        before=present_in_words(asked),
        courses=courses,
        alternatives=tuple(priced(one, crowd, _headline(one)) for one in others),
        refused=refused,
        lead=(*asked.alarms, *lead, DISCUSS),
        rules=tuple(_rules(asked)),
        ours=(*asked.notes, *_ours(asked, courses, now), NO_TRIAL),
        watch=tuple(_watch(asked)) if asked.doses else (),
        now=now,
        rechecked=recheck(asked, case),
        case=case,
    )


def present_in_words(asked: Asked) -> str:
    """'20 mg at 08:00, ... (80 mg a day)'."""
    from lissom.plan.course import clock

    if not asked.doses:
        return "nothing"
    listed = ", ".join(f"{clock(hour)} {in_words(mg, 4)} mg" for hour, mg in asked.doses)
    return f"{listed} ({mg_a_day(asked.now.daily_mg)})"


def _headline(course: Course) -> Statement:
    lowest = in_words(course.steps[-1].daily_mg, 4)
    steps = len(course.steps)
    text = f"{days_in_words(course.days)}, {steps} steps, {lowest} mg a day from {course.steps[-1].begin.isoformat()}."
    return reasoned(text)


def _rules(asked: Asked) -> Iterator[Statement]:
    if asked.limits.taper is not None:
        yield asked.limits.taper.why
    for row in asked.library.rules.dosing_of(asked.drug.id, "taper", route="oral"):
        if asked.limits.taper is None or row.id not in asked.limits.taper.why.facts:
            yield rule(row)
    yield from asked.limits.warned


def _ours(asked: Asked, courses: Sequence[Priced], now: Outlook | None) -> Iterator[Statement]:
    for one in courses:
        yield from one.course.statements
        yield from of_the_course(one, now, asked.variant)


def _watch(asked: Asked) -> Iterator[Statement]:
    onset = tuple(asked.library.rules.dosing_of(asked.drug.id, "withdrawal_onset"))
    yield from (rule(row) for row in onset)
    if onset:
        yield asked.numbers.why(
            "taper.watch_days",
            f"Watch most in the first {asked.numbers.days('taper.watch_days')} days after each step. How often "
            "withdrawal comes with steps like these is not known.",
        )
    if asked.limits.warned:
        yield reasoned(
            "If stiffness, itching, restlessness or sleeplessness come back strongly, stay on the step or go back to "
            "the one before, and speak with the prescriber. Confusion, seeing things, fever or a seizure: call for "
            "help at once."
        )
