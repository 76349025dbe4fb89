"""Our posteriors beside those that GeMTC published for the same data.

GeMTC draws from the posterior; ours is worked out with a normal approximation at each value of the spread. So the two
agree up to a part of the posterior's own uncertainty, not to a printed digit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lissom.compare.nma.between import Method
from lissom.compare.nma.estimate import Model, analyse
from lissom.compare.nma.measure import Measure
from lissom.compare.nma.posterior import posterior
from lissom.compare.validation.sets import Posterior, evidence, merged_arms, posteriors


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
    """True when every comparison was given an effect of its own."""


SUMMARIES = (
    Summary("gemtc_parkinson", "parkinson", Measure.MD, Model.RANDOM),
    Summary("gemtc_luades-smoking", "luades-smoking", Measure.OR, Model.RANDOM),
    Summary("gemtc_smoking-ume", "smoking-ume", Measure.OR, Model.RANDOM, unrelated=True),
    Summary("gemtc_welton-cholesterol", "welton-cholesterol", Measure.MD, Model.RANDOM),
    Summary("gemtc_welton-systolic", "welton-systolic", Measure.MD, Model.RANDOM),
    Summary("gemtc_dietfat", "dietfat.re", Measure.RATE_RATIO, Model.RANDOM),
    Summary("gemtc_dietfat", "dietfat.fe", Measure.RATE_RATIO, Model.COMMON),
    Summary("gemtc_diabetes-surv", "diabetes-surv", Measure.HR, Model.RANDOM),
    Summary("gemtc_diabetes-surv", "diabetes-surv.fe", Measure.HR, Model.COMMON),
)
NORMAL = (
    Summary("gemtc_parkinson-shared", "parkinson-shared", Measure.MD, Model.RANDOM),
    Summary("gemtc_riskratio", "riskratio", Measure.RR, Model.COMMON),
)
"""Fits that our posterior does not do (contrasts among arms; a log link): least squares stands in for them."""

SHARE_OF_SD = 0.15
WHY = "drawn from the posterior against a normal approximation at each spread, in a share of the posterior SD"
SHARE_OF_SPREAD = 0.25
WHY_SPREAD = "the posterior of a spread is skewed, and the bound of its prior differs a little; medians are compared"
SHARE_NORMAL = 0.1
WHY_NORMAL = "a posterior against a least-squares estimate"


def against_gemtc(shared: Path) -> Iterator[Compared]:
    """Every effect of every summary, and the spread between studies where one was fitted."""
    for summary in SUMMARIES:
        yield from _posteriors(shared, summary)
    for summary in NORMAL:
        yield from _least_squares(shared, summary)


def _published(shared: Path, summary: Summary) -> Mapping[str, Posterior]:
    return posteriors(shared / "data" / "nma" / "gpl" / "gemtc" / f"{summary.file}.summaries.txt")


def _label(summary: Summary) -> str:
    return f"gemtc {summary.file} ({summary.measure.value}, {summary.model.value})"


def _posteriors(shared: Path, summary: Summary) -> Iterator[Compared]:
    published = _published(shared, summary)
    pairs = [_pair(summary, name) for name in published if name != "sd.d"]
    fit = posterior(
        merged_arms(shared, summary.name),
        summary.measure,
        reference=pairs[0][1],
        model=summary.model,
        unrelated=summary.unrelated,
    )
    for name, theirs in published.items():
        if name == "sd.d":
            assert fit.spread, "a spread was fitted"
            yield _row(summary, name, fit.spread.median, theirs.middle, SHARE_OF_SPREAD * theirs.sd, WHY_SPREAD)
        else:
            ours = fit.between(*_pair(summary, name)).mean
            yield _row(summary, name, ours, theirs.mean, SHARE_OF_SD * theirs.sd, WHY)


def _least_squares(shared: Path, summary: Summary) -> Iterator[Compared]:
    analysis = analyse(evidence(shared, summary.name, summary.measure), model=summary.model, method=Method.REML)
    for name, theirs in _published(shared, summary).items():
        if name != "sd.d":
            ours = analysis.parts[0].between(*_pair(summary, name)).estimate
            yield _row(summary, name, ours, theirs.mean, SHARE_NORMAL * theirs.sd, WHY_NORMAL)


def _row(summary: Summary, name: str, ours: float, theirs: float, allowed: float, reason: str) -> Compared:
    return Compared(
        network=_label(summary),
        quantity=name,
        program="gemtc",
        ours=ours,
        theirs=theirs,
        allowed=allowed,
        reason=reason,
    )


def _pair(summary: Summary, name: str) -> tuple[str, str]:
    """(treatment, against) of a parameter `d.against.treatment`; one table numbers its treatments."""
    _, against, treatment = name.split(".")
    numbered = {"control": "1", "diet": "2"} if summary.name == "gemtc_dietfat" else {}
    return numbered.get(treatment, treatment), numbered.get(against, against)
