"""A document as one HTML file that needs nothing else: no script, no font, no request."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lissom.report.document import Document
from lissom.report.page import Plain, page

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


def to_html(document: Document) -> str:
    """The whole document as one self-contained HTML page."""
    return page_to_html(page(document))


def page_to_html(plain: Plain) -> str:
    """A page as made by `report.page`, as self-contained HTML."""
    template = _environment().get_template("document.html")
    return template.render(page=plain, style=_text("report.css") + _text("figures.css"))


@cache
def _text(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
