"""The Bayesian form: equal to least squares where it must be, and sound where least squares needs half events."""

from __future__ import annotations

import pytest

from lissom.compare.nma.estimate import Model, analyse
from lissom.compare.nma.from_arms import from_arms
from lissom.compare.nma.measure import Measure
from lissom.compare.nma.posterior import posterior
from lissom.compare.nma.study import Arm
from lissom.facts.errors import OutOfRange

MEANS = [
    Arm(study=study, treatment=treatment, mean=mean, se=se)
    for study, treatment, mean, se in (
        ("1", "a", 0, 0.3), ("1", "b", 1, 0.4), ("2", "a", 0, 0.2), ("2", "c", 2, 0.3), ("3", "b", 0, 0.3),
        ("3", "c", 0.5, 0.3), ("4", "a", 1, 0.4), ("4", "b", 3, 0.4), ("4", "c", 3, 0.5),
    )
]  # fmt: skip
COUNTS = [
    Arm(study=study, treatment=treatment, events=events, n=n)
    for study, treatment, events, n in (
        ("1", "a", 100, 1000), ("1", "b", 150, 1000), ("2", "a", 80, 900), ("2", "b", 99, 800),
    )
]  # fmt: skip


def test_with_one_common_effect_it_is_least_squares() -> None:
    """The vague priors move nothing that shows: 1e-3 of an effect of 1."""
    found = posterior(MEANS, Measure.MD, reference="a", model=Model.COMMON)
    exact = analyse(from_arms(MEANS, Measure.MD), model=Model.COMMON, reference="a").parts[0]
    for name in ("b", "c"):
        ours, theirs = found.between(name, "a"), exact.between(name, "a")
        assert ours.mean == pytest.approx(theirs.estimate, abs=1e-3)
        assert ours.sd == pytest.approx(theirs.se, rel=1e-3)
        assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=2e-3)


def test_with_many_events_counts_give_what_the_normal_approximation_gives() -> None:
    found = posterior(COUNTS, Measure.OR, reference="a", model=Model.COMMON).between("b", "a")
    exact = analyse(from_arms(COUNTS, Measure.OR), model=Model.COMMON, reference="a").parts[0].between("b", "a")
    assert found.mean == pytest.approx(exact.estimate, abs=0.003)
    assert found.sd == pytest.approx(exact.se, rel=0.01)


def test_swapping_the_two_flips_the_interval() -> None:
    found = posterior(MEANS, Measure.MD, reference="a")
    one, other = found.between("b", "c"), found.between("c", "b")
    assert one.mean == pytest.approx(-other.mean)
    assert (one.low, one.high) == pytest.approx((-other.high, -other.low))


def test_not_knowing_the_spread_widens_the_interval() -> None:
    known = posterior(MEANS, Measure.MD, reference="a", model=Model.COMMON).between("b", "a")
    unknown = posterior(MEANS, Measure.MD, reference="a")
    assert unknown.between("b", "a").sd > known.sd
    assert unknown.spread is not None
    assert unknown.spread.median > 0


def test_an_empty_cell_needs_no_half_event() -> None:
    """0 of 50 against 10 of 50 in one study of two: a finite answer on the right side, without touching the counts."""
    empty = [Arm(study="3", treatment="a", events=0, n=50), Arm(study="3", treatment="b", events=10, n=50)]
    found = posterior([*COUNTS, *empty], Measure.OR, reference="a")
    assert found.message == ""
    assert 0 < found.between("b", "a").mean < 5


def test_a_loop_can_be_left_open() -> None:
    """With unrelated effects each pair has its own, and only compared pairs can be asked for."""
    found = posterior(MEANS[:6], Measure.MD, reference="a", model=Model.COMMON, unrelated=True)
    assert found.between("c", "b").mean == pytest.approx(0.5, abs=1e-3)
    assert found.between("c", "a").mean - found.between("b", "a").mean == pytest.approx(1, abs=2e-3)


def test_a_measure_without_a_likelihood_is_refused() -> None:
    with pytest.raises(OutOfRange, match="one of OR"):
        posterior(COUNTS, Measure.RR, reference="a")
