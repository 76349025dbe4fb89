"""The tables of looks, labels and prices: every row names a source that exists, every code one that is known."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from lissom.medicines.appearance_words import colours, shapes
from lissom.medicines.identify_chances import chances
from lissom.medicines.identify_marks import alike
from lissom.medicines.label_codes import document_types, section_codes, section_titles
from lissom.medicines.price_tables import meaning_of, price_tables

SOURCED = (
    "appearance/colours.csv", "appearance/shapes.csv", "appearance/confusions.csv", "appearance/reading.csv",
    "labels/sections.csv", "labels/document_types.csv", "labels/routes.csv", "prices/te_codes.csv",
)  # fmt: skip


def rows(root: Path, file: str) -> list[dict[str, str]]:
    with (root / "src/lissom/data" / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("file", SOURCED)
def test_every_row_names_a_source_of_the_bibliography(root: Path, file: str) -> None:
    known = {item["id"] for item in json.loads((root / "src/lissom/data/sources.json").read_text("utf-8"))}
    assert {row["source"] for row in rows(root, file)} <= known


@pytest.mark.parametrize("file", SOURCED)
def test_no_row_stands_twice(root: Path, file: str) -> None:
    names = [next(iter(row.values())) for row in rows(root, file)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("file", ["appearance/colours.csv", "appearance/shapes.csv"])
def test_the_shares_of_a_register_that_is_named_make_a_whole(root: Path, file: str) -> None:
    """Rounded, and at least 0.001 where the register has none."""
    registers = {row["id"] for row in rows(root, "appearance/registers.csv")}
    assert {row["share_source"] for row in rows(root, file)} <= registers
    assert sum(float(row["share"]) for row in rows(root, file)) == pytest.approx(1, abs=0.012)


def test_the_neighbour_of_a_colour_or_shape_exists() -> None:
    for features in (colours(), shapes()):
        assert all(one.near <= set(features) for one in features.values())


def test_no_word_means_two_colours_or_two_shapes() -> None:
    for features in (colours(), shapes()):
        words = [word for one in features.values() for word in one.words]
        assert len(words) == len(set(words))


def test_no_character_looks_like_two_different_ones(root: Path) -> None:
    characters = "".join(row["characters"] for row in rows(root, "appearance/confusions.csv"))
    assert len(characters) == len(set(characters))
    assert set(alike()) == set(characters)


def test_a_chance_lies_between_none_and_certain(root: Path) -> None:
    for row in rows(root, "appearance/reading.csv"):
        if row["unit"] == "1" and row["id"] != "in_circulation":
            assert 0 < chances()[row["id"]] < 1


def test_the_sections_that_matter_have_their_codes() -> None:
    assert section_titles()["34066-1"] == "Boxed Warning"
    assert section_codes()["drug_interactions"] == "34073-7"
    assert document_types()["60685-5"][1] == "class index"


def test_every_price_list_says_what_its_prices_are() -> None:
    assert all(meaning_of(table.source) for table in price_tables())
