"""The answer to a comparison: what it may say, what it must not, and that every sentence leads to its rows."""

from __future__ import annotations

import pytest

from lissom.compare.answer import compared_drugs, comparison
from lissom.compare.comparison import Comparison, Outcome
from lissom.compare.condition import Condition, read_condition
from lissom.compare.confidence import Certainty
from lissom.compare.network import BACK_PAIN, Tables, read_tables
from lissom.compare.verdict import Verdict
from lissom.facts.errors import OutOfRange
from lissom.facts.grade import Grade
from lissom.library import Library

RELAXANTS = ("baclofen", "tizanidine", "diazepam", "dantrolene")
CONDITIONS = ("MS", "spinal cord injury", "stroke", "cerebral palsy", "low back pain", "any")


@pytest.fixture(scope="module")
def tables(library: Library) -> Tables:
    return read_tables(library.folder, library.trials, library.pooled, library.adverse_events, library.left_out)


@pytest.fixture(scope="module")
def in_ms(tables: Tables) -> Comparison:
    return comparison(RELAXANTS, "MS", tables)


def outcome(found: Comparison, name: str) -> Outcome:
    return next(one for one in found.outcomes if one.network.id == name)


def test_baclofen_is_not_said_to_be_more_effective(in_ms: Comparison) -> None:
    first = in_ms.summary[0].text
    assert "None of baclofen tablets, tizanidine, diazepam and dantrolene has been shown to help more" in first
    assert "Too little was measured to say that they help equally" in first


def test_no_difference_of_benefit_between_tablets_is_claimed(in_ms: Comparison) -> None:
    tablets = {"baclofen", "tizanidine", "diazepam", "dantrolene"}
    between = [
        pair for one in in_ms.benefits for pair in one.pairs if {pair.effect.treatment, pair.effect.against} <= tablets
    ]
    assert between
    assert all(pair.verdict is Verdict.CANNOT for pair in between)
    assert all("cannot be told apart" in pair.statement.text for pair in between)


def test_harms_stand_beside_benefits_and_placebo_beside_both(in_ms: Comparison) -> None:
    drowsy = outcome(in_ms, "NET11")
    assert in_ms.harms
    assert any("63 of 100 with baclofen tablets, and 36 of 100 with placebo" in one.text for one in drowsy.side_by_side)
    against = {pair.effect.against for one in in_ms.outcomes for pair in one.pairs}
    assert "placebo" in against


def test_drowsiness_on_a_medicine_is_never_said_without_its_placebo_figure(in_ms: Comparison) -> None:
    said = [one.text for one in in_ms.statements if "of 100 with baclofen tablets" in one.text]
    assert said
    assert all("of 100 with" in text.split("and", 1)[1] for text in said)


def test_unlike_placebo_groups_forbid_a_ranking_of_harm(in_ms: Comparison) -> None:
    """Placebo 36 of 100 in one trial and 10 of 100 in the other: the medicines cannot be set against each other."""
    pairs = {(p.effect.treatment, p.effect.against): p for p in outcome(in_ms, "NET11").pairs}
    pair = pairs["baclofen", "tizanidine"]
    assert pair.rating.certainty is Certainty.VERY_LOW
    assert "not alike" in pair.rating.reasons
    assert not any("Fewer with" in one.text and "drowsy" in one.text for one in in_ms.summary)


def test_what_is_better_than_placebo_by_perhaps_too_little_says_so(in_ms: Comparison) -> None:
    pair = next(p for p in outcome(in_ms, "NET01").pairs if p.effect.against == "placebo")
    assert pair.verdict is Verdict.MAYBE_SMALL
    assert "may be too small to matter" in pair.statement.text
    assert "assumed" in pair.statement.text


def test_medicines_without_figures_are_named_as_such(in_ms: Comparison) -> None:
    assert any("For dantrolene no usable figure of benefit" in one.text for one in in_ms.summary)
    weakness = outcome(in_ms, "NET12")
    assert weakness.pairs == ()
    assert all(name in weakness.unknown[0].text for name in ("baclofen", "tizanidine", "diazepam", "dantrolene"))


def test_rows_that_were_read_and_not_used_are_shown_with_the_reason(in_ms: Comparison) -> None:
    assert all(row.why for one in in_ms.outcomes for row in one.not_used)
    assert {"TRI089", "TRI099"} <= {row.row for row in outcome(in_ms, "NET08").not_used}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_every_sentence_leads_to_its_sources_and_rows(library: Library, tables: Tables, condition: str) -> None:
    found = comparison(compared_drugs(tables), condition, tables)
    said = found.statements
    assert len(said) > 10
    assert {name for one in said for name in one.sources} <= set(library.sources)
    assert [name for one in said for name in one.facts if library.fact(name) is None] == []


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_claim_of_difference_needs_more_than_chance(tables: Tables, condition: str) -> None:
    found = comparison(compared_drugs(tables), condition, tables)
    for one in found.outcomes:
        for pair in one.pairs:
            if pair.verdict in (Verdict.APART, Verdict.MAYBE_SMALL):
                assert pair.effect.excludes_no_difference
            else:
                assert "cannot be told apart" in pair.statement.text or pair.verdict is Verdict.ALIKE


def test_back_pain_and_spasticity_do_not_meet_in_an_answer(tables: Tables) -> None:
    back = comparison(("baclofen", "diazepam"), "back pain", tables)
    assert back.condition is Condition.BACK_PAIN
    assert {one.network.group for one in back.outcomes} == {BACK_PAIN}
    spastic = comparison(("baclofen", "diazepam"), "MS", tables)
    assert BACK_PAIN not in {one.network.group for one in spastic.outcomes}
    assert not any("back pain" in one.text for one in spastic.statements)


def test_trials_of_another_condition_are_marked_and_trusted_less(in_ms: Comparison) -> None:
    stroke = outcome(in_ms, "NET09")
    assert not stroke.own_condition
    assert all("(in stroke)" in pair.statement.text for pair in stroke.pairs)
    assert all("people with another condition" in pair.rating.reasons for pair in stroke.pairs)


def test_the_same_trials_count_fully_for_their_own_condition(tables: Tables) -> None:
    stroke = outcome(comparison(("baclofen", "tizanidine"), "stroke", tables), "NET09")
    assert stroke.own_condition
    assert all("(in stroke)" not in pair.statement.text for pair in stroke.pairs)


@pytest.mark.parametrize("asked", [("baclofen", "tizanidine"), ("tizanidine", "baclofen")])
def test_the_medicine_named_first_stands_first(tables: Tables, asked: tuple[str, str]) -> None:
    found = comparison(asked, "MS", tables)
    between = [
        p.effect for one in found.outcomes for p in one.pairs if {p.effect.treatment, p.effect.against} == set(asked)
    ]
    assert between
    assert {effect.treatment for effect in between} == {asked[0]}


def test_figures_have_what_they_need(in_ms: Comparison) -> None:
    drowsy = outcome(in_ms, "NET11")
    assert {node.treatment.id for node in drowsy.nodes} == {"placebo", "baclofen", "tizanidine"}
    assert {(edge.one, edge.other, edge.trials) for edge in drowsy.edges} == {
        ("baclofen", "placebo", 1),
        ("placebo", "tizanidine", 1),
    }
    assert {row.of_network for row in drowsy.forest} == {True, False}
    assert all(row.low <= row.estimate <= row.high for row in drowsy.forest)
    assert drowsy.leagues[0].orientation.startswith("Each cell is row divided by column")


def test_a_result_of_those_who_kept_to_the_plan_is_not_called_better(tables: Tables) -> None:
    """collin2010: 36 against 24 of 100 per protocol, and no significant difference among all who were randomised."""
    found = comparison(("nabiximols",), "MS", tables)
    said = [one.text for one in found.summary if "people who got clearly better" in one.text]
    assert said == [
        "Different from placebo in the numbers, but too unsure to rely on: nabiximols (people who got clearly better)."
    ]
    assert any(
        "among all who were randomised the difference was not significant" in one.text for one in found.statements
    )


def test_no_relaxant_is_shown_to_beat_placebo_in_back_pain(tables: Tables) -> None:
    found = comparison(("baclofen", "metaxalone", "diazepam"), "back pain", tables)
    assert any(one.text.startswith("Not shown to be better than placebo: baclofen tablets, ") for one in found.summary)
    assert not any(one.text.startswith("Better than placebo") for one in found.summary)


def test_options_without_tablets_are_offered_for_the_condition(in_ms: Comparison, tables: Tables) -> None:
    names = [name for name, _ in in_ms.options]
    assert {"TENS", "botulinum toxin", "nabiximols", "baclofen by pump", "no medicine"} <= set(names)
    back = [name for name, _ in comparison(("baclofen",), "back pain", tables).options]
    assert "baclofen by pump" not in back


def test_a_figure_that_rests_on_assumed_sizes_is_graded_an_assumption(in_ms: Comparison) -> None:
    pair = next(
        p for p in outcome(in_ms, "NET11").pairs if (p.effect.treatment, p.effect.against) == ("baclofen", "placebo")
    )
    assert pair.statement.grade is Grade.ASSUMPTION


def test_reviews_that_compare_tablets_are_quoted_in_our_words(in_ms: Comparison) -> None:
    rows = {fact for one in in_ms.reviews for fact in one.facts}
    assert {"POO005", "POO010"} <= rows


@pytest.mark.parametrize(
    ("said", "condition"),
    [
        ("MS", Condition.MS),
        ("multiple sclerosis", Condition.MS),
        ("Spinal cord injury", Condition.SCI),
        ("acute low back pain", Condition.BACK_PAIN),
        ("after a stroke", Condition.STROKE),
        ("spasticity", Condition.ANY),
        ("", Condition.ANY),
    ],
)
def test_a_condition_is_read_in_the_words_people_use(said: str, condition: Condition) -> None:
    assert read_condition(said) is condition


@pytest.mark.parametrize("condition", CONDITIONS)
def test_an_estimate_rests_on_direct_comparisons_that_make_up_all_of_it(tables: Tables, condition: str) -> None:
    drugs = compared_drugs(tables)
    pairs = [pair for one in comparison(drugs, condition, tables).outcomes for pair in one.pairs]
    assert pairs
    assert all(sum(one.share for one in pair.rests_on) == pytest.approx(1) for pair in pairs)


def test_an_indirect_estimate_rests_on_both_ways_to_the_medicine_between(in_ms: Comparison) -> None:
    found = next(pair for pair in outcome(in_ms, "NET01").pairs if not pair.effect.direct_studies)
    assert [(one.one, one.other) for one in found.rests_on] == [("baclofen", "placebo"), ("diazepam", "placebo")]


def test_the_p_scores_of_a_part_have_a_mean_of_one_half(in_ms: Comparison) -> None:
    for one in in_ms.outcomes:
        for ranks in one.ranks:
            assert sum(rank.score for rank in ranks) / len(ranks) == pytest.approx(0.5)


def test_an_unknown_condition_is_refused_with_what_can_be_asked() -> None:
    with pytest.raises(OutOfRange, match="multiple sclerosis"):
        read_condition("migraine")


def test_a_medicine_in_no_network_is_refused_with_its_place(tables: Tables) -> None:
    with pytest.raises(OutOfRange, match=r"drugs\[1\].*baclofen.*came chlorzoxazone"):
        comparison(("baclofen", "chlorzoxazone"), "MS", tables)


def test_the_same_question_gives_the_same_answer(tables: Tables) -> None:
    assert comparison(RELAXANTS, "MS", tables) == comparison(RELAXANTS, "MS", tables)
