"""Do direct and indirect evidence agree? Over the whole network (design by treatment) and one comparison at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.special import chdtrc, ndtr

from lissom.compare.nma import shape
from lissom.compare.nma.estimate import Estimates
from lissom.compare.nma.least_squares import Matrix, Stacked, solve, stack
from lissom.compare.nma.study import StudyEffects

NOT_TESTABLE = "no comparison is known both directly and through other treatments"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of Q; `p` is None where no degree of freedom is left."""

    Q: float
    df: int
    p: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inconsistency:
    """Q split into disagreement within designs and between them (Krahn 2013), and the test that allows for spread.

    `between_random` is the design-by-treatment test of Higgins 2012: between designs, with the variance between
    studies taken from within the designs. `message` says why a test is missing.
    """

    total: Part
    within: Part
    between: Part
    between_random: Part
    tau2_within: float
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """One comparison from the trials that made it, and from the rest of the network. Effects on the averaged scale."""

    treatment: str
    against: str
    direct: float
    direct_se: float
    indirect: float
    indirect_se: float
    difference: float
    difference_se: float
    p: float


def inconsistency(estimates: Estimates) -> Inconsistency:
    """The parts of Q of a fitted network. A design is the set of treatments that a study compared."""
    total = solve(stack(estimates.studies, estimates.treatments), 0.0).Q
    designs = _designs(estimates.studies)
    stacks = [stack(studies, design) for design, studies in designs.items()]
    df_total = sum(one.X.shape[0] for one in stacks) - (len(estimates.treatments) - 1)
    df_within = sum(one.df for one in stacks)
    within = sum(solve(one, 0.0).Q for one in stacks)
    tau2 = _tau2_within(stacks, within, df_within)
    df_between = df_total - df_within
    random = solve(stack(estimates.studies, estimates.treatments), tau2).Q - sum(solve(one, tau2).Q for one in stacks)
    return Inconsistency(
        total=_part(total, df_total),
        within=_part(within, df_within),
        between=_part(total - within, df_between),
        between_random=_part(random, df_between),
        tau2_within=tau2,
        message="" if df_between else NOT_TESTABLE,
    )


def _designs(studies: Sequence[StudyEffects]) -> dict[tuple[str, ...], list[StudyEffects]]:
    found: defaultdict[tuple[str, ...], list[StudyEffects]] = defaultdict(list)
    for study in studies:
        found[study.design].append(study)
    return dict(sorted(found.items()))


def _tau2_within(stacks: Sequence[Stacked], within: float, df: int) -> float:
    """Moment estimate from designs that several studies share; 0 where none does."""
    if df == 0:
        return 0.0
    trace = sum(float(np.sum(solve(one, 0.0).P * one.Omega)) for one in stacks)
    return max(0.0, (within - df) / trace)


def _part(Q: float, df: int) -> Part:
    return Part(Q=max(Q, 0.0), df=df, p=float(chdtrc(df, max(Q, 0.0))) if df else None)


def split(estimates: Estimates) -> tuple[Split, ...]:
    """Direct and indirect evidence for every comparison that has both, at the network's own variance between studies.

    One parameter is added that only the trials holding both treatments see, half of it at each of the two, so that the
    answer does not depend on which is named first (Dias 2010, in the symmetric form of White 2015).
    """
    pairs = shape.comparisons(estimates.studies)
    return tuple(one for pair in pairs for one in _split(estimates, *pair))


def _split(estimates: Estimates, against: str, treatment: str) -> Iterator[Split]:
    stacked = stack(estimates.studies, estimates.treatments)
    extra = _only_direct(estimates.studies, treatment, against)
    X = np.column_stack([stacked.X, extra])
    if np.linalg.matrix_rank(X) < X.shape[1]:
        return  # the rest of the network does not join the two: nothing indirect to compare with
    solved = solve(Stacked(stacked.y, X, stacked.S, stacked.Omega), estimates.heterogeneity.tau2)
    L = _contrast(estimates, treatment, against)
    V = solved.covariance
    indirect, difference = float(L @ solved.d), float(solved.d[-1])
    with_both = L.copy()
    with_both[-1] = 1.0
    yield Split(
        treatment=treatment,
        against=against,
        direct=indirect + difference,
        direct_se=sqrt(float(with_both @ V @ with_both)),
        indirect=indirect,
        indirect_se=sqrt(float(L @ V @ L)),
        difference=difference,
        difference_se=sqrt(float(V[-1, -1])),
        p=2 * float(ndtr(-abs(difference) / sqrt(float(V[-1, -1])))),
    )


def _contrast(estimates: Estimates, treatment: str, against: str) -> Matrix:
    L = np.zeros(len(estimates.treatments))
    for name, sign in ((treatment, 1.0), (against, -1.0)):
        place = estimates.treatments.index(name)
        if place:
            L[place - 1] = sign
    return L


def _only_direct(studies: Sequence[StudyEffects], treatment: str, against: str) -> Matrix:
    """The added column: +1/2 at one treatment, -1/2 at the other, in the contrasts of trials that hold both."""
    share = {treatment: 0.5, against: -0.5}
    column: list[float] = []
    for study in studies:
        both = {treatment, against} <= set(study.treatments)
        own = [share.get(name, 0.0) if both else 0.0 for name in study.treatments]
        column.extend(value - own[0] for value in own[1:])
    return np.array(column)
