"""What the trials of one pair of treatments say by themselves."""

from __future__ import annotations

from math import sqrt

import numpy as np
from scipy.special import ndtr, ndtri

from lissom.compare.nma.estimate import Effect, Estimates


def pairwise(estimates: Estimates, treatment: str, against: str) -> Effect | None:
    """The weighted mean of the trials that hold both, at the network's variance between studies; None without any.

    Of a trial of several arms only the contrast of these two is used.
    """
    found = [study for study in estimates.studies if {treatment, against} <= set(study.treatments)]
    if not found:
        return None
    effects, variances = [], []
    for study in found:
        L = np.zeros(len(study.treatments))
        L[study.treatments.index(treatment)], L[study.treatments.index(against)] = 1.0, -1.0
        effects.append(float(L[1:] @ np.array(study.effects)))
        variances.append(float(L[1:] @ np.array(study.covariance) @ L[1:]) + estimates.heterogeneity.tau2)
    weights = 1 / np.array(variances)
    estimate, se = float(weights @ np.array(effects) / weights.sum()), 1 / sqrt(float(weights.sum()))
    half = se * float(ndtri((1 + estimates.level) / 2))
    return Effect(
        treatment=treatment,
        against=against,
        measure=estimates.measure,
        estimate=estimate,
        se=se,
        low=estimate - half,
        high=estimate + half,
        p=2 * float(ndtr(-abs(estimate) / se)),
        prediction=None,
        no_prediction="drawn for the whole network only",
        direct_studies=len(found),
    )
