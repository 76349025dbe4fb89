"""Gathers the head, the sections and the products of a parsed document by a stylesheet, in one pass in C.

A walk over the same elements in Python takes as long as three parsings. What the marks mean stands in
`spl_gathered.xsl`; a stylesheet can only write characters of XML, so its marks are some for private use.
`scanning` gathers the same without a tree, for many documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lissom.medicines.spl_marks import CHARACTERISTIC, FIELD, INGREDIENT, LINE, PRODUCT, SECTION, Gathered

if TYPE_CHECKING:
    from lxml.etree import XSLT, _Element

_MARKS = tuple(
    (chr(0xE000 + place), mark)
    for place, mark in enumerate((SECTION, FIELD, LINE, PRODUCT, INGREDIENT, CHARACTERISTIC))
)
"""The stylesheet's mark and ours."""
_WRITTEN_BEGIN = 0xEE
_WRITTEN = re.compile(b"\xee\x80[\x80-\x85]")
_REFERRED = re.compile(rb"&#(?:x0*[eE]00[0-5]|0*5734[4-9]);")
_UNKNOWN = "\ufffd".encode()


def gathered(root: _Element) -> Gathered:
    """What is gathered below the root of a document."""
    text = str(_stylesheet()(root))
    for theirs, ours in _MARKS:
        text = text.replace(theirs, ours)
    body, *products = text.split(PRODUCT)
    head, *sections = body.split(SECTION)
    return Gathered(
        head=FIELD.join(" ".join(_lines(cell)) for cell in head.split(FIELD)),
        sections=tuple(map(_tidy_section, sections)),
        products=tuple(map(_tidy_product, products)),
    )


def _tidy_section(section: str) -> str:
    """A section with single blanks and without empty lines; its title in one line."""
    depth, code, title, text = section.split(FIELD)
    return FIELD.join((depth, " ".join(code.split()), " ".join(_lines(title)), "\n".join(_lines(text))))


def _tidy_product(product: str) -> str:
    """A product with single blanks, and none beside a mark."""
    product = " ".join(product.split())
    for mark in (FIELD, LINE, INGREDIENT, CHARACTERISTIC):
        product = product.replace(f" {mark}", mark).replace(f"{mark} ", mark)
    return product


def _lines(text: str) -> Iterator[str]:
    """The lines of a text with marks that say something, with single blanks."""
    return filter(None, (" ".join(line.split()) for line in text.split(LINE)))


def without_marks(document: bytes) -> bytes:
    """The document (UTF-8 or ASCII) with our own marks, should it hold any, shown as unknown characters."""
    if _WRITTEN_BEGIN in document:  # one byte is looked for far faster than two
        document = _WRITTEN.sub(_UNKNOWN, document)
    return _REFERRED.sub(b"&#xFFFD;", document)


@cache
def _stylesheet() -> XSLT:
    from lxml import etree

    return etree.XSLT(etree.parse(Path(__file__).with_name("spl_gathered.xsl")))
