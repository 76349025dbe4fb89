"""What a rule says: a named fact about this person and these medicines, how serious, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lissom.facts.quantity import Interval
from lissom.facts.statement import Statement


class Severity(StrEnum):
    """How bad it can get, worst first."""

    CONTRAINDICATED = "contraindicated"
    MAJOR = "major"
    MODERATE = "moderate"
    MINOR = "minor"
    INFORMATION = "information"
    NOT_ASSESSED = "not assessed"
    """Something could not be judged: an unknown medicine, a missing creatinine, directions that cannot be read."""


class Stance(StrEnum):
    """What the finding should do to the reader, for this person."""

    INTERRUPT = "interrupt"
    SHOW = "show"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """A computed consequence: what changes, from and to, with its band; the statement carries the sources."""

    name: str
    """`exposure ratio`, `sedated hours per day`, `absolute risk`."""
    value: float
    band: Interval
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One medical concern, or one honest 'not assessed'.

    `id` names the fact it states (`naproxen_may_raise_baclofen_exposure`) and is the handle of `lissom why`.
    `triggers` are paths into the case (`medicines[1]`, `person.SCr_mg_dL`); `what`, `why`, `todo` are shown in order.
    """

    id: str
    severity: Severity
    stance: Stance
    because: str
    """Why this stance, for this person, in one clause."""
    title: str
    what: tuple[Statement, ...]
    why: tuple[Statement, ...] = ()
    todo: tuple[Statement, ...] = ()
    triggers: tuple[str, ...] = ()
    consequence: Consequence | None = None
    emergency: bool = False
    """A life may be at stake now: said before everything else."""
    quoted: tuple[Statement, ...] = ()
    """What labels of the user's own store say of the same pair, word for word; no part of the judgement."""

    def __post_init__(self) -> None:
        assert self.what, f"{self.id}: a finding says what it found"

    @property
    def statements(self) -> tuple[Statement, ...]:
        extra = (self.consequence.statement,) if self.consequence else ()
        return self.what + self.why + extra + self.todo + self.quoted
