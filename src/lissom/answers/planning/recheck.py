"""A proposal through the same checks as any prescription: the case with the plan in it, and what is found then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lissom.answers.planning.asked import Asked
from lissom.answers.planning.proposal import Rechecked
from lissom.case.case import Case
from lissom.case.medicine import Medicine, Route, Status
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.run import findings
from lissom.checks.view import view
from lissom.plan.course import Course


def with_plan(asked: Asked, courses: Sequence[Course]) -> Case:
    """The case in which each course takes the place of its medicine, or joins it where it is new."""
    case = asked.seen.case
    for course in courses:
        case = _with(asked, case, course)
    return case


def _with(asked: Asked, case: Case, course: Course) -> Case:
    held = asked.held if asked.held and asked.held.id == course.ingredient else None
    if held is None:
        known = next((one for one in asked.seen.present if one.id == course.ingredient and one.medicine), None)
        held = known
    regimen = course.regimen
    if held is None or held.medicine is None:
        new = Medicine(
            name=course.name,
            where=f"medicines[{len(case.medicines)}]",
            regimen=regimen,
            understood=course.in_words,
            route=Route.ORAL,
            status=Status.PLANNED,
        )
        return replace(case, medicines=(*case.medicines, new))
    changed = replace(
        held.medicine, sig="", regimen=regimen, understood=course.in_words, unread="", assumptions=(), strength=None
    )
    others = (changed if one.where == held.where else one for one in case.medicines)
    return replace(case, medicines=tuple(others))


def recheck(asked: Asked, case: Case) -> Rechecked:
    """The findings that the plan brings, takes away and leaves.

    Signs noted so far (question, diary) belong to what is taken now. A plan that has not begun cannot have caused them,
    so both sides are compared without them; what they mean today stays among the findings that are kept.
    """
    now = findings(asked.seen)
    before = {one.id: one for one in _found(asked, asked.seen.case)}
    after = {one.id: one for one in _found(asked, case)}
    gone = tuple(one for name, one in before.items() if name not in after)
    return Rechecked(
        new=tuple(one for name, one in after.items() if name not in before),
        gone=gone,
        kept=tuple(one for one in now if one.id not in {left.id for left in gone}),
    )


def _found(asked: Asked, case: Case) -> tuple[Finding, ...]:
    library = asked.library
    without = replace(case, question="", diary=())
    return findings(
        view(without, library.names, library.rules, library.drugs, asked.today, models=lambda: library.models)
    )


def forbids(rechecked: Rechecked, where: str) -> tuple[Finding, ...]:
    """The findings about this medicine that speak against starting or raising it in this person."""
    against = (*rechecked.new, *rechecked.kept)
    return tuple(
        one
        for one in against
        if where in one.triggers
        and (
            one.severity is Severity.CONTRAINDICATED
            or (one.severity is Severity.MAJOR and one.stance is Stance.INTERRUPT)
        )
    )
