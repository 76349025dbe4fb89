"""Large crowds on the same doses: the compiled recursion in tiles, and quantiles over people without keeping curves.

A tile is a stretch of times of everybody, [time, output, people]; nothing but the state is kept from one to the next. A
crowd too large for one piece comes in chunks of people: their histograms are added (`sketched`), and a second pass
over the chunks collects the few values that decide the exact quantiles (`exact`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lissom.dynamics.course import Course, course
from lissom.dynamics.curves import Dose, Infusion, Switch, states_in_turn
from lissom.dynamics.fit import faults_of_factors, faults_of_rates, refuse
from lissom.dynamics.layout import COMPILED_FROM, Floats
from lissom.dynamics.propagator import ratios_of_factorials
from lissom.dynamics.quantiles import by_counting, interpolated, quantiles
from lissom.facts.errors import Fault, InputError

Array = NDArray[Any]
VALUES_AT_ONCE = 1 << 18
"""Values of one tile: they stay in the cache, and memory does not grow with the length of the course."""
FEWEST_STRETCHES = 3
"""Of steps in one tile: for fewer, fetching the matrices of everybody is most of the work."""
VALUES_IN_CACHE = 1 << 19
"""Values of one tile that is counted as soon as it is made, and stays in the cache until then."""
ONE_PIECE = 1 << 18
"""People whose values of a few times at once still fit the memory of any machine."""
PEOPLE_AT_ONCE = 8192
"""People counted at once where nothing has to be kept: their tiles stay in the cache between being made and counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A state times a factor per person (1/Vc makes a concentration of an amount)."""

    state: int
    scale: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Some of the people: their rates, their lags, what is wanted of them. Raises InputError if they make no sense."""

    A: Floats
    outputs: Sequence[Output]
    effect: tuple[Floats, Floats] | None = None
    """Emax and EC50: one more output, Emax y / (EC50 + y) of the last of `outputs`."""
    lag: Floats | float = 0.0

    def __post_init__(self) -> None:
        refuse(faults_of_rates(self.A), faults_of_factors("lag", self.lag, self.people), self._faults())

    def _faults(self) -> Iterator[Fault]:
        for number, output in enumerate(self.outputs):
            where, last = f"outputs[{number}]", len(self.A) - 1
            if not 0 <= output.state <= last:
                yield Fault(where=f"{where}.state", expected=f"a state from 0 to {last}", came=f"{output.state}")
            yield from faults_of_factors(f"{where}.scale", output.scale, self.people)
        if self.effect is not None:
            Emax, EC50 = self.effect
            yield from faults_of_factors("effect[0]", Emax, self.people)
            yield from faults_of_factors("effect[1]", EC50, self.people)
            if not np.all(np.asarray(EC50) != 0):
                yield Fault(where="effect[1]", expected="an EC50 above 0", came="0")

    @property
    def people(self) -> int:
        return int(self.A.shape[2])

    def split(self, people: int) -> Iterator[Chunk]:
        """The same people in smaller chunks."""
        for begin in range(0, self.people, people):
            part = slice(begin, begin + people)
            yield Chunk(
                A=self.A[:, :, part],
                outputs=[Output(state=output.state, scale=output.scale[part]) for output in self.outputs],
                effect=None if self.effect is None else (self.effect[0][part], self.effect[1][part]),
                lag=self.lag if isinstance(self.lag, float) else self.lag[part],
            )


def states(
    A: Floats,
    doses: Sequence[Dose],
    times: Floats,
    lag: Floats | float = 0.0,
    infusions: Sequence[Infusion] = (),
    switch: Switch | None = None,
) -> Iterator[Floats]:
    """The state at each time in turn, [state, people], by the readable or the compiled form, whichever is quicker."""
    people = A.shape[2]
    if people < COMPILED_FROM or infusions or switch:
        yield from states_in_turn(A, doses, times, lag, infusions, switch)
        return
    ones = np.ones(people)
    chunk = Chunk(A=A, outputs=[Output(state=state, scale=ones) for state in range(A.shape[0])], lag=lag)
    for tile in tiles(chunk, doses, times, dtype=np.float64):
        yield from tile.copy()


def exact(
    chunks: Callable[[], Iterable[Chunk]], doses: Sequence[Dose], times: Floats, levels: Sequence[float]
) -> Floats:
    """The quantiles over everybody, [level, time, output], equal to `numpy.quantile` of all values in single precision.

    `chunks()` starts the crowd from its beginning; it is gone through once where it is one chunk of at most `ONE_PIECE`
    people, else twice.
    """
    pieces = list(_first_two(chunks()))
    if len(pieces) == 1 and pieces[0].people <= ONE_PIECE:
        find = [quantiles(tile, levels, find=by_counting) for tile in tiles(pieces[0], doses, times)]
        return np.concatenate(find, axis=1)
    del pieces
    counts, people = counted(chunks(), doses, times)
    return _collected(chunks(), doses, times, counts, np.asarray(levels) * (people - 1))


def sketched(
    chunks: Callable[[], Iterable[Chunk]], doses: Sequence[Dose], times: Floats, levels: Sequence[float]
) -> Floats:
    """The quantiles over everybody, [level, time, output], to 0.3%, in one pass and in memory that does not grow."""
    counts, people = counted(chunks(), doses, times)
    return from_counts(counts, np.asarray(levels) * (people - 1))


def counted(chunks: Iterable[Chunk], doses: Sequence[Dose], times: Floats) -> tuple[Array, int]:
    """Histograms [time, output, key] over the bits of all values, and how many people they hold.

    Histograms of different crowds, threads or machines may be added.
    """
    from lissom.dynamics import ranks

    counts, people = np.zeros((0, 0, ranks.KEYS), dtype=np.int32), 0
    for chunk in (part for whole in chunks for part in whole.split(PEOPLE_AT_ONCE)):
        begin = 0
        for tile in tiles(chunk, doses, times, at_once=VALUES_IN_CACHE):
            if not counts.size:
                counts = np.zeros((len(times), tile.shape[1], ranks.KEYS), dtype=np.int32)
            rows = tile.view(np.uint32).reshape(-1, chunk.people)
            ranks.count(rows, counts[begin : begin + len(tile)].reshape(-1, ranks.KEYS))
            begin += len(tile)
        people += chunk.people
    if not people:
        raise InputError([Fault(where="people", expected="at least one person", came="nobody")])
    return counts, people


def from_counts(counts: Array, places: Floats) -> Floats:
    """Values at the given places among all people, [place, time, output], interpolated within their bins.

    The lowest bin holds nought and what is too small to tell from it: its values are nought, not spread over it.
    """
    from lissom.dynamics import ranks

    flat = counts.reshape(-1, ranks.KEYS)
    key, below = _located(flat, np.floor(places).astype(np.int64))
    edges = ((np.arange(ranks.KEYS + 1) + ranks.LOWEST_KEY) << ranks.SHIFT).astype(np.uint32).view(np.float32)
    edges = np.concatenate([[0.0], edges[1:]])
    part = (places - below + 0.5) / np.take_along_axis(flat, key, -1)
    found = edges[key] + (edges[key + 1] - edges[key]) * np.clip(part, 0.0, 1.0)
    values: Floats = np.where(key > 0, found, 0.0).T.reshape(len(places), *counts.shape[:2])
    return values


def _located(flat: Array, wanted: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    from lissom.dynamics import ranks

    key = np.empty((len(flat), len(wanted)), dtype=np.int64)
    below = np.empty_like(key)
    ranks.locate(flat, wanted, key, below)
    return key, below


def _first_two(chunks: Iterable[Chunk]) -> Iterator[Chunk]:
    for number, chunk in enumerate(chunks):
        yield chunk
        if number == 1:
            return


def _collected(chunks: Iterable[Chunk], doses: Sequence[Dose], times: Floats, counts: Array, places: Floats) -> Floats:
    """The second pass: the values in the bins that hold the wanted ranks are kept, sorted and read."""
    from lissom.dynamics import ranks

    flat = counts.reshape(-1, ranks.KEYS)
    lower = np.floor(places).astype(np.int64)
    wanted = np.unique(np.concatenate([lower, np.minimum(lower + 1, int(flat[0].sum()) - 1)]))
    keys, before = _located(flat, wanted)
    slot = np.full(flat.shape, -1, dtype=np.int8)
    np.put_along_axis(slot, keys, np.arange(len(wanted), dtype=np.int8)[None], -1)
    slots = np.take_along_axis(slot, keys, -1)
    sizes = np.zeros(slots.shape, dtype=np.int64)
    np.put_along_axis(sizes, slots.astype(np.int64), np.take_along_axis(flat, keys, -1).astype(np.int64), -1)
    start = np.concatenate([[0], np.cumsum(sizes.ravel())])[:-1].reshape(sizes.shape)
    kept, fill = np.empty(int(sizes.sum()), dtype=np.uint32), start.copy()
    for chunk in (part for whole in chunks for part in whole.split(PEOPLE_AT_ONCE)):
        begin = 0
        for tile in tiles(chunk, doses, times, at_once=VALUES_IN_CACHE):
            rows = tile.view(np.uint32).reshape(-1, chunk.people)
            part = slice(begin * tile.shape[1], (begin + len(tile)) * tile.shape[1])
            ranks.collect(rows, slot[part], kept, fill[part])
            begin += len(tile)
    ranks.sort_pieces(kept, start.ravel(), sizes.ravel())
    base = np.take_along_axis(start, slots.astype(np.int64), -1)
    values = kept[base + wanted[None] - before].view(np.float32)
    return interpolated(values, wanted, places).reshape(len(places), *counts.shape[:2])


def tiles(
    chunk: Chunk,
    doses: Sequence[Dose],
    times: Floats,
    *,
    dtype: type[np.floating[Any]] = np.float32,
    at_once: int = VALUES_AT_ONCE,
) -> Iterator[Array]:
    """The outputs in stretches of time, in order, [time, output, people]; the buffer is used again for the next.

    Agrees with `curves.states_in_turn`: same conventions, same numbers to the precision of `dtype`.
    """
    from lissom.dynamics import kernel
    from lissom.dynamics.oral import STRETCH

    people, outputs, effect = chunk.people, chunk.outputs, chunk.effect
    plan = course(chunk.A, doses, times, chunk.lag)
    stretches = at_once // (people * (len(outputs) + 1) * STRETCH)
    rows_at_once = min(len(times), STRETCH * max(FEWEST_STRETCHES, stretches))
    P, W = _matrices(chunk.A, plan, dtype)
    x, mg = plan.start.astype(dtype), plan.mg.astype(dtype)
    wanted = np.array([output.state for output in outputs])
    scale = np.array([output.scale for output in outputs], dtype=dtype)
    both = np.array(effect if effect is not None else np.empty((0, people)), dtype=dtype)
    buffer = np.empty((rows_at_once, len(outputs) + (effect is not None), people), dtype=dtype)
    product, oral = plan.pattern.matrix_by_state.parts, plan.pattern.oral
    for begin in range(0, len(times), rows_at_once):
        end = min(len(times), begin + rows_at_once)
        doses_of = plan.first[begin : end + 1], plan.column, mg
        kernel.run(P, product, oral, plan.which[begin:end], W, *doses_of, x, wanted, scale, both, buffer)
        yield buffer[: end - begin]


def _matrices(A: Floats, plan: Course, dtype: type[np.floating[Any]]) -> tuple[Array, Array]:
    """The matrix of each length of step, [length, entry, people], and the column of each offset, [offset, state,
    people]."""
    from lissom.dynamics.building import exponentials

    form = plan.pattern
    factorials = ratios_of_factorials(form.size)
    rows, columns = np.array(form.rates).T
    rates = A[rows, columns]
    diagonals = form.diagonal(form.rates), form.diagonal(form.matrix)
    products = tuple(
        each.parts for each in (form.rate_by_matrix, form.matrix_by_matrix, form.rate_by_state, form.matrix_by_state)
    )
    P = np.empty((len(plan.hours), len(form.matrix), A.shape[2]), dtype=dtype)
    W = np.zeros((max(1, len(plan.offsets)), form.size, A.shape[2]), dtype=dtype)
    for number, hours in enumerate(plan.hours):
        numbers, since, present = plan.since(hours)
        columns_of = np.empty((len(numbers), *W.shape[1:]), dtype=dtype)
        exponentials(rates, hours, since, present, form.oral, diagonals, products, factorials, P[number], columns_of)
        W[numbers] = columns_of
    return P, W
