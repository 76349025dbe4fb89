"""How strong a fact is (`Grade`) and how surely it was read (`Reading`)."""

from __future__ import annotations

from enum import StrEnum


class Grade(StrEnum):
    """What kind of evidence stands behind a fact, strongest first."""

    LABEL = "label"
    TRIAL = "trial"
    OBSERVATIONAL = "observational"
    CASE_REPORT = "case report"
    THEORY = "theory"
    ASSUMPTION = "assumption"


class Reading(StrEnum):
    """Where the figure itself was read; says nothing of how good the study is."""

    FULL_TEXT = "full text"
    ABSTRACT = "abstract"
    LABEL = "label"
    SECONDARY = "secondary"
    """A copy, a summary or another work that quotes it. Always shown as such."""
    REASONED = "reasoned"
    """Derived or assumed by us; the reasoning is the source."""
