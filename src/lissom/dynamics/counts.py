"""Counts that scatter from day to day, and grades read with noise: chances without drawing anything."""

from __future__ import annotations

from math import erf, exp, lgamma, log, sqrt

import numpy as np

from lissom.dynamics.layout import Floats


def negative_binomial(mean: float, size: float, most: int) -> Floats:
    """P(0), P(1) ... P(`most`) of a count with that mean and variance mean + mean^2 / size."""
    if mean <= 0:
        return np.concatenate([[1.0], np.zeros(most)])
    p = size / (size + mean)
    n = np.arange(most + 1)
    logs = [lgamma(k + size) - lgamma(size) - lgamma(k + 1) + size * log(p) + k * log(1.0 - p) for k in n]
    return np.array([exp(value) for value in logs])


def count_quantiles(mean: float, size: float, levels: tuple[float, ...]) -> tuple[int, ...]:
    """The smallest counts below or at which those shares of days lie."""
    most = int(mean * 20 + 20 * sqrt(mean + mean * mean / size)) + 20
    below = np.cumsum(negative_binomial(mean, size, most))
    return tuple(int(np.searchsorted(below, level)) for level in levels)


def grade_shares(latent: Floats, noise: Floats | float, grades: int) -> Floats:
    """P(grade) for each latent value, [grade, ...]: grade g where latent + noise lies between g - 1/2 and g + 1/2, the
    lowest and highest open at their far ends."""
    cuts = np.arange(grades - 1) + 0.5
    z = (cuts.reshape(-1, *[1] * np.ndim(latent)) - latent) / noise
    below = 0.5 * (1.0 + np.vectorize(erf)(z / sqrt(2.0)))
    edges = np.concatenate([np.zeros((1, *np.shape(latent))), below, np.ones((1, *np.shape(latent)))])
    shares: Floats = np.diff(edges, axis=0)
    return shares


def lower(before: Floats, after: Floats) -> Floats:
    """P(the grade after is lower than the grade before), from the shares of each, [grade, ...]."""
    below = np.cumsum(after, axis=0) - after  # P(after < g)
    chance: Floats = np.sum(before * below, axis=0)
    return chance


def kappa(latent: Floats, noise: float, grades: int) -> float:
    """Cohen's kappa of two raters with independent noise over people with these latent values."""
    shares = grade_shares(latent, noise, grades)
    agree = float(np.mean(np.sum(shares * shares, axis=0)))
    margin = shares.mean(axis=1)
    chance = float(np.sum(margin * margin))
    return (agree - chance) / (1.0 - chance)
