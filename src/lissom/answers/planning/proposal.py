"""What a plan is when it is proposed: courses, what they bring, what the checks say of them, and what is not known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lissom.case.case import Case
from lissom.checks.finding import Finding
from lissom.facts.statement import Statement, reasoned
from lissom.plan.course import Course
from lissom.plan.outlook import Outlook

DISCUSS = reasoned("This is a proposal to discuss with the prescriber, not an order. Change nothing before that talk.")
NO_TRIAL = reasoned(
    "No randomised trial compares ways of coming off or going up. The lengths and limits come from labels; how the "
    "steps are spaced, and every curve, is our own reasoning."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """A course with what each of its steps brings, in the order of the steps; () where there is no model."""

    course: Course
    outlooks: tuple[Outlook | None, ...] = ()
    headline: Statement | None = None
    """What sets it apart from the others, in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rechecked:
    """The findings of the case with the plan in it, beside those of the case as it is."""

    new: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()
    kept: tuple[Finding, ...] = ()

    @property
    def emergencies(self) -> tuple[Finding, ...]:
        """What must be seen to before any plan."""
        return tuple(one for one in (*self.new, *self.kept) if one.emergency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The answer to one question about a plan. Where nothing is proposed, `courses` is empty and `refused` says why."""

    kind: str
    """`taper`, `titration`, `switch`."""
    title: str
    medicine: str
    ingredient: str
    country: str
    today: date
    before: str
    """What is taken now, in words."""
    courses: tuple[Priced, ...] = ()
    """The proposed course; two that run side by side for a switch."""
    alternatives: tuple[Priced, ...] = ()
    refused: tuple[Statement, ...] = ()
    lead: tuple[Statement, ...] = ()
    """What matters most, first."""
    rules: tuple[Statement, ...] = ()
    """What labels and guidelines say."""
    ours: tuple[Statement, ...] = ()
    """What we reasoned or simulated."""
    watch: tuple[Statement, ...] = ()
    """What to watch for and when to get help."""
    rechecked: Rechecked = Rechecked()
    now: Outlook | None = None
    """The settled day on today's doses; None where there is none or no model."""
    case: Case
    """The case with the plan in it."""
