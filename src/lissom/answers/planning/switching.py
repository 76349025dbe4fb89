"""From one relaxant to another: the old one down and the new one up side by side, or why that is for a specialist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from lissom.answers.planning.asked import Asked, begin_day, crowd_of, mg_a_day
from lissom.answers.planning.limits import limits, own_rows
from lissom.answers.planning.pricing import of_the_course, priced, today_outlook
from lissom.answers.planning.proposal import DISCUSS, NO_TRIAL, Priced, Proposal
from lissom.answers.planning.recheck import forbids, recheck, with_plan
from lissom.answers.planning.tapering import present_in_words, whence
from lissom.answers.topics.dosing import rule
from lissom.answers.topics.from_rows import said
from lissom.facts.errors import Fault, InputError
from lissom.facts.quantity import in_words
from lissom.facts.sentence import capital
from lissom.facts.statement import Statement, reasoned
from lissom.medicines.drug import Drug
from lissom.plan.course import Course
from lissom.plan.taper import Present, taper
from lissom.plan.titration import titration

PUMP_FACTS = (
    "prerequisite", "screening_dose", "initial_infusion", "titration_step", "usual_daily", "high_dose_caution",
    "boxed_warning",
)  # fmt: skip

BLOOD_UNDER_A_PUMP = "plasma concentration relative to oral dosing"
"""The quantity, in the table of effects, that says how little of what a pump delivers reaches the blood."""


def plan_switch(asked: Asked, other: Drug, *, to_pump: bool = False, start: date | None = None) -> Proposal:
    """The cross-taper to `other`, or why none is proposed. `to_pump`: the same medicine into the spinal fluid."""
    begin = begin_day(asked.today, start)
    if to_pump or asked.route == "intrathecal":
        return _proposal(asked, other, refused=tuple(_specialist(asked)))
    if other.id == asked.drug.id:
        todo = "A new brand or strength of the same medicine is no switch; ask the pharmacist."
        raise InputError([Fault(where="--to", expected="another relaxant", came=repr(other.name), todo=todo)])
    if asked.now.daily_mg == 0:
        todo = f"Use 'lissom plan titrate --medicine {other.name}'."
        raise InputError([Fault(where=f"case.{asked.where}", expected="a relaxant taken now", came="none", todo=todo)])
    notes: list[Statement] = []
    down = _down(asked, begin)
    new = _new(asked, other, notes)
    up = _up(new, begin)
    if up is None:
        said = reasoned(f"No start of {other.name} can be made for this person from what is held here.")
        return _proposal(asked, other, refused=(said, *notes))
    case = with_plan(asked, [one for one in (down, up) if one is not None])
    where = f"medicines[{len(asked.seen.case.medicines)}]"
    against = forbids(recheck(asked, case), where)
    if against:
        told = tuple(statement for finding in against for statement in (*finding.what, *finding.todo[:1]))
        lead = reasoned(f"No switch is proposed, because the checks speak against {other.name} in this person:")
        stay = reasoned(f"The nearest safe thing is to stay on {asked.drug.name} and to ask about another medicine.")
        return _proposal(asked, other, refused=(lead, *told, stay))
    return _proposal(asked, other, down=down, up=up, notes=tuple(notes))


def _down(asked: Asked, begin: date) -> Course | None:
    spoken = asked.limits.taper
    if spoken is None:
        return None
    days = spoken.days(asked.now.daily_mg)[1]
    made = taper(
        asked.now,
        asked.limits,
        asked.numbers,
        begin=begin,
        days=days,
        pace="label",
        why=(spoken.why, *whence(asked, spoken, "label")),
    )
    return None if made is None else replace(made, kind="switch out")


def _new(asked: Asked, other: Drug, notes: list[Statement]) -> Asked:
    """The same question about the new medicine, which is not yet taken."""
    return replace(
        asked,
        drug=other,
        held=None,
        now=Present(ingredient=other.id, name=other.name, hours=(), amounts=()),
        limits=limits(asked.seen, asked.library, other, None, (), notes),
        notes=(),
    )


def _up(new: Asked, begin: date) -> Course | None:
    usual = new.limits.usual
    rungs = [one.mg * one.times_per_day for one in new.limits.ladder]
    goal = usual[0].value if usual else max(rungs, default=0.0)
    if not goal and new.limits.start_mg is not None:
        goal = new.limits.start_mg.value * new.limits.start_times
    made = titration(new.now, new.limits, begin=begin, to_mg=goal, pace="label")
    return None if made is None else replace(made, kind="switch in")


def _specialist(asked: Asked) -> Iterator[Statement]:
    """Tablets to pump or back: never planned here; what is known of it."""
    yield reasoned(
        "Going from tablets to a pump, or from a pump to tablets, is decided and done by a specialist team, often in "
        "hospital. Lissom proposes no doses for it. What labels say:"
    )
    for item in PUMP_FACTS:
        rows = list(asked.library.rules.dosing_of(asked.drug.id, item, route="intrathecal"))
        yield from (rule(row) for row in rows if row.route == "intrathecal")
    for row in asked.library.effects:
        if (row.drug, row.route, row.quantity) == (asked.drug.id, "intrathecal", BLOOD_UNDER_A_PUMP) and row.value:
            yield said(
                f"At a dose that works, the level in the blood under a pump is about {in_words(1 / row.value)} times "
                "lower than under tablets, so the two doses cannot be converted by weight.",
                row,
            )


def _proposal(
    asked: Asked,
    other: Drug,
    *,
    down: Course | None = None,
    up: Course | None = None,
    refused: tuple[Statement, ...] = (),
    notes: tuple[Statement, ...] = (),
) -> Proposal:
    courses = [one for one in (down, up) if one is not None]
    of_new = crowd_of(asked.seen, asked.library, other.id, seed=asked.seed, people=asked.people) if up else None
    both = (
        *((priced(down, asked.crowd()),) if down else ()),
        *((priced(up, of_new),) if up else ()),
    )
    case = with_plan(asked, courses) if courses else asked.seen.case
    name = f"{capital(asked.drug.name)}"
    return Proposal(
        kind="switch",
        title=f"{name} to {other.name if other.id != asked.drug.id else 'another way of giving it'}",
        medicine=asked.drug.name,
        ingredient=asked.drug.id,
        country=asked.country,
        today=asked.today,
        before=present_in_words(asked),
        courses=both,
        refused=refused,
        lead=(*asked.alarms, DISCUSS),
        rules=tuple(_rules(asked, other)),
        ours=(*asked.notes, *notes, *_ours(asked, other, both, down), NO_TRIAL),
        watch=tuple(_watch(asked, other, bool(courses))),
        now=today_outlook(asked, asked.crowd()) if courses else None,
        rechecked=recheck(asked, case),
        case=case,
    )


def _rules(asked: Asked, other: Drug) -> Iterator[Statement]:
    if asked.limits.taper is not None:
        yield asked.limits.taper.why
    yield from (rule(row) for row in own_rows(asked.seen, other, None, "start", "titration_step", "max_daily"))
    yield from asked.limits.warned


def _ours(asked: Asked, other: Drug, both: tuple[Priced, ...], down: Course | None) -> Iterator[Statement]:
    if not both:
        return
    yield reasoned(
        f"The steps down of {asked.drug.name} and the steps up of {other.name} begin on the same day, each at its own "
        "label's pace. No source held here says how to overlap the two; the overlap keeps both withdrawal and a gap in "
        "relief short."
    )
    yield reasoned(
        "For the days of overlap both sedate: no driving, no alcohol, and care when standing up. The curves show each "
        "medicine alone; what they do together is not simulated."
    )
    if down is None:
        yield reasoned(
            f"No source held here gives steps down of {asked.drug.name}; when and how it ends is the prescriber's to "
            f"say."
        )
    for one in both:
        yield from one.course.statements
        yield from of_the_course(one, None, asked.variant if one.course.ingredient == asked.drug.id else None)
    without = [one.course.name for one in both if not any(look and look.relief for look in one.outlooks)]
    for name in without:
        yield reasoned(f"There is no model of the effect of {name}, so only its level is shown, no relief.")


def _watch(asked: Asked, other: Drug, planned: bool) -> Iterator[Statement]:
    if planned:
        yield from (rule(row) for row in own_rows(asked.seen, other, None, "monitoring", "driving"))
        yield reasoned(
            f"If stiffness, confusion or restlessness come on strongly, {asked.drug.name} may be going down too fast: "
            "go back to the step before and call the prescriber. Deep sleepiness, slow breathing, fainting: call for "
            "help at once."
        )
    elif asked.now.daily_mg:
        yield reasoned(
            f"Go on with {mg_a_day(asked.now.daily_mg)} of {asked.drug.name} until then; do not stop suddenly."
        )
