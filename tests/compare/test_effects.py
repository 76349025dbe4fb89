"""From reports to effects: the formulas, what is merged, what is dropped, and that nothing is filled in."""

from __future__ import annotations

from math import log, sqrt

import pytest

from lissom.compare.nma.from_arms import from_arms, hedges, standard_deviation, standard_error
from lissom.compare.nma.from_contrasts import from_contrasts
from lissom.compare.nma.measure import Measure
from lissom.compare.nma.study import Arm, Contrast
from lissom.facts.errors import InputError


def counts(*arms: tuple[str, float, float]) -> list[Arm]:
    return [Arm(study="s", treatment=name, events=events, n=n) for name, events, n in arms]


def means(*arms: tuple[str, float, float, float]) -> list[Arm]:
    return [Arm(study="s", treatment=name, mean=mean, sd=sd, n=n) for name, mean, sd, n in arms]


def test_an_odds_ratio_has_the_variance_of_its_four_cells() -> None:
    (study,) = from_arms(counts(("a", 10, 40), ("b", 20, 50)), Measure.OR).studies
    assert study.effects[0] == pytest.approx(log((20 / 30) / (10 / 30)))
    assert study.covariance[0][0] == pytest.approx(1 / 10 + 1 / 30 + 1 / 20 + 1 / 30)


def test_contrasts_of_one_study_share_the_variance_of_the_arm_they_share() -> None:
    (study,) = from_arms(means(("a", 1, 2, 10), ("b", 2, 2, 20), ("c", 4, 3, 30)), Measure.MD).studies
    assert study.effects == pytest.approx((1, 3))
    assert study.covariance[0][1] == pytest.approx(4 / 10)
    assert study.covariance[1][1] == pytest.approx(9 / 30 + 4 / 10)


def test_a_risk_difference_and_a_risk_ratio_of_the_same_arms() -> None:
    arms = counts(("a", 10, 100), ("b", 20, 100))
    (difference,) = from_arms(arms, Measure.RD).studies
    (ratio,) = from_arms(arms, Measure.RR).studies
    assert difference.effects[0] == pytest.approx(0.1)
    assert difference.covariance[0][0] == pytest.approx(0.1 * 0.9 / 100 + 0.2 * 0.8 / 100)
    assert ratio.effects[0] == pytest.approx(log(2))
    assert ratio.covariance[0][0] == pytest.approx(1 / 10 - 1 / 100 + 1 / 20 - 1 / 100)


def test_a_ratio_of_rates_counts_events_over_time() -> None:
    arms = [Arm(study="s", treatment=t, events=e, exposure=time) for t, e, time in (("a", 10, 100), ("b", 5, 25))]
    (study,) = from_arms(arms, Measure.RATE_RATIO).studies
    assert study.effects[0] == pytest.approx(log(2))
    assert study.covariance[0][0] == pytest.approx(1 / 10 + 1 / 5)


def test_hedges_factor_is_close_to_its_textbook_approximation() -> None:
    """1 - 3 / (4 df - 1), Hedges 1981; the exact value differs by less than 0.001 from ten degrees of freedom on."""
    assert hedges(10) == pytest.approx(1 - 3 / 39, abs=1e-3)
    assert hedges(200) == pytest.approx(1 - 3 / 799, abs=1e-5)


def test_standardised_differences_of_three_arms_add_up() -> None:
    arms = means(("a", 1, 2, 10), ("b", 2, 2.5, 20), ("c", 4, 3, 30))
    (from_a,) = from_arms(arms, Measure.SMD).studies
    (from_c,) = from_arms([arms[2], arms[0], arms[1]], Measure.SMD).studies
    assert from_a.effects[0] - from_a.effects[1] == pytest.approx(from_c.effects[1])
    between = from_a.covariance[0][0] + from_a.covariance[1][1] - 2 * from_a.covariance[0][1]
    assert between == pytest.approx(from_c.covariance[1][1])


def test_half_an_event_is_added_only_where_a_cell_is_empty() -> None:
    full = from_arms(counts(("a", 10, 40), ("b", 20, 50)), Measure.OR)
    empty = from_arms(counts(("a", 0, 40), ("b", 20, 50)), Measure.OR)
    assert not full.notes
    assert "0.5 is added" in empty.notes[0]
    assert empty.studies[0].effects[0] == pytest.approx(log((20.5 / 30.5) / (0.5 / 40.5)))


@pytest.mark.parametrize("events", [0, 40])
def test_a_study_where_all_or_none_had_the_event_says_nothing_about_a_ratio(events: int) -> None:
    found = from_arms(counts(("a", events, 40), ("b", events, 40)), Measure.OR)
    assert not found.studies
    assert "says nothing about a ratio" in found.dropped[0].why


def test_no_event_in_any_arm_still_says_something_about_a_risk_difference() -> None:
    (study,) = from_arms(counts(("a", 0, 40), ("b", 0, 400)), Measure.RD).studies
    assert study.effects[0] == 0
    assert study.covariance[0][0] > 0


def test_two_arms_of_one_treatment_are_counted_as_one() -> None:
    found = from_arms(counts(("a", 1, 10), ("b", 2, 10), ("b", 4, 20)), Measure.OR)
    (whole,) = from_arms(counts(("a", 1, 10), ("b", 6, 30)), Measure.OR).studies
    assert found.studies == (whole,)
    assert "2 arms of b" in found.notes[0]


def test_merged_means_have_the_spread_of_all_their_people() -> None:
    """Four people with 0, 2, 4 and 6 seen as two arms of two."""
    arms = [*means(("b", 1, sqrt(2), 2), ("b", 5, sqrt(2), 2)), *means(("a", 0, 1, 9))]
    (study,) = from_arms(arms, Measure.MD).studies
    spread = 20 / 3
    assert study.effects[0] == pytest.approx(-3)
    assert study.covariance[0][0] == pytest.approx(spread / 4 + 1 / 9)


def test_a_missing_spread_is_never_filled_in() -> None:
    arms = [*means(("a", 1, 2, 10), ("b", 2, 2, 10)), Arm(study="s", treatment="c", mean=3, n=10)]
    found = from_arms(arms, Measure.MD)
    assert found.studies[0].treatments == ("a", "b")
    assert [(one.treatment, one.why) for one in found.dropped] == [
        ("c", "no spread is reported, and none is filled in")
    ]


def test_a_study_left_with_one_arm_is_dropped() -> None:
    arms = [*means(("a", 1, 2, 10)), Arm(study="s", treatment="b", mean=3, n=10)]
    found = from_arms(arms, Measure.MD)
    assert not found.studies
    assert found.dropped[-1].why == "fewer than two arms can be compared"


def test_an_interval_gives_the_standard_error_back() -> None:
    """Students t with 9 degrees of freedom at 97.5% is 2.262; without the number of people 1.960 is used."""
    known = Arm(study="s", treatment="a", mean=0, n=10, low=-2.262157, high=2.262157)
    unknown = Arm(study="s", treatment="a", mean=0, low=-1.959964, high=1.959964)
    assert standard_error(known) == pytest.approx(1, abs=1e-6)
    assert standard_error(unknown) == pytest.approx(1, abs=1e-6)
    assert standard_deviation(unknown) is None


def test_a_crossover_with_correlated_periods_is_more_precise() -> None:
    arms = means(("a", 1, 2, 10), ("b", 2, 2, 10))
    (apart,) = from_arms(arms, Measure.MD, {"s": 0.0}).studies
    (joined,) = from_arms(arms, Measure.MD, {"s": 0.5}).studies
    assert joined.covariance[0][0] == pytest.approx((4 + 4 - 2 * 0.5 * 4) / 10)
    assert apart.covariance[0][0] == pytest.approx(8 / 10)


def test_a_standardised_crossover_follows_elbourne() -> None:
    """(1/n + g^2 / (2 n)) 2 (1 - r)."""
    (study,) = from_arms(means(("a", 1, 2, 10), ("b", 2, 2, 10)), Measure.SMD, {"s": 0.5}).studies
    g = hedges(9) * 0.5
    assert study.effects[0] == pytest.approx(g)
    assert study.covariance[0][0] == pytest.approx((1 / 10 + g**2 / 20) * 2 * 0.5)


def test_three_pairs_give_the_covariance_of_three_arms() -> None:
    """Arm variances 1, 2 and 4: the pairs have 3, 5 and 6, and share the 1 of the common arm."""
    rows = [
        Contrast(study="s", treatment="b", against="a", effect=1, se=sqrt(3)),
        Contrast(study="s", treatment="c", against="a", effect=3, se=sqrt(5)),
        Contrast(study="s", treatment="c", against="b", effect=2, se=sqrt(6)),
    ]
    (study,) = from_contrasts(rows, Measure.MD).studies
    assert study.covariance[0][1] == pytest.approx(1)


@pytest.mark.parametrize(
    ("third", "complaint"),
    [
        (None, "all 3 pairs"),
        (Contrast(study="s", treatment="c", against="b", effect=9, se=2), "contrasts that add up"),
        (Contrast(study="s", treatment="c", against="b", effect=2, se=9), "standard errors that can be together"),
    ],
)
def test_a_study_of_three_arms_that_cannot_be_used_is_named(third: Contrast | None, complaint: str) -> None:
    rows = [
        Contrast(study="s", treatment="b", against="a", effect=1, se=1),
        Contrast(study="s", treatment="c", against="a", effect=3, se=1),
        *([third] if third else []),
    ]
    with pytest.raises(InputError, match=complaint):
        from_contrasts(rows, Measure.MD)


@pytest.mark.parametrize(
    ("events", "why"), [(float("nan"), "a figure is no number"), (-1.0, "a count, a time or a spread is below zero")]
)
def test_what_is_no_count_is_dropped_with_its_reason(events: float, why: str) -> None:
    arms = [
        Arm(study="s", treatment="a", n=20, events=events),
        Arm(study="s", treatment="b", n=20, events=3),
        Arm(study="s", treatment="c", n=20, events=4),
    ]
    found = from_arms(arms, Measure.OR)
    assert [(one.treatment, one.why) for one in found.dropped] == [("a", why)]
    assert found.studies[0].treatments == ("b", "c")


def test_a_contrast_that_is_no_number_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="numbers"):
        from_contrasts([Contrast(study="s", treatment="a", against="b", effect=float("nan"), se=1.0)], Measure.MD)
