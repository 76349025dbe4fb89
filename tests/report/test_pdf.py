"""The PDF: opens, is tagged, names its language and title, and describes its figures."""

from __future__ import annotations

import io
import warnings
from typing import Any

import pytest

from lissom.assessment import Assessment
from lissom.report.compose import document
from lissom.report.pdf import to_pdf

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pypdf import PdfReader


@pytest.fixture
def reader(assessment: Assessment) -> PdfReader:
    return PdfReader(io.BytesIO(to_pdf(document(assessment))))


def roles(node: Any) -> list[str]:
    """Every role of the structure tree, in reading order."""
    node = node.get_object()
    if isinstance(node, list):
        return [role for child in node for role in roles(child)]
    if not hasattr(node, "get"):
        return []
    own = [str(node["/S"])] if "/S" in node else []
    return own + (roles(node["/K"]) if "/K" in node and not isinstance(node["/K"].get_object(), int) else [])


def test_it_is_tagged_and_says_its_language_and_title(reader: PdfReader) -> None:
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("en")
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith("Woman, 52: baclofen, Aleve (naproxen)")


def test_it_claims_the_accessibility_standard(reader: PdfReader) -> None:
    root: Any = reader.trailer["/Root"]
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_headings_lists_tables_and_figures_are_tags(reader: PdfReader) -> None:
    root: Any = reader.trailer["/Root"]
    found = set(roles(root["/StructTreeRoot"]["/K"]))
    assert {"/H1", "/H2", "/H3", "/L", "/Table", "/Figure", "/Link"} <= found


def test_a_hostile_name_stays_text(reader: PdfReader) -> None:
    text = "".join(page.extract_text() for page in reader.pages)
    assert "<script>alert(1)</script>" in text
    assert "#set {{7*7}}" in text


def test_an_emergency_is_on_the_first_page(urgent: Assessment) -> None:
    first = PdfReader(io.BytesIO(to_pdf(document(urgent)))).pages[0].extract_text()
    assert first.index("Emergency") < first.index("What else matters")


def test_the_same_document_gives_the_same_bytes(assessment: Assessment) -> None:
    assert to_pdf(document(assessment)) == to_pdf(document(assessment))
