"""The states of many people over time, all of them on the same doses, each with rates and lag of their own.

The readable reference: one matrix per distinct step length, one added vector per distinct offset of a dose within its
step. x(t + h) = P x(t) + sum of dose * exp(A delta) e_input, with delta the time from the (lagged) dose to the end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from lissom.dynamics.fit import (
    faults_of_doses,
    faults_of_factors,
    faults_of_infusions,
    faults_of_rates,
    faults_of_times,
    refuse,
)
from lissom.dynamics.layout import Floats
from lissom.dynamics.propagator import propagator, with_input

Dose = tuple[float, float]
"""(hours, mg)"""

TICK = 9
"""Decimals of an hour that times are kept to, so that a dose falls into exactly one step whatever the rounding."""


Infusion = tuple[float, float, float]
"""(begin, end, mg/h)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """Other rates between the same states during some stretches of time: sessions of dialysis."""

    A: Floats
    spans: Sequence[tuple[float, float]]
    """(begin, end), in order and apart."""

    def holds(self, time: float) -> bool:
        """Whether the step that begins at `time` runs under the other rates."""
        return any(round(begin, TICK) <= time < round(end, TICK) for begin, end in self.spans)

    @property
    def edges(self) -> set[float]:
        return {round(time, TICK) for span in self.spans for time in span}


def curves(
    A: Floats,
    doses: Sequence[Dose],
    times: Floats,
    lag: Floats | float = 0.0,
    infusions: Sequence[Infusion] = (),
) -> Floats:
    """States at each time, [time, state, people], in mg (mg/L at effect sites); see `states_in_turn`."""
    return np.stack(list(states_in_turn(A, doses, times, lag, infusions)))


def states_in_turn(
    A: Floats,
    doses: Sequence[Dose],
    times: Floats,
    lag: Floats | float = 0.0,
    infusions: Sequence[Infusion] = (),
    switch: Switch | None = None,
) -> Iterator[Floats]:
    """The state at each time in turn, [state, people], so that nobody has to hold every time of everybody.

    Boluses and infusions go into the first state; infusions do not lag. `times` ascend; the body is empty before the
    first dose. A dose due at the very time of a point is given before the state is taken. Raises InputError where any
    of it makes no sense, before the first state.
    """
    refuse(
        faults_of_rates(A),
        faults_of_rates(switch.A) if switch else (),
        faults_of_times(times),
        faults_of_doses(doses),
        faults_of_infusions(infusions),
        faults_of_factors("lag", lag, A.shape[2]),
    )
    size, _, people = A.shape
    lags = np.round(np.broadcast_to(np.asarray(lag, dtype=np.float64), (people,)), TICK).astype(np.float64)
    ordered = sorted((round(time, TICK), mg) for time, mg in doses)
    changes = _changes(infusions)
    steps = _Steps(_with_rate(A) if infusions else A, lags, ordered)
    switched = _Steps(_with_rate(switch.A) if infusions else switch.A, lags, ordered) if switch else steps
    edges = switch.edges if switch else set()
    wanted = [round(float(time), TICK) for time in times]
    previous = min([wanted[0], *(time for time, _ in ordered), *changes])
    x = np.zeros((steps.A.shape[0], people))
    x[0] = sum(mg for time, mg in ordered if time == previous) * (lags == 0)
    asked = set(wanted)
    for time in sorted({*wanted, *(time for time in (*changes, *edges) if previous <= time < wanted[-1])}):
        if time > previous:
            now = switched if switch and switch.holds(previous) else steps
            x = now.advance(x, time - previous)
            now.add(x, previous, time)
        if time in changes:
            x[-1] = changes[time]
        if time in asked:
            yield x[:size]
        previous = time


def _with_rate(A: Floats) -> Floats:
    """One more state: the mg/h that run into the first one, for everybody alike."""
    into = np.zeros(A.shape[1:])
    into[0] = 1.0
    return with_input(A, into)


def _changes(infusions: Sequence[Infusion]) -> dict[float, float]:
    """Time -> mg/h that run from then on."""
    times = sorted({round(time, TICK) for begin, end, _ in infusions for time in (begin, end)})
    return {
        time: sum(rate for begin, end, rate in infusions if round(begin, TICK) <= time < round(end, TICK))
        for time in times
    }


class _Steps:
    """The matrices of the step lengths and the columns of the dose offsets met so far."""

    def __init__(self, A: Floats, lags: Floats, doses: Sequence[Dose]) -> None:
        self.A, self.lags, self.doses = A, lags, doses
        self.due = [time for time, _ in doses]
        self.slowest, self.quickest = float(np.max(lags)), float(np.min(lags))
        self._matrices: dict[float, tuple[Floats, list[tuple[int, int]]]] = {}
        self._columns: dict[tuple[float, float], Floats] = {}

    def advance(self, x: Floats, h: float) -> Floats:
        """The state `h` hours later, without doses. Entries that are zero for everybody are skipped: most are."""
        key = round(h, TICK)
        if key not in self._matrices:
            P = propagator(self.A, key)
            filled = np.argwhere(P.any(axis=-1))
            self._matrices[key] = P, [(int(i), int(j)) for i, j in filled]
        P, entries = self._matrices[key]
        later = np.zeros_like(x)
        for i, j in entries:
            later[i] += P[i, j] * x[j]
        return later

    def add(self, x: Floats, begin: float, end: float) -> None:
        """Adds to `x` what the doses absorbed from between `begin` and `end` have become at `end`."""
        nearly = 10.0**-TICK
        first = bisect_left(self.due, begin - self.slowest - nearly)
        last = bisect_right(self.due, end - self.quickest + nearly)
        for time, mg in self.doses[first:last]:
            x += mg * self._column(round(end - time, TICK), round(end - begin, TICK))

    def _column(self, delta: float, h: float) -> Floats:
        """What 1 mg due `delta` before the end of a step of `h` has become at that end; 0 for people whose lag carries
        it past the end, or who had it in an earlier step."""
        if (delta, h) not in self._columns:
            since = np.round(delta - self.lags, TICK)
            inside = (since >= 0) & (since < h)
            column = propagator(self.A, np.where(inside, since, 0.0))[:, 0]
            self._columns[delta, h] = np.where(inside, column, 0.0)
        return self._columns[delta, h]
