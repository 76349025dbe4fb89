"""`lissom read`: an article held against what we know."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lissom.cli import output
from lissom.cli.output import AsJson, Clinician

File = Annotated[str, typer.Argument(metavar="ARTICLE", help="An HTML page or a text file, or - for stdin.")]
Html = Annotated[str, typer.Option("--html", metavar="FILE", help="Write the marked article as HTML here.")]


def read(article: File, html: Html = "", as_json: AsJson = False, clinician: Clinician = False) -> None:
    """Mark the sentences of an article that touch what we hold: supported, partly, contradicted or not judged.

    Example: lissom read article.html
    """
    data = output.read_bytes(article)
    library = output.library()
    from lissom.answers.article.reading import read_article
    from lissom.report.article import article_document, article_json

    name = "stdin" if article == "-" else Path(article).name
    found = read_article(data, library, name=name)
    if as_json:
        output.print_json(article_json(found))
        return
    document = article_document(found, library.sources, name, library.version)
    if html:
        from lissom.report.html import to_html

        output.write(html, lambda: to_html(document).encode(), quiet=False, what="marked article")
    else:
        output.show(document, clinician=clinician)


def register(app: typer.Typer) -> None:
    app.command()(read)
