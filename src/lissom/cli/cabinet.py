"""`lissom identify`: which curated tablets fit a description."""

from __future__ import annotations

from typing import Annotated

import typer

from lissom.cli import output
from lissom.cli.output import AsJson
from lissom.facts.errors import Fault, InputError

Imprint = Annotated[str, typer.Option("--imprint", help='What is pressed or printed on it, both sides: "LCI 1330".')]
Colour = Annotated[str, typer.Option("--colour", "--color", help="Its colour.")]
Shape = Annotated[str, typer.Option("--shape", help="Its shape.")]


def identify(imprint: Imprint = "", colour: Colour = "", shape: Shape = "", as_json: AsJson = False) -> None:
    """List the curated relaxant tablets that fit a description. Never sure: a pharmacist can confirm what a tablet is.

    Example: lissom identify --imprint "LCI 1330" --colour white
    """
    if not (imprint or colour or shape):
        raise InputError([Fault(where="identify", expected="an imprint, colour or shape", came="nothing")])
    library = output.library()
    from lissom.medicines.appearance import matching
    from lissom.report.cabinet import tablets_document, tablets_json

    found = matching(library.products, imprint=imprint, colour=colour, shape=shape)
    if as_json:
        output.print_json(tablets_json(found))
    else:
        output.show(tablets_document(found, library.sources, library.version))


def register(app: typer.Typer) -> None:
    app.command()(identify)
