"""The Bayesian form of the same model: vague priors, counts taken as counts, the spread averaged over, not guessed.

The spread tau is walked over on a grid. At each value the rest is a penalised regression with a normal approximation at
its peak (Laplace); the grid is weighed by how well each value explains the data. No half events are added. Priors are
those of GeMTC: effects and study levels normal with 15 times the largest effect seen, tau uniform up to that effect.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt

import numpy as np
from scipy.special import ndtr

from lissom.compare.nma.estimate import Model
from lissom.compare.nma.from_arms import from_arms
from lissom.compare.nma.least_squares import Matrix, Vector
from lissom.compare.nma.likelihood import LIKELIHOODS, Likelihood
from lissom.compare.nma.measure import Measure
from lissom.compare.nma.study import Arm
from lissom.facts.errors import OutOfRange

GRID = 120
WIDE = 15.0
STEPS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Credible:
    """`treatment` minus `against` on the averaged scale: posterior mean, SD and central 95% interval."""

    treatment: str
    against: str
    mean: float
    sd: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Posterior of the SD between studies."""

    mean: float
    median: float
    sd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PosteriorFit:
    """A mixture of normal distributions, one for each value of tau. `names` are the compared pairs or treatments."""

    measure: Measure
    reference: str
    names: tuple[tuple[str, str], ...]
    """(treatment, against) of each parameter."""
    weights: tuple[float, ...]
    spread: Spread | None
    message: str = ""
    means: Matrix = field(repr=False)
    covariances: Matrix = field(repr=False)

    def between(self, treatment: str, against: str) -> Credible:
        """One contrast. Raises `OutOfRange` when the parameters do not give it."""
        L = self._contrast(treatment, against)
        means, sds = self.means @ L, np.sqrt(np.einsum("i,kij,j->k", L, self.covariances, L))
        w = np.array(self.weights)
        mean = float(w @ means)
        sd = sqrt(float(w @ (sds**2 + means**2)) - mean**2)
        low, high = (_quantile(w, means, sds, at) for at in (0.025, 0.975))
        return Credible(treatment=treatment, against=against, mean=mean, sd=sd, low=low, high=high)

    def _contrast(self, treatment: str, against: str) -> Vector:
        L = np.zeros(len(self.names))
        if (treatment, against) in self.names or (against, treatment) in self.names:
            straight = (treatment, against) in self.names
            L[self.names.index((treatment, against) if straight else (against, treatment))] = 1.0 if straight else -1.0
            return L
        for name, sign in ((treatment, 1.0), (against, -1.0)):
            if name != self.reference:
                if (name, self.reference) not in self.names:
                    raise OutOfRange("treatment", "a contrast of " + str(self.names), f"{treatment}, {against}")
                L[self.names.index((name, self.reference))] += sign
        return L


def _quantile(w: Vector, means: Vector, sds: Vector, at: float) -> float:
    """Quantile of a mixture of normals, by halving."""
    low, high = float((means - 9 * sds).min()), float((means + 9 * sds).max())
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if float(w @ ndtr((middle - means) / sds)) < at else (low, middle)
    return (low + high) / 2


def posterior(
    arms: Sequence[Arm],
    measure: Measure,
    *,
    reference: str,
    model: Model = Model.RANDOM,
    unrelated: bool = False,
) -> PosteriorFit:
    """The posterior of one connected network of arms (OR, HR, rate ratio, MD), two arms of one treatment apart.

    `unrelated` gives every compared pair an effect of its own, as a check of consistency. Raises `OutOfRange` for
    a measure without a likelihood.
    """
    if measure not in LIKELIHOODS:
        raise OutOfRange("measure", "one of " + ", ".join(LIKELIHOODS), measure)
    problem = _problem(arms, measure, reference, random=model is Model.RANDOM, unrelated=unrelated)
    values = [0.0] if model is Model.COMMON else list(problem.scale * (np.arange(GRID) + 0.5) / GRID)
    start, peaks = problem.start(), []
    for tau in values:
        peak = _climb(problem, tau, start)
        peaks.append(peak)
        start = peak.at
    height = np.array([peak.height for peak in peaks])
    w = np.exp(height - height.max())
    w /= w.sum()
    flat = any(not peak.reached for peak in peaks)
    return PosteriorFit(
        measure=measure,
        reference=reference,
        names=problem.names,
        weights=tuple(float(one) for one in w),
        spread=None if model is Model.COMMON else _spread(np.array(values), w),
        message="At some values of the spread no peak was found; the result is not to be trusted." if flat else "",
        means=np.array([peak.at[problem.effects] for peak in peaks]),
        covariances=np.array([peak.covariance for peak in peaks]),
    )


def _spread(values: Vector, w: Vector) -> Spread:
    mean = float(w @ values)
    median = float(np.interp(0.5, np.cumsum(w) - w / 2, values))
    return Spread(mean=mean, median=median, sd=sqrt(max(float(w @ values**2) - mean**2, 0.0)))


@dataclass(frozen=True, slots=True)
class _Problem:
    """Columns of `A`: levels of studies, effects, and how far each later arm of a study strays from its effect."""

    A: Matrix
    likelihood: Likelihood
    names: tuple[tuple[str, str], ...]
    studies: int
    strays: Matrix
    """Inverse shape of the strays' covariance; empty for a common effect."""
    shape_determinant: float
    scale: float
    level: float

    @property
    def effects(self) -> slice:
        return slice(self.studies, self.studies + len(self.names))

    def start(self) -> Vector:
        x = np.zeros(self.A.shape[1])
        x[: self.studies] = self.level
        return x

    def penalty(self, tau: float) -> Matrix:
        p, fixed = self.A.shape[1], self.studies + len(self.names)
        P = np.zeros((p, p))
        P[np.arange(fixed), np.arange(fixed)] = 1 / (WIDE * self.scale) ** 2
        if tau:
            P[fixed:, fixed:] = self.strays / tau**2
        return P


@dataclass(frozen=True, slots=True)
class _Peak:
    at: Vector
    covariance: Matrix
    height: float
    reached: bool


def _problem(arms: Sequence[Arm], measure: Measure, reference: str, *, random: bool, unrelated: bool) -> _Problem:
    studies = list(dict.fromkeys(arm.study for arm in arms))
    treatments = sorted({arm.treatment for arm in arms} - {reference})
    base = {study: next(arm.treatment for arm in arms if arm.study == study) for study in studies}
    later = [i for i, arm in enumerate(arms) if i and arms[i - 1].study == arm.study]
    pairs = list(dict.fromkeys((arms[i].treatment, base[arms[i].study]) for i in later))
    names = tuple(pairs) if unrelated else tuple((name, reference) for name in treatments)
    place = {name: i for i, name in enumerate(names)}
    A = np.zeros((len(arms), len(studies) + len(names) + (len(later) if random else 0)))
    for i, arm in enumerate(arms):
        A[i, studies.index(arm.study)] = 1.0
    for k, i in enumerate(later):
        own, first = arms[i].treatment, base[arms[i].study]
        ways = [((own, first), 1.0)] if unrelated else [((own, reference), 1.0), ((first, reference), -1.0)]
        for name, sign in ways:
            if name in place:
                A[i, len(studies) + place[name]] += sign
        if random:
            A[i, len(studies) + len(names) + k] = 1.0
    joined = np.array([[arms[i].study == arms[j].study for j in later] for i in later], dtype=float)
    Omega = (joined + np.eye(len(later))) / 2
    seen = [abs(effect) for study in from_arms(arms, measure).studies for effect in study.effects]
    return _Problem(
        A=A,
        likelihood=LIKELIHOODS[measure](arms),
        names=names,
        studies=len(studies),
        strays=np.array(np.linalg.inv(Omega) if random else np.zeros((0, 0)), dtype=np.float64),
        shape_determinant=float(np.linalg.slogdet(Omega)[1]),
        scale=max(seen, default=0.0) or 1.0,
        level=0.0 if measure is Measure.MD else -2.0,
    )


def _climb(problem: _Problem, tau: float, start: Vector) -> _Peak:
    """The peak of likelihood and priors at one tau by Fisher scoring with halved steps, and the volume around it."""
    P, A, likelihood = problem.penalty(tau), problem.A, problem.likelihood

    def height(x: Vector) -> float:
        return likelihood.value(A @ x) - float(x @ P @ x) / 2

    x, reached = start.copy(), False
    for _ in range(STEPS):
        eta = A @ x
        H = (A.T * likelihood.curvature(eta)) @ A + P
        step = np.linalg.solve(H, A.T @ likelihood.slope(eta) - P @ x)
        part, before = 1.0, height(x)
        while height(x + part * step) < before - 1e-10 and part > 1e-6:
            part /= 2
        x = x + part * step
        if float(np.abs(step).max()) < 1e-7:
            reached = True
            break
    H = (A.T * likelihood.curvature(A @ x)) @ A + P
    strays = A.shape[1] - problem.studies - len(problem.names)
    volume = strays * np.log(tau) + problem.shape_determinant / 2 if tau else 0.0
    return _Peak(
        at=x,
        covariance=np.array(np.linalg.inv(H)[problem.effects, problem.effects], dtype=np.float64),
        height=height(x) - float(volume) - float(np.linalg.slogdet(H)[1]) / 2,
        reached=reached,
    )
