"""NONMEM's own values for 29 dosing scenarios and one set with a covariate that changes over time.

Program: NONMEM (PREDPP ADVAN2 TRANS2, no variability), output of the public mrgsolve/nmtests at commit 5235a697db31,
printed with five significant digits, read beside the checkout. Tolerance: none, every printed digit must agree.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from lissom.dynamics.events import Event, Kind, Steady
from lissom.dynamics.follow import follow
from lissom.dynamics.layout import Floats, Layout, rate_matrix

KA, CL, V = 1.5, 1.1, 20.0
CENTRAL = 1
Row = dict[str, str]


def read(folder: Path, name: str) -> list[Row]:
    with (folder / "data" / "pk" / "gpl" / "nmtests" / name).open(newline="") as file:
        return list(csv.DictReader(file))


def matrix(clearance: float) -> Floats:
    parameters = {"ka": np.array([KA]), "CL": np.array([clearance]), "Vc": np.array([V])}
    one: Floats = rate_matrix(Layout(), parameters)[:, :, 0]
    return one


def event(row: Row) -> Event:
    """One record; lag and bioavailability of these models apply to the central compartment only."""
    state = int(row["cmt"]) - 1
    return Event(
        time=float(row["time"]),
        kind=Kind(int(row["evid"])),
        amount=float(row["amt"]),
        state=state,
        rate=float(row["rate"]),
        interval=float(row["ii"]),
        additional=int(row["addl"]),
        steady=Steady(int(row["ss"])),
        lag=float(row["LAGT"]) if state == CENTRAL else 0.0,
        F=float(row["BIOAV"]) if state == CENTRAL else 1.0,
        modelled_rate=float(row["RAT2"]),
        modelled_duration=float(row["DUR2"]),
    )


def printed(states: Floats) -> list[float]:
    """Amounts in central as NONMEM prints the concentration: five significant digits."""
    return [float(f"{amount / (V / 1000):.5g}") for amount in states[:, CENTRAL]]


@pytest.mark.parametrize("scenario", range(1, 30))
def test_a_dosing_scenario_agrees_to_every_printed_digit(shared: Path, scenario: int) -> None:
    events, answers = read(shared, "dosing_events.csv"), read(shared, "dosing_nonmem.csv")
    mine = [index for index, row in enumerate(events) if row["ID"] == str(scenario)]
    assert len(mine) >= 132
    states = follow([event(events[index]) for index in mine], matrix(CL))
    assert printed(states) == [float(answers[index]["CP"]) for index in mine]


def test_a_covariate_that_changes_holds_over_the_interval_that_ends_at_its_record(shared: Path) -> None:
    events, answers = read(shared, "time_varying_events.csv"), read(shared, "time_varying_nonmem.csv")
    matrices = [matrix(CL * (float(row["WT"]) / 70) ** 0.75) for row in events]
    states = follow([event(row) for row in events], matrices)
    assert printed(states) == [float(row["CP"]) for row in answers]
    assert len(answers) == 34
