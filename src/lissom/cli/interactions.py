"""`lissom interactions`: the interaction table for others to use, and what it covers."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from lissom.cli import output
from lissom.cli.output import AsJson


class Format(StrEnum):
    CSV = "csv"
    JSON = "json"


Export = Annotated[Format | None, typer.Option("--export", help="Print the whole table: csv or json. Licence: CC0.")]
Expanded = Annotated[bool, typer.Option("--expanded", help="With --export: every class written out as its members.")]


def interactions(export: Export = None, expanded: Expanded = False, as_json: AsJson = False) -> None:
    """Print what the interaction table covers: every relaxant against every class; or export the table.

    Example: lissom interactions --export csv > interactions.csv
    """
    library = output.library()
    from lissom.answers.coverage import coverage
    from lissom.answers.interaction_export import exported
    from lissom.report import interaction_table

    if export is Format.CSV:
        rows = exported(library, expanded=expanded)
        typer.echo(interaction_table.interactions_csv(rows, library.version, expanded=expanded), nl=False)
    elif export is Format.JSON:
        rows = exported(library, expanded=expanded)
        output.print_json(interaction_table.interactions_json(rows, library.version, expanded=expanded))
    elif as_json:
        output.print_json(interaction_table.coverage_json(coverage(library)))
    else:
        output.show(interaction_table.coverage_document(coverage(library), library.version))


def register(app: typer.Typer) -> None:
    app.command()(interactions)
