"""The estimates of a network: every treatment against every other, with intervals, spread and what stays unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, log, sqrt

import numpy as np
from scipy.special import chdtrc, ndtr, ndtri, stdtr, stdtrit

from lissom.compare.nma import shape
from lissom.compare.nma.between import UNDEFINED, Method, variance_between
from lissom.compare.nma.least_squares import solve, stack
from lissom.compare.nma.measure import Measure
from lissom.compare.nma.study import Dropped, Evidence, StudyEffects
from lissom.facts.errors import OutOfRange


class Model(StrEnum):
    """Whether all studies are taken to measure one effect, or effects that differ around a mean."""

    COMMON = "common effect"
    RANDOM = "random effects"


class Intervals(StrEnum):
    """How wide an interval is drawn."""

    NORMAL = "normal"
    """1.96 standard errors: too narrow when few studies differ among themselves."""
    KNAPP_HARTUNG = "Knapp-Hartung"
    """Student's t and the spread that the residuals show, at least that of chance (Knapp and Hartung 2003)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heterogeneity:
    """How far studies differ beyond chance. `p` and `I2` are None, with a message, when nothing is left over."""

    Q: float
    df: int
    p: float | None
    I2: float | None
    """Share (0 to 1) of the variation that chance does not explain."""
    I2_interval: tuple[float, float] | None
    """95% interval of I2; None with fewer than two degrees of freedom."""
    tau2: float
    method: str
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """`treatment` minus `against` on the averaged scale; for ratios its logarithm. `shown` is what a reader sees."""

    treatment: str
    against: str
    measure: Measure
    estimate: float
    se: float
    low: float
    high: float
    p: float
    prediction: tuple[float, float] | None
    """Where the effect of a new study would lie in 95 of 100 cases; None with the reason in `no_prediction`."""
    no_prediction: str = ""
    direct_studies: int = 0

    @property
    def shown(self) -> tuple[float, float, float]:
        """(estimate, low, high) as shown: a difference, or the ratio itself."""
        return self.measure.shown(self.estimate), self.measure.shown(self.low), self.measure.shown(self.high)

    @property
    def excludes_no_difference(self) -> bool:
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimates:
    """One connected network, fitted. `effects` and `covariance` are against the reference, which comes first."""

    measure: Measure
    model: Model
    intervals: Intervals
    level: float
    treatments: tuple[str, ...]
    effects: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]
    heterogeneity: Heterogeneity
    studies: tuple[StudyEffects, ...]
    widening: float = 1.0
    """Factor on every standard error: the square root of the Knapp-Hartung scale, 1 for normal intervals."""

    @property
    def reference(self) -> str:
        return self.treatments[0]

    def between(self, treatment: str, against: str) -> Effect:
        """The effect of one treatment against another. Raises `OutOfRange` for a treatment outside this network."""
        a, b = self._place(treatment), self._place(against)
        V = self.covariance
        variance = V[a][a] + V[b][b] - 2 * V[a][b]
        se = self.widening * sqrt(max(variance, 0.0))
        estimate = self.effects[a] - self.effects[b]
        half = se * self._quantile()
        prediction, why = self._prediction(estimate, se)
        pair = (min(treatment, against), max(treatment, against))
        return Effect(
            treatment=treatment,
            against=against,
            measure=self.measure,
            estimate=estimate,
            se=se,
            low=estimate - half,
            high=estimate + half,
            p=self._p(estimate, se),
            prediction=prediction,
            no_prediction=why,
            direct_studies=shape.comparisons(self.studies).get(pair, 0),
        )

    def against_reference(self) -> tuple[Effect, ...]:
        """Every other treatment against the reference."""
        return tuple(self.between(treatment, self.reference) for treatment in self.treatments[1:])

    def _place(self, treatment: str) -> int:
        if treatment not in self.treatments:
            raise OutOfRange("treatment", "one of " + ", ".join(self.treatments), treatment)
        return self.treatments.index(treatment)

    def _students(self) -> bool:
        return self.intervals is Intervals.KNAPP_HARTUNG and self.heterogeneity.df > 0

    def _quantile(self) -> float:
        upper = (1 + self.level) / 2
        return float(stdtrit(self.heterogeneity.df, upper) if self._students() else ndtri(upper))

    def _p(self, estimate: float, se: float) -> float:
        if se == 0:
            return 1.0
        z = -abs(estimate) / se
        return 2 * float(stdtr(self.heterogeneity.df, z) if self._students() else ndtr(z))

    def _prediction(self, estimate: float, se: float) -> tuple[tuple[float, float] | None, str]:
        """Higgins, Thompson and Spiegelhalter 2009: Student's t with one degree of freedom less than Q has.

        Some programs take all of them, which is narrower.
        """
        df = self.heterogeneity.df - 1
        if self.model is Model.COMMON:
            return None, "one effect is assumed for all studies"
        if df < 1:
            return None, "too few studies to say how far a new one may differ"
        half = float(stdtrit(df, (1 + self.level) / 2)) * sqrt(se**2 + self.heterogeneity.tau2)
        return (estimate - half, estimate + half), ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Every part of a network on its own: what no comparison joins is never compared."""

    parts: tuple[Estimates, ...]
    dropped: tuple[Dropped, ...]
    notes: tuple[str, ...]

    def part_of(self, *treatments: str) -> Estimates | None:
        """The part that holds all of these treatments; None when no chain of trials joins them."""
        return next((part for part in self.parts if set(treatments) <= set(part.treatments)), None)


def analyse(
    evidence: Evidence,
    *,
    model: Model = Model.RANDOM,
    method: Method = Method.DL,
    intervals: Intervals = Intervals.NORMAL,
    reference: str | None = None,
    level: float = 0.95,
) -> Analysis:
    """The estimates of every connected part. `reference` is used in the part that holds it; others take their hub."""
    groups = shape.components(evidence.studies)
    parts = tuple(
        _fitted(group, evidence.measure, model, method, intervals, _reference(group, reference), level)
        for group in groups
    )
    apart = " | ".join(", ".join(shape.treatments_of(group)) for group in groups)
    notes = (
        (f"No trial joins these groups, so they are not compared with one another: {apart}.",)
        if len(groups) > 1
        else ()
    )
    return Analysis(parts=parts, dropped=evidence.dropped, notes=(*evidence.notes, *notes))


def _reference(studies: Sequence[StudyEffects], wanted: str | None) -> str:
    return wanted if wanted in shape.treatments_of(studies) and wanted is not None else shape.central(studies)


def _fitted(
    studies: tuple[StudyEffects, ...],
    measure: Measure,
    model: Model,
    method: Method,
    intervals: Intervals,
    reference: str,
    level: float,
) -> Estimates:
    treatments = (reference, *(name for name in shape.treatments_of(studies) if name != reference))
    stacked = stack(studies, treatments)
    spread = variance_between(stacked, method)
    tau2 = spread.tau2 if model is Model.RANDOM else 0.0
    solved = solve(stacked, tau2)
    common = solve(stacked, 0.0)
    T = len(treatments)
    covariance = np.zeros((T, T))
    covariance[1:, 1:] = solved.covariance
    scale = max(1.0, solved.Q / stacked.df) if stacked.df and intervals is Intervals.KNAPP_HARTUNG else 1.0
    return Estimates(
        measure=measure,
        model=model,
        intervals=intervals,
        level=level,
        treatments=treatments,
        effects=(0.0, *(float(value) for value in solved.d)),
        covariance=tuple(tuple(float(cell) for cell in row) for row in covariance),
        heterogeneity=heterogeneity(common.Q, stacked.df, tau2, method.value, spread.message),
        studies=studies,
        widening=sqrt(scale),
    )


def heterogeneity(Q: float, df: int, tau2: float, method: str, message: str = "") -> Heterogeneity:
    """Q with its chance and I2 = (Q - df) / Q, cut off at 0 (Higgins and Thompson 2002)."""
    if df == 0:
        message = UNDEFINED.message
        return Heterogeneity(Q=0.0, df=0, p=None, I2=None, I2_interval=None, tau2=tau2, method=method, message=message)
    Q = max(Q, 0.0)
    I2 = max(0.0, (Q - df) / Q) if Q > 0 else 0.0
    return Heterogeneity(
        Q=Q,
        df=df,
        p=float(chdtrc(df, Q)),
        I2=I2,
        I2_interval=_interval_of_I2(Q, df),
        tau2=tau2,
        method=method,
        message=message,
    )


def _interval_of_I2(Q: float, df: int) -> tuple[float, float] | None:
    """From the interval of H = sqrt(Q / df), test-based where Q is above expectation (Higgins and Thompson 2002)."""
    if df < 2 or Q <= 0:
        return None
    k = df + 1
    if k < Q:
        se = (log(Q) - log(df)) / (2 * (sqrt(2 * Q) - sqrt(2 * k - 3)))
    else:
        se = sqrt((1 - 1 / (3 * (k - 2) ** 2)) / (2 * (k - 2)))
    half = float(ndtri(0.975)) * se
    low, high = (max(1.0, sqrt(Q / df) * exp(sign * half)) for sign in (-1, 1))
    return (low**2 - 1) / low**2, (high**2 - 1) / high**2
