"""`lissom explain`: the equation, numbers, sources and grades behind one outcome of a forecast."""

from __future__ import annotations

from typing import Annotated

import typer

from lissom.cli import output
from lissom.cli.output import AsJson, Clinician

Name = Annotated[str, typer.Argument(metavar="MODEL.OUTCOME", help="Such as baclofen.tone or naproxen.level.")]


def explain(name: Name, as_json: AsJson = False, clinician: Clinician = False) -> None:
    """Show how a number of a forecast is made: equation, values, sources, grade.

    Example: lissom explain baclofen.tone
    """
    library = output.library()
    from lissom.population.explanation import explain as explained
    from lissom.report.simulation_explained import explained_document, explained_json

    found = explained(library.models, name)
    if as_json:
        output.print_json(explained_json(found))
    else:
        output.show(explained_document(found, library.sources, library.version), clinician=clinician)


def register(app: typer.Typer) -> None:
    app.command()(explain)
