"""The interaction table can be taken away and used: every cell covered, every column explained, free of rights."""

from __future__ import annotations

import csv

from lissom.answers.coverage import coverage
from lissom.answers.interaction_export import DICTIONARY, EXPANDED, exported
from lissom.library import Library
from lissom.report.interaction_table import interactions_csv, interactions_json


def test_every_relaxant_has_a_row_against_every_class_of_the_table(library: Library) -> None:
    assert list(coverage(library).holes()) == []


def test_the_matrix_counts_every_cell_once(library: Library) -> None:
    found = coverage(library)
    assert sum(found.tally().values()) == len(found.drugs) * len(found.classes)


def test_the_csv_opens_with_its_licence_and_explains_each_column(library: Library) -> None:
    lines = interactions_csv(exported(library), library.version, expanded=False).splitlines()
    head = [line for line in lines if line.startswith("# ")]
    assert "CC0" in head[1]
    assert {line[2:].partition(":")[0] for line in head[2:]} == set(DICTIONARY)


def test_the_csv_reads_back_row_for_row(library: Library) -> None:
    lines = interactions_csv(exported(library), library.version, expanded=False).splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert [row["id"] for row in rows] == [row.id for row in library.interactions]


def test_the_json_carries_licence_dictionary_and_rows(library: Library) -> None:
    value = interactions_json(exported(library), library.version, expanded=False)
    assert "CC0" in value["licence"]
    assert set(value["rows"][0]) == set(value["dictionary"]) == set(DICTIONARY)


def test_expanded_rows_name_one_ingredient_on_each_side(library: Library) -> None:
    pairs = {(row["drug_ingredient"], row["other_ingredient"]) for row in exported(library, expanded=True)}
    assert set(EXPANDED) == {"drug_ingredient", "other_ingredient"}
    assert ("methocarbamol", "oxycodone") in pairs
    assert ("tizanidine", "ciprofloxacin") in pairs
