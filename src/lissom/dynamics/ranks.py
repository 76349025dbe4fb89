"""Order statistics by counting bits, compiled: percentiles over people are dearer than the simulation otherwise.

The bits of non-negative IEEE 754 numbers, read as whole numbers, are in the order of the numbers. So a histogram over
the leading bits finds the bin of each rank exactly, and only the few values in those bins are ever sorted.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

import numpy as np

from lissom.dynamics.compiling import compiled

SHIFT = 15
"""Trailing bits of a single left out of a key of the sketch: 256 bins to each doubling, 0.3% wide."""
LOWEST_KEY = (127 - 20) << 8
"""Key of 2^-20: all below share the first bin."""
KEYS = 27 << 8
"""27 doublings, from 2^-20 to 2^7; all above share the last bin."""

STRETCH = 4096
"""Values whose bins are worked out at once."""


@compiled
def spanned(row):
    """How many zeros a row of bits has, and the smallest and largest of the others."""
    zero = row[0] - row[0]
    one = zero + row.dtype.type(1)
    zeros, low, high = 0, zero - one, zero
    for p in range(len(row)):
        value = row[p]
        zeros += value == zero
        high = max(high, value)
        low = min(low, value - one)  # zero turns into the largest number there is
    return zeros, low + one, high


@compiled
def spread(row, low, shift, keys):
    """The bin of each value of a row of bits: a pass in the lanes, before those that scatter."""
    for p in range(len(row)):
        keys[p] = np.uint16((max(row[p], low) - low) >> shift)


@compiled
def sort(values):
    """Sorts in place (Shell): quick for a few values, and compiled far sooner than the sorting of NumPy."""
    gap = len(values) // 2
    while gap > 0:
        for i in range(gap, len(values)):
            value, j = values[i], i
            while j >= gap and values[j - gap] > value:
                values[j] = values[j - gap]
                j -= gap
            values[j] = value
        gap = 1 if gap == 2 else gap * 5 // 11


@compiled
def chosen_bins(counts, zeros, ranks, chosen, place):
    """Marks the bins that hold the given ascending ranks, and says which of their values, in order, has each rank: -1
    for a rank among the zeros, which belong to no bin."""
    bin_, below, end, start, before = -1, 0, np.int64(zeros), 0, 0
    for k in range(len(ranks)):
        place[k] = -1
        if ranks[k] < zeros:
            continue
        while end <= ranks[k]:
            bin_ += 1
            below, end = end, end + np.int64(counts[bin_])
        if not chosen[bin_]:
            chosen[bin_] = 1
            start, before = before, before + np.int64(counts[bin_])
        place[k] = start + ranks[k] - below


@compiled
def kept_from(row, keys, chosen, kept):
    """Copies the values above 0 of the chosen bins, and says how many: without a branch, since no branch can be
    foreseen."""
    n = 0
    for p in range(len(row)):
        kept[n] = row[p]
        n += np.int64(chosen[keys[p]] & (row[p] != 0))
    return n


@compiled
def order_statistics(bits, ranks, bins, out):
    """The values of the given ascending ranks of each row, as bits; bits [row, person] unsigned, out [row, rank].

    The bins cover only the span of the positive values.
    """
    people, wanted = bits.shape[1], len(ranks)
    counts, chosen = np.empty(bins, np.uint32), np.empty(bins, np.uint8)
    keys, kept = np.empty(people, np.uint16), np.empty(people, bits.dtype)
    place = np.empty(wanted, np.int64)
    for r in range(bits.shape[0]):
        row = bits[r]
        zeros, low, high = spanned(row)
        if zeros == people:
            out[r, :] = 0
            continue
        shift = 0
        while np.uint64(high - low) >> np.uint64(shift) >= np.uint64(bins):
            shift += 1
        spread(row, low, row.dtype.type(shift), keys)
        counts[:] = 0
        chosen[:] = 0
        for p in range(people):
            counts[keys[p]] += np.uint32(1)
        counts[0] -= np.uint32(zeros)
        chosen_bins(counts, zeros, ranks, chosen, place)
        sort(kept[: kept_from(row, keys, chosen, kept)])
        for k in range(wanted):
            out[r, k] = 0
            if place[k] >= 0:
                out[r, k] = kept[place[k]]


@compiled
def keyed(row, keys):
    """The bins of the sketch for a stretch of single-precision bits: one pass in the lanes, before the scattered
    one.
    """
    for p in range(len(row)):
        key = np.int32(row[p] >> np.uint32(SHIFT)) - np.int32(LOWEST_KEY)
        keys[p] = np.uint16(min(max(key, np.int32(0)), np.int32(KEYS - 1)))


@compiled
def count(bits, counts):
    """Adds the values of each row to its bins; bits [row, person] of singles, counts [row, key]."""
    keys = np.empty(STRETCH, np.uint16)
    for r in range(bits.shape[0]):
        row, into = bits[r], counts[r]
        for begin in range(0, len(row), STRETCH):
            part = row[begin : begin + STRETCH]
            keyed(part, keys)
            for p in range(len(part)):
                into[keys[p]] += np.int32(1)


@compiled
def collect(bits, slot, kept, fill):
    """Keeps the values of the wanted bins; slot [row, key] is -1 or a number, kept is filled from fill[row, slot]
    on.
    """
    keys = np.empty(STRETCH, np.uint16)
    for r in range(bits.shape[0]):
        row, slots, at = bits[r], slot[r], fill[r]
        for begin in range(0, len(row), STRETCH):
            part = row[begin : begin + STRETCH]
            keyed(part, keys)
            for p in range(len(part)):
                s = slots[keys[p]]
                if s >= 0:
                    kept[at[s]] = part[p]
                    at[s] += 1


@compiled
def sort_pieces(kept, start, size):
    """Sorts each stretch of `kept` by itself."""
    for k in range(len(start)):
        sort(kept[start[k] : start[k] + size[k]])


@compiled
def locate(counts, ranks, key, below):
    """The bin of each ascending rank in each row, and how many values lie below that bin; both [row, rank]."""
    for r in range(counts.shape[0]):
        row, b, under = counts[r], 0, 0
        for k in range(len(ranks)):
            while under + np.int64(row[b]) <= ranks[k]:
                under += np.int64(row[b])
                b += 1
            key[r, k], below[r, k] = b, under
