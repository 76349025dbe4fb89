"""The score asks what it says it asks, and names what it got wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lissom.answers.scoring import Examiner, Measure, Score, in_scope, score
from lissom.library import Library

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def alone(library: Library) -> Score:
    """The score without any published list."""
    return score(library, None, TODAY)


def measure(found: Score, name: str) -> Measure:
    return next(one for one in found.measures if one.id == name)


def test_lists_that_are_not_there_are_named_and_not_scored(alone: Score) -> None:
    assert len(alone.missing) == 3
    assert not any(one.id.startswith("onc") for one in alone.measures)


def test_mechanisms_that_labels_state_are_found(alone: Score) -> None:
    assert measure(alone, "label_statements").met


def test_they_are_found_in_labels_that_our_table_does_not_rest_on(alone: Score) -> None:
    assert measure(alone, "label_statements_fresh").met


def test_reasoned_negatives_stay_quiet(alone: Score) -> None:
    assert measure(alone, "reasoned_negatives").met


def test_every_disagreement_is_listed(alone: Score) -> None:
    assert all(one.asked - one.agreed == len(one.disagreements) for one in alone.measures)


def test_a_measure_of_nothing_has_no_share(alone: Score) -> None:
    empty = Measure(id="x", title="x", asked=0, agreed=0, target=1, disagreements=())
    assert empty.share is None
    assert empty.met is None


def test_a_pair_of_medicines_the_table_does_not_speak_for_is_out_of_scope(library: Library) -> None:
    assert in_scope(library, "tizanidine", "ciprofloxacin")
    assert not in_scope(library, "simvastatin", "clarithromycin")


def test_the_mechanism_of_a_pair_is_that_of_its_rows(library: Library) -> None:
    assert "raises" in Examiner(library, TODAY).kinds("tizanidine", "ciprofloxacin")


@pytest.mark.slow
def test_the_published_lists_meet_their_aims(library: Library, shared: Path) -> None:
    found = score(library, shared / "data" / "ddi", TODAY)
    assert measure(found, "onc_high_priority").share == 1
    assert measure(found, "onc_non_interruptive").share == 1
