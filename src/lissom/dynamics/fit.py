"""What is wrong with the rates, doses, times and lags of a crowd. `events.py` says so of records in NONMEM's terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from lissom.dynamics.layout import Floats
from lissom.facts.errors import Fault, InputError


def refuse(*faults: Iterable[Fault]) -> None:
    """Raises InputError with all the faults, if there are any."""
    found = list(chain(*faults))
    if found:
        raise InputError(found)


def faults_of_rates(A: Floats) -> Iterator[Fault]:
    """Rates [into, from, people] are numbers, not negative between states, not positive out of a state."""
    if not A.size:
        yield Fault(where="rates", expected="at least one person", came="nobody")
        return
    low, high = A.min(axis=2), A.max(axis=2)
    off = ~np.eye(len(A), dtype=np.bool_)
    # Said so that a comparison with what is not a number counts as wrong.
    fine = np.isfinite(low) & np.isfinite(high) & np.where(off, low >= 0, high <= 0)
    for into, from_ in np.argwhere(~fine):
        here = A[into, from_]
        wrong = ~np.isfinite(here) | ((here < 0) if into != from_ else (here > 0))
        person = int(np.argmax(wrong))
        yield Fault(
            where=f"rates[{into}, {from_}]",
            expected="a rate of 0 or more" if into != from_ else "a rate of 0 or less: what leaves the state",
            came=f"{here[person]:g} (person {person}; {int(np.sum(wrong))} in all)",
        )


def faults_of_times(times: Floats) -> Iterator[Fault]:
    """Times are numbers, each later than the one before."""
    grid = np.asarray(times, dtype=np.float64)
    if not (grid.ndim == 1 and len(grid) and np.isfinite(grid).all() and (grid[1:] > grid[:-1]).all()):
        came = f"{grid.tolist()}"[:60]
        yield Fault(where="times", expected="hours, each later than the one before", came=came)


def faults_of_doses(doses: Sequence[tuple[float, float]]) -> Iterator[Fault]:
    """Doses (h, mg) are numbers, and none is negative."""
    for number, (time, mg) in enumerate(doses):
        if not (isfinite(time) and isfinite(mg) and mg >= 0):
            yield Fault(where=f"doses[{number}]", expected="a time and 0 mg or more", came=f"{mg:g} mg at {time:g} h")


def faults_of_infusions(infusions: Sequence[tuple[float, float, float]]) -> Iterator[Fault]:
    """Infusions (begin, end, mg/h) are numbers, end after they begin, and none runs backwards."""
    for number, (begin, end, rate) in enumerate(infusions):
        if not (np.isfinite([begin, end, rate]).all() and end >= begin and rate >= 0):
            expected, came = "a beginning, a later end, 0 mg/h or more", f"{rate:g} mg/h from {begin:g} to {end:g} h"
            yield Fault(where=f"infusions[{number}]", expected=expected, came=came)


def faults_of_factors(where: str, factors: Floats | float, people: int) -> Iterator[Fault]:
    """Factors and lags are numbers of 0 or more, one for everybody or one for each."""
    found: NDArray[np.float64] = np.asarray(factors, dtype=np.float64)
    if found.shape not in ((), (people,)):
        yield Fault(where=where, expected=f"one number, or one for each of {people} people", came=f"{found.shape}")
    elif found.size and not (found.min() >= 0 and np.isfinite(found.max())):
        wrong = found[~(np.isfinite(found) & (found >= 0))]
        yield Fault(where=where, expected="numbers of 0 or more", came=f"{wrong.flat[0]:g}")
