"""Laws of a network meta-analysis that hold for any data."""

from __future__ import annotations

from dataclasses import replace
from math import isclose, sqrt

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lissom.compare.nma import shape
from lissom.compare.nma.between import Method
from lissom.compare.nma.contributions import contributions
from lissom.compare.nma.direct import pairwise
from lissom.compare.nma.estimate import Estimates, Model, analyse
from lissom.compare.nma.from_arms import from_arms
from lissom.compare.nma.inconsistency import inconsistency, split
from lissom.compare.nma.measure import Measure
from lissom.compare.nma.ranking import p_scores
from lissom.compare.nma.study import Arm, Evidence
from lissom.compare.verdict import Verdict, verdict

NAMES = "abcde"


@st.composite
def arms(draw: st.DrawFn) -> list[Arm]:
    """Studies of two to four arms with means; the first treatment is in every study, so all hang together."""
    found = []
    for i in range(draw(st.integers(2, 6))):
        others = draw(st.lists(st.sampled_from(NAMES[1:]), min_size=1, max_size=3, unique=True))
        for name in ("a", *others):
            mean, sd = draw(st.floats(-5, 5)), draw(st.floats(0.5, 3))
            found.append(Arm(study=f"s{i}", treatment=name, mean=mean, sd=sd, n=draw(st.integers(5, 200))))
    return found


@st.composite
def counts(draw: st.DrawFn) -> list[Arm]:
    found = []
    for i in range(draw(st.integers(2, 5))):
        others = draw(st.lists(st.sampled_from(NAMES[1:]), min_size=1, max_size=2, unique=True))
        for name in ("a", *others):
            n = draw(st.integers(5, 200))
            found.append(Arm(study=f"s{i}", treatment=name, events=draw(st.integers(0, n)), n=n))
    return found


def fit(evidence: Evidence, model: Model = Model.RANDOM, method: Method = Method.DL) -> Estimates:
    return analyse(evidence, model=model, method=method, reference="a").parts[0]


def close(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=1e-6, abs_tol=1e-6)


@given(arms())
def test_swapping_the_two_flips_the_sign(data: list[Arm]) -> None:
    found = fit(from_arms(data, Measure.MD))
    there, back = found.between("a", found.treatments[-1]), found.between(found.treatments[-1], "a")
    assert close(there.estimate, -back.estimate)
    assert close(there.low, -back.high)


@given(counts())
def test_counting_the_other_outcome_flips_an_odds_ratio(data: list[Arm]) -> None:
    other = [replace(arm, events=(arm.n or 0) - (arm.events or 0)) for arm in data]
    found, turned = from_arms(data, Measure.OR), from_arms(other, Measure.OR)
    assume(found.studies)
    for one, two in zip(found.studies, turned.studies, strict=True):
        assert all(close(x, -y) for x, y in zip(one.effects, two.effects, strict=True))


@given(arms(), st.permutations(NAMES))
def test_names_do_not_matter(data: list[Arm], names: list[str]) -> None:
    renamed = dict(zip(NAMES, names, strict=True))
    found = fit(from_arms(data, Measure.MD))
    again = analyse(from_arms([replace(arm, treatment=renamed[arm.treatment]) for arm in data], Measure.MD)).parts[0]
    for name in found.treatments[1:]:
        assert close(found.between(name, "a").estimate, again.between(renamed[name], renamed["a"]).estimate)
    assert close(found.heterogeneity.tau2, again.heterogeneity.tau2)


@given(arms(), st.randoms(use_true_random=False))
def test_the_order_of_arms_and_studies_does_not_matter(data: list[Arm], random: st.DataObject) -> None:
    mixed = list(data)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    found, again = fit(from_arms(data, Measure.MD)), fit(from_arms(mixed, Measure.MD))
    for name in found.treatments:
        one, two = found.between(name, "a"), again.between(name, "a")
        assert close(one.estimate, two.estimate)
        assert close(one.se, two.se)


@given(arms())
def test_a_trial_that_nothing_joins_changes_nothing(data: list[Arm]) -> None:
    apart = [Arm(study="x", treatment=name, mean=9, sd=1, n=9) for name in ("y", "z")]
    found, more = fit(from_arms(data, Measure.MD)), fit(from_arms([*data, *apart], Measure.MD))
    assert more.effects == found.effects
    assert more.covariance == found.covariance


@given(arms())
def test_effects_add_up_around_every_loop(data: list[Arm]) -> None:
    found = fit(from_arms(data, Measure.MD))
    for one in found.treatments:
        for two in found.treatments:
            direct = found.between(one, two).estimate
            assert close(direct, found.between(one, "a").estimate + found.between("a", two).estimate)


@given(arms())
def test_without_spread_random_effects_are_the_common_effect(data: list[Arm]) -> None:
    """Trials that agree to the last digit show no spread."""
    evidence = from_arms([replace(arm, mean=NAMES.index(arm.treatment)) for arm in data], Measure.MD)
    random, common = fit(evidence), fit(evidence, Model.COMMON)
    assert random.heterogeneity.tau2 == 0
    assert random.effects == common.effects
    assert random.covariance == common.covariance


@given(arms())
def test_spread_never_narrows_an_interval(data: list[Arm]) -> None:
    evidence = from_arms(data, Measure.MD)
    random, common = fit(evidence), fit(evidence, Model.COMMON)
    for name in random.treatments[1:]:
        assert random.between(name, "a").se >= common.between(name, "a").se - 1e-9


@settings(max_examples=40)
@given(arms(), st.sampled_from(Method))
def test_the_unit_of_measurement_does_not_matter(data: list[Arm], method: Method) -> None:
    tenfold = [replace(arm, mean=10 * (arm.mean or 0), sd=10 * (arm.sd or 0)) for arm in data]
    found = fit(from_arms(data, Measure.MD), method=method)
    again = fit(from_arms(tenfold, Measure.MD), method=method)
    assert isclose(100 * found.heterogeneity.tau2, again.heterogeneity.tau2, rel_tol=1e-4, abs_tol=1e-5)
    standard = from_arms(data, Measure.SMD), from_arms(tenfold, Measure.SMD)
    for one, two in zip(standard[0].studies, standard[1].studies, strict=True):
        assert all(close(x, y) for x, y in zip(one.effects, two.effects, strict=True))


@given(arms())
def test_the_parts_of_q_add_up_and_are_never_negative(data: list[Arm]) -> None:
    found = inconsistency(fit(from_arms(data, Measure.MD)))
    assert isclose(found.within.Q + found.between.Q, found.total.Q, rel_tol=1e-6, abs_tol=1e-6)
    assert found.within.df + found.between.df == found.total.df
    assert found.between_random.Q >= 0


@settings(max_examples=50)
@given(arms())
def test_contributions_are_shares(data: list[Arm]) -> None:
    found = contributions(fit(from_arms(data, Measure.MD), Model.COMMON))
    for shares in found.shares.values():
        assert sum(shares.values()) == pytest.approx(1)
        assert all(0 <= share <= 1 for share in shares.values())


@given(arms(), st.booleans())
def test_p_scores_average_one_half(data: list[Arm], lower: bool) -> None:
    ranks = p_scores(fit(from_arms(data, Measure.MD)), lower_is_better=lower)
    assert sum(rank.score for rank in ranks) / len(ranks) == pytest.approx(0.5)


@settings(max_examples=50)
@given(arms())
def test_in_networks_of_two_arm_trials_the_split_joins_to_the_whole(data: list[Arm]) -> None:
    """Direct and indirect evidence, weighted by their variances, give the estimate of the network back."""
    pairs = [arm for study in {a.study: a for a in data} for arm in [a for a in data if a.study == study][:2]]
    chord = [Arm(study="chord", treatment=name, mean=1, sd=1, n=20) for name in "bc"]
    rays = [Arm(study=f"ray {name}", treatment=t, mean=2, sd=1, n=30) for name in "bc" for t in ("a", name)]
    found = fit(from_arms([*pairs, *chord, *rays], Measure.MD))
    parts = split(found)
    assert parts
    for one in parts:
        whole = found.between(one.treatment, one.against)
        w, v = 1 / one.direct_se**2, 1 / one.indirect_se**2
        assert isclose(whole.estimate, (w * one.direct + v * one.indirect) / (w + v), rel_tol=1e-5, abs_tol=1e-5)
        assert isclose(whole.se, 1 / sqrt(w + v), rel_tol=1e-5)
        alone = pairwise(found, one.treatment, one.against)
        assert alone is not None
        assert isclose(alone.estimate, one.direct, rel_tol=1e-5, abs_tol=1e-5)


@given(counts(), st.sampled_from([Measure.OR, Measure.RR, Measure.RD, Measure.HR]))
def test_no_number_is_ever_nan(data: list[Arm], measure: Measure) -> None:
    """Whatever the counts, a study is used with finite numbers or dropped with a reason."""
    found = from_arms(data, measure)
    studies = {arm.study for arm in data}
    assert studies == {study.study for study in found.studies} | {one.study for one in found.dropped}
    for part in analyse(found).parts:
        for name in part.treatments:
            effect = part.between(name, part.reference)
            assert all(abs(value) < float("inf") for value in (effect.estimate, effect.se, effect.low, effect.high))


@given(arms(), st.floats(0, 5))
def test_a_verdict_of_different_needs_zero_and_margin_outside(data: list[Arm], margin: float) -> None:
    found = fit(from_arms(data, Measure.MD))
    effect = found.between(found.treatments[-1], "a")
    said = verdict(effect, margin)
    outside = effect.low > margin or effect.high < -margin
    assert (said is Verdict.APART) == outside
    if effect.low <= 0 <= effect.high:
        assert said in (Verdict.CANNOT, Verdict.ALIKE)


@given(arms())
def test_every_study_is_in_one_component(data: list[Arm]) -> None:
    studies = from_arms(data, Measure.MD).studies
    parts = shape.components(studies)
    assert sorted(study.study for part in parts for study in part) == sorted(study.study for study in studies)
