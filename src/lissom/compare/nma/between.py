"""The variance between studies: by moments (DerSimonian and Laird; Jackson 2012) or by restricted likelihood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from lissom.compare.nma.least_squares import Stacked, solve


class Method(StrEnum):
    """How the variance between studies is estimated."""

    DL = "DL"
    REML = "REML"


@dataclass(frozen=True, slots=True)
class Between:
    """tau2 on the squared averaged scale, and a message when it could not be had."""

    tau2: float
    message: str = ""


UNDEFINED = Between(0.0, "There are no more results than unknowns, so the spread between studies is not known.")
GRID = 60


def variance_between(stacked: Stacked, method: Method) -> Between:
    """tau2 by the chosen method; 0 with a message when the network leaves nothing over to estimate it from."""
    if stacked.df == 0:
        return UNDEFINED
    return by_moments(stacked) if method is Method.DL else by_likelihood(stacked)


def by_moments(stacked: Stacked) -> Between:
    """(Q - df) / tr(P Omega), cut off at 0: Q has mean df + tau2 tr(P Omega)."""
    common = solve(stacked, 0.0)
    return Between(max(0.0, (common.Q - stacked.df) / float(np.sum(common.P * stacked.Omega))))


def by_likelihood(stacked: Stacked) -> Between:
    """The tau2 of highest restricted likelihood: roots of its slope are bracketed, refined, and compared."""
    from scipy.optimize import brentq

    slope = _Slope(stacked)
    top = slope.upper_end()
    if top is None:
        return Between(by_moments(stacked).tau2, "The restricted likelihood has no top; the moment estimate is used.")
    grid = top * np.linspace(0.0, 1.0, GRID) ** 2
    slopes = [slope(value) for value in grid]
    peaks = [0.0] if slopes[0] <= 0 else []
    for low, high, before, after in zip(grid[:-1], grid[1:], slopes[:-1], slopes[1:], strict=True):
        if before > 0 >= after:
            peaks.append(float(brentq(slope, low, high, xtol=1e-14 * top, rtol=1e-13)))
    return Between(max(peaks, key=lambda value: restricted_likelihood(stacked, value)))


@dataclass(frozen=True, slots=True)
class _Slope:
    """Slope of the restricted log likelihood in tau2."""

    stacked: Stacked

    def __call__(self, tau2: float) -> float:
        P = solve(self.stacked, tau2).P
        residual = P @ self.stacked.y
        return float(residual @ self.stacked.Omega @ residual - np.sum(P * self.stacked.Omega)) / 2

    def upper_end(self) -> float | None:
        """A tau2 above every peak; None when the slope never turns negative."""
        top = float(np.mean(np.diag(self.stacked.S)) + np.var(self.stacked.y)) or 1.0
        for _ in range(60):
            if self(top) < 0:
                return top
            top *= 2
        return None


def restricted_likelihood(stacked: Stacked, tau2: float) -> float:
    """The restricted log likelihood, without its constant."""
    solved = solve(stacked, tau2)
    _, of_data = np.linalg.slogdet(stacked.S + tau2 * stacked.Omega)
    _, of_fit = np.linalg.slogdet(solved.covariance)
    return float(of_fit - of_data - solved.Q) / 2
