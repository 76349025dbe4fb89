"""The three things that matter most for this person: danger first, then what will happen, then the rest."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lissom.answers.forecasts import Curves
from lissom.assessment import Point
from lissom.checks.finding import Finding, Severity, Stance

LENGTH = 3


def summary(findings: tuple[Finding, ...], curves: Curves) -> tuple[Point, ...]:
    """At most three points. Interrupting findings come first; one place is kept for what the medicine will do."""
    urgent = [_point(finding) for finding in findings if finding.stance is Stance.INTERRUPT]
    benefit = list(islice(_benefits(curves), 1))
    rest = [_point(finding) for finding in findings if finding.stance is Stance.SHOW and _weighs(finding)]
    room = LENGTH - len(benefit) if len(urgent) < LENGTH else LENGTH
    chosen = [*urgent[:room], *benefit[: LENGTH - min(len(urgent), room)], *urgent[room:], *rest]
    return tuple(chosen[:LENGTH])


def _point(finding: Finding) -> Point:
    return Point(statement=finding.what[0], finding=finding.id)


def _weighs(finding: Finding) -> bool:
    return finding.severity is not Severity.INFORMATION


def _benefits(curves: Curves) -> Iterator[Point]:
    for forecast in curves.made:
        if forecast.statements:
            yield Point(statement=forecast.statements[0])
    for refused in curves.refused:
        yield Point(statement=refused.why)
