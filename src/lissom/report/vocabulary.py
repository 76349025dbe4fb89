"""The words of the furniture: what severities and grades are called on the page, and the one sentence of caution."""

from __future__ import annotations

from lissom.checks.finding import Severity
from lissom.facts.grade import Grade
from lissom.facts.statement import Statement

SEVERITY = {
    Severity.CONTRAINDICATED: "Must not be combined or used",
    Severity.MAJOR: "Serious",
    Severity.MODERATE: "Take care",
    Severity.MINOR: "Minor",
    Severity.INFORMATION: "Good to know",
    Severity.NOT_ASSESSED: "Not assessed",
}
"""Plain words for the person; the clinician layer shows the severity itself."""

SHAPE = {
    Severity.CONTRAINDICATED: "■",
    Severity.MAJOR: "▲",
    Severity.MODERATE: "◆",
    Severity.MINOR: "●",
    Severity.INFORMATION: "○",
    Severity.NOT_ASSESSED: "?",
}
"""One shape for each severity, so that colour never stands alone."""

GRADE_SHOWN = {Grade.ASSUMPTION: "assumed", Grade.THEORY: "theory", Grade.CASE_REPORT: "case reports"}
"""Grades weak enough to be said beside the sentence itself."""

GRADE_MEANS = {
    Grade.LABEL: "the official product label of a country says so",
    Grade.TRIAL: "measured in a trial or a study of the drug in people",
    Grade.OBSERVATIONAL: "seen in people outside a trial: cohorts, registers, surveys, formulas fitted to patients",
    Grade.CASE_REPORT: "seen in single people",
    Grade.THEORY: "follows from how the drug works; not tested in people",
    Grade.ASSUMPTION: "our own assumption, with its reason written down",
}

CAUTION = (
    "This informs the talk between a person and their clinician or pharmacist; it does not replace it. "
    "Change no medicine on your own because of it. In an emergency call for help first."
)

HOW_TO_READ = (
    "Numbers in brackets lead to the source list. A sentence without a word after it rests on a label or a study."
)


def grade_shown(statement: Statement) -> str:
    """The word beside a sentence that rests on little; '' for a question and for 'not known', which claim nothing."""
    if statement.text.endswith("?") or statement.text.startswith("Not known"):
        return ""
    return GRADE_SHOWN.get(statement.grade, "")


def professional(statement: Statement) -> str:
    """The professional wording, or only what it adds to the plain sentence it begins with; '' when it adds nothing."""
    if statement.clinician.startswith(statement.text):
        return statement.clinician.removeprefix(statement.text).strip()
    return statement.clinician
