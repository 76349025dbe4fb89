"""Carries out one person's records: the complete event rules of NONMEM on linear kinetics, exactly.

Rules that are easy to get wrong, as NONMEM has them: a dose due at the very time of a record is given before the state
is taken; the parameters of a record hold over the interval that ends at it; a reset cancels everything due or running;
steady state with a lag is the state at the record, with the doses of the past having lagged as well, and infusions of
the past that are longer than the interval run on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import chain, count
from math import floor

import numpy as np

from lissom.dynamics.events import Event, Kind, Steady, checked
from lissom.dynamics.fit import faults_of_rates, refuse
from lissom.dynamics.layout import Floats
from lissom.dynamics.propagator import propagator, steady_state, with_input

SLACK = 1e-9
"""Hours: times closer than this are the same time."""


def follow(events: Sequence[Event], rates: Floats | Sequence[Floats]) -> Floats:
    """The state at every record, [record, state], mg. `rates` is one matrix [state, state], or one per record.

    Raises InputError where the records make no sense, and ValueError where a steady state is asked of a drug that
    never leaves.
    """
    matrices = list(rates) if isinstance(rates, Sequence) else [rates] * len(events)
    refuse(chain.from_iterable(faults_of_rates(A[:, :, None]) for A in {id(A): A for A in matrices}.values()))
    body = _Body(x=np.zeros(matrices[0].shape[0] if matrices else 0))
    states = []
    for event, A in zip(checked(events, len(body.x)), matrices, strict=True):
        body.A = _Matrix.of(A, body.A)
        body.advance(event.time)
        if event.kind in (Kind.RESET, Kind.RESET_AND_DOSE):
            body.empty()
        if event.doses:
            body.take(event)
        states.append(body.x)
    return np.array(states)


@dataclass(slots=True)
class _Matrix:
    """One rate matrix with the propagators already made from it."""

    A: Floats
    _made: dict[tuple[float, bytes], Floats] = field(default_factory=dict)

    @staticmethod
    def of(A: Floats, before: _Matrix | None) -> _Matrix:
        return before if before is not None and before.A is A else _Matrix(A)

    def after(self, x: Floats, hours: float, into: Floats) -> Floats:
        """The state `hours` later under a constant input (mg/h per state)."""
        if hours <= 0:
            return x
        key = (round(hours, 12), into.tobytes())
        if key not in self._made:
            self._made[key] = propagator(with_input(self.A[:, :, None], into[:, None]), hours)[:, :, 0]
        P = self._made[key]
        later: Floats = P[:-1, :-1] @ x + P[:-1, -1]
        return later


@dataclass(slots=True)
class _Body:
    """What is in the body now, what runs in, and what is due."""

    x: Floats
    time: float = 0.0
    A: _Matrix | None = None
    due: list[tuple[float, int, Event | None, tuple[int, float]]] = field(default_factory=list)
    """(time, order, the dose or None for the end of an infusion, (state, rate that ends))"""
    into: Floats = field(init=False)
    _order: count[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.into = np.zeros_like(self.x)

    def empty(self) -> None:
        """Nothing in the body, nothing running, nothing due."""
        self.x, self.into, self.due = np.zeros_like(self.x), np.zeros_like(self.x), []

    def advance(self, time: float) -> None:
        """Moves on to `time`, giving what falls due on the way, up to and including that time."""
        while self.due and self.due[0][0] <= time + SLACK:
            when, _, dose, (state, rate) = heappop(self.due)
            self._move(when)
            if dose is None:
                self.into = self.into.copy()
                self.into[state] = max(0.0, self.into[state] - rate)
                if not any(entry[2] is None for entry in self.due):
                    self.into = np.zeros_like(self.into)  # nothing runs any more: drop the rounding of the differences
            else:
                self._give(dose, when)
        self._move(time)

    def take(self, event: Event) -> None:
        """Carries out a dose record at the present time: steady state, the dose itself, its repeats."""
        if event.steady != Steady.NO:
            kept = np.zeros_like(self.x) if event.steady == Steady.INSTEAD else self.x
            if event.steady == Steady.INSTEAD:
                self.empty()
            self.x = kept + self._steady(event)
        if event.endless:
            return
        for repeat in range(event.additional + 1):
            heappush(self.due, (event.time + repeat * event.interval + event.lag, next(self._order), event, (0, 0.0)))
        self.advance(event.time)

    def _move(self, time: float) -> None:
        if time > self.time:
            assert self.A is not None
            self.x = self.A.after(self.x, time - self.time, self.into)
        self.time = max(self.time, time)

    def _give(self, dose: Event, when: float) -> None:
        rate, hours = dose.delivery
        if hours == 0:
            self.x = self.x.copy()
            self.x[dose.state] += dose.amount * dose.F
        else:
            self._run(dose.state, rate, when + hours)

    def _run(self, state: int, rate: float, until: float) -> None:
        self.into = self.into.copy()
        self.into[state] += rate
        heappush(self.due, (until, next(self._order), None, (state, rate)))

    def _steady(self, event: Event) -> Floats:
        """The state at the record after doses without end; infusions of the past still running go on."""
        assert self.A is not None
        unit = np.zeros_like(self.x)
        unit[event.state] = 1.0
        if event.endless:
            return np.asarray(np.linalg.solve(-self.A.A, unit * event.rate), dtype=np.float64)
        tau = event.interval
        since = tau - event.lag % tau  # hours from the last lagged dose of the past to the record
        rate, hours = event.delivery
        self._lagging(event)
        if hours == 0:
            P = propagator(self.A.A[:, :, None], tau)
            full = steady_state(P, (unit * event.amount * event.F)[:, None])[:, 0]
            return self.A.after(full, since, np.zeros_like(unit))
        return self._steady_infusion(event, unit, rate, hours, since)

    def _steady_infusion(self, event: Event, unit: Floats, rate: float, hours: float, since: float) -> Floats:
        assert self.A is not None
        tau = event.interval
        overlapping = floor(hours / tau + SLACK)
        more, rest = unit * rate * (overlapping + 1), max(0.0, hours - overlapping * tau)
        less = unit * rate * overlapping
        added = self.A.after(self.A.after(np.zeros_like(unit), rest, more), tau - rest, less)
        start = steady_state(propagator(self.A.A[:, :, None], tau), added[:, None])[:, 0]
        for past in range(overlapping + 1):
            left = hours - since - past * tau
            if left > SLACK:
                self._run(event.state, rate, event.time + left)
        first = min(since, rest)
        return self.A.after(self.A.after(start, first, more), since - first, less)

    def _lagging(self, event: Event) -> None:
        """Doses of the past whose lag is longer than the interval are still on their way."""
        for past in range(1, floor(event.lag / event.interval + SLACK) + 1):
            when = event.time + event.lag - past * event.interval
            heappush(self.due, (when, next(self._order), event, (0, 0.0)))
