"""The IPDAS v4 criteria for decision aids: how each came out, and the score. What a page holds is looked at
in `report`; what only a study with people can show is never met by a page.

Groups and numbers are those of `ipdas_jw2014` (6 qualifying, 10 certification, 28 quality); the wording is ours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lissom.facts.criterion import Criterion, Group

SOURCE = "ipdas_jw2014"
QUALITY_GOAL = 24
"""Of 28: the goal set for this project; the standard itself sets none."""


class Outcome(StrEnum):
    MET = "met"
    NOT_MET = "not met"
    NOT_APPLICABLE = "does not apply"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One criterion, how it came out, and why."""

    criterion: Criterion
    outcome: Outcome
    why: str


def judged(rows: tuple[Criterion, ...], checks: Mapping[str, Callable[[], str]]) -> tuple[Judged, ...]:
    """Each criterion with its outcome. A check returns what is missing, or '' when nothing is."""
    return tuple(_judge(row, checks) for row in rows)


def _judge(row: Criterion, checks: Mapping[str, Callable[[], str]]) -> Judged:
    if row.concerns == "screening":
        return Judged(criterion=row, outcome=Outcome.NOT_APPLICABLE, why="only for aids on screening tests")
    if row.concerns == "study":
        return Judged(criterion=row, outcome=Outcome.NOT_MET, why="needs work with people, and none is on record")
    missing = checks[row.check]()
    return Judged(criterion=row, outcome=Outcome.NOT_MET if missing else Outcome.MET, why=missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Of one group: how many are met, how many apply, how many there are."""

    group: Group
    met: int
    apply: int
    all: int

    def __str__(self) -> str:
        rest = f" ({self.all - self.apply} on screening tests do not)" if self.all > self.apply else ""
        return f"{self.met} of {self.apply} that apply{rest}"


def score(results: tuple[Judged, ...], group: Group) -> Score:
    own = [one for one in results if one.criterion.group is group]
    return Score(
        group=group,
        met=sum(one.outcome is Outcome.MET for one in own),
        apply=sum(one.outcome is not Outcome.NOT_APPLICABLE for one in own),
        all=len(own),
    )
