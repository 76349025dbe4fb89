"""Our estimates beside the posteriors that GeMTC published for the same data.

GeMTC is Bayesian with exact likelihoods and vague priors; ours are normal approximations with a point estimate of the
spread between studies. So the two agree up to a part of the posterior's own uncertainty, not to a printed digit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from lissom.compare.nma.between import Method
from lissom.compare.nma.direct import pairwise
from lissom.compare.nma.estimate import Analysis, Model, analyse
from lissom.compare.nma.measure import Measure
from lissom.compare.validation.sets import evidence, posteriors


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One number of ours beside theirs. `allowed` is the largest difference that the reason explains."""

    network: str
    quantity: str
    program: str
    ours: float
    theirs: float
    allowed: float
    reason: str

    @property
    def difference(self) -> float:
        return self.ours - self.theirs

    @property
    def agrees(self) -> bool:
        return abs(self.difference) <= self.allowed


@dataclass(frozen=True, slots=True)
class Summary:
    """A data set, the summary of GeMTC's fit to it, and the model that was fitted."""

    name: str
    file: str
    measure: Measure
    model: Model
    unrelated: bool = False
    """True when every comparison was given an effect of its own: ours are the direct estimates."""
    sparse: bool = False
    """True when cells are empty or nearly so, which the normal approximation pulls towards no difference."""


SUMMARIES = (
    Summary("gemtc_parkinson", "parkinson", Measure.MD, Model.RANDOM),
    Summary("gemtc_parkinson-shared", "parkinson-shared", Measure.MD, Model.RANDOM),
    Summary("gemtc_luades-smoking", "luades-smoking", Measure.OR, Model.RANDOM, sparse=True),
    Summary("gemtc_smoking-ume", "smoking-ume", Measure.OR, Model.RANDOM, unrelated=True, sparse=True),
    Summary("gemtc_welton-cholesterol", "welton-cholesterol", Measure.MD, Model.RANDOM),
    Summary("gemtc_welton-systolic", "welton-systolic", Measure.MD, Model.RANDOM),
    Summary("gemtc_dietfat", "dietfat.re", Measure.RATE_RATIO, Model.RANDOM),
    Summary("gemtc_dietfat", "dietfat.fe", Measure.RATE_RATIO, Model.COMMON),
    Summary("gemtc_diabetes-surv", "diabetes-surv", Measure.HR, Model.RANDOM),
    Summary("gemtc_diabetes-surv", "diabetes-surv.fe", Measure.HR, Model.COMMON),
    Summary("gemtc_riskratio", "riskratio", Measure.RR, Model.COMMON),
)

SHARE_OF_SD = {Model.COMMON: 0.1, Model.RANDOM: 0.35}
"""Largest difference in posterior SDs. Without spread the two methods differ by the likelihood alone."""
SHARE_WHERE_SPARSE = 0.6
WHY_SPARSE = "few or no events in some arms, large spread: the normal approximation pulls odds ratios towards 1"
WHY = {
    Model.COMMON: "exact likelihood against a normal approximation",
    Model.RANDOM: "the posterior averages over the spread between studies, we take its restricted-likelihood estimate",
}


def against_gemtc(shared: Path) -> Iterator[Compared]:
    """Every effect of every summary, and the spread between studies where one was fitted."""
    for summary in SUMMARIES:
        yield from _compared(shared, summary)


def _compared(shared: Path, summary: Summary) -> Iterator[Compared]:
    analysis = analyse(evidence(shared, summary.name, summary.measure), model=summary.model, method=Method.REML)
    label = f"gemtc {summary.file} ({summary.measure.value}, {summary.model.value})"
    found = posteriors(shared / "data" / "nma" / "gpl" / "gemtc" / f"{summary.file}.summaries.txt")
    for name, posterior in found.items():
        if name == "sd.d":
            ours = sqrt(analysis.parts[0].heterogeneity.tau2)
            theirs, reason = posterior.middle, "the posterior of a spread is skewed; its median is compared"
            allowed = posterior.sd
        else:
            _, against, treatment = name.split(".")
            ours = _ours(analysis, _known(summary, treatment), _known(summary, against), summary.unrelated)
            theirs, reason = posterior.mean, WHY_SPARSE if summary.sparse else WHY[summary.model]
            allowed = (SHARE_WHERE_SPARSE if summary.sparse else SHARE_OF_SD[summary.model]) * posterior.sd
        yield Compared(
            network=label, quantity=name, program="gemtc", ours=ours, theirs=theirs, allowed=allowed, reason=reason
        )


def _known(summary: Summary, treatment: str) -> str:
    """The name in the data: this table numbers its treatments."""
    return {"control": "1", "diet": "2"}.get(treatment, treatment) if summary.name == "gemtc_dietfat" else treatment


def _ours(analysis: Analysis, treatment: str, against: str, unrelated: bool) -> float:
    part = analysis.part_of(treatment, against)
    assert part, f"{treatment} and {against} are joined"
    if unrelated:
        alone = pairwise(part, treatment, against)
        assert alone, f"a trial compared {treatment} with {against}"
        return alone.estimate
    return part.between(treatment, against).estimate
