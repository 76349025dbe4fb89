"""`lissom compare`: relaxants beside each other, in a condition and for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from lissom.cli import output
from lissom.cli.output import AsJson, Clinician, Quiet, Today

if TYPE_CHECKING:
    from lissom.answers.comparing import Compared
    from lissom.checks.view import View
    from lissom.library import Library

Drugs = Annotated[
    list[str] | None,
    typer.Argument(metavar="[MEDICINE]...", help="Two or more relaxants; those of the condition when left out."),
]
Condition = Annotated[
    str, typer.Option("--condition", help="MS, spinal cord injury, stroke, cerebral palsy, back pain ...")
]
CaseFile = Annotated[str, typer.Option("--case", metavar="CASE", help="A person: how does each option fit them?")]
Country = Annotated[str, typer.Option("--country", help="Whose prices to show (US, GB, CH ...); the case's otherwise.")]
Html = Annotated[str, typer.Option("--html", metavar="FILE", help="Write the whole comparison as HTML here.")]
Pdf = Annotated[str, typer.Option("--pdf", metavar="FILE", help="Write the whole comparison as PDF here.")]


def compare(
    drugs: Drugs = None,
    condition: Condition = "",
    case: CaseFile = "",
    country: Country = "",
    html: Html = "",
    pdf: Pdf = "",
    as_json: AsJson = False,
    clinician: Clinician = False,
    today: Today = "",
    quiet: Quiet = False,
) -> None:
    """Set relaxants beside each other: benefits, harms, placebo, how sure that is, price; with a case, how each fits.

    What cannot be told apart is said to be so, and nothing is ranked.

    Example: lissom compare baclofen tizanidine diazepam dantrolene --condition MS --html out/c.html
    """
    library = output.library()
    made = _made(drugs or [], condition, library, _seen(case, library, today), country)
    if as_json:
        from lissom.report.comparison import comparison_json

        output.print_json(comparison_json(made))
    else:
        from lissom.report.comparison import comparison_summary

        output.show(comparison_summary(made, library.sources, library.version), clinician=clinician)
    _write(made, library, html, pdf, quiet=quiet)


def _made(drugs: list[str], condition: str, library: Library, seen: View | None, country: str) -> Compared:
    from lissom.answers.comparing import compared
    from lissom.cli.price_lists import listed

    code = ""
    if country:
        from lissom.case.country import country_code
        from lissom.facts.errors import InputError

        try:
            code = country_code(country)
        except InputError as error:
            raise InputError([fault.under("--country") for fault in error.faults]) from None
    return compared(drugs, condition, library, seen=seen, country=code, listed=listed(library))


def _seen(case: str, library: Library, today: str) -> View | None:
    if not case:
        return None
    from lissom.checks.view import view

    day = output.day(today)
    return view(output.read(case).on(day), library.names, library.rules, library.drugs, day)


def _write(made: Compared, library: Library, html: str, pdf: str, *, quiet: bool) -> None:
    if not (html or pdf):
        return
    from lissom.report.comparison import comparison_document

    whole = comparison_document(made, library.sources, library.version)
    if html:
        from lissom.report.html import to_html

        output.write(html, lambda: to_html(whole).encode(), quiet=quiet, what="comparison")
    if pdf:
        from lissom.report.pdf import to_pdf

        output.write(pdf, lambda: to_pdf(whole), quiet=quiet, what="PDF")


def register(app: typer.Typer) -> None:
    app.command()(compare)
