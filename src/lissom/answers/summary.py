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
    """At most three points. What interrupts comes first, then what the person asked about."""
    urgent = [_point(finding) for finding in findings if finding.stance is Stance.INTERRUPT]
    shown = [finding for finding in findings if finding.stance is Stance.SHOW]
    asked = [_point(finding) for finding in _answering(seen, shown)]
    grave = [_point(finding) for finding in shown if finding.severity is Severity.MAJOR]
    rest = [_point(finding) for finding in shown if finding.severity is not Severity.INFORMATION]
    candidates = (*urgent, *asked[:1], *grave, *_benefits(curves), *rest, *asked[1:], *_refusals(curves))
    return tuple(dict.fromkeys(candidates))[:LENGTH]


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


def _benefits(curves: Curves) -> Iterator[Point]:
    """What the simulation says of relief, beside placebo; a level in the blood alone is no answer to anybody."""
    for forecast in curves.made:
        if (headline := _headline(forecast.statements)) is not None:
            yield Point(statement=headline)


def _headline(statements: tuple[Statement, ...]) -> Statement | None:
    return next((statement for statement in statements if "placebo" in statement.text.casefold()), None)


def _refusals(curves: Curves) -> Iterator[Point]:
    return (Point(statement=refused.why) for refused in curves.refused)
