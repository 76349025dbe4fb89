"""The fast form of `propagator.py`: the matrix of a step, and what a dose within it has become at its end, compiled.

All of it in double precision and without a subtraction, as there.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

import numpy as np

from lissom.dynamics.compiling import compiled
from lissom.dynamics.lanes import LANES, blocks, clear, copy, load, multiply, store
from lissom.dynamics.oral import AT_ONCE, column_of_oral, matrix_of_oral


@compiled
def uniformised(A, diagonal, hours, B, s):
    """B := A hours / 2^n + s for a block, which has no negative entry; s, of each lane, is at most 1. Returns n."""
    s[:] = 0.0
    fastest = 0.0
    for i in range(len(diagonal)):
        for p in range(LANES):
            s[p] = max(s[p], -A[diagonal[i], p])
    for p in range(LANES):
        fastest = max(fastest, s[p])
    longest = fastest * hours
    halvings = int(np.ceil(np.log2(longest))) if longest > 1.0 else 0
    step = hours * 0.5**halvings
    for p in range(LANES):
        s[p] *= step
    for e in range(A.shape[0]):
        for p in range(LANES):
            B[e, p] = A[e, p] * step
    for i in range(len(diagonal)):
        for p in range(LANES):
            B[diagonal[i], p] = max(0.0, B[diagonal[i], p] + s[p])
    return halvings


@compiled
def begin_series(coefficient, where, v, x):
    """x := coefficient v in the entries `where`, 0 in the others; v [lane]."""
    clear(x)
    for i in range(len(where)):
        for p in range(LANES):
            x[where[i], p] = coefficient * v[p]


@compiled
def end_series(coefficient, s, x):
    """x := x exp(-s) / coefficient."""
    shrink = np.exp(-s) / coefficient
    for i in range(x.shape[0]):
        for p in range(LANES):
            x[i, p] *= shrink[p]


@compiled
def series(product, B, s, factorials, where, v, x, fresh):
    """x := exp(B - s) v for a block, by Horner's rule; v [lane] stands in each of the entries `where`.

    `factorials[k]` is n! / k!, up to the last, n. As k goes down to 0, x is the sum over j of B^j v n! / (k + j)!.
    """
    starts, left, right = product
    n = len(factorials) - 1
    begin_series(factorials[n], where, v, x)
    for k in range(n - 1, -1, -1):
        multiply(starts, left, right, B, x, fresh)
        for i in range(len(where)):
            for p in range(LANES):
                fresh[where[i], p] += factorials[k] * v[p]
        copy(fresh, x)
    end_series(factorials[0], s, x)


@compiled
def matrix_series_of_oral(B, s, factorials, where, v, x):
    """As `series`, of the whole matrix of the shape of `oral.py`."""
    n = len(factorials) - 1
    begin_series(factorials[n], where, v, x)
    for k in range(n - AT_ONCE, -1, -AT_ONCE):
        matrix_of_oral(B.ravel(), factorials[k : k + AT_ONCE], x.ravel())
    end_series(factorials[0], s, x)


@compiled
def column_series_of_oral(B, s, factorials, where, v, x):
    """As `series`, of the column of the depot in the shape of `oral.py`."""
    n = len(factorials) - 1
    begin_series(factorials[n], where, v, x)
    for k in range(n - AT_ONCE, -1, -AT_ONCE):
        column_of_oral(B.ravel(), factorials[k : k + AT_ONCE], v, x.ravel())
    end_series(factorials[0], s, x)


@compiled
def fraction(since, hours, halvings, digits, rest):
    """Splits `since` [lane] into whole parts of hours / 2^halvings, whose binary digits are those of `digits`, and
    the `rest` of one such part."""
    for p in range(LANES):
        parts = since[p] / hours * 2.0**halvings
        digits[p] = np.int64(parts)
        rest[p] = parts - digits[p]


@compiled
def apply_digit(product, T, digits, level, x, fresh):
    """x := T x in the lanes whose binary digit of this level is 1."""
    starts, left, right = product
    multiply(starts, left, right, T, x, fresh)
    for i in range(x.shape[0]):
        for p in range(LANES):
            x[i, p] = fresh[i, p] if (digits[p] >> level) & 1 else x[i, p]


@compiled
def exponentials(A, hours, since, present, oral, diagonals, products, factorials, P, W):
    """exp(A hours) of everybody into P [entry, people], and what 1 mg in the first state has become after each of
    `since` [offset, people] hours (less than `hours`) into W [offset, state, people]; 0 where `present` is 0.

    The step is halved until rate times time is at most 1, and the matrix squared back; on the way each square carries
    those columns further in whose time it is a binary digit.
    """
    of_rates, of_matrix = diagonals
    rate_by_matrix, matrix_by_matrix, rate_by_state, matrix_by_state = products
    offsets, states = since.shape[0], len(of_rates)
    entries = P.shape[0]
    a, B, R = blocks(A.shape[0], A.dtype), blocks(A.shape[0], A.dtype), blocks(A.shape[0], A.dtype)
    x, fresh, other = blocks(entries, A.dtype), blocks(entries, A.dtype), blocks(states, A.dtype)
    w = blocks(offsets * states, A.dtype).reshape(offsets, states, LANES)
    after, here = np.empty((offsets, LANES)), np.empty((offsets, LANES))
    digits, rest = np.empty((offsets, LANES), np.int64), np.empty(LANES)
    s, ones, first = np.empty(LANES), np.ones(LANES), np.zeros(1, np.int64)
    for begin in range(0, A.shape[1], LANES):
        lanes = min(LANES, A.shape[1] - begin)
        load(A, begin, lanes, 0.0, a)
        load(since, begin, lanes, 0.0, after)
        load(present, begin, lanes, 0.0, here)
        halvings = uniformised(a, of_rates, hours, B, s)
        T, spare = x, fresh
        if oral:
            matrix_series_of_oral(B, s, factorials, of_matrix, ones, T)
        else:
            series(rate_by_matrix, B, s, factorials, of_matrix, ones, T, spare)
        for k in range(offsets):
            fraction(after[k], hours, halvings, digits[k], rest)
            for e in range(R.shape[0]):
                for p in range(LANES):
                    R[e, p] = B[e, p] * rest[p]
            if oral:
                column_series_of_oral(R, s * rest, factorials, first, here[k], w[k])
            else:
                series(rate_by_state, R, s * rest, factorials, first, here[k], w[k], other)
        for level in range(halvings):
            for k in range(offsets):
                apply_digit(matrix_by_state, T, digits[k], level, w[k], other)
            starts, left, right = matrix_by_matrix
            multiply(starts, left, right, T, T, spare)
            T, spare = spare, T
        store(T, entries, begin, lanes, P)
        for k in range(offsets):
            store(w[k], states, begin, lanes, W[k])
