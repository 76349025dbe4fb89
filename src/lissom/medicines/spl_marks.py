"""The head, the sections and the products of a label as text, its parts told apart by marks.

The marks are characters that cannot stand in XML. Blanks are single; a text has no empty lines.
"""

from __future__ import annotations

from typing import NamedTuple

SECTION, FIELD, LINE, PRODUCT, INGREDIENT, CHARACTERISTIC = "\x01\x02\x03\x04\x05\x06"
_SECTION, _PRODUCT = SECTION.encode(), PRODUCT.encode()


class Gathered(NamedTuple):
    """The parts of a document."""

    head: str
    """Code system, code and name of the document type, title, set id, version, time, id, labeler; parted by FIELD."""
    sections: tuple[str, ...]
    """Depth, code, title and text of each; parted by FIELD."""
    products: tuple[str, ...]
    """Read by name in `spl_products.py`."""


def parted(text: bytes) -> Gathered:
    """The parts of a text with marks (UTF-8)."""
    # One byte is looked for far faster than several, and plain ASCII, as most parts are, is decoded far faster.
    body, *products = text.split(_PRODUCT)
    head, *sections = body.split(_SECTION)
    return Gathered(head.decode(), tuple(map(bytes.decode, sections)), tuple(map(bytes.decode, products)))
