"""The fast form of `curves.py`: the same recursion, compiled, people in the lanes of the processor.

Imported only where a crowd is large enough to pay for it: loading Numba costs a third of a second. Compiled code is
kept in the user's cache folder, so only the first run on a machine compiles. Rates and matrices are built in double
precision; the recursion runs in the precision asked for. All terms are non-negative, so single precision keeps six
digits.

Layout: [time, output, people], blocks of people whose matrices, columns and state stay in the nearest cache while time
runs.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numba import njit
from platformdirs import user_cache_dir

config: Any = numba.config
if not config.CACHE_DIR:
    config.CACHE_DIR = user_cache_dir("lissom")

BLOCK = 512
"""People at once while matrices are built."""
LANES = 256
"""People at once while time runs: with their matrices they fit the nearest cache."""
TERMS = 18
"""Enough where rate times time is at most 1: the first term left out is below 1/19! of the first."""
LONGEST = 20.0
"""Rate times time of one series; beyond it the time is cut into steps."""
FAST = {"contract", "nnan", "ninf", "nsz", "arcp"}
"""Not re-association: sums keep their order, so results do not depend on the width of the lanes."""


def compiled(function: Any) -> Any:
    """The function compiled without the interpreter lock, kept on disk."""
    return njit(function, cache=True, nogil=True, fastmath=FAST, error_model="numpy")


@compiled
def fastest(A, rows, cols):
    """The largest rate out of any state, [lane]; A [entry, lane]."""
    mu = np.zeros(A.shape[1])
    for e in range(A.shape[0]):
        if rows[e] == cols[e]:
            rate = A[e]
            for p in range(len(mu)):
                mu[p] = max(mu[p], -rate[p])
    return mu


@compiled
def series(A, rows, cols, reach, mu, s, terms, x, term, fresh):  # noqa: PLR0912
    """x := exp(A s / mu) x for a block, x [state, column, lane], A [entry, lane], by uniformisation in `terms` terms.

    `reach` [state, column] is 0 where x is and stays empty for everybody.
    """
    entries, lanes = A.shape
    states, columns = x.shape[0], x.shape[1]
    M = np.empty((entries, lanes))
    for e in range(entries):
        unit = 1.0 if rows[e] == cols[e] else 0.0
        m, rate = M[e], A[e]
        for p in range(lanes):
            m[p] = max(0.0, unit + rate[p] / mu[p]) if mu[p] > 0 else unit
    term[:] = x
    for k in range(1, terms + 1):
        part = 1.0 / k
        fresh[:] = 0.0
        for e in range(entries):
            m = M[e]
            for c in range(columns):
                if reach[cols[e], c]:
                    into, out_of = fresh[rows[e], c], term[cols[e], c]
                    for p in range(lanes):
                        into[p] += m[p] * out_of[p]
        for i in range(states):
            for c in range(columns):
                if reach[i, c]:
                    into, out_of, total = term[i, c], fresh[i, c], x[i, c]
                    for p in range(lanes):
                        more = out_of[p] * (s[p] * part)
                        into[p] = more
                        total[p] += more
    shrink = np.exp(-s)
    for i in range(states):
        for c in range(columns):
            total = x[i, c]
            for p in range(lanes):
                total[p] *= shrink[p]


@compiled
def square(x, reach, fresh):
    """fresh := x x for a block of matrices, [state, state, lane]."""
    states, lanes = x.shape[0], x.shape[2]
    fresh[:] = 0.0
    for i in range(states):
        for j in range(states):
            if reach[i, j]:
                left = x[i, j]
                for c in range(states):
                    if reach[j, c]:
                        right, into = x[j, c], fresh[i, c]
                        for p in range(lanes):
                            into[p] += left[p] * right[p]


@compiled
def matrices(A, rows, cols, hours, reach, out_rows, out_cols, out):
    """The filled entries of exp(A hours) of everybody into `out` [entry, people]; A [entry, people]."""
    states, people = reach.shape[0], A.shape[1]
    for begin in range(0, people, BLOCK):
        end = min(people, begin + BLOCK)
        block = A[:, begin:end].copy()
        x = np.zeros((states, states, end - begin))
        for i in range(states):
            x[i, i, :] = 1.0
        term, fresh = np.empty_like(x), np.empty_like(x)
        mu = fastest(block, rows, cols)
        longest = np.max(mu) * hours
        halvings = int(np.ceil(np.log2(longest))) if longest > 1.0 else 0
        series(block, rows, cols, reach, mu, mu * (hours * 0.5**halvings), TERMS, x, term, fresh)
        for _ in range(halvings):
            square(x, reach, fresh)
            x, fresh = fresh, x
        for e in range(len(out_rows)):
            out[e, begin:end] = x[out_rows[e], out_cols[e]]


@compiled
def columns(A, rows, cols, reach, into, since, present, out):
    """What 1 mg put into state `into` has become after `since` [people] hours, into `out` [state, people]; 0 where
    `present` is 0."""
    states, people = reach.shape[0], A.shape[1]
    reached = reach[:, into : into + 1].copy()
    for begin in range(0, people, BLOCK):
        end = min(people, begin + BLOCK)
        block = A[:, begin:end].copy()
        x = np.zeros((states, 1, end - begin))
        x[into, 0] = present[begin:end]
        term, fresh = np.empty_like(x), np.empty_like(x)
        mu = fastest(block, rows, cols)
        s = mu * since[begin:end]
        steps = max(1, int(np.ceil(np.max(s) / LONGEST)))
        reach_of_step = np.max(s) / steps
        terms = TERMS if reach_of_step <= 1.0 else int(np.ceil(reach_of_step + 8.0 * np.sqrt(reach_of_step) + 12.0))
        for _ in range(steps):
            series(block, rows, cols, reached, mu, s / steps, terms, x, term, fresh)
        for i in range(states):
            out[i, begin:end] = x[i, 0]


@compiled
def advance(P, starts, cols, x, fresh):
    """fresh := P x for a block, all [.., LANES]; the entries of P that lead into state i run from starts[i] on.

    Three entries are taken in one pass. With four, the compiler no longer proves that nothing overlaps, and leaves the
    lanes unused.
    """
    for i in range(x.shape[0]):
        e, end = starts[i], starts[i + 1]
        if end - e >= 3:
            a, b, c = cols[e], cols[e + 1], cols[e + 2]
            for p in range(LANES):
                fresh[i, p] = P[e, p] * x[a, p] + P[e + 1, p] * x[b, p] + P[e + 2, p] * x[c, p]
            e += 3
        else:
            a = cols[e]
            for p in range(LANES):
                fresh[i, p] = P[e, p] * x[a, p]
            e += 1
        while e < end:
            a = cols[e]
            for p in range(LANES):
                fresh[i, p] += P[e, p] * x[a, p]
            e += 1


ORAL = ((0, 1, 4, 7, 11), (0, 0, 1, 2, 0, 1, 2, 0, 1, 2, 3))
"""Rows and columns of the filled entries of depot, centre, periphery and one effect site: the commonest shape."""


@compiled
def advance_oral(P, x):
    """x := P x for a block of the shape `ORAL`, both flat: each state is read once for all it flows into."""
    for p in range(LANES):
        depot, centre, outer, effect = x[p], x[LANES + p], x[2 * LANES + p], x[3 * LANES + p]
        x[p] = P[p] * depot
        x[LANES + p] = P[LANES + p] * depot + P[2 * LANES + p] * centre + P[3 * LANES + p] * outer
        x[2 * LANES + p] = P[4 * LANES + p] * depot + P[5 * LANES + p] * centre + P[6 * LANES + p] * outer
        x[3 * LANES + p] = (
            P[7 * LANES + p] * depot + P[8 * LANES + p] * centre + P[9 * LANES + p] * outer + P[10 * LANES + p] * effect
        )


@compiled
def padded(source, begin, lanes, fill):
    """The block of people from `begin` of an array [.., people], to LANES wide."""
    block = np.full((source.shape[0], LANES), fill, source.dtype)
    block[:, :lanes] = source[:, begin : begin + lanes]
    return block


@compiled
def write(now, states, scale, effect, out, t, begin, lanes):
    """The outputs of one block at one step, into out [step, output, people]; see `run`."""
    at, outputs = np.uint64(begin), len(states)
    for k in range(outputs):
        i = states[k]
        for p in range(lanes):
            out[t, k, at + np.uint64(p)] = now[i, p] * scale[k, p]
    if effect.shape[0] == 2:
        i, k = states[outputs - 1], outputs - 1
        for p in range(lanes):
            C = now[i, p] * scale[k, p]
            out[t, outputs, at + np.uint64(p)] = effect[0, p] * C / (effect[1, p] + C)


@compiled
def run(P, starts, cols, oral, which, W, first, column, mg, x, states, scale, effect, out):
    """Advances everybody through the steps and writes the outputs, out [step, output, people].

    `which[t]` is the matrix of step t in P [matrix, entry, people] (negative: no time passes); doses `first[t]` to
    `first[t + 1]` add `mg` times `column` of W [column, state, people] at its end. Output k is state `states[k]` times
    `scale[k]` [output, people]. Where `effect` [2, people] (Emax, EC50) is not empty, one more output follows:
    Emax y / (EC50 + y) of the last one. `oral` says that P has the shape `ORAL`. Blocks are copied to arrays of one
    width that start at 0: an offset in the index would keep the compiler from using the lanes.
    """
    people, size = x.shape[1], x.shape[0]
    zero, one = x.dtype.type(0), x.dtype.type(1)
    P_ = np.empty((P.shape[0], P.shape[1], LANES), P.dtype)
    for begin in range(0, people, LANES):
        end = min(people, begin + LANES)
        lanes = end - begin
        for m in range(P.shape[0]):
            P_[m] = padded(P[m], begin, lanes, zero)
        W_ = np.empty((W.shape[0], size, LANES), W.dtype)
        for w in range(W.shape[0]):
            W_[w] = padded(W[w], begin, lanes, zero)
        scale_, effect_ = padded(scale, begin, lanes, zero), padded(effect, begin, lanes, one)
        now = padded(x, begin, lanes, zero)
        fresh = np.empty_like(now)
        for t in range(len(which)):
            if which[t] >= 0 and oral:
                advance_oral(P_[which[t]].ravel(), now.ravel())
            elif which[t] >= 0:
                advance(P_[which[t]], starts, cols, now, fresh)
                now, fresh = fresh, now
            for d in range(first[t], first[t + 1]):
                w, dose = column[d], mg[d]
                for i in range(size):
                    for p in range(LANES):
                        now[i, p] += dose * W_[w, i, p]
            write(now, states, scale_, effect_, out, t, begin, lanes)
        x[:, begin:end] = now[:, :lanes]
