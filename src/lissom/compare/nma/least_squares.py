"""Generalised least squares over stacked study contrasts: the one piece of linear algebra everything else stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lissom.compare.nma.study import StudyEffects

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stacked:
    """All contrasts of all studies. Rows: contrasts; columns of `X`: every treatment but the reference."""

    y: Vector
    X: Matrix
    S: Matrix
    """Covariance within studies, block diagonal."""
    Omega: Matrix
    """Shape of the covariance between studies: 1 on the diagonal, 1/2 between contrasts of one study."""

    @property
    def df(self) -> int:
        """Contrasts minus parameters."""
        return int(self.X.shape[0] - self.X.shape[1])


@dataclass(frozen=True, slots=True)
class Solved:
    """Estimates, their covariance, and the weighted sum of squares of what they leave over."""

    d: Vector
    covariance: Matrix
    Q: float
    P: Matrix
    """Weights that take the fit out: P y are the weighted residuals."""


def stack(studies: Sequence[StudyEffects], treatments: Sequence[str]) -> Stacked:
    """The contrasts of the studies; the first of `treatments` is the reference."""
    place = {treatment: i for i, treatment in enumerate(treatments)}
    rows = sum(len(study.effects) for study in studies)
    y, X = np.zeros(rows), np.zeros((rows, len(treatments)))
    S, Omega = np.zeros((rows, rows)), np.zeros((rows, rows))
    at = 0
    for study in studies:
        k = len(study.effects)
        block = slice(at, at + k)
        y[block] = study.effects
        S[block, block] = study.covariance
        Omega[block, block] = (np.eye(k) + 1.0) / 2.0
        X[block, place[study.treatments[0]]] = -1.0
        X[np.arange(at, at + k), [place[treatment] for treatment in study.treatments[1:]]] = 1.0
        at += k
    return Stacked(y, X[:, 1:], S, Omega)


def solve(stacked: Stacked, tau2: float) -> Solved:
    """The fit at a given variance between studies. Raises `numpy.linalg.LinAlgError` when it does not exist."""
    W = np.linalg.inv(stacked.S + tau2 * stacked.Omega)
    WX = W @ stacked.X
    covariance = np.linalg.inv(stacked.X.T @ WX)
    P = W - WX @ covariance @ WX.T
    d = covariance @ (WX.T @ stacked.y)
    return Solved(d, (covariance + covariance.T) / 2, float(stacked.y @ P @ stacked.y), P)
