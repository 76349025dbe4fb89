"""Quantiles over people, identical to linear interpolation between order statistics, without sorting everything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lissom.dynamics.layout import COMPILED_FROM, Floats

Array = NDArray[Any]

BINS = (64, 4096)
"""Fewest and most bins of the histogram that finds the ranks."""


Finder = Callable[[Array, NDArray[np.int64]], Array]


def quantiles(values: Array, levels: Sequence[float], find: Finder | None = None) -> Floats:
    """The quantiles of `values` >= 0 over the last axis, [level, ...], those of `numpy.quantile` to the last bit.

    Small crowds are partitioned, large ones counted (`ranks.py`): the same order statistics, so the same numbers.
    """
    count = values.shape[-1]
    places = np.asarray(levels, dtype=np.float64) * (count - 1)
    below = np.floor(places).astype(np.int64)
    ranks = np.unique(np.concatenate([below, np.minimum(below + 1, count - 1)]))
    chosen = find or (by_counting if count >= COMPILED_FROM else by_partition)
    return interpolated(chosen(values, ranks), ranks, places)


def by_partition(values: Array, ranks: NDArray[np.int64]) -> Array:
    """The values of the given ranks, [..., rank]."""
    return np.partition(values, ranks, axis=-1)[..., ranks]


def by_counting(values: Array, ranks: NDArray[np.int64]) -> Array:
    """As `by_partition`, compiled, for values >= 0 in single or double precision."""
    from lissom.dynamics.ranks import order_statistics

    rows = np.ascontiguousarray(values).reshape(-1, values.shape[-1])
    bits = rows.view(np.uint32 if rows.dtype == np.float32 else np.uint64)
    found = np.empty((len(rows), len(ranks)), dtype=bits.dtype)
    bins = min(BINS[1], max(BINS[0], 1 << rows.shape[1].bit_length() - 1))
    order_statistics(bits, ranks, bins, found)
    return found.view(rows.dtype).reshape(*values.shape[:-1], len(ranks))


def interpolated(found: Array, ranks: NDArray[np.int64], places: Floats) -> Floats:
    """Between the order statistics below and above each place, in the form NumPy uses, [level, ...]."""
    below = np.searchsorted(ranks, np.floor(places).astype(np.int64))
    above = np.minimum(below + 1, len(ranks) - 1)
    low, high = found[..., below].astype(np.float64), found[..., above].astype(np.float64)
    part = places - np.floor(places)
    step = high - low
    return np.moveaxis(np.where(part < 0.5, low + step * part, high - step * (1.0 - part)), -1, 0)
