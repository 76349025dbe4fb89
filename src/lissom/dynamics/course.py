"""A course of doses laid out for the compiled recursion: which matrix and which added columns belong to each step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lissom.dynamics.curves import TICK, Dose
from lissom.dynamics.layout import Floats

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Entries of the rates and of their matrices that anybody has, lengths of steps, and the doses of each step."""

    lags: Floats
    rows: Ints
    cols: Ints
    """Filled entries of the rates: into state `rows` from state `cols`."""
    reach: NDArray[np.bool_]
    """[into, from]: whether drug gets there at all."""
    out_cols: Ints
    """Columns of the filled entries of the matrices, state by state; those of state i begin at `starts[i]`."""
    out_rows: Ints
    starts: Ints
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


def course(A: Floats, doses: Sequence[Dose], times: Floats, lag: Floats | float) -> Course:
    """The layout of the doses over the times, with the conventions of `curves.states_in_turn`."""
    size, _, people = A.shape
    lags: Floats = np.round(np.broadcast_to(np.asarray(lag, dtype=np.float64), (people,)), TICK).astype(np.float64)
    filled: NDArray[np.bool_] = A.any(axis=2) | np.eye(size, dtype=np.bool_)
    reach = np.linalg.matrix_power(filled, size)
    rows, cols = np.nonzero(A.any(axis=2))
    out_rows, out_cols = np.nonzero(reach)
    ordered = sorted((round(time, TICK), mg) for time, mg in doses)
    begin = min([round(float(times[0]), TICK), *(time for time, _ in ordered[:1])])
    grid: Floats = np.concatenate([[begin], np.round(times, TICK)])
    lengths: Floats = np.round(np.diff(grid), TICK).astype(np.float64)
    hours = np.unique(lengths[lengths > 0]).tolist()
    offsets, count, column, mg = _given(ordered, grid, lengths, lags)
    start = np.zeros((size, people))
    start[0] = sum(amount for time, amount in ordered if time == begin) * (lags == 0)
    return Course(
        lags=lags,
        rows=rows,
        cols=cols,
        reach=reach,
        out_rows=out_rows,
        out_cols=out_cols,
        starts=np.searchsorted(out_rows, np.arange(size + 1)),
        hours=hours,
        which=np.where(lengths > 0, np.searchsorted(np.array(hours), lengths), -1),
        offsets=offsets,
        first=np.concatenate([[0], np.cumsum(count)]),
        column=np.array(column, dtype=np.int64),
        mg=np.array(mg, dtype=np.float64),
        start=start,
    )


def _given(
    doses: Sequence[Dose], grid: Floats, lengths: Floats, lags: Floats
) -> tuple[list[tuple[float, float]], Ints, list[int], list[float]]:
    """The distinct (time before the end of the step, length of the step) at which doses are absorbed from, how many
    fall into each step, and for each in turn its offset and its milligrams. With lags that differ, one dose may belong
    to several steps, each for some of the people.
    """
    due = np.array([time for time, _ in doses])
    nearly = 10.0**-TICK
    from_ = np.searchsorted(due, grid[:-1] - lags.max() - nearly, side="left")
    until = np.searchsorted(due, grid[1:] - lags.min() + nearly, side="right")
    count = np.where(lengths > 0, np.maximum(until - from_, 0), 0)
    numbers: dict[tuple[float, float], int] = {}
    column: list[int] = []
    mg: list[float] = []
    for t in np.nonzero(count)[0]:
        for time, amount in doses[from_[t] : until[t]]:
            offset = (round(float(grid[t + 1]) - time, TICK), float(lengths[t]))
            column.append(numbers.setdefault(offset, len(numbers)))
            mg.append(amount)
    return list(numbers), count, column, mg
