"""`lissom drug`: the monograph."""

from __future__ import annotations

from typing import Annotated

import typer

from lissom.cli import output
from lissom.cli.output import AsJson, Clinician

Name = Annotated[str, typer.Argument(help="A relaxant: generic, brand or a likely spelling.")]
Country = Annotated[
    str, typer.Option("--country", help="Show doses and products of this country only (US, GB, CH ...).")
]


Html = Annotated[str, typer.Option("--html", metavar="FILE", help="Write the monograph as an HTML page here.")]


def drug(
    name: Name, country: Country = "", as_json: AsJson = False, clinician: Clinician = False, html: Html = ""
) -> None:
    """Print what is known of a relaxant, each sentence with its source.

    Example: lissom drug baclofen --country GB
    """
    library = output.library()
    from lissom.answers.monograph import monograph
    from lissom.case.country import country_code
    from lissom.report.monograph import monograph_document, monograph_json

    answer = monograph(name, library, country=country_code(country) if country else "")
    if as_json:
        output.print_json(monograph_json(answer))
        return
    document = monograph_document(answer, library.sources, library.version)
    if html:
        from lissom.report.html import to_html

        output.write(html, lambda: to_html(document).encode(), quiet=False, what="monograph")
    else:
        output.show(document, clinician=clinician)


def register(app: typer.Typer) -> None:
    app.command()(drug)
