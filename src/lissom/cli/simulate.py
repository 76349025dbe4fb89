"""`lissom simulate`: the curves of a case, on the terminal and as files for other programs."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lissom.cli import output
from lissom.cli.output import AsJson, CasePath, Clinician, Quiet, Seed, Today

if TYPE_CHECKING:
    from lissom.answers.simulation import Simulation
    from lissom.library import Library

MOST_PEOPLE = 1_000_000
People = Annotated[int, typer.Option("--people", min=64, max=MOST_PEOPLE, help="Virtual people in each forecast.")]


class Happens(StrEnum):
    """The scenarios by name; said here again so that `--help` need not load them."""

    STOP = "stop"
    LEAK = "leak"
    NIGHT = "night"


What = Annotated[
    list[Happens] | None,
    typer.Option("--scenario", help="Also show: stop (fault, refill not made), leak, or night (a pump's night rate)."),
]
Day = Annotated[int, typer.Option("--day", min=2, max=40, help="The day on which a stop or a leak begins.")]
Lost = Annotated[float, typer.Option("--lost", min=0.01, max=1.0, help="The share a leak loses.")]
Night = Annotated[float, typer.Option("--night", min=0.1, max=10.0, help="How many times as fast by night.")]
Csv = Annotated[str, typer.Option("--csv", metavar="FILE", help="Write the bands as CSV.")]
Parquet = Annotated[str, typer.Option("--parquet", metavar="FILE", help="Write the bands as Parquet (extra: parquet).")]
Nonmem = Annotated[str, typer.Option("--nonmem", metavar="FILE", help="Write the doses as NONMEM records.")]
Sbml = Annotated[str, typer.Option("--sbml", metavar="FILE", help="Write the model as SBML (extra: sbml).")]
Html = Annotated[str, typer.Option("--html", metavar="FILE", help="Write a page with the figures.")]


def simulate(
    case: CasePath,
    people: People = 2048,
    seed: Seed = 1,
    scenario: What = None,
    day: Day = 4,
    lost: Lost = 0.5,
    night: Night = 1.5,
    csv: Csv = "",
    parquet: Parquet = "",
    nonmem: Nonmem = "",
    sbml: Sbml = "",
    html: Html = "",
    as_json: AsJson = False,
    clinician: Clinician = False,
    today: Today = "",
    quiet: Quiet = False,
) -> None:
    """Simulate the relaxants of a case in virtual people like this person: levels, stiffness, spasms, drowsiness.

    A medicine in a pump is also shown when the pump stops, unless --scenario asks for something else.
    With more than one curve, --nonmem and --sbml write one file each, named after the medicine.

    Example: lissom simulate examples/pump.toml
    """
    from lissom.checks.view import view

    output.tell_before_compiling(quiet=quiet)
    read = output.read(case)
    library = output.library()
    on = output.day(today)
    seen = view(read.on(on), library.names, library.rules, library.drugs, on, models=lambda: library.models)
    from lissom.answers.simulation import simulations
    from lissom.population.schedule import Kind, Scenario
    from lissom.report.simulation import simulation_document, simulation_json

    amounts = {Happens.STOP: 1.0, Happens.LEAK: lost, Happens.NIGHT: night}
    asked = [Scenario(kind=Kind(kind), day=day, amount=amounts[kind]) for kind in scenario or ()]
    found = simulations(seen, library, seed=seed, people=people, scenarios=asked)
    document = simulation_document(found, library.sources, library.version)
    if as_json:
        output.print_json(simulation_json(found))
    else:
        output.show(document, clinician=clinician)
    _bands(found, csv, parquet, quiet=quiet)
    _models(found, library, nonmem, sbml, quiet=quiet)
    if html:
        from lissom.report.html import to_html

        output.write(html, lambda: to_html(document).encode(), quiet=quiet, what="page")


def _bands(found: tuple[Simulation, ...], csv: str, parquet: str, *, quiet: bool) -> None:
    from lissom.report.simulation_files import to_csv, to_parquet

    if csv:
        output.write(csv, lambda: to_csv(found), quiet=quiet, what="bands")
    if parquet:
        output.write(parquet, lambda: to_parquet(found), quiet=quiet, what="bands")


def _models(found: tuple[Simulation, ...], library: Library, nonmem: str, sbml: str, *, quiet: bool) -> None:
    """One file for each forecast as directed; the stop of a pump is not another model."""
    from lissom.answers.simulation import AS_DIRECTED
    from lissom.report.simulation_files import to_nonmem
    from lissom.report.simulation_sbml import to_sbml

    made = [one.forecast for one in found if one.forecast is not None and one.scenario == AS_DIRECTED]
    for forecast in made:
        model = library.models[forecast.model.split(".")[0]]
        writers: tuple[tuple[str, Callable[[], bytes], str], ...] = (
            (nonmem, lambda forecast=forecast: to_nonmem(forecast), "records"),  # type: ignore[misc]
            (sbml, lambda forecast=forecast, model=model: to_sbml(forecast, model), "SBML"),  # type: ignore[misc]
        )
        for path, make, what in writers:
            if path:
                named = path if len(made) == 1 else str(Path(path).with_stem(f"{Path(path).stem}-{model.id}"))
                output.write(named, make, quiet=quiet, what=what)


def register(app: typer.Typer) -> None:
    app.command()(simulate)
