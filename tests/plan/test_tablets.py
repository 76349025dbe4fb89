"""Doses out of tablets that exist."""

from __future__ import annotations

from lissom.plan.tablets import Cabinet, Tablet

US = Cabinet.of([Tablet(mg=5), Tablet(mg=10, halves=True), Tablet(mg=15), Tablet(mg=20, halves=True)])
GB = Cabinet.of([Tablet(mg=10, halves=True)])
WHOLE = Cabinet.of([Tablet(mg=10)])


def test_a_dose_is_made_of_the_fewest_pieces() -> None:
    assert str(US.mix(35)) == "1 × 20 mg tablet + 1 × 15 mg tablet"


def test_nothing_is_halved_where_whole_tablets_do() -> None:
    mix = US.mix(25)
    assert mix is not None
    assert all(piece.half == 0 for piece in mix.pieces)


def test_half_a_tablet_is_used_where_the_source_says_it_can_be_halved() -> None:
    assert str(GB.mix(5)) == "half a 10 mg tablet"


def test_a_tablet_not_known_to_be_scored_is_never_halved() -> None:
    assert WHOLE.mix(5) is None
    assert WHOLE.doses(30) == (0, 10, 20, 30)


def test_a_dose_that_no_tablets_make_is_no_dose() -> None:
    assert GB.mix(7) is None
    assert GB.at_most(7) == 5


def test_nobody_is_asked_to_swallow_more_than_eight_pieces() -> None:
    assert WHOLE.mix(80) is not None
    assert WHOLE.mix(90) is None


def test_an_empty_cabinet_makes_no_dose_but_none() -> None:
    assert Cabinet(()).doses(100) == (0,)
