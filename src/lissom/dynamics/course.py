"""A course of doses laid out for the compiled recursion: which matrix and which added columns belong to each step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lissom.dynamics.curves import TICK, Dose
from lissom.dynamics.fit import faults_of_doses, faults_of_times, refuse
from lissom.dynamics.layout import Floats
from lissom.dynamics.pattern import Ints, Pattern, pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The entries of rates and matrices, the lengths of steps that occur, and the doses of each step."""

    lags: Floats
    pattern: Pattern
    hours: Sequence[float]
    """Lengths of steps that occur."""
    which: Ints
    """Number of the length of each step, -1 where no time passes."""
    offsets: Sequence[tuple[float, float]]
    """(time from dose to the end of its step, length of the step) that occur."""
    first: Ints
    """Doses of step t are `first[t]` to `first[t + 1]` of `column` (number of the offset) and `mg`."""
    column: Ints
    mg: Floats
    start: Floats
    """The state at the very beginning, [state, people]."""

    def since(self, hours: float) -> tuple[list[int], Floats, Floats]:
        """Of the offsets in steps of this length: their numbers, how long before the end of the step each person
        absorbs, [offset, people], and whether that is within the step (1) or not (0)."""
        numbers = [number for number, (_, length) in enumerate(self.offsets) if length == hours]
        delta = np.array([self.offsets[number][0] for number in numbers])[:, None]
        since: Floats = np.round(delta - self.lags, TICK)
        present = ((since >= 0) & (since < hours)).astype(np.float64)
        return numbers, since * present, present


def course(A: Floats, doses: Sequence[Dose], times: Floats, lag: Floats | float) -> Course:
    """The layout of the doses over the times, with the conventions of `curves.states_in_turn`. Raises InputError."""
    refuse(faults_of_times(times), faults_of_doses(doses))
    size, _, people = A.shape
    lags: Floats = np.broadcast_to(np.round(np.asarray(lag, dtype=np.float64), TICK), (people,))
    due, mg = np.array(sorted(doses), dtype=np.float64).reshape(-1, 2).T
    due = np.round(due, TICK)
    grid: Floats = np.round(np.concatenate([[min([times[0], *due[:1]])], times]), TICK)
    lengths: Floats = np.round(np.diff(grid), TICK)
    hours = np.unique(lengths[lengths > 0])
    which = np.where(lengths > 0, np.searchsorted(hours, lengths), -1)
    first, dose, column, offsets = _given(due, grid, which, hours, (float(lags.min()), float(lags.max())))
    start = np.zeros((size, people))
    start[0] = np.sum(mg[due == grid[0]]) * (lags == 0)
    return Course(
        lags=lags,
        pattern=pattern(np.asarray(A.any(axis=2))),
        hours=hours.tolist(),
        which=which,
        offsets=offsets,
        first=first,
        column=column,
        mg=mg[dose],
        start=start,
    )


def _given(
    due: Floats, grid: Floats, which: Ints, hours: Floats, lags: tuple[float, float]
) -> tuple[Ints, Ints, Ints, list[tuple[float, float]]]:
    """`Course.first`, the number of each dose so listed, `Course.column` and `Course.offsets`.

    With lags that differ, one dose may belong to several steps, each for some of the people.
    """
    nearly = 10.0**-TICK
    begin = np.searchsorted(due, grid[:-1] - lags[1] - nearly, side="left")
    end = np.searchsorted(due, grid[1:] - lags[0] + nearly, side="right")
    count = np.where(which >= 0, np.maximum(end - begin, 0), 0)
    first = np.concatenate([[0], np.cumsum(count)])
    step = np.repeat(np.arange(len(count)), count)
    dose = begin[step] + np.arange(len(step)) - first[step]
    ticks = np.rint((grid[step + 1] - due[dose]) * 10.0**TICK).astype(np.int64)
    keys, column = np.unique(ticks * max(1, len(hours)) + which[step], return_inverse=True)
    pairs = [divmod(int(key), max(1, len(hours))) for key in keys]
    return first, dose, column, [(round(tick / 10.0**TICK, TICK), float(hours[length])) for tick, length in pairs]
