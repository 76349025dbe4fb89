"""The tables of names hold together."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from lissom.medicines.matching import key
from lissom.medicines.names import Names
from lissom.medicines.recognition import How

RELAXANTS = [
    "baclofen", "tizanidine", "dantrolene", "diazepam", "methocarbamol", "cyclobenzaprine",
    "carisoprodol", "metaxalone", "chlorzoxazone", "orphenadrine", "gabapentin",
]  # fmt: skip


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_class_of_an_ingredient_is_a_row_of_the_classes(names: Names) -> None:
    missing = {
        (id_, class_id)
        for id_, ingredient in names.ingredients.items()
        for class_id in ingredient.classes
        if class_id not in names.classes
    }
    assert not missing


def test_every_ingredient_of_a_brand_is_known(names: Names) -> None:
    missing = {
        (name, id_)
        for name, brands in names.brands.items()
        for brand in brands
        for id_ in brand.ids
        if id_ not in names.ingredients
    }
    assert not missing


@pytest.mark.parametrize(
    "file", ["ingredients.csv", "brands.csv", "brands_us_register.csv", "classes.csv", "lookalikes.csv"]
)
def test_every_row_has_a_source(folder: Path, file: str) -> None:
    assert not [row for row in table(folder, file) if not row["source"]]


@pytest.mark.parametrize("file", ["ingredients.csv", "classes.csv"])
def test_ids_are_unique(folder: Path, file: str) -> None:
    counted = Counter(row["id"] for row in table(folder, file))
    assert not [id_ for id_, count in counted.items() if count > 1]


@pytest.mark.parametrize("file", ["brands.csv", "brands_us_register.csv"])
def test_brands_are_filed_under_the_key_of_their_name(folder: Path, file: str) -> None:
    """The register prints some names in a longer form; the key must at least be a key."""
    assert not [row["key"] for row in table(folder, file) if key(row["key"]) != row["key"]]


def test_one_written_name_means_one_ingredient(folder: Path) -> None:
    meanings: dict[str, set[str]] = {}
    for row in table(folder, "ingredients.csv"):
        for name in (row["name"], row["us_name"], row["gb_name"], *row["aliases"].split(";")):
            if name:
                meanings.setdefault(key(name), set()).add(row["id"])
    assert not {name: ids for name, ids in meanings.items() if len(ids) > 1}


def test_codes_lead_to_one_ingredient(names: Names) -> None:
    codes = Counter(code for one in names.ingredients.values() for code in (one.rxcui, *one.atc) if code)
    assert not [code for code, count in codes.items() if count > 1]


@pytest.mark.parametrize("relaxant", RELAXANTS)
def test_a_relaxant_has_its_codes_and_its_class(names: Names, relaxant: str) -> None:
    ingredient = names.ingredients[relaxant]
    assert ingredient.rxcui
    assert ingredient.atc or relaxant == "metaxalone", "metaxalone has no ATC code"
    assert {"cns_depressant"} <= ingredient.classes


def test_more_than_six_hundred_other_medicines_are_known(names: Names) -> None:
    assert len(names.ingredients) > 612
    assert len(names.brands) > 900


def test_every_name_of_the_tables_is_recognised_as_itself(names: Names, folder: Path) -> None:
    for row in table(folder, "ingredients.csv"):
        read = names.recognise(row["name"])
        assert read.how is How.GENERIC, row["name"]
        assert read.ingredient_ids == {row["id"]}, row["name"]
