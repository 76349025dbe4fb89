"""Blocks of people, one to a lane of the processor, compiled: arrays [row, LANES] of one width that begin at 0.

An offset in the index, or a width that is not known, would keep the compiler from using the lanes. Loops are written
out where NumPy has a word for them: the word takes longer to compile, by seconds.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

import numpy as np

from lissom.dynamics.compiling import compiled

LANES = 128
"""People at once: with their matrices and some steps of states they fit the nearest cache."""
LINE = 64
"""Bytes of one line of the cache."""


@compiled
def blocks(rows, kind):
    """Room for [row, LANES], beginning where a line of the cache begins: loads that straddle two lines take twice as
    long."""
    room = np.empty(rows * LANES + LINE, kind)
    begin = (LINE - room.ctypes.data % LINE) % LINE // room.itemsize
    return room[begin : begin + rows * LANES].reshape(rows, LANES)


@compiled
def load(source, begin, lanes, rest, block):
    """Fills a block [row, LANES] with the people from `begin` on, and with `rest` where there are no more."""
    at = np.uint64(begin)
    for i in range(source.shape[0]):
        for p in range(lanes):
            block[i, p] = source[i, at + np.uint64(p)]
        for p in range(lanes, LANES):
            block[i, p] = rest


@compiled
def store(block, rows, begin, lanes, into):
    """Puts the people of a block back into place, into [row, people]."""
    at = np.uint64(begin)
    for i in range(rows):
        for p in range(lanes):
            into[i, at + np.uint64(p)] = block[i, p]


@compiled
def clear(x):
    for i in range(x.shape[0]):
        for p in range(LANES):
            x[i, p] = 0.0


@compiled
def copy(x, into):
    for i in range(x.shape[0]):
        for p in range(LANES):
            into[i, p] = x[i, p]


@compiled
def multiply(starts, left, right, a, b, into):
    """into := a b for a block, all [entry, LANES]; the lists are those of `pattern.Product`.

    Three products are taken in one pass. With four, the compiler no longer proves that nothing overlaps, and leaves the
    lanes unused.
    """
    for i in range(len(starts) - 1):
        k, end = starts[i], starts[i + 1]
        if end - k >= 3:
            a1, a2, a3 = left[k], left[k + 1], left[k + 2]
            b1, b2, b3 = right[k], right[k + 1], right[k + 2]
            for p in range(LANES):
                into[i, p] = a[a1, p] * b[b1, p] + a[a2, p] * b[b2, p] + a[a3, p] * b[b3, p]
            k += 3
        else:
            a1, b1 = left[k], right[k]
            for p in range(LANES):
                into[i, p] = a[a1, p] * b[b1, p]
            k += 1
        while k < end:
            a1, b1 = left[k], right[k]
            for p in range(LANES):
                into[i, p] += a[a1, p] * b[b1, p]
            k += 1
