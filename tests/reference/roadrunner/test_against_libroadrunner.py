"""libroadrunner's values for our own SBML, beside ours: the exported model is the model.

Tolerance: 1e-7 where elimination is linear, ten digits being printed; 1e-5 where it is integrated (`dynamics/ode.py`).
Values so small that a drug has left are compared to 1e-8 of their unit.
"""

from __future__ import annotations

import csv

import pytest
from tests.reference.roadrunner.make import VALUES, theirs
from tests.reference.roadrunner.scenarios import SCENARIOS, ours

PRINTED = list(csv.DictReader(line for line in VALUES.read_text("utf-8").splitlines() if not line.startswith("#")))


def tolerance(scenario: str) -> float:
    return 1e-7 if SCENARIOS[scenario].variant.structure.elimination == "linear" else 1e-5


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_our_curves_are_those_another_program_makes_of_our_sbml(scenario: str) -> None:
    mine = ours(SCENARIOS[scenario])
    printed = {(float(row["hour"]), row["name"]): float(row["value"]) for row in PRINTED if row["scenario"] == scenario}
    assert set(printed) == set(mine)
    for key, value in printed.items():
        assert mine[key] == pytest.approx(value, rel=tolerance(scenario), abs=1e-7), key


@pytest.mark.parametrize("scenario", ["adult", "pump_that_stops", "saturable_binding"])
def test_the_values_kept_are_those_the_program_gives_today(scenario: str) -> None:
    pytest.importorskip("roadrunner", reason="libroadrunner is not installed")
    pytest.importorskip("libsbml", reason="libSBML is not installed")
    found = {(f"{hour:.1f}", name): value for hour, name, value in theirs(SCENARIOS[scenario])}
    for row in PRINTED:
        if row["scenario"] == scenario:
            kept = float(row["value"])
            assert found[row["hour"], row["name"]] == pytest.approx(kept, rel=1e-6, abs=1e-7)
