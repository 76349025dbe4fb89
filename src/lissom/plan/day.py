"""The one-day clock: dose times moved within bounds to suit what the person needs at which hours, and what that gains.

Every candidate is tried on the same people. The gain is a difference within each person, so its spread is what we do
not know about the gain, not what we do not know about the drug.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from lissom.dynamics.layout import Floats
from lissom.plan.numbers import Numbers
from lissom.plan.outlook import Three
from lissom.plan.responses import A_DAY, STEP_H, Doses, Responses

SEARCHED_WITH = 256
"""People the candidates are tried on; the two that matter are then compared on everybody."""
ROUNDS = 4


Timed = tuple[tuple[float, float], ...]
"""(hours, mg) of each dose of a day."""


class Need(StrEnum):
    """What is wanted in a window."""

    ALERT = "alert"
    DRIVE = "drive"
    TRAIN = "train"
    RELIEF = "relief"
    """Little stiffness and few spasms: at night, for care, for stretching."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Hours of the day with a need; `end` may lie past midnight (22 to 30). `weight` is how much it matters."""

    name: str
    need: Need
    begin: float
    end: float
    weight: float = 1.0

    @property
    def places(self) -> tuple[int, ...]:
        """The points of the day that fall into it, at least one."""
        first, last = round(self.begin / STEP_H), round(self.end / STEP_H)
        return tuple(k % A_DAY for k in range(first, max(first + 1, last + 1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One outcome in one window, before and after, and the change within each person."""

    window: Window
    outcome: str
    before: Three
    after: Three
    change: Three


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """The best times found, beside the present ones. `gain` is on the scale of the score, 0 to 1."""

    before: Timed
    after: Timed
    gain: Three
    better: float
    """Share of people for whom the new times score higher by more than is worth noticing."""
    worse: float
    worth: bool
    effects: tuple[Effect, ...]
    tried: int


def move(
    crowd: Responses, doses: Doses, windows: Sequence[Window], numbers: Numbers, *, gap_h: float, on_tone: bool = False
) -> Move:
    """The dose times with the best average score within the bounds. `gap_h`: doses stay at least so far apart.

    `on_tone`: the person stands on the stiffness, so that training is not helped by less of it.
    """
    few = crowd.first(SEARCHED_WITH)
    usual = tuple(sorted(doses))
    found: dict[Timed, float] = {}

    def worth(candidate: Timed) -> float:
        if candidate not in found:
            found[candidate] = float(score(few, candidate, windows, on_tone=on_tone).mean())
        return found[candidate]

    best = max((_climb(start, usual, numbers, gap_h, worth) for start in _starts(usual, numbers, gap_h)), key=worth)
    threshold = numbers["day.worth_moving"]
    before, after = (score(crowd, one, windows, on_tone=on_tone) for one in (usual, best))
    gain = after - before
    worth_it = float(np.median(gain)) > threshold
    chosen = best if worth_it else usual
    return Move(
        before=usual,
        after=chosen,
        gain=Three.of(gain) if worth_it else Three(0.0, 0.0, 0.0),
        better=float((gain > threshold).mean()) if worth_it else 0.0,
        worse=float((gain < -threshold).mean()) if worth_it else 0.0,
        worth=worth_it,
        effects=tuple(_effects(crowd, usual, chosen, windows)),
        tried=len(found),
    )


def score(crowd: Responses, doses: Doses, windows: Sequence[Window], *, on_tone: bool = False) -> Floats:
    """How well a day meets the needs, 0 to 1, for each person: relief where relief is wanted, wakefulness elsewhere."""
    state = crowd.steady(doses)
    relief, sedation = crowd.outcome("tone_relief", state), crowd.outcome("sedation", state)
    total = np.zeros(state.shape[2])
    for window in windows:
        places = list(window.places)
        awake, loose = 1.0 - sedation[places].mean(axis=0), relief[places].mean(axis=0)
        value = {
            Need.RELIEF: loose,
            Need.TRAIN: awake if on_tone else (awake + loose) / 2,
            Need.ALERT: awake,
            Need.DRIVE: awake,
        }[window.need]
        total += window.weight * value
    scaled: Floats = total / (sum(window.weight for window in windows) or 1.0)
    return scaled


def _starts(usual: Doses, numbers: Numbers, gap_h: float) -> Iterator[Timed]:
    """The present times, and all of them moved together."""
    for shift in _shifts(numbers):
        moved = tuple((hour + shift, mg) for hour, mg in usual)
        if shift == 0 or allowed(moved, usual, gap_h):
            yield moved


def _climb(start: Timed, usual: Timed, numbers: Numbers, gap_h: float, worth: Callable[[Timed], float]) -> Timed:
    """From a start, one dose at a time to its best place, until nothing gets better."""
    best = tuple(start)
    for _ in range(ROUNDS):
        before = best
        for place in range(len(best)):
            options = [
                (*best[:place], (usual[place][0] + shift, usual[place][1]), *best[place + 1 :])
                for shift in _shifts(numbers)
            ]
            best = max([best, *(one for one in options if allowed(one, usual, gap_h))], key=worth)
        if best == before:
            break
    return best


def allowed(candidate: Doses, usual: Doses, gap_h: float) -> bool:
    """Whether the doses keep their order, lie within the day and stay far enough apart, over midnight too.

    A gap that is shorter already may stay as it is, but not shrink.
    """
    hours, old = [hour for hour, _ in candidate], [hour for hour, _ in usual]
    if hours[0] < 0 or hours[-1] >= 24:
        return False
    return all(new >= min(gap_h, present) - 1e-9 for new, present in zip(_gaps(hours), _gaps(old), strict=True))


def _gaps(hours: Sequence[float]) -> list[float]:
    return [later - hour for hour, later in zip(hours, [*hours[1:], hours[0] + 24.0], strict=True)]


def _shifts(numbers: Numbers) -> tuple[float, ...]:
    most, step = numbers["day.shift_most"], numbers["day.shift_step"]
    count = round(most / step)
    return tuple(step * k for k in range(-count, count + 1))


def _effects(crowd: Responses, before: Doses, after: Doses, windows: Sequence[Window]) -> Iterator[Effect]:
    states = crowd.steady(before), crowd.steady(after)
    for window in windows:
        names = ("tone_relief",) if window.need is Need.RELIEF else ("sedation", "tone_relief")
        for name in names if window.need is not Need.DRIVE else ("sedation",):
            old, new = (crowd.outcome(name, state)[list(window.places)].mean(axis=0) for state in states)
            yield Effect(
                window=window, outcome=name, before=Three.of(old), after=Three.of(new), change=Three.of(new - old)
            )
