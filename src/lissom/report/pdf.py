"""A document as a tagged PDF (PDF/UA-1): title, language, headings, lists, tables, and figures with words for them."""

from __future__ import annotations

import json
from pathlib import Path

from lissom.facts.errors import EnvironmentFault
from lissom.report.document import Document
from lissom.report.page import Plain, page

TEMPLATES = Path(__file__).parent / "templates"
STANDARD = "ua-1"
MOMENT = 0
"""Seconds since 1970 written as the time of making: fixed, so that the same document gives the same bytes."""


def to_pdf(document: Document) -> bytes:
    """The whole document as PDF/UA-1. Raises `EnvironmentFault` when typst is not installed."""
    return page_to_pdf(page(document))


def page_to_pdf(plain: Plain) -> bytes:
    """A page as made by `report.page` as PDF/UA-1. Raises `EnvironmentFault` when typst is not installed."""
    try:
        import typst
    except ImportError:
        raise EnvironmentFault("a PDF needs the package typst: pip install typst") from None
    files = {
        "main.typ": (TEMPLATES / "report.typ").read_bytes(),
        "figures.css": (TEMPLATES / "figures-paper.css").read_bytes(),
        "page.json": json.dumps(plain, ensure_ascii=False).encode(),
    }
    made: bytes = typst.compile(  # type: ignore[call-overload]  # its stubs leave out files in memory
        files, format="pdf", pdf_standards=[STANDARD], ignore_system_fonts=True, timestamp=MOMENT
    )
    return made
