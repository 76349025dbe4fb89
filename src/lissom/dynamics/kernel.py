"""The fast form of `curves.py`: the same recursion, compiled, people in the lanes of the processor.

Rates and matrices are built in double precision; the recursion runs in the precision asked for. All terms are
non-negative, so single precision keeps six digits.

Layout: [time, output, people]. People are taken in blocks of LANES, whose matrices, columns and states stay in the
nearest cache while time runs. Matrices hold their filled entries only (`pattern.py`). Blocks are copied (`lanes.py`).
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

import numpy as np

from lissom.dynamics.compiling import compiled
from lissom.dynamics.lanes import LANES, blocks, copy, load, multiply, store
from lissom.dynamics.oral import STRETCH, stretch_of_oral


@compiled
def alike(which, first, column, mg, t, doses):
    """The one column of W that the next STRETCH steps add to, their `doses` filled in; -1 where they are not alike.

    They are alike if all have the same matrix and at most one dose each, of the same column.
    """
    only = 0
    seen = False
    for step in range(STRETCH):
        d, end = first[t + step], first[t + step + 1]
        if which[t + step] != which[t] or which[t] < 0 or end - d > 1 or (end > d and seen and column[d] != only):
            return -1
        doses[step] = 0
        if end > d:
            only, seen, doses[step] = column[d], True, mg[d]
    return only


@compiled
def write(path, steps, states, scale, effect, out, t, begin, lanes):
    """The outputs of one block after each of some steps, into out [step, output, people] from t on; see `run`."""
    at, outputs = np.uint64(begin), len(states)
    for k in range(outputs):
        i = states[k]
        for step in range(steps):
            for p in range(lanes):
                out[t + step, k, at + np.uint64(p)] = path[step + 1, i, p] * scale[k, p]
    if effect.shape[0] == 2:
        i, k = states[outputs - 1], outputs - 1
        for step in range(steps):
            for p in range(lanes):
                C = path[step + 1, i, p] * scale[k, p]
                out[t + step, outputs, at + np.uint64(p)] = effect[0, p] * C / (effect[1, p] + C)


@compiled
def run(P, product, oral, which, W, first, column, mg, x, states, scale, effect, out):
    """Advances everybody through the steps and writes the outputs, out [step, output, people].

    `which[t]` is the matrix of step t in P [matrix, entry, people] (negative: no time passes); doses `first[t]` to
    `first[t + 1]` add `mg` times `column` of W [column, state, people] at its end. Output k is state `states[k]` times
    `scale[k]` [output, people]. Where `effect` [2, people] (Emax, EC50) is not empty, one more output follows:
    Emax y / (EC50 + y) of the last one. `oral` says that P has the shape of `oral.py`.
    """
    people, size, steps = x.shape[1], x.shape[0], len(which)
    starts, left, right = product
    kind, zero, one = x.dtype, x.dtype.type(0), x.dtype.type(1)
    entries, columns, outputs = P.shape[1], W.shape[0], len(states)
    P_ = blocks(P.shape[0] * entries, kind).reshape(P.shape[0], entries, LANES)
    W_ = blocks(columns * size, kind).reshape(columns, size, LANES)
    path = blocks((STRETCH + 1) * size, kind).reshape(STRETCH + 1, size, LANES)
    scale_, effect_, doses = blocks(outputs, kind), blocks(effect.shape[0], kind), np.empty(STRETCH, kind)
    for begin in range(0, people, LANES):
        lanes = min(LANES, people - begin)
        for m in range(P.shape[0]):
            load(P[m], begin, lanes, zero, P_[m])
        for w in range(W.shape[0]):
            load(W[w], begin, lanes, zero, W_[w])
        load(scale, begin, lanes, zero, scale_)
        load(effect, begin, lanes, one, effect_)
        load(x, begin, lanes, zero, path[0])
        t = 0
        while t < steps:
            only = alike(which, first, column, mg, t, doses) if oral and t + STRETCH <= steps else -1
            if only >= 0:
                taken = STRETCH
                stretch_of_oral(P_[which[t]].ravel(), W_[only].ravel(), doses, path.ravel())
            else:
                taken = 1
                if which[t] >= 0:
                    multiply(starts, left, right, P_[which[t]], path[0], path[1])
                else:
                    copy(path[0], path[1])
                for d in range(first[t], first[t + 1]):
                    w, dose = column[d], mg[d]
                    for i in range(size):
                        for p in range(LANES):
                            path[1, i, p] += dose * W_[w, i, p]
            write(path, taken, states, scale_, effect_, out, t, begin, lanes)
            copy(path[taken], path[0])
            t += taken
        store(path[0], size, begin, lanes, x)
