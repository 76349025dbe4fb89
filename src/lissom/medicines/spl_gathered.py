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

if TYPE_CHECKING:
    from lxml.etree import XSLT, _Element

SECTION, FIELD, LINE, PRODUCT, INGREDIENT, CHARACTERISTIC = "\ue000\ue001\ue002\ue003\ue004\ue005"
_WRITTEN_BEGIN = 0xEE
_WRITTEN = re.compile(b"\xee\x80[\x80-\x85]")
_REFERRED = re.compile(rb"&#(?:x0*[eE]00[0-5]|0*5734[4-9]);")
_BROKEN_LINE = re.compile(rb"\n\s*+")
_SEVERAL = re.compile(b"  +")
_TABS = bytes.maketrans(b"\t\r", b"  ")
_OTHER_BLANKS = (
    re.compile(rb"\xc2[\x85\xa0]"),
    re.compile(rb"\xe1\x9a\x80"),
    re.compile(rb"\xe2(?:\x80[\x80-\x8a\xa8\xa9\xaf]|\x81\x9f)"),
    re.compile(rb"\xe3\x80\x80"),
)
"""Every blank beyond ASCII, in UTF-8; by their first byte, which is found far faster than one of a set."""
_UNKNOWN = "\ufffd".encode()


@dataclass(frozen=True, slots=True)
class Gathered:
    """The parts of a document, each as text with marks and single blanks."""

    sections: tuple[str, ...]
    products: tuple[str, ...]


def gathered(root: _Element) -> Gathered:
    """The sections and products below an element."""
    # Blanks are put right for the whole document at once: a label has a thousand lines.
    sections, *products = _single_blanks(bytes(_stylesheet()(root))).split(PRODUCT)
    return Gathered(sections=tuple(sections.split(SECTION)[1:]), products=tuple(products))


def _single_blanks(text: bytes) -> str:
    """The text (UTF-8) with single blanks. Broken lines go first: they are many, and found by one byte."""
    text = _BROKEN_LINE.sub(b" ", text)
    if b"\t" in text or b"\r" in text:
        text = text.translate(_TABS)
    if not text.isascii():
        for blank in _OTHER_BLANKS:
            text = blank.sub(b" ", text)
    return _SEVERAL.sub(b" ", text).decode()


def without_marks(document: bytes) -> bytes:
    """The document (UTF-8 or ASCII) with our own marks, should it hold any, shown as unknown characters."""
    if _WRITTEN_BEGIN in document:  # one byte is looked for far faster than two
        document = _WRITTEN.sub(_UNKNOWN, document)
    return _REFERRED.sub(b"&#xFFFD;", document)


@cache
def _stylesheet() -> XSLT:
    from lxml import etree

    return etree.XSLT(etree.parse(Path(__file__).with_name("spl_gathered.xsl")))
