"""P-scores: how surely each treatment beats the others, averaged; a mean of 0.5 means nothing is known of the order."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from lissom.compare.nma.estimate import Estimates


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """`score` is the mean chance (0 to 1) of being better than another treatment, when only chance is at work."""

    treatment: str
    score: float


def p_scores(estimates: Estimates, *, lower_is_better: bool) -> tuple[Rank, ...]:
    """The treatments by P-score, best first (Rücker and Schwarzer 2015). A rank is no proof of a difference."""
    names = estimates.treatments
    scores = {
        name: sum(_beats(estimates, name, other, lower_is_better) for other in names if other != name)
        / (len(names) - 1)
        for name in names
    }
    return tuple(Rank(treatment=name, score=scores[name]) for name in sorted(names, key=lambda n: (-scores[n], n)))


def _beats(estimates: Estimates, treatment: str, other: str, lower_is_better: bool) -> float:
    from scipy.special import ndtr

    a, b = estimates.treatments.index(treatment), estimates.treatments.index(other)
    V = estimates.covariance
    se = estimates.widening * sqrt(max(V[a][a] + V[b][b] - 2 * V[a][b], 0.0))
    gain = estimates.effects[a] - estimates.effects[b]
    if se == 0:
        return 0.5
    return float(ndtr(-gain / se if lower_is_better else gain / se))
