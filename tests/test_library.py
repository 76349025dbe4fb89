"""The library reads what is asked for, changes for nobody, and reports every fault of a folder at once."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lissom.checks.interaction import Interaction
from lissom.facts.errors import DataError
from lissom.library import FOLDER, Library, load, sources_of
from lissom.medicines.drug import Topic

Edit = Callable[[str, str, str], None]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the data that a test may spoil."""
    return Path(shutil.copytree(FOLDER, tmp_path / "data"))


@pytest.fixture
def edit(copy: Path) -> Edit:
    """Replace the first occurrence of one text by another in a file of the copy."""

    def replace(file: str, old: str, new: str) -> None:
        path = copy / file
        content = path.read_text("utf-8")
        assert old in content
        path.write_text(content.replace(old, new, 1), "utf-8")

    return replace


def said(folder: Path) -> str:
    return "\n".join(str(fault) for fault in load(folder).faults())


def test_the_data_that_come_with_lissom_have_no_fault(library: Library) -> None:
    assert [str(fault) for fault in library.faults()] == []


def test_a_library_cannot_be_changed(library: Library) -> None:
    with pytest.raises(AttributeError, match="cannot be changed"):
        library.sources = {}


def test_a_row_is_found_by_its_id_and_place(library: Library) -> None:
    row = library.fact("INT057")
    assert isinstance(row, Interaction)
    assert row.members == {"fluvoxamine"}
    assert library.row_where("INT057").startswith("interactions/interactions.csv:")


def test_an_unknown_id_has_no_row_and_no_place(library: Library) -> None:
    assert library.fact("INT999") is None
    assert library.row_where("INT999") == ""


def test_rows_are_found_by_their_source(library: Library) -> None:
    rows = library.resting_on("muanda2019")
    assert {"DOS021", "AE017"} <= {row.id for row in rows}
    assert all("muanda2019" in sources_of(row) for row in rows)


def test_the_rules_hold_thresholds_by_id(library: Library) -> None:
    assert library.rules.thresholds["age.older_adult"].unit == "a"


def test_strengths_are_given_only_where_the_list_is_complete(library: Library) -> None:
    strengths = library.rules.strengths
    assert strengths["baclofen", "US"] == {5, 10, 15, 20}
    assert strengths["baclofen", "GB"] == {10}
    assert ("naproxen", "US") not in strengths


def test_a_drug_file_gives_sentences_by_topic(library: Library) -> None:
    baclofen = library.drugs["baclofen"]
    assert baclofen.atc == ("M03BX01",)
    assert "never stop" in baclofen.statements[Topic.STOPPING][0].text.lower()


def test_equal_data_have_an_equal_version(library: Library, copy: Path) -> None:
    assert load(copy).version == library.version


def test_any_change_of_the_data_changes_the_version(library: Library, copy: Path, edit: Edit) -> None:
    edit("interactions/interactions.csv", "33-fold", "34-fold")
    assert load(copy).version != library.version


def test_a_faulty_table_raises_with_file_and_line(copy: Path, edit: Edit) -> None:
    edit("dosing/dosing.csv", ",mg/d,", ",,")
    with pytest.raises(DataError, match=r"dosing/dosing\.csv:\d+:unit"):
        _ = load(copy).dosing


def test_all_faults_of_all_tables_are_reported_at_once(copy: Path, edit: Edit) -> None:
    edit("interactions/interactions.csv", "contraindicated", "terrible")
    edit("trials/pooled.csv", "-1.11,-0.06", "1.11,-0.06")
    (copy / "claims" / "claims.csv").unlink()
    found = said(copy)
    assert "interactions/interactions.csv" in found
    assert "trials/pooled.csv" in found
    assert "claims/claims.csv: expected a table, came no such file" in found


def test_an_unknown_source_is_a_fault(copy: Path, edit: Edit) -> None:
    edit("interactions/interactions.csv", "beers2023", "beers2123")
    assert "expected the id of a source, came beers2123" in said(copy)


def test_an_unknown_medicine_is_a_fault(copy: Path, edit: Edit) -> None:
    edit("dosing/dosing.csv", ",tizanidine,", ",tizanidin,")
    assert "expected the id of an ingredient, came tizanidin" in said(copy)


def test_advice_on_exercise_names_people_and_medicines_that_are_known(copy: Path, edit: Edit) -> None:
    edit("exercise/guidance.csv", ",baclofen,,nsaid,", ",baclofen,,nsaids,")
    edit("exercise/guidance.csv", ",multiple_sclerosis,", ",people_with_ms,")
    found = said(copy)
    assert "expected the id of an ingredient or a class, came nsaids" in found
    assert "expected one of multiple_sclerosis" in found


def test_a_source_that_nothing_rests_on_is_a_fault(copy: Path, edit: Edit) -> None:
    edit("sources.json", "[\n", '[\n {"id": "idle1999", "type": "book", "title": "Idle"},\n')
    assert "sources.json:idle1999: expected a source that something rests on" in said(copy)


def test_a_contradiction_of_rows_that_do_not_exist_is_a_fault(copy: Path, edit: Edit) -> None:
    edit("contradictions.csv", "DOS004;", "DOS004;DOS904;")
    assert "expected the id of a row, came DOS904" in said(copy)


def test_an_id_in_two_tables_is_a_fault(copy: Path, edit: Edit) -> None:
    edit("trials/pooled.csv", "POO001,", "TRI001,")
    assert "expected an id used in one table only, came TRI001" in said(copy)


def test_an_unknown_topic_of_a_drug_is_a_fault(copy: Path, edit: Edit) -> None:
    edit("drugs/baclofen.toml", 'topic = "WHAT"', 'topic = "WHO"')
    assert "drugs/baclofen.toml:statement 1.topic" in said(copy)


def test_what_a_check_reads_loads_without_numerics() -> None:
    program = (
        "import sys; from lissom.library import load; library = load(); library.rules; library.names; library.drugs; "
        "assert not {'numpy', 'scipy', 'numba', 'pydantic'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603


def test_a_network_that_mixes_back_pain_and_spasticity_is_a_fault(copy: Path, edit: Edit) -> None:
    edit("trials/network_rows.csv", "NTR001,NET01,", "NTR001,NET15,")
    assert "trials/network_rows.csv:2:network: expected trials of low back pain only" in said(copy)


def test_a_network_row_names_a_row_of_facts_that_exists(copy: Path, edit: Edit) -> None:
    edit("trials/network_rows.csv", ",POO001,", ",POO999,")
    assert "POO999" in said(copy)


def test_a_faulty_cell_of_a_network_is_reported_once(copy: Path, edit: Edit) -> None:
    edit("trials/networks.csv", ",benefit,", ",gain,")
    assert said(copy).count("gain") == 1


def test_a_proposition_of_a_concept_that_does_not_exist_is_a_fault(copy: Path, edit: Edit) -> None:
    edit("claims/concepts.csv", "\ndialysis,", "\ndialyses,")
    assert "the id of a concept" in said(copy)


def test_a_pattern_that_is_no_regular_expression_is_a_fault(copy: Path, edit: Edit) -> None:
    edit("claims/concepts.csv", "\ndialysis,", "\ndialysis,(")
    assert "a regular expression" in said(copy)


def test_an_unknown_source_of_a_small_table_is_a_fault(copy: Path, edit: Edit) -> None:
    edit("appearance/colours.csv", "openfda_labels", "nobody")
    assert "appearance/colours.csv" in said(copy)
