"""The three things that matter most for this person: danger, then what was asked, then what the medicine will do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lissom.answers.forecasts import Curves
from lissom.assessment import Point
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.view import View
from lissom.facts.statement import Statement

LENGTH = 3


def summary(seen: View, findings: tuple[Finding, ...], curves: Curves) -> tuple[Point, ...]:
    """At most three points. What interrupts comes first, then what was asked, then what is grave, then a taper."""
    urgent = [_point(finding) for finding in findings if finding.stance is Stance.INTERRUPT]
    shown = [finding for finding in findings if finding.stance is Stance.SHOW]
    asked = [_point(finding) for finding in _answering(seen, shown)]
    going_down = [_point(finding) for finding in shown if finding.id.endswith("_is_being_tapered")]
    grave = [_point(finding) for finding in shown if finding.severity is Severity.MAJOR]
    rest = [_point(finding) for finding in shown if finding.severity is not Severity.INFORMATION]
    benefits = () if any(finding.emergency for finding in findings) else tuple(_benefits(curves, _forbidden(findings)))
    candidates = (*urgent, *asked[:1], *grave, *going_down, *benefits, *rest, *asked[1:])
    said: dict[str, Point] = {}
    for point in candidates or tuple(_refusals(curves)):
        said.setdefault(point.statement.text, point)
    return tuple(said.values())[:LENGTH]


def _point(finding: Finding) -> Point:
    return Point(statement=finding.what[0], finding=finding.id)


def _answering(seen: View, shown: list[Finding]) -> Iterator[Finding]:
    """The findings about a medicine that the question names, those about two named medicines first."""
    question = set(re.findall(r"\w+", seen.case.question.casefold()))
    named = {
        taken.medicine.where
        for taken in seen.taken
        if question
        & {taken.medicine.name.casefold(), taken.recognition.brand.casefold(), *taken.recognition.ingredient_ids}
    }
    about = {finding.id: len(named.intersection(finding.triggers)) for finding in shown}
    wanted = min(len(named), 2) or 1
    return (finding for finding in shown if about[finding.id] >= wanted)


def _forbidden(findings: tuple[Finding, ...]) -> frozenset[str]:
    """Where in the case a medicine stands that must not be used, or not with another: its relief is not held out."""
    worst = (finding for finding in findings if finding.severity is Severity.CONTRAINDICATED)
    return frozenset(
        trigger for finding in worst if finding.stance is not Stance.SILENT for trigger in finding.triggers
    )


def _benefits(curves: Curves, forbidden: frozenset[str]) -> Iterator[Point]:
    """What the simulation says of relief, beside placebo; a level in the blood alone is no answer to anybody."""
    for forecast in curves.made:
        if forecast.medicine not in forbidden and (headline := _headline(forecast.statements)):
            yield Point(statement=headline)


def _headline(statements: tuple[Statement, ...]) -> Statement | None:
    return next((statement for statement in statements if "placebo" in statement.text.casefold()), None)


def _refusals(curves: Curves) -> Iterator[Point]:
    return (Point(statement=refused.why) for refused in curves.refused)
