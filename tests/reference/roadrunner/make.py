"""Writes `values.csv`: `python -m tests.reference.roadrunner.make`. Needs libroadrunner and libSBML."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from tests.reference.roadrunner.scenarios import HOURS, SCENARIOS, Scenario, ours

from lissom.report.simulation_sbml import sbml

VALUES = Path(__file__).with_name("values.csv")
RTOL = 1e-11


def theirs(scenario: Scenario) -> Iterator[tuple[float, str, float]]:
    """(hour, name, value) as libroadrunner (CVODE) simulates our SBML."""
    values = {name: float(value[0]) for name, value in scenario.person.items()}
    text = sbml(scenario.variant, values, scenario.doses, scenario.infusions, name=scenario.model)
    runner = import_module("roadrunner").RoadRunner(text)
    runner.integrator.relative_tolerance, runner.integrator.absolute_tolerance = RTOL, 1e-16
    runner.integrator.setValue("maximum_time_step", 0.05)
    names = list(dict.fromkeys(name for _, name in ours(scenario)))
    runner.timeCourseSelections = ["time", *names]
    found = runner.simulate(times=[0.0, *HOURS])
    for row in found[1:]:
        for place, name in enumerate(names, start=1):
            yield float(row[0]), name, float(row[place])


def main() -> None:
    version = import_module("roadrunner").__version__
    with VALUES.open("w", newline="", encoding="utf-8") as file:
        python = ".".join(map(str, sys.version_info[:2]))
        file.write(f"# libroadrunner {version} (CVODE, relative tolerance {RTOL:g}) on our own SBML, Python {python}\n")
        file.write(f"# python -m tests.reference.roadrunner.make, {datetime.now(UTC):%Y-%m-%d}\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("scenario", "hour", "name", "value"))
        for key, scenario in SCENARIOS.items():
            writer.writerows((key, hour, name, f"{value:.10g}") for hour, name, value in theirs(scenario))


if __name__ == "__main__":
    main()
