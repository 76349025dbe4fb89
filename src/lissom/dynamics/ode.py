"""The states of many people over time where elimination is not linear: SciPy's LSODA, one banded system for everybody.

Everything but the elimination from one state is linear, a matrix of rates as in `layout.py`. People do not touch each
other, so the Jacobian is a band as wide as one person's states. Doses and changes of infusions restart the integrator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from lissom.dynamics.curves import TICK, Dose, Infusion
from lissom.dynamics.layout import Floats

RTOL = 1e-6
ATOL = 1e-8
"""mg per mg of the largest amount given at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drain:
    """What leaves one state: `rate` takes its amounts (mg, [person]) and returns mg/h, [person]; some of it may arrive
    in another state."""

    state: int
    rate: Callable[[Floats], Floats]
    into: int | None = None
    share: Floats | float = 0.0
    """The part of it that arrives in `into`."""


def integrated(
    A: Floats, drain: Drain, doses: Sequence[Dose], times: Floats, infusions: Sequence[Infusion] = ()
) -> Iterator[Floats]:
    """The state at each time in turn, [state, person], with the conventions of `curves.states_in_turn` and no lag.

    `A` holds every rate but those of the drain. Raises ArithmeticError where the integrator gives up.
    """
    size, _, people = A.shape
    ordered = sorted((round(time, TICK), mg) for time, mg in doses)
    wanted = [round(float(time), TICK) for time in times]
    changes = sorted({*(time for time, _ in ordered), *(round(t, TICK) for a, b, _ in infusions for t in (a, b))})
    breaks = [time for time in changes if time <= wanted[-1]]
    largest = max([mg for _, mg in ordered] + [rate for _, _, rate in infusions], default=1.0)
    slope = _slope(np.ascontiguousarray(np.moveaxis(A, 2, 0)), drain)
    x = np.zeros((people, size))
    now = min([wanted[0], *breaks[:1]])
    for number, end in enumerate([*breaks, wanted[-1]]):
        last = number == len(breaks)
        asked = [time for time in wanted if now <= time < end or (last and time == end)]
        running = sum(rate for a, b, rate in infusions if round(a, TICK) <= now < round(b, TICK))
        *found, x = _solved(slope, x, now, [*asked, end], running, ATOL * largest)
        yield from (np.maximum(state.T, 0.0) for state in found)
        x[:, 0] += sum(mg for time, mg in ordered if time == end and not last)
        now = end


Slope = Callable[[float, Floats, float], Floats]


def _slope(A: Floats, drain: Drain) -> Slope:
    """dx/dt of everybody, flat, people one after the other; A [person, into, from]."""
    people, size, _ = A.shape

    def slope(_: float, flat: Floats, running: float) -> Floats:
        x = flat.reshape(people, size)
        change: Floats = np.einsum("pij,pj->pi", A, x)
        gone = drain.rate(np.maximum(x[:, drain.state], 0.0))
        change[:, drain.state] -= gone
        if drain.into is not None:
            change[:, drain.into] += drain.share * gone
        change[:, 0] += running
        return change.ravel()

    return slope


def _solved(
    slope: Slope, x: Floats, begin: float, times: Sequence[float], running: float, atol: float
) -> Iterator[Floats]:
    """The states [person, state] at the times, all at or after `begin`."""
    from scipy.integrate import solve_ivp

    people, size = x.shape
    ahead = sorted({time for time in times if time > begin})
    at = {begin: x.copy()}
    if ahead:
        done = solve_ivp(
            slope, (begin, ahead[-1]), x.ravel(), "LSODA", t_eval=ahead, args=(running,), rtol=RTOL, atol=atol,
            lband=size - 1, uband=size - 1,
        )  # fmt: skip
        if not (done.success and np.isfinite(done.y).all()):
            raise ArithmeticError(f"the integrator gave up between {begin:g} and {ahead[-1]:g} h: {done.message}")
        at |= {time: done.y[:, k].reshape(people, size) for k, time in enumerate(ahead)}
    yield from (at[time].copy() for time in times)
