"""Names as records, registers and lists really write them. The share recognised is printed with `-s`."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZipFile

import pytest

from lissom.medicines.names import Names
from lissom.medicines.recognition import How

KINDS = ("MedicationRequest", "MedicationStatement", "MedicationAdministration")


def not_recognised(names: Names, written: Iterable[str], label: str) -> tuple[float, list[str]]:
    """The share of names recognised, and those that were not."""
    distinct = sorted({name for name in written if name.strip()})
    missed = [name for name in distinct if not names.recognise(name).known]
    share = 1 - len(missed) / len(distinct)
    print(f"{label}: {len(distinct) - len(missed)} of {len(distinct)} names recognised; not: {missed}")  # noqa: T201
    return share, missed


def test_the_medicines_of_the_synthea_patients_are_recognised(names: Names, shared: Path) -> None:
    written: set[str] = set()
    with ZipFile(shared / "data/fhir/synthea_r4_bundles.zip") as bundles:
        for name in bundles.namelist():
            for entry in json.loads(bundles.read(name)).get("entry", []):
                resource = entry["resource"]
                if resource["resourceType"] in KINDS:
                    concept = resource.get("medicationCodeableConcept", {})
                    written.update(coding["display"] for coding in concept.get("coding", []) if coding.get("display"))
    share, missed = not_recognised(names, written, "Synthea bundles")
    assert share >= 0.95, missed


def test_the_medicines_of_the_synthea_index_are_recognised(names: Names, shared: Path) -> None:
    with (shared / "data/fhir/synthea_r4_index.csv").open(encoding="utf-8") as file:
        written = {name.strip() for row in csv.DictReader(file) for name in row["medications"].split(";")}
    share, missed = not_recognised(names, written, "Synthea index")
    assert share >= 0.95, missed


@pytest.mark.parametrize("pairs", ["onc_high_priority_pairs", "onc_non_interruptive_pairs"])
def test_the_medicines_of_the_onc_lists_are_recognised(names: Names, shared: Path, pairs: str) -> None:
    with (shared / f"data/ddi/{pairs}.csv").open(encoding="utf-8") as file:
        written = {row[side] for row in csv.DictReader(file) for side in ("drug_a", "drug_b")}
    share, missed = not_recognised(names, written, pairs)
    assert share >= 0.9, missed


def test_the_most_prescribed_generics_are_recognised(names: Names, shared: Path) -> None:
    labels = json.loads((shared / "data/label_text/top200_label_sections.json").read_text(encoding="utf-8"))
    written = {label["generic_name"] for label in labels if label["generic_name"]}
    share, missed = not_recognised(names, written, "200 most used labels")
    assert share >= 0.9, missed


def test_no_real_name_is_read_as_a_slip_of_another(names: Names, shared: Path) -> None:
    """A register writes no slips worth guessing at; every guess here would be a wrong drug."""
    labels = json.loads((shared / "data/label_text/top200_label_sections.json").read_text(encoding="utf-8"))
    written = {name for label in labels for name in (label["generic_name"], label["brand_name"]) if name}
    assert not [name for name in written if names.recognise(name).how is How.MISSPELLING]
