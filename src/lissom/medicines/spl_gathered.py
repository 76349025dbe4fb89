"""The sections and products of an SPL document as plain text with marks, gathered by a stylesheet in one pass in C.

A walk over the same elements in Python takes as long as three parsings. What the marks mean stands in
`spl_gathered.xsl`; they are characters for private use, which mean nothing in a label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lissom.medicines.spl_tree import words

if TYPE_CHECKING:
    from lxml.etree import XSLT, _Element

SECTION, FIELD, LINE, PRODUCT, INGREDIENT, CHARACTERISTIC = "\ue000\ue001\ue002\ue003\ue004\ue005"
_WRITTEN_BEGIN = 0xEE
_WRITTEN = re.compile(b"\xee\x80[\x80-\x85]")
_REFERRED = re.compile(rb"&#(?:x0*[eE]00[0-5]|0*5734[4-9]);")
_UNKNOWN = "\ufffd".encode()


@dataclass(frozen=True, slots=True)
class Gathered:
    """The parts of a document, each as text with marks and single blanks."""

    sections: tuple[str, ...]
    products: tuple[str, ...]


def gathered(root: _Element) -> Gathered:
    """The sections and products below an element."""
    # Blanks are put right for the whole document at once: a label has a thousand lines.
    sections, *products = words(str(_stylesheet()(root))).split(PRODUCT)
    return Gathered(sections=tuple(sections.split(SECTION)[1:]), products=tuple(products))


def without_marks(document: bytes) -> bytes:
    """The document (UTF-8 or ASCII) with our own marks, should it hold any, shown as unknown characters."""
    if _WRITTEN_BEGIN in document:  # one byte is looked for far faster than two
        document = _WRITTEN.sub(_UNKNOWN, document)
    return _REFERRED.sub(b"&#xFFFD;", document)


@cache
def _stylesheet() -> XSLT:
    from lxml import etree

    return etree.XSLT(etree.parse(Path(__file__).with_name("spl_gathered.xsl")))
