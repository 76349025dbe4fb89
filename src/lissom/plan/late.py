"""A dose out of time: late, forgotten, doubled, vomited. What can be done now, and what each choice does to the day.

Hours count from the midnight of the day the dose was due; `now` may lie on a later day (26 is 2 in the morning after).
The advice comes from leaflets; the curves are ours and never overrule it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from lissom.dynamics.crowd import states
from lissom.dynamics.layout import rate_matrix
from lissom.plan.outlook import Curve, Three, curves
from lissom.plan.responses import A_DAY, STEP_H, Doses, Responses
from lissom.population import people as crowds

SETTLED_DAYS = 6
"""Days of ordinary doses before the one in question."""
SHOWN_H = 24.0
"""Hours after now that are compared and drawn."""
GONE = 1e-3
"""Share of the highest ordinary level below which the medicine counts as gone, and levels are not compared."""
SHOWN = ("plasma", "tone_relief", "sedation")


class Choice(StrEnum):
    TAKE = "take it now, the next at its usual time"
    SKIP = "leave it out, the next at its usual time"
    WAIT = "take it now, and the next later so that the gap is kept"
    NEXT_OUT = "leave out the next dose"
    NEXT_ON = "go on at the usual times"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Where in the day's doses one stands."""

    due: float
    now: float
    next_due: float
    last_taken: float
    """Hour of the last dose before the missed one."""
    missed: int
    """Doses due from `due` to now, the first one included."""
    usual_gap: float

    @property
    def late_h(self) -> float:
        return self.now - self.due

    @property
    def left_h(self) -> float:
        """Hours until the next dose."""
        return self.next_due - self.now

    @property
    def since_h(self) -> float:
        """Hours since anything was taken."""
        return self.now - self.last_taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice and what it does in the next 24 hours, beside an ordinary day of the same person (ratios of 1)."""

    choice: Choice
    doses: tuple[tuple[float, float], ...]
    """(hours, mg) from now on."""
    peak_ratio: Three
    """Highest level over that of an ordinary day."""
    lowest_ratio: Three
    """Lowest level over that of an ordinary day."""
    curves: tuple[Curve, ...]


def timing(doses: Doses, due: float, now: float) -> Timing:
    """Where `now` lies among the day's doses. Raises AssertionError when no dose is due at `due` (within a minute)."""
    hours = sorted(hour for hour, _ in doses)
    assert any(abs(hour - due) < 1 / 60 for hour in hours), "a dose is due at that hour"
    days = int(now // 24) + 2
    every = [hour + 24.0 * day for day in range(-1, days + 1) for hour in hours]
    following = [hour for hour in every if hour > due + 1 / 60]
    return Timing(
        due=due,
        now=now,
        next_due=min(hour for hour in every if hour > max(now, due) + 1e-9),
        last_taken=max(hour for hour in every if hour < due - 1 / 60),
        missed=1 + sum(hour <= now + 1e-9 for hour in following),
        usual_gap=min(following) - due,
    )


def missed_options(crowd: Responses, doses: Doses, at: Timing, *, gap_h: float) -> tuple[Option, ...]:
    """Take, skip or wait, each simulated on the same people after days of ordinary doses."""
    mg = _amount_at(doses, at.due)
    before = [one for one in _usual(doses, at) if one[0] < at.due - 1 / 60]
    after = [one for one in _usual(doses, at) if one[0] > at.now + 1e-9]
    pushed = _pushed(after, at.now, gap_h)
    plans = {
        Choice.TAKE: [(at.now, mg), *after],
        Choice.SKIP: after,
        Choice.WAIT: [(at.now, mg), *pushed],
    }
    if pushed == after:
        del plans[Choice.WAIT]
    return tuple(_option(crowd, doses, choice, before, plan, at.now) for choice, plan in plans.items())


def double_options(crowd: Responses, doses: Doses, due: float, now: float) -> tuple[Option, ...]:
    """The same dose taken once more at `now`: going on as usual, or leaving out the next dose."""
    at = timing(doses, due, now)
    mg = _amount_at(doses, due)
    before = [*(one for one in _usual(doses, at) if one[0] <= now + 1e-9), (now, mg)]
    after = [one for one in _usual(doses, at) if one[0] > now + 1e-9]
    return (
        _option(crowd, doses, Choice.NEXT_ON, before, after, now),
        _option(crowd, doses, Choice.NEXT_OUT, before, after[1:], now),
    )


def share_absorbed(crowd: Responses, hours: float) -> Three:
    """Share of one dose (0 to 1) that has left the gut so many hours after it was swallowed."""
    structure = crowd.variant.structure
    A = rate_matrix(crowd.layout, crowds.kinetics(structure, crowd.people))
    lag = crowd.people["lag"] if structure.lag else 0.0
    (state,) = states(A, ((0.0, 1.0),), np.array([hours]), lag)
    given = np.asarray(lag) <= hours
    left = np.where(given, state[: crowd.layout.inputs].sum(axis=0), 1.0)
    return Three.of(1.0 - np.clip(left, 0.0, 1.0))


def _option(
    crowd: Responses, doses: Doses, choice: Choice, before: Sequence[tuple[float, float]],
    plan: Sequence[tuple[float, float]], now: float,
) -> Option:  # fmt: skip
    start = STEP_H * round(now / STEP_H)
    days = int(SHOWN_H // 24)
    state = crowd.course([(hour - start, mg) for hour, mg in (*before, *plan)], days)
    ordinary = crowd.outcome("plasma", crowd.steady(doses))
    level = crowd.outcome("plasma", state)
    gone = GONE * ordinary.max(axis=0)
    return Option(
        choice=choice,
        doses=tuple(one for one in plan if one[0] < now + SHOWN_H),
        peak_ratio=Three.of(level.max(axis=0) / ordinary.max(axis=0)),
        lowest_ratio=Three.of(np.maximum(level.min(axis=0), gone) / np.maximum(ordinary.min(axis=0), gone)),
        curves=curves(crowd, state, SHOWN, begin_h=start),
    )


def _usual(doses: Doses, at: Timing) -> list[tuple[float, float]]:
    days = range(-SETTLED_DAYS, int((at.now + SHOWN_H) // 24) + 2)
    return sorted((hour + 24.0 * day, mg) for day in days for hour, mg in doses)


def _pushed(after: Sequence[tuple[float, float]], now: float, gap_h: float) -> list[tuple[float, float]]:
    """The coming doses, each moved back as far as needed to keep the gap to the one before."""
    moved, last = [], now
    for hour, mg in after:
        last = max(hour, last + gap_h) if last + gap_h > hour else hour
        moved.append((last, mg))
    return moved


def _amount_at(doses: Doses, due: float) -> float:
    return next(mg for hour, mg in doses if abs(hour - due) < 1 / 60)


assert A_DAY * STEP_H == 24
