"""The example cases: all are read without a doubt, and every direction in them is understood."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lissom.case.body import body
from lissom.case.case import Case
from lissom.case.medicine import Route
from lissom.case.reading import read_case

FILES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.toml"))


def example(name: str) -> Case:
    path = next(path for path in FILES if path.stem == name)
    return read_case(path.read_bytes(), name=path.name)


def test_there_are_eight_at_least() -> None:
    assert len(FILES) >= 8


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_example_is_read_without_a_note(path: Path) -> None:
    case = read_case(path.read_bytes(), name=path.name)
    assert case.notes == ()
    assert case.country_stated
    assert case.question


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_direction_of_the_example_is_understood(path: Path) -> None:
    case = read_case(path.read_bytes(), name=path.name)
    assert [item.unread for item in case.medicines if item.regimen is None] == []


def test_the_kidneys_of_the_ckd_example_are_in_stage_four() -> None:
    eGFR = body(example("ckd").person, date(2026, 11, 25)).eGFR.value
    assert eGFR is not None
    assert 15 <= eGFR < 30


def test_the_pump_runs_all_day() -> None:
    pump = example("pump").medicines[0]
    assert pump.route is Route.INTRATHECAL
    assert pump.regimen is not None
    assert pump.regimen.phases[0].continuous is not None


def test_the_taper_goes_down_from_eighty() -> None:
    regimen = example("taper").medicines[0].regimen
    assert regimen is not None
    days = [regimen.daily_mg(phase) for phase in regimen.phases]
    assert [day.high for day in days if day] == [80, 70, 60, 50, 40, 30, 20, 10]


def test_the_childs_liquid_is_counted_in_milligrams() -> None:
    regimen = example("child-cp").medicines[0].regimen
    assert regimen is not None
    days = [regimen.daily_mg(phase) for phase in regimen.phases]
    assert [day.high for day in days if day] == [7.5, 15]
