"""NONMEM's own values for 29 dosing scenarios and one set with a covariate that changes over time.

Program: NONMEM (PREDPP ADVAN2 TRANS2, no variability), output of the public mrgsolve/nmtests at commit 5235a697db31,
printed with five significant digits, read beside the checkout. Tolerance: none, every printed digit must agree.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from lissom.dynamics.follow import follow
from lissom.dynamics.nonmem import CL, Row, agreement, event, matrix, printed


def rows(shared: Path, name: str) -> list[Row]:
    with (shared / "data" / "pk" / "gpl" / "nmtests" / name).open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("scenario", range(1, 30))
def test_a_dosing_scenario_agrees_to_every_printed_digit(shared: Path, scenario: int) -> None:
    events, answers = rows(shared, "dosing_events.csv"), rows(shared, "dosing_nonmem.csv")
    mine = [index for index, row in enumerate(events) if row["ID"] == str(scenario)]
    assert len(mine) >= 132
    states = follow([event(events[index]) for index in mine], matrix(CL))
    assert printed(states) == [float(answers[index]["CP"]) for index in mine]


def test_all_values_agree_and_none_is_left_out(shared: Path) -> None:
    found = agreement(shared / "data" / "pk" / "gpl" / "nmtests")
    assert [(one.values, one.agreeing) for one in found] == [(3837, 3837), (34, 34)]
