"""Reads a NONMEM-style table of records and NONMEM's printed answers, and counts the digits that agree.

The answers are not part of the package: the folder of a checkout of the public `mrgsolve/nmtests` set is an argument.
The model is that of the set: one compartment with first-order absorption, lag and bioavailability on the central one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np

from lissom.dynamics.events import Event, Kind, Steady
from lissom.dynamics.follow import follow
from lissom.dynamics.layout import Floats, Layout, rate_matrix

KA, CL, V = 1.5, 1.1, 20.0
CENTRAL = 1
Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How many printed values of one set agree to every digit, and the first that do not."""

    name: str
    values: int
    agreeing: int
    disagreements: tuple[str, ...] = ()


def agreement(folder: Path) -> tuple[Agreement, ...]:
    """The dosing scenarios and the covariate that changes over time, each compared with NONMEM's five printed
    digits.
    """
    dosing, moving = (_read(folder / f"{name}_events.csv") for name in ("dosing", "time_varying"))
    scenarios = [list(rows) for _, rows in groupby(dosing, key=lambda row: row["ID"])]
    ours = [value for rows in scenarios for value in printed(follow([event(row) for row in rows], matrix(CL)))]
    rates = [matrix(CL * (float(row["WT"]) / 70) ** 0.75) for row in moving]
    varying = printed(follow([event(row) for row in moving], rates))
    return (
        _compared("29 dosing scenarios", dosing, ours, _read(folder / "dosing_nonmem.csv")),
        _compared("a weight that changes over time", moving, varying, _read(folder / "time_varying_nonmem.csv")),
    )


def matrix(clearance: float) -> Floats:
    """Rates of the one-compartment model of the set."""
    parameters = {"ka": np.array([KA]), "CL": np.array([clearance]), "Vc": np.array([V])}
    one: Floats = rate_matrix(Layout(), parameters)[:, :, 0]
    return one


def event(row: Row) -> Event:
    """One record of the set."""
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
    """Concentrations in central as NONMEM prints them: ug/L with five significant digits."""
    return [float(f"{amount / (V / 1000):.5g}") for amount in states[:, CENTRAL]]


def _read(path: Path) -> list[Row]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _compared(name: str, records: Sequence[Row], ours: Sequence[float], answers: Sequence[Row]) -> Agreement:
    wrong = list(_wrong(records, ours, answers))
    return Agreement(
        name=name, values=len(answers), agreeing=len(answers) - len(wrong), disagreements=tuple(wrong[:10])
    )


def _wrong(records: Sequence[Row], ours: Sequence[float], answers: Sequence[Row]) -> Iterator[str]:
    for record, mine, answer in zip(records, ours, answers, strict=True):
        if mine != float(answer["CP"]):
            yield f"{record['ID']} at {record['time']} h: {mine:g}, NONMEM {answer['CP']}"
