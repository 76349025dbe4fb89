"""The networks of relaxants as data: who is in, who is out and why, and that faults of the facts stay flagged."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from lissom.compare.confidence import LIMITS
from lissom.compare.network import BACK_PAIN, HELD_BACK, SPASTICITY, Tables, group_of, read_tables
from lissom.compare.networks import Built, build
from lissom.compare.nma.study import Arm
from lissom.compare.trial import TrialArm
from lissom.facts.errors import DataError
from lissom.library import Library


@pytest.fixture(scope="module")
def tables(library: Library) -> Tables:
    return read_tables(library.folder, library.trials, library.pooled, library.adverse_events, library.left_out)


@pytest.fixture(scope="module")
def networks(tables: Tables) -> dict[str, Built]:
    return {name: build(network, tables) for name, network in tables.networks.items()}


def trials(tables: Tables) -> dict[str, TrialArm]:
    return {name: fact for name, fact in tables.facts.items() if isinstance(fact, TrialArm)}


def used_trials(tables: Tables) -> list[TrialArm]:
    arms = trials(tables)
    return [arms[row.row] for row in tables.rows if row.used and row.row in arms]


def test_spasticity_and_low_back_pain_are_never_in_one_network(networks: dict[str, Built]) -> None:
    for built in networks.values():
        assert {group_of(one.row, one.fact) for one in built.used} <= {built.network.group}


def test_both_groups_have_networks(networks: dict[str, Built]) -> None:
    assert {built.network.group for built in networks.values() if built.used} == {SPASTICITY, BACK_PAIN}


def test_mixing_the_groups_in_the_data_is_a_fault(library: Library, tmp_path: Path) -> None:
    """The rule lives in the reader: a back pain trial put into the tone network does not load."""
    folder = tmp_path / "trials"
    shutil.copytree(library.folder / "trials", folder)
    path = folder / "network_rows.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    stray = next(row for row in rows if row["network"] == "NET15" and row["use"] == "used")
    stray["network"], stray["condition"] = "NET02", "MS"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(DataError, match="trials of spasticity only"):
        read_tables(tmp_path, library.trials, library.pooled, library.adverse_events, library.left_out)


def test_enriched_designs_are_left_out_and_say_so(tables: Tables) -> None:
    enriched = [arm.id for arm in trials(tables).values() if "enriched" in arm.condition]
    assert enriched
    rows = {row.row: row for row in tables.rows}
    assert all(not rows[name].used and "responded" in rows[name].why for name in enriched)


def test_people_switched_to_placebo_after_long_use_are_left_out(tables: Tables) -> None:
    assert all("placebo (withdrawal)" not in arm.arm for arm in used_trials(tables))


BEFORE = ("without baclofen", "before", "pre-treatment", "pre-dose", "baseline", "0 h")


def test_before_and_after_figures_are_never_a_placebo_group(tables: Tables) -> None:
    """As the facts label them: 'without baclofen', 'before', 'pre-treatment', and every value at the start."""
    before = [arm for arm in used_trials(tables) if any(word in f"{arm.arm} {arm.timepoint}" for word in BEFORE)]
    assert before == []
    assert not any("(open" in arm.arm for arm in used_trials(tables))


def test_every_arm_without_spread_that_counts_points_is_left_out(tables: Tables) -> None:
    """A mean without spread, interval or p value never reaches a network: nothing is filled in."""
    with_p = {row.row for row in tables.rows if row.p is not None}
    bare = [
        arm.id
        for arm in used_trials(tables)
        if arm.measure.startswith("mean") and arm.sd is None and arm.low is None and arm.id not in with_p
    ]
    assert bare == []


def test_no_row_that_was_meant_to_be_used_is_lost_in_silence(networks: dict[str, Built]) -> None:
    """What the numerics drop shows among what was not used; today they drop nothing."""
    assert {name: built.analysis.dropped for name, built in networks.items() if built.analysis.dropped} == {}
    for built in networks.values():
        assert {study.study for study in built.evidence.studies} == {one.row.trial for one in built.used}


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("TRI129", "data fault"),
        ("TRI086", "reported twice"),
        ("TRI079", "no spread was published"),
        ("TRI057", "not said what the printed spread is"),
        ("POO021", "a range of two trials"),
        ("AE001", "no placebo figure"),
    ],
)
def test_known_faults_of_the_facts_are_flagged(tables: Tables, row: str, says: str) -> None:
    found = [one for one in tables.rows if one.row == row]
    assert found
    assert all(not one.used and says in one.why for one in found)


def test_a_trial_reported_twice_is_used_once_at_most(tables: Tables) -> None:
    used = {row.row for row in tables.rows if row.used}
    assert not {"TRI079", "TRI080"} & used or not {"TRI086", "TRI087"} & used


def test_the_same_trial_does_not_count_twice_in_one_network(networks: dict[str, Built]) -> None:
    """The label figure of tizanidine pools three trials; the one that is probably among them stays out."""
    for built in networks.values():
        arms = [(one.row.trial, one.row.treatment, one.row.row, one.row.part) for one in built.used]
        assert len(arms) == len(set(arms))
    stopping = networks["NET14"]
    assert "TRI046" not in {one.row.row for one in stopping.used}


def test_rows_whose_source_is_not_identified_are_held_back_with_that_reason(library: Library, tables: Tables) -> None:
    held = {one.id for one in library.left_out}
    named = [row for row in tables.rows if row.row in held]
    assert all(not row.used for row in named)
    assert all(row.why == HELD_BACK for row in named if row.part)


def test_every_limit_has_its_words(tables: Tables) -> None:
    assert {limit for row in tables.rows for limit in row.limits} <= set(LIMITS)


def test_assumed_sizes_are_written_down_where_they_are_assumed(tables: Tables) -> None:
    assumed = [row for row in tables.rows if row.used and "sizes_assumed" in row.limits]
    assert assumed
    assert all(row.why for row in assumed)


def test_a_number_of_people_is_given_by_the_row_or_marked(tables: Tables) -> None:
    """An `n` of ours beside a trial arm that publishes none is an assumption."""
    arms = trials(tables)
    for row in tables.rows:
        if row.used and row.n is not None and row.row in arms and arms[row.row].total is None:
            assert "sizes_assumed" in row.limits, row.id


def test_the_network_of_back_pain_has_the_published_arms(networks: dict[str, Built]) -> None:
    """friedman2018: methocarbamol 8.1 against placebo 10.9, both with intervals of two points to each side."""
    effect = networks["NET15"].analysis.parts[0].between("methocarbamol", "placebo")
    assert effect.estimate == pytest.approx(8.1 - 10.9)
    assert effect.se == pytest.approx(1.42, abs=0.02)


def test_a_published_estimate_is_given_back_as_published(networks: dict[str, Built]) -> None:
    """otero2024: baclofen -0.58 (-1.11 to -0.06)."""
    effect = networks["NET01"].analysis.parts[0].between("baclofen", "placebo")
    assert effect.shown == pytest.approx((-0.58, -1.11, -0.06), abs=0.006)


def test_a_p_value_gives_the_standard_error_of_its_difference(networks: dict[str, Built]) -> None:
    """nance2011: -0.60 with p = 0.0059, so 2.753 standard errors."""
    effect = networks["NET05"].analysis.parts[0].between("arbaclofen", "placebo")
    assert effect.se == pytest.approx(0.60 / 2.753, abs=1e-3)
    assert effect.p == pytest.approx(0.0059, abs=1e-4)


def test_a_crossover_that_found_nothing_is_not_turned_into_a_finding(networks: dict[str, Built]) -> None:
    """bass1988 reports no significant difference; no assumed correlation may contradict it."""
    effect = networks["NET08"].analysis.part_of("baclofen", "tizanidine")
    assert effect is not None
    assert not effect.between("baclofen", "tizanidine").excludes_no_difference


def test_crossover_correlations_are_varied(networks: dict[str, Built]) -> None:
    built = networks["NET13"]
    assert [r for r, _ in built.sensitivity] == [0.3, 0.8]
    low, high = (one.parts[0].between("dantrolene", "placebo").se for _, one in built.sensitivity)
    assert low > built.analysis.parts[0].between("dantrolene", "placebo").se > high


def test_counts_worked_out_from_rates_are_whole_people(networks: dict[str, Built]) -> None:
    arms = [one.part for built in networks.values() for one in built.used if isinstance(one.part, Arm)]
    events = [arm.events for arm in arms if arm.events is not None]
    assert events
    assert all(float(one).is_integer() for one in events)


def test_every_table_is_sorted_by_id(library: Library) -> None:
    for name in ("networks", "network_rows", "treatments", "options"):
        with (library.folder / "trials" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            ids = [row["id"] for row in csv.DictReader(lines)]
        assert ids == sorted(ids)


def test_every_option_rests_on_sources_and_rows_that_exist(library: Library, tables: Tables) -> None:
    for option in tables.options:
        assert all(name in library.sources for name in option.sources), option.id
        assert all(library.fact(name) for name in option.facts), option.id


def test_a_treatment_with_a_medicine_names_an_ingredient(library: Library, tables: Tables) -> None:
    assert {one.drug for one in tables.treatments.values() if one.drug} <= set(library.names.ingredients)
