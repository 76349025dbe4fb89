"""How much each direct comparison contributes to each estimate: the evidence flows like current, and is walked along.

The weights of a network form an electrical network (Rücker 2012); the flow of a contrast is split into paths by a
random walk along it, and each path's share is divided equally among its steps (Davies 2022).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from lissom.compare.nma.estimate import Estimates
from lissom.compare.nma.least_squares import Matrix, Vector

Pair = tuple[str, str]
NEGLIGIBLE = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributions:
    """`shares[estimate][comparison]`: shares (0 to 1) of direct comparisons in each estimate; each row sums to 1."""

    comparisons: tuple[Pair, ...]
    shares: Mapping[Pair, Mapping[Pair, float]]
    message: str = ""


def contributions(estimates: Estimates) -> Contributions:
    """The share of every direct comparison in every estimate of a connected network."""
    weights = _weights(estimates)
    names = estimates.treatments
    edges = [(i, j) for i, j in combinations(range(len(names)), 2) if abs(weights[i, j]) > NEGLIGIBLE * weights.max()]
    pairs = tuple(_pair(names, i, j) for i, j in edges)
    if any(weights[i, j] < 0 for i, j in edges):
        message = "A study of several arms gives a negative weight, so the flow of evidence cannot be followed."
        return Contributions(comparisons=pairs, shares={}, message=message)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplacian)
    shares = {
        _pair(names, a, b): _walked(weights, inverse[:, a] - inverse[:, b], a, b, names)
        for a, b in combinations(range(len(names)), 2)
    }
    return Contributions(comparisons=pairs, shares=shares)


def _weights(estimates: Estimates) -> Matrix:
    """Weight of every pair of treatments: minus the off-diagonal of the summed Laplacians of the studies."""
    T = len(estimates.treatments)
    place = {name: i for i, name in enumerate(estimates.treatments)}
    laplacian = np.zeros((T, T))
    for study in estimates.studies:
        k = len(study.effects)
        V = np.array(study.covariance) + estimates.heterogeneity.tau2 * (np.eye(k) + 1) / 2
        C = np.column_stack([-np.ones(k), np.eye(k)])
        at = [place[name] for name in study.treatments]
        laplacian[np.ix_(at, at)] += C.T @ np.linalg.inv(V) @ C
    weights = -laplacian
    np.fill_diagonal(weights, 0.0)
    return weights


def _walked(weights: Matrix, potential: Vector, source: int, sink: int, names: tuple[str, ...]) -> dict[Pair, float]:
    """Shares of the direct comparisons in the contrast of source and sink.

    `reach[v][l]`: chance that the walk from the source is at v after l steps; `arrive[v][l]`: that it needs l more.
    """
    flow = np.maximum(weights * (potential[:, None] - potential[None, :]), 0.0)
    flow[flow < NEGLIGIBLE] = 0.0
    out = flow.sum(axis=1, keepdims=True)
    step = np.divide(flow, out, out=np.zeros_like(flow), where=out > 0)
    step[sink] = 0.0
    T = len(names)
    reach, arrive = np.zeros((T, T)), np.zeros((T, T))
    reach[source, 0] = arrive[sink, 0] = 1.0
    for length in range(1, T):
        reach[:, length] = step.T @ reach[:, length - 1]
        arrive[:, length] = step @ arrive[:, length - 1]
    shares: dict[Pair, float] = {}
    lengths = np.arange(T)
    per_step = 1.0 / (lengths[:, None] + lengths[None, :] + 1)
    for i, j in zip(*np.nonzero(step), strict=True):
        share = float(step[i, j] * (reach[i] @ per_step @ arrive[j]))
        if share > NEGLIGIBLE:
            shares[_pair(names, int(i), int(j))] = share
    return dict(sorted(shares.items()))


def _pair(names: tuple[str, ...], i: int, j: int) -> Pair:
    a, b = sorted((names[i], names[j]))
    return a, b
