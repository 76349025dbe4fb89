"""Our network meta-analysis against metafor, pimeta and gemtc; README.md names versions, inputs, dates, tolerances."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from math import sqrt
from pathlib import Path

import pytest

from lissom.compare.nma.between import Method
from lissom.compare.nma.contributions import contributions
from lissom.compare.nma.estimate import Effect, Estimates, Intervals, Model, analyse
from lissom.compare.nma.inconsistency import inconsistency
from lissom.compare.nma.measure import Measure
from lissom.compare.nma.posterior import posterior
from lissom.compare.nma.ranking import p_scores
from lissom.compare.nma.study import Evidence
from lissom.compare.validation.against_gemtc import against_gemtc
from lissom.compare.validation.sets import evidence, merged_arms, posteriors

HERE = Path(__file__).parent
Row = Mapping[str, str]
LOWER_IS_BETTER = {"netmeta_smokingcessation": False, "metadat_hasselblad1998": False}


def rows(file: str) -> list[Row]:
    with (HERE / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def networks() -> list[tuple[str, str]]:
    return sorted({(row["network"], row["measure"]) for row in rows("metafor.csv")})


def read(shared: Path, name: str, measure: Measure) -> Evidence:
    """The data set of that name, or the part of it that the reference script took."""
    if name == "netmeta_Baker2009_no_empty_cell":
        whole = evidence(shared, "netmeta_Baker2009", measure)
        counted = evidence(shared, "netmeta_Baker2009", Measure.OR)
        empty = {note.split(":")[0] for note in counted.notes} | {one.study for one in counted.dropped}
        return Evidence(measure=measure, studies=tuple(one for one in whole.studies if one.study not in empty))
    if name == "netmeta_Stowe2010_two_arms":
        whole = evidence(shared, "netmeta_Stowe2010", measure)
        pairs = tuple(one for one in whole.studies if one.design == ("Dopamine Agonist", "Placebo"))
        return Evidence(measure=measure, studies=pairs)
    return evidence(shared, {"gemtc_tsd2-1": "gemtc_blocker"}.get(name, name), measure)


MODELS = {
    "common effect": (Model.COMMON, Method.DL, Intervals.NORMAL),
    "random effects DL": (Model.RANDOM, Method.DL, Intervals.NORMAL),
    "random effects REML": (Model.RANDOM, Method.REML, Intervals.NORMAL),
    "random effects REML Knapp-Hartung": (Model.RANDOM, Method.REML, Intervals.KNAPP_HARTUNG),
}


def fitted(found: Evidence, model: str) -> Estimates:
    chosen, method, intervals = MODELS[model]
    return analyse(found, model=chosen, method=method, intervals=intervals).parts[0]


def p_score(estimates: Estimates, row: Row) -> float:
    ranks = p_scores(estimates, lower_is_better=LOWER_IS_BETTER.get(row["network"], True))
    return next(rank.score for rank in ranks if rank.treatment == row["treatment"])


OF_A_PAIR: Mapping[str, Callable[[Effect], float]] = {
    "estimate": lambda effect: effect.estimate,
    "se": lambda effect: effect.se,
    "low": lambda effect: effect.low,
}
OF_THE_NETWORK: Mapping[str, Callable[[Estimates], float]] = {
    "tau2": lambda fit: fit.heterogeneity.tau2,
    "Q": lambda fit: fit.heterogeneity.Q,
    "I2": lambda fit: fit.heterogeneity.I2 or 0.0,
    "I2_low": lambda fit: (fit.heterogeneity.I2_interval or (0.0, 0.0))[0],
    "I2_high": lambda fit: (fit.heterogeneity.I2_interval or (0.0, 0.0))[1],
    "Q_within": lambda fit: inconsistency(fit).within.Q,
    "Q_between": lambda fit: inconsistency(fit).between.Q,
}


def of_ours(fit: Estimates, row: Row) -> float:
    """Our value of what the row of a reference file holds."""
    if row["quantity"] == "p_score":
        return p_score(fit, row)
    if row["quantity"] in OF_THE_NETWORK:
        return OF_THE_NETWORK[row["quantity"]](fit)
    return OF_A_PAIR[row["quantity"]](fit.between(row["treatment"], row["against"]))


@pytest.mark.parametrize(("name", "measure"), networks())
def test_we_agree_with_metafor(shared: Path, name: str, measure: str) -> None:
    found = read(shared, name, Measure(measure))
    checked = 0
    for row in (row for row in rows("metafor.csv") if (row["network"], row["measure"]) == (name, measure)):
        ours = of_ours(fitted(found, row["model"]), row)
        searched = "REML" in row["model"]
        relative, absolute = (2e-4, 5e-6) if searched else (1e-8, 1e-9)
        assert ours == pytest.approx(float(row["value"]), rel=relative, abs=absolute), row
        checked += 1
    assert checked >= 15


def test_we_agree_with_a_port_of_netmeta(shared: Path) -> None:
    """Estimates, standard errors, ranks, moment spread and I2 of the diabetes network."""
    found = evidence(shared, "netmeta_Senn2013", Measure.MD)
    for row in rows("pimeta.csv"):
        if row["quantity"] != "contribution":
            ours = of_ours(fitted(found, row["model"]), row)
            assert ours == pytest.approx(float(row["value"]), rel=1e-6, abs=1e-6), row


def test_contributions_agree_with_a_port_of_netmeta(shared: Path) -> None:
    fit = fitted(evidence(shared, "netmeta_Senn2013", Measure.MD), "common effect")
    shares = contributions(fit).shares
    theirs = [row for row in rows("pimeta.csv") if row["quantity"] == "contribution"]
    assert len(theirs) > 500
    for row in theirs:
        estimate, comparison = sorted(row["of"].split(":")), sorted(row["treatment"].split(":"))
        ours = shares[estimate[0], estimate[1]].get((comparison[0], comparison[1]), 0.0)
        assert ours == pytest.approx(float(row["value"]), abs=1e-6), row


def test_we_agree_with_the_posteriors_of_gemtc(shared: Path) -> None:
    compared = list(against_gemtc(shared))
    assert len(compared) > 35
    assert [one for one in compared if not one.agrees] == []


def test_with_thousands_of_events_we_and_gemtc_agree_to_three_digits(shared: Path) -> None:
    """The diabetes trials: what is left is the noise of GeMTC's draws."""
    close = [one for one in against_gemtc(shared) if "diabetes" in one.network]
    assert len(close) == 11
    assert max(abs(one.difference) for one in close) < 0.0015


@pytest.mark.parametrize(
    ("name", "file", "measure", "reference"),
    [
        ("gemtc_parkinson", "parkinson", Measure.MD, "D"),
        ("gemtc_luades-smoking", "luades-smoking", Measure.OR, "A"),
        ("gemtc_welton-systolic", "welton-systolic", Measure.MD, "psych"),
        ("gemtc_diabetes-surv", "diabetes-surv", Measure.HR, "BB"),
    ],
)
def test_posteriors_are_as_wide_as_those_of_gemtc(
    shared: Path, name: str, file: str, measure: Measure, reference: str
) -> None:
    """Within 5 %: the spread of effects includes what is not known of the spread between studies."""
    fit = posterior(merged_arms(shared, name), measure, reference=reference)
    published = posteriors(shared / "data" / "nma" / "gpl" / "gemtc" / f"{file}.summaries.txt")
    for parameter, theirs in published.items():
        if parameter != "sd.d":
            _, against, treatment = parameter.split(".")
            assert fit.between(treatment, against).sd == pytest.approx(theirs.sd, rel=0.05), parameter


def test_the_empty_loop_of_gemtc_is_fitted_without_a_fault(shared: Path) -> None:
    """GeMTC keeps this network because it once broke its inconsistency test."""
    fit = fitted(evidence(shared, "gemtc_anohe-breaking", Measure.OR), "random effects DL")
    assert len(fit.treatments) == 9
    assert inconsistency(fit).between.df > 0


def test_shared_arms_of_reported_differences_are_honoured(shared: Path) -> None:
    """Four studies of this set have three or four arms and state the standard error of the arm they share."""
    found = evidence(shared, "gemtc_ns-complex", Measure.HR)
    several = [study for study in found.studies if len(study.treatments) > 2]
    assert len(several) == 4
    assert sqrt(several[0].covariance[0][1]) == pytest.approx(0.0453)
    assert len(analyse(found).parts) == 1
