"""The table reader reads what its columns say, and reports everything else with file, line and column."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from lissom.facts.errors import Faults
from lissom.facts.grade import Grade
from lissom.facts.table import Table, ids, member, number, numbers, one_of, read_table, several, text, unit_with, upward


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    id: str
    low: float | None
    high: float | None
    unit: str
    grade: Grade
    parts: tuple[str, ...]
    members: frozenset[str]
    series: tuple[float, ...]
    side: str


COLUMNS = (
    text("id", required=True),
    number("low"),
    number("high"),
    text("unit"),
    member("grade", Grade),
    several("parts"),
    ids("members"),
    numbers("series"),
    one_of("side", "left", "right", required=False),
)
HEADER = "id,low,high,unit,grade,parts,members,series,side"


def read(tmp_path: Path, *lines: str, header: str = HEADER) -> tuple[Table[Weight], list[str]]:
    folder = tmp_path / "scales"
    folder.mkdir()
    path = folder / "weights.csv"
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    faults = Faults()
    table = read_table(path, COLUMNS, Weight, faults, upward("low", "high"), unit_with("unit", "low", "high"))
    return table, [str(fault) for fault in faults.found]


def test_cells_become_what_their_columns_say(tmp_path: Path) -> None:
    table, faults = read(tmp_path, "W1,1.5,2,kg,label,a;b,x;y,1;2.5,left")
    assert not faults
    assert table.rows == (
        Weight(
            id="W1",
            low=1.5,
            high=2.0,
            unit="kg",
            grade=Grade.LABEL,
            parts=("a", "b"),
            members=frozenset({"x", "y"}),
            series=(1.0, 2.5),
            side="left",
        ),
    )


def test_empty_cells_are_none_or_empty(tmp_path: Path) -> None:
    table, faults = read(tmp_path, "W1,,,,label,,,,")
    assert not faults
    row = table.rows[0]
    assert (row.low, row.parts, row.members, row.series, row.side) == (None, (), frozenset(), (), "")


def test_a_row_knows_its_line(tmp_path: Path) -> None:
    table, _ = read(tmp_path, "W1,,,,label,,,,", "W2,,,,label,,,,")
    assert table.where("W2") == "scales/weights.csv:3"


def test_every_fault_of_a_row_is_reported_at_once(tmp_path: Path) -> None:
    table, faults = read(tmp_path, ",heavy,,,gospel,,,,up")
    assert not table.rows
    assert [fault.split(":")[2] for fault in faults] == ["id", "low", "grade", "side"]


def test_a_fault_says_where_what_was_expected_and_what_came(tmp_path: Path) -> None:
    _, faults = read(tmp_path, "W1,heavy,,,label,,,,")
    assert faults == ["scales/weights.csv:2:low: expected a number with a decimal point, came 'heavy'"]


def test_an_id_is_used_once(tmp_path: Path) -> None:
    _, faults = read(tmp_path, "W1,,,,label,,,,", "W1,,,,label,,,,")
    assert faults == ["scales/weights.csv:3:id: expected an id used once, came W1, also on line 2"]


def test_low_above_high_is_a_fault(tmp_path: Path) -> None:
    _, faults = read(tmp_path, "W1,3,2,kg,label,,,,")
    assert faults == ["scales/weights.csv:2:low: expected not above high (2), came 3"]


def test_a_number_without_unit_is_a_fault(tmp_path: Path) -> None:
    _, faults = read(tmp_path, "W1,3,,,label,,,,")
    assert len(faults) == 1
    assert "a unit for low" in faults[0]


def test_a_missing_and_an_unknown_column_are_both_named(tmp_path: Path) -> None:
    table, faults = read(tmp_path, header=HEADER.replace("side", "sides"))
    assert not table.rows
    assert any("the columns side" in fault for fault in faults)
    assert any("came sides" in fault for fault in faults)


def test_a_line_with_too_few_cells_is_a_fault(tmp_path: Path) -> None:
    _, faults = read(tmp_path, "W1,1")
    assert faults == ["scales/weights.csv:2: expected 9 cells, came 2"]


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    faults = Faults()
    table = read_table(tmp_path / "none.csv", COLUMNS, Weight, faults)
    assert not table.rows
    assert "no such file" in str(faults.found[0])


def test_bytes_that_are_not_text_are_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "binary.csv"
    path.write_bytes(b"id,low\n\xff\xfe\n")
    faults = Faults()
    read_table(path, COLUMNS, Weight, faults)
    assert "UTF-8" in str(faults.found[0])


@pytest.mark.parametrize("cell", ["a;;b", ";a", "a;"])
def test_an_empty_word_in_a_list_is_a_fault(tmp_path: Path, cell: str) -> None:
    _, faults = read(tmp_path, f"W1,,,,label,{cell},,,")
    assert "words separated by ';'" in faults[0]
