"""What a network gives: against hand calculations, in every shape, and with a message where something is not known."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from lissom.compare.nma.between import Method
from lissom.compare.nma.contributions import contributions
from lissom.compare.nma.direct import pairwise
from lissom.compare.nma.estimate import Intervals, Model, analyse
from lissom.compare.nma.from_contrasts import from_contrasts
from lissom.compare.nma.inconsistency import NOT_TESTABLE, inconsistency, split
from lissom.compare.nma.league import league
from lissom.compare.nma.measure import Measure
from lissom.compare.nma.ranking import p_scores
from lissom.compare.nma.study import Contrast, Evidence, StudyEffects
from lissom.facts.errors import OutOfRange


def trials(*rows: tuple[str, str, float, float], measure: Measure = Measure.MD) -> Evidence:
    """Two-arm trials: (treatment, against, effect, standard error)."""
    contrasts = [
        Contrast(study=f"t{i}", treatment=a, against=b, effect=effect, se=se)
        for i, (a, b, effect, se) in enumerate(rows)
    ]
    return from_contrasts(contrasts, measure)


TRIANGLE = trials(("b", "a", 1, 0.5), ("c", "a", 2, 0.5), ("c", "b", 2, 1))


def test_two_treatments_give_the_weighted_mean() -> None:
    fit = analyse(trials(("b", "a", 1, 1), ("b", "a", 3, 2)), model=Model.COMMON).parts[0]
    effect = fit.between("b", "a")
    assert effect.estimate == pytest.approx((1 * 1 + 3 / 4) / (1 + 1 / 4))
    assert effect.se == pytest.approx(1 / sqrt(1 + 1 / 4))


def test_the_moment_spread_of_two_treatments_is_dersimonian_and_lairds() -> None:
    effects, se = np.array([0.1, 0.9, 0.5, 1.6]), np.array([0.2, 0.3, 0.25, 0.4])
    w = 1 / se**2
    Q = float(w @ (effects - w @ effects / w.sum()) ** 2)
    by_hand = (Q - 3) / (w.sum() - (w**2).sum() / w.sum())
    rows = [("b", "a", float(e), float(s)) for e, s in zip(effects, se, strict=True)]
    found = analyse(trials(*rows)).parts[0].heterogeneity
    assert found.tau2 == pytest.approx(by_hand)
    assert pytest.approx(Q) == found.Q
    assert pytest.approx((Q - 3) / Q) == found.I2


def test_a_triangle_weighs_direct_and_indirect_evidence_by_their_variances() -> None:
    """c against b: direct 2 with variance 1, indirect 2 - 1 with variance 1/4 + 1/4."""
    effect = analyse(TRIANGLE, model=Model.COMMON).parts[0].between("c", "b")
    assert effect.estimate == pytest.approx((2 / 1 + 1 / 0.5) / (1 / 1 + 1 / 0.5))
    assert effect.se == pytest.approx(1 / sqrt(3))


def test_a_star_compares_its_ends_through_the_middle() -> None:
    fit = analyse(trials(("b", "a", 1, 0.3), ("c", "a", 3, 0.4))).parts[0]
    effect = fit.between("c", "b")
    assert effect.estimate == pytest.approx(2)
    assert effect.se == pytest.approx(0.5)
    assert effect.direct_studies == 0
    assert fit.heterogeneity.message.startswith("There are no more results than unknowns")
    assert fit.heterogeneity.p is None


def test_a_three_arm_trial_alone_gives_back_its_own_contrasts() -> None:
    """Independent check: its own three pairs, with the standard errors it reported."""
    rows = [
        Contrast(study="s", treatment="b", against="a", effect=1, se=sqrt(3)),
        Contrast(study="s", treatment="c", against="a", effect=3, se=sqrt(5)),
        Contrast(study="s", treatment="c", against="b", effect=2, se=sqrt(6)),
    ]
    fit = analyse(from_contrasts(rows, Measure.MD)).parts[0]
    for row in rows:
        effect = fit.between(row.treatment, row.against)
        assert (effect.estimate, effect.se) == pytest.approx((row.effect, row.se))


def test_what_no_trial_joins_is_not_compared_and_says_so() -> None:
    found = analyse(trials(("b", "a", 1, 1), ("b", "a", 2, 1), ("d", "c", 1, 1)))
    assert [part.treatments for part in found.parts] == [("a", "b"), ("c", "d")]
    assert found.part_of("a", "c") is None
    assert "a, b | c, d" in found.notes[0]


def test_a_treatment_outside_the_network_is_refused_with_the_names() -> None:
    with pytest.raises(OutOfRange, match="one of a, b, came z"):
        analyse(trials(("b", "a", 1, 1))).parts[0].between("z", "a")


def test_a_prediction_needs_two_degrees_of_freedom() -> None:
    few = analyse(trials(("b", "a", 1, 1), ("b", "a", 2, 1))).parts[0].between("b", "a")
    more = analyse(trials(("b", "a", 1, 1), ("b", "a", 2, 1), ("b", "a", 9, 1))).parts[0].between("b", "a")
    assert few.prediction is None
    assert few.no_prediction == "too few studies to say how far a new one may differ"
    assert more.prediction is not None
    assert more.prediction[0] < more.low < more.high < more.prediction[1]


def test_a_prediction_follows_higgins() -> None:
    """Students t with k - 2 = 1 degree of freedom is 12.706."""
    fit = analyse(trials(("b", "a", 1, 1), ("b", "a", 2, 1), ("b", "a", 9, 1))).parts[0]
    effect = fit.between("b", "a")
    assert effect.prediction is not None
    half = 12.7062 * sqrt(effect.se**2 + fit.heterogeneity.tau2)
    assert effect.prediction[1] - effect.estimate == pytest.approx(half, rel=1e-5)


def test_knapp_and_hartung_never_narrow_an_interval() -> None:
    alike = trials(("b", "a", 1, 1), ("b", "a", 1, 1), ("b", "a", 1, 1))
    normal = analyse(alike).parts[0].between("b", "a")
    wide = analyse(alike, intervals=Intervals.KNAPP_HARTUNG).parts[0].between("b", "a")
    assert wide.se == normal.se
    assert wide.low < normal.low


def test_restricted_likelihood_of_equal_variances_is_the_sample_variance_less_that_within() -> None:
    """With equal standard errors the answer has a closed form."""
    effects = [1.0, 2.0, 4.0, 7.0]
    found = analyse(trials(*[("b", "a", one, 1.0) for one in effects]), method=Method.REML).parts[0].heterogeneity
    assert found.tau2 == pytest.approx(float(np.var(effects, ddof=1)) - 1, rel=1e-9)


def test_a_league_states_its_one_orientation() -> None:
    fit = analyse(TRIANGLE).parts[0]
    table = league(fit)
    assert table.orientation.startswith("Each cell is row minus column")
    cell = table.cell("c", "a")
    assert cell == fit.between("c", "a")
    assert cell is not None
    assert cell.estimate > 0
    assert table.cell("a", "a") is None


def test_a_league_of_ratios_divides_row_by_column() -> None:
    table = league(analyse(trials(("b", "a", 0.7, 0.1), measure=Measure.OR)).parts[0])
    cell = table.cell("b", "a")
    assert "row divided by column" in table.orientation
    assert cell is not None
    assert cell.shown[0] == pytest.approx(2.01, abs=0.01)


def test_p_scores_are_one_half_on_average_and_follow_the_direction() -> None:
    fit = analyse(TRIANGLE).parts[0]
    low, high = p_scores(fit, lower_is_better=True), p_scores(fit, lower_is_better=False)
    assert sum(rank.score for rank in low) / 3 == pytest.approx(0.5)
    assert [rank.treatment for rank in low] == ["a", "b", "c"]
    assert {rank.treatment: 1 - rank.score for rank in low} == pytest.approx(
        {rank.treatment: rank.score for rank in high}
    )


def test_splitting_a_triangle_gives_both_sides() -> None:
    fit = analyse(TRIANGLE, model=Model.COMMON).parts[0]
    one = next(s for s in split(fit) if {s.treatment, s.against} == {"b", "c"})
    assert (one.direct, one.direct_se) == pytest.approx((2, 1))
    assert (one.indirect, one.indirect_se) == pytest.approx((1, sqrt(0.5)))
    assert one.difference_se == pytest.approx(sqrt(1.5))


def test_the_design_test_of_a_triangle_is_the_split_of_any_side() -> None:
    """One loop has one degree of freedom, and its chi-square is the squared z of the split."""
    fit = analyse(TRIANGLE, model=Model.COMMON).parts[0]
    found = inconsistency(fit)
    one = split(fit)[0]
    assert found.between.df == 1
    assert pytest.approx((one.difference / one.difference_se) ** 2) == found.between.Q
    assert found.between.p == pytest.approx(one.p)


def test_without_a_loop_nothing_can_be_tested_and_it_says_so() -> None:
    fit = analyse(trials(("b", "a", 1, 0.3), ("c", "a", 3, 0.4))).parts[0]
    assert inconsistency(fit).message == NOT_TESTABLE
    assert inconsistency(fit).between.p is None
    assert split(fit) == ()


def test_a_planted_disagreement_is_found() -> None:
    loop = trials(("b", "a", 1, 0.2), ("c", "a", 2, 0.2), ("c", "b", 5, 0.2))
    fit = analyse(loop, model=Model.COMMON).parts[0]
    assert inconsistency(fit).between.p is not None
    assert (inconsistency(fit).between.p or 1) < 1e-6
    assert all(one.p < 1e-6 for one in split(fit))


def test_the_direct_evidence_of_a_pair_is_its_own_trials() -> None:
    fit = analyse(TRIANGLE, model=Model.COMMON).parts[0]
    alone = pairwise(fit, "c", "b")
    assert alone is not None
    assert (alone.estimate, alone.se) == pytest.approx((2, 1))
    star = analyse(trials(("b", "a", 1, 0.3), ("c", "a", 3, 0.4))).parts[0]
    assert pairwise(star, "c", "b") is None


def test_contributions_of_a_triangle_split_by_flow_and_by_steps() -> None:
    """c against b: a third flows directly; two thirds take two steps, which share them."""
    shares = contributions(analyse(TRIANGLE, model=Model.COMMON).parts[0]).shares["b", "c"]
    assert shares == pytest.approx({("b", "c"): 1 / 3, ("a", "b"): 1 / 3, ("a", "c"): 1 / 3})


def test_a_weight_below_zero_gives_a_message_and_no_shares() -> None:
    """Strongly correlated contrasts of three arms, as no independent arms can give them."""
    odd = StudyEffects(study="s", treatments=("a", "b", "c"), effects=(1.0, 2.0), covariance=((1.0, 1.4), (1.4, 2.0)))
    found = contributions(analyse(Evidence(measure=Measure.MD, studies=(odd,))).parts[0])
    assert found.shares == {}
    assert "negative weight" in found.message
