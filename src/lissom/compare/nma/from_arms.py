"""Arm-level reports to effects with covariance: one small formula for each measure.

An arm that reports too little is dropped with the reason; nothing is filled in. Formulas: Cochrane Handbook chapter 6,
Gleser and Olkin 2009 (standardised differences of several arms), Elbourne 2002 (crossover trials).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, isfinite, lgamma, log, sqrt

from lissom.compare.nma.measure import Measure
from lissom.compare.nma.study import Arm, Dropped, Evidence, StudyEffects

COUNTED = (Measure.OR, Measure.RR, Measure.RD, Measure.HR)
CONTINUITY = 0.5
"""Added to every cell of a study that has an empty one, and only then (Cox 1970; the habit of the field)."""


def from_arms(arms: Sequence[Arm], measure: Measure, correlation: Mapping[str, float] | None = None) -> Evidence:
    """Effects and covariances of every study; `correlation` names the crossover studies with that between the arms.

    Arms of one study with the same treatment are merged. A study keeps the arms that report enough, and is dropped
    with fewer than two.
    """
    dropped: list[Dropped] = []
    notes: list[str] = []
    studies: list[StudyEffects] = []
    for study in dict.fromkeys(arm.study for arm in arms):
        own = merged(arms, study)
        notes.extend(_of_merging(arms, own))
        usable = list(_usable(own, measure, dropped))
        if len(usable) < 2:
            dropped.append(Dropped(study=study, why="fewer than two arms can be compared"))
            continue
        r = (correlation or {}).get(study, 0.0)
        why = _says_nothing(usable, measure)
        if why:
            dropped.append(Dropped(study=study, why=why))
        elif measure is Measure.SMD:
            studies.append(_standardised(study, usable, r, crossover=study in (correlation or {})))
        else:
            studies.append(_compared(study, _continued(study, usable, measure, notes), measure, r))
    return Evidence(measure=measure, studies=tuple(studies), dropped=tuple(dropped), notes=tuple(notes))


def standard_error(arm: Arm) -> float | None:
    """Standard error of an arm's mean, from what was reported: itself, the SD, or the 95% interval; None without."""
    if arm.se is not None:
        return arm.se
    if arm.sd is not None and arm.n is not None:
        return arm.sd / sqrt(arm.n)
    if arm.low is not None and arm.high is not None:
        return (arm.high - arm.low) / (2 * _quantile(arm.n))
    return None


def standard_deviation(arm: Arm) -> float | None:
    """Standard deviation of an arm, from itself or from the standard error and the number of people; None without."""
    if arm.sd is not None:
        return arm.sd
    error = standard_error(arm)
    return None if error is None or arm.n is None else error * sqrt(arm.n)


def _quantile(n: float | None) -> float:
    """Half the width of a 95% interval in standard errors: Student's t where the number of people is known."""
    from scipy.special import ndtri, stdtrit

    return float(stdtrit(n - 1, 0.975) if n is not None and n > 1 else ndtri(0.975))


def merged(arms: Sequence[Arm], study: str) -> list[Arm]:
    """The arms of a study, one for each treatment: counts and times add up, means and spreads are pooled."""
    found: dict[str, Arm] = {}
    for arm in arms:
        if arm.study == study:
            before = found.get(arm.treatment)
            found[arm.treatment] = arm if before is None else _two_as_one(before, arm)
    return list(found.values())


def _of_merging(arms: Sequence[Arm], own: Sequence[Arm]) -> Iterator[str]:
    for arm in own:
        count = sum(other.study == arm.study and other.treatment == arm.treatment for other in arms)
        if count > 1:
            yield f"{arm.study}: {count} arms of {arm.treatment} are counted as one."


def _two_as_one(a: Arm, b: Arm) -> Arm:
    together = replace(
        a, n=_sum(a.n, b.n), events=_sum(a.events, b.events), exposure=_sum(a.exposure, b.exposure), low=None, high=None
    )
    sd_a, sd_b = standard_deviation(a), standard_deviation(b)
    if a.mean is None or b.mean is None or a.n is None or b.n is None or sd_a is None or sd_b is None:
        return replace(together, mean=None, sd=None, se=None)
    n = a.n + b.n
    squares = (a.n - 1) * sd_a**2 + (b.n - 1) * sd_b**2 + a.n * b.n / n * (a.mean - b.mean) ** 2
    return replace(together, mean=(a.n * a.mean + b.n * b.mean) / n, sd=sqrt(squares / (n - 1)), se=None)


def _sum(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else a + b


def _usable(arms: Sequence[Arm], measure: Measure, dropped: list[Dropped]) -> Iterator[Arm]:
    for arm in arms:
        why = _lacks(arm, measure)
        if why:
            dropped.append(Dropped(study=arm.study, treatment=arm.treatment, why=why))
        else:
            yield arm


def _lacks(arm: Arm, measure: Measure) -> str:
    """What an arm lacks for this measure, in words; '' when it has all."""
    numbers = (arm.n, arm.events, arm.exposure, arm.mean, arm.sd, arm.se, arm.low, arm.high)
    if any(one is not None and not isfinite(one) for one in numbers):
        return "a figure is no number"
    if any(one is not None and one < 0 for one in (arm.n, arm.events, arm.exposure, arm.sd, arm.se)):
        return "a count, a time or a spread is below zero"
    if measure in COUNTED:
        counted = arm.events is not None and arm.n is not None
        if not counted:
            return "the number of events or of people is not reported"
        return "" if 0 <= (arm.events or 0) <= (arm.n or 0) and arm.n else "more events than people"
    if measure is Measure.RATE_RATIO:
        return "" if arm.events is not None and arm.exposure else "the events or the time at risk are not reported"
    if arm.mean is None:
        return "the mean is not reported"
    if measure is Measure.SMD:
        enough = arm.n is not None and arm.n > 1 and standard_deviation(arm)
        return "" if enough else "the spread or the number of people is not reported"
    return "" if standard_error(arm) else "no spread is reported, and none is filled in"


def _says_nothing(arms: Sequence[Arm], measure: Measure) -> str:
    """Why a study carries nothing about a ratio: all or none had the event in every arm; '' otherwise."""
    if not measure.is_ratio:
        return ""
    if all(arm.events == 0 for arm in arms):
        return "no event in any arm: it says nothing about a ratio"
    if measure is not Measure.RATE_RATIO and all(arm.events == arm.n for arm in arms):
        return "everyone in every arm had the event: it says nothing about a ratio"
    return ""


def _continued(study: str, arms: Sequence[Arm], measure: Measure, notes: list[str]) -> Sequence[Arm]:
    """The arms with half an event added to each cell where a cell of the study is empty."""
    if not measure.is_ratio:
        return arms
    counted = measure in COUNTED
    if not any(arm.events == 0 or (counted and arm.events == arm.n) for arm in arms):
        return arms
    notes.append(f"{study}: a cell is empty, so {CONTINUITY:g} is added to every cell of this study.")
    more = 2 * CONTINUITY if counted else 0.0
    return [
        replace(arm, events=(arm.events or 0) + CONTINUITY, n=None if arm.n is None else arm.n + more) for arm in arms
    ]


@dataclass(frozen=True, slots=True)
class _Value:
    """An arm's own value on the averaged scale and its variance."""

    value: float
    variance: float


def _odds(arm: Arm) -> _Value:
    e, n = arm.events or 0.0, arm.n or 0.0
    return _Value(log(e / (n - e)), 1 / e + 1 / (n - e))


def _risk_log(arm: Arm) -> _Value:
    e, n = arm.events or 0.0, arm.n or 0.0
    return _Value(log(e / n), 1 / e - 1 / n)


def _risk(arm: Arm) -> _Value:
    """The risk; where it is 0 or 1 its variance is that of a risk half an event away, for a variance cannot be 0."""
    e, n = arm.events or 0.0, arm.n or 0.0
    inside = e / n if 0 < e < n else (e + CONTINUITY) / (n + 2 * CONTINUITY)
    return _Value(e / n, inside * (1 - inside) / n)


def _rate(arm: Arm) -> _Value:
    e = arm.events or 0.0
    return _Value(log(e / (arm.exposure or 1.0)), 1 / e)


def _hazard(arm: Arm) -> _Value:
    """log(-log(1 - risk)): the time at risk, equal in all arms of a study, falls out of every contrast."""
    e, n = arm.events or 0.0, arm.n or 0.0
    p = e / n
    return _Value(log(-log(1 - p)), p / (n * (1 - p) * log(1 - p) ** 2))


def _mean(arm: Arm) -> _Value:
    return _Value(arm.mean or 0.0, (standard_error(arm) or 0.0) ** 2)


VALUES: Mapping[Measure, Callable[[Arm], _Value]] = {
    Measure.MD: _mean,
    Measure.OR: _odds,
    Measure.RR: _risk_log,
    Measure.RD: _risk,
    Measure.RATE_RATIO: _rate,
    Measure.HR: _hazard,
}


def _compared(study: str, arms: Sequence[Arm], measure: Measure, r: float) -> StudyEffects:
    """Each arm minus the first; arms of one study share the first arm, and a crossover's arms are correlated by r."""
    first, *others = [VALUES[measure](arm) for arm in arms]

    def shared(a: _Value, b: _Value) -> float:
        return a.variance if a is b else r * sqrt(a.variance * b.variance)

    covariance = tuple(
        tuple(shared(a, b) - shared(a, first) - shared(b, first) + first.variance for b in others) for a in others
    )
    return StudyEffects(
        study=study,
        treatments=tuple(arm.treatment for arm in arms),
        effects=tuple(one.value - first.value for one in others),
        covariance=covariance,
    )


def hedges(df: float) -> float:
    """Hedges' factor for `df` degrees of freedom, exact (Hedges 1981)."""
    return exp(lgamma(df / 2) - log(sqrt(df / 2)) - lgamma((df - 1) / 2))


def _standardised(study: str, arms: Sequence[Arm], r: float, *, crossover: bool) -> StudyEffects:
    """Standardised by the SD pooled over all arms of the study, so that its contrasts add up."""
    n = [arm.n or 0.0 for arm in arms]
    sd = [standard_deviation(arm) or 0.0 for arm in arms]
    df = n[0] - 1 if crossover else sum(n) - len(n)
    pooled = sqrt(sum((k - 1) * s**2 for k, s in zip(n, sd, strict=True)) / sum(k - 1 for k in n))
    g = [hedges(df) * ((arm.mean or 0.0) - (arms[0].mean or 0.0)) / pooled for arm in arms[1:]]
    people = 2 * n[0] if crossover else 2 * sum(n)

    def shared(i: int, j: int) -> float:
        noise = (1 / n[0] + (1 / n[i + 1] if i == j else 0.0)) * (1 - r)
        return noise + g[i] * g[j] / people * (2 * (1 - r) if crossover else 1)

    covariance = tuple(tuple(shared(i, j) for j in range(len(g))) for i in range(len(g)))
    return StudyEffects(
        study=study, treatments=tuple(arm.treatment for arm in arms), effects=tuple(g), covariance=covariance
    )
