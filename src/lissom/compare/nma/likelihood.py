"""The likelihood of reported arms, one for each kind of figure: counts, hazards, rates, means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lissom.compare.nma.from_arms import standard_error
from lissom.compare.nma.least_squares import Vector
from lissom.compare.nma.measure import Measure
from lissom.compare.nma.study import Arm


@dataclass(frozen=True, slots=True)
class Likelihood:
    """Of every arm as a function of its linear predictor: log likelihood, slope, and expected curvature."""

    value: Callable[[Vector], float]
    slope: Callable[[Vector], Vector]
    curvature: Callable[[Vector], Vector]


def _binomial(arms: Sequence[Arm]) -> Likelihood:
    r, n = (np.array([getattr(arm, name) for arm in arms], dtype=float) for name in ("events", "n"))

    def risk(eta: Vector) -> Vector:
        return np.asarray(1 / (1 + np.exp(-eta)))

    return Likelihood(
        lambda eta: float(r @ eta - n @ np.logaddexp(0, eta)),
        lambda eta: r - n * risk(eta),
        lambda eta: n * risk(eta) * (1 - risk(eta)),
    )


def _hazard(arms: Sequence[Arm]) -> Likelihood:
    """Binomial with the complementary log-log link; eta is kept below 5, where all have had the event."""
    r, n = (np.array([getattr(arm, name) for arm in arms], dtype=float) for name in ("events", "n"))

    def parts(eta: Vector) -> tuple[Vector, Vector]:
        hazard = np.exp(np.minimum(eta, 5.0))
        return hazard, -np.expm1(-hazard)

    def value(eta: Vector) -> float:
        hazard, risk = parts(eta)
        return float(r @ np.log(risk) - (n - r) @ hazard)

    def slope(eta: Vector) -> Vector:
        hazard, risk = parts(eta)
        return np.asarray(r * hazard * (1 - risk) / risk - (n - r) * hazard)

    def curvature(eta: Vector) -> Vector:
        hazard, risk = parts(eta)
        return np.asarray(n * hazard**2 * (1 - risk) / risk)

    return Likelihood(value, slope, curvature)


def _poisson(arms: Sequence[Arm]) -> Likelihood:
    r, t = (np.array([getattr(arm, name) for arm in arms], dtype=float) for name in ("events", "exposure"))
    return Likelihood(
        lambda eta: float(r @ eta - t @ np.exp(eta)), lambda eta: r - t * np.exp(eta), lambda eta: t * np.exp(eta)
    )


def _normal(arms: Sequence[Arm]) -> Likelihood:
    mean = np.array([arm.mean for arm in arms], dtype=float)
    weight = np.array([1 / (standard_error(arm) or np.inf) ** 2 for arm in arms])
    return Likelihood(
        lambda eta: float(-(weight @ (mean - eta) ** 2) / 2),
        lambda eta: weight * (mean - eta),
        lambda eta: np.broadcast_to(weight, eta.shape),
    )


LIKELIHOODS: Mapping[Measure, Callable[[Sequence[Arm]], Likelihood]] = {
    Measure.OR: _binomial,
    Measure.HR: _hazard,
    Measure.RATE_RATIO: _poisson,
    Measure.MD: _normal,
}
"""Measures whose arms have a likelihood of their own here."""
