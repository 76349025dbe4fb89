"""`lissom data`: the facts themselves, checked."""

from __future__ import annotations

import typer

from lissom.cli import output
from lissom.cli.output import AsJson

data = typer.Typer(help="The facts that Lissom rests on.", no_args_is_help=True, rich_markup_mode=None)


@data.command()
def check(as_json: AsJson = False) -> None:
    """Read every table and report every fault at once, with file and row. Exits 2 when there is one.

    Example: lissom data check
    """
    library = output.library()
    faults = library.faults()
    if as_json:
        output.print_json([{"where": f.where, "expected": f.expected, "came": f.came, "todo": f.todo} for f in faults])
    else:
        for fault in faults:
            typer.echo(str(fault))
        if not faults:
            for line in library.tally():
                typer.echo(line)
    if faults:
        typer.echo(f"lissom: {len(faults)} faults in the data", err=True)
        raise typer.Exit(2)


@data.callback()
def _group() -> None:
    """Keeps `check` a named sub-command."""


def register(app: typer.Typer) -> None:
    app.add_typer(data, name="data")
