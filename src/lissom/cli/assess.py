"""`lissom assess`: the main job."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lissom.checks.finding import Finding, Severity
from lissom.cli import output
from lissom.cli.labelled import with_store
from lissom.cli.output import AsJson, CasePath, Clinician, Quiet, Seed, Today

if TYPE_CHECKING:
    from lissom.assessment import Assessment

Html = Annotated[str, typer.Option("--html", metavar="FILE", help="Write the HTML report here.")]
Pdf = Annotated[str, typer.Option("--pdf", metavar="FILE", help="Write the PDF report here.")]
People = Annotated[int, typer.Option("--people", min=64, max=200_000, help="Virtual people in each forecast.")]
FailOn = Annotated[Severity | None, typer.Option("--fail-on", help="Exit 1 when a finding is at least this severe.")]


def assess(
    case: CasePath,
    as_json: AsJson = False,
    html: Html = "",
    pdf: Pdf = "",
    clinician: Clinician = False,
    today: Today = "",
    seed: Seed = 1,
    people: People = 2048,
    fail_on: FailOn = None,
    quiet: Quiet = False,
) -> None:
    """Assess a person and their prescription.

    Prints the summary and writes the HTML report beside the case (CASE.lissom.html), unless --json, --html or --pdf say
    what is wanted.

    Example: lissom assess examples/ms-aleve.toml
    """
    output.tell_before_compiling(quiet=quiet)
    read = output.read(case)
    library = output.library()
    from lissom.assessing import assess as assess_case

    assessment = with_store(
        lambda quotes, listed: assess_case(
            read, library, today=output.day(today), seed=seed, people=people, quotes=quotes, listed=listed
        ),
        library,
        quiet=quiet,
    )
    if as_json:
        from lissom.report.serialise import to_json

        sys.stdout.write(to_json(assessment).decode())
    else:
        _print(assessment, clinician=clinician)
    beside = "" if as_json or html or pdf or case == "-" else str(Path(case).with_suffix(".lissom.html"))
    write_reports(assessment, html or beside, pdf, quiet=quiet)
    stop_if(assessment.findings, fail_on)


def _print(assessment: Assessment, *, clinician: bool) -> None:
    from lissom.report.compose import summary_document

    output.show(summary_document(assessment, clinician=clinician), clinician=clinician)


def write_reports(assessment: Assessment, html: str, pdf: str, *, quiet: bool) -> None:
    """Write the whole report to the files that were named; nothing where none was."""
    if not (html or pdf):
        return
    from lissom.report.compose import document

    whole = document(assessment)
    if html:
        from lissom.report.html import to_html

        output.write(html, lambda: to_html(whole).encode(), quiet=quiet, what="report")
    if pdf:
        from lissom.report.pdf import to_pdf

        output.write(pdf, lambda: to_pdf(whole), quiet=quiet, what="PDF")


def stop_if(findings: tuple[Finding, ...], fail_on: Severity | None) -> None:
    """Exit 1 when a finding is at least as severe as asked."""
    worst_first = tuple(Severity)
    limit = worst_first.index(fail_on) if fail_on else -1
    if any(worst_first.index(finding.severity) <= limit for finding in findings):
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    app.command()(assess)
