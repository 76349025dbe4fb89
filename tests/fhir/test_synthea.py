"""Real-looking records: the 31 people and the provider directory of the Synthea sample."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lissom.case.case import Case
from lissom.case.medicine import Status
from lissom.case.reading import read_case
from lissom.case.writing import case_to_json
from lissom.facts.errors import InputError
from lissom.fhir import is_bundle
from lissom.fhir.bundle import case_from_bundle


@pytest.fixture(scope="module")
def bundles(shared: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(shared / "data/fhir/synthea_r4_bundles.zip") as archive:
        return {Path(name).name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def cases(bundles: dict[str, bytes]) -> dict[str, Case]:
    return dict(_cases(bundles))


@pytest.fixture(scope="module")
def index(shared: Path) -> dict[str, dict[str, str]]:
    text = (shared / "data/fhir/synthea_r4_index.csv").read_text(encoding="utf-8")
    return {row["file"]: row for row in csv.DictReader(io.StringIO(text))}


def _cases(bundles: dict[str, bytes]) -> Iterator[tuple[str, Case]]:
    for name, data in bundles.items():
        if not name.startswith("practitioner"):
            yield name, case_from_bundle(data)


def test_every_person_is_read(cases: dict[str, Case]) -> None:
    assert len(cases) == 31


def test_the_provider_directory_is_refused_by_name(bundles: dict[str, bytes]) -> None:
    (directory,) = (data for name, data in bundles.items() if name.startswith("practitioner"))
    assert is_bundle(directory)
    with pytest.raises(InputError, match="one Patient"):
        case_from_bundle(directory)


def test_sex_birth_date_and_death_agree_with_the_index(
    cases: dict[str, Case], index: dict[str, dict[str, str]]
) -> None:
    for name, case in cases.items():
        row = index[name]
        assert (case.person.sex, case.person.born) == (row["gender"], date.fromisoformat(row["birth_date"]))
        assert bool(case.person.deceased) == (row["deceased"] == "True")


def test_every_medicine_of_the_index_is_kept(cases: dict[str, Case], index: dict[str, dict[str, str]]) -> None:
    for name, case in cases.items():
        listed = {medicine for medicine in index[name]["medications"].split("; ") if medicine}
        assert {medicine.name for medicine in case.medicines} == listed


def test_every_medicine_is_coded_and_taken_or_stopped(cases: dict[str, Case]) -> None:
    for case in cases.values():
        for medicine in case.medicines:
            assert medicine.codes[0].system == "rxnorm"
            assert medicine.status in (Status.TAKING, Status.STOPPED)


def test_everybody_has_a_weight_and_a_height_with_a_date(cases: dict[str, Case]) -> None:
    for case in cases.values():
        assert case.person.weight_kg is not None
        assert case.person.height_cm is not None
        assert case.person.weight_date is not None


def test_a_kidney_measure_is_found_where_the_index_has_one(
    cases: dict[str, Case], index: dict[str, dict[str, str]]
) -> None:
    for name, case in cases.items():
        if index[name]["has_renal_lab"] == "True":
            assert case.person.SCr_mg_dL is not None or case.person.eGFR_mL_min_173 is not None


def test_directions_are_read_or_say_why_not(cases: dict[str, Case]) -> None:
    for case in cases.values():
        for medicine in case.medicines:
            assert bool(medicine.sig) == bool(medicine.regimen or medicine.unread)


def test_a_record_written_out_as_a_case_file_reads_back_the_same(cases: dict[str, Case]) -> None:
    for case in cases.values():
        again = read_case(json.dumps(case_to_json(case)).encode(), name="case.json")
        assert again == _as_a_file(case)


def _as_a_file(case: Case) -> Case:
    """The case without what only a record has: its notes and its paths."""
    medicines = tuple(replace(item, recorded_at="") for item in case.medicines)
    return replace(case, medicines=medicines, notes=())
