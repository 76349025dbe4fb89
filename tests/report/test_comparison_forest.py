"""The forest plot: turned the way its trials are, nothing repeated, arrows where an interval leaves the plot."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lissom.compare.answer import comparison
from lissom.compare.comparison import ForestRow, Outcome
from lissom.library import load
from lissom.report.figures.forest import forest_figure, signed


@pytest.fixture(scope="module")
def drowsy() -> Outcome:
    made = comparison(["baclofen", "tizanidine"], "MS", load().compared)
    return next(one for one in made.outcomes if one.network.id == "NET11")


def row(label: str, words: str, estimate: float, low: float, high: float, *, whole: bool = False) -> ForestRow:
    return ForestRow(
        label=label, comparison=words, estimate=estimate, low=low, high=high, of_network=whole, sources=(), rows=()
    )


def drawn(outcome: Outcome, *rows: ForestRow) -> list[tuple[str, ...]]:
    figure = forest_figure(replace(outcome, forest=rows))
    assert figure is not None
    return list(figure.rows)


def test_a_network_that_repeats_its_one_trial_is_left_out(drowsy: Outcome) -> None:
    trial = row("a trial", "a against b", 2.0, 1.0, 4.0)
    assert len(drawn(drowsy, trial, replace(trial, label="All", of_network=True))) == 1


def test_a_network_of_two_trials_is_shown_below_them(drowsy: Outcome) -> None:
    found = drawn(
        drowsy,
        row("one", "a against b", 2.0, 1.0, 4.0),
        row("two", "a against b", 3.0, 1.5, 6.0),
        row("All", "a against b", 2.4, 1.5, 4.0, whole=True),
    )
    assert [one[1] for one in found] == ["one", "two", "All"]


def test_a_network_told_the_other_way_round_is_turned(drowsy: Outcome) -> None:
    found = drawn(
        drowsy,
        row("one", "a against b", 2.0, 1.0, 4.0),
        row("two", "a against b", 2.0, 1.0, 4.0),
        row("All", "b against a", 0.5, 0.25, 0.8, whole=True),
    )
    assert found[-1] == ("a against b", "All", "2.0", "1.2 to 4.0")


def test_what_only_other_trials_join_is_shown_too(drowsy: Outcome) -> None:
    found = drawn(
        drowsy,
        row("one", "a against b", 2.0, 1.0, 4.0),
        row("All", "c against b", 3.0, 1.0, 9.0, whole=True),
    )
    assert [one[0] for one in found] == ["a against b", "c against b"]


def test_an_interval_that_leaves_the_plot_ends_in_an_arrow(drowsy: Outcome) -> None:
    inside = forest_figure(replace(drowsy, forest=(row("one", "a against b", 2.0, 1.0, 4.0),)))
    outside = forest_figure(replace(drowsy, forest=(row("one", "a against b", 30.0, 1.0, 900.0),)))
    assert inside
    assert outside
    assert "fig-dose" not in inside.svg
    assert "fig-dose" in outside.svg


def test_nothing_measured_draws_nothing(drowsy: Outcome) -> None:
    assert forest_figure(replace(drowsy, forest=())) is None


def test_a_minus_is_a_minus_sign() -> None:
    assert signed(-0.58) == "−0.58"
    assert signed(0.0) == "0"
