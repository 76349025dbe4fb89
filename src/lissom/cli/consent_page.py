"""The page of a decision aid, as the verbs of `lissom consent` make and write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from lissom.cli import output

if TYPE_CHECKING:
    from lissom.answers.consent_aid.aid import ConsentAid
    from lissom.report.document import Document

Short = Annotated[bool, typer.Option("--short", help="The page that takes two minutes.")]


def laid_out(case: str, *, today: str, seed: int, short: bool) -> tuple[Document, ConsentAid]:
    """The document of a case and the aid behind it."""
    read = output.read(case)
    library = output.library()
    from lissom.answers.consent_aid.making import consent_aid
    from lissom.assessing import assess
    from lissom.report.consent_document import consent_document

    assessment = assess(read, library, today=output.day(today), seed=seed)
    made = consent_aid(assessment, library)
    return consent_document(made, library.sources, short=short), made


def write(document: Document, html: str, pdf: str, *, quiet: bool, what: str = "decision aid") -> None:
    """Write the document where it is wanted."""
    if html:
        from lissom.report.html import to_html

        output.write(html, lambda: to_html(document).encode(), quiet=quiet, what=what)
    if pdf:
        from lissom.report.pdf import to_pdf

        output.write(pdf, lambda: to_pdf(document), quiet=quiet, what="PDF")
