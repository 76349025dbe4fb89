"""Small ways of looking into an SPL document: a child by its path, an attribute, the words of an element, a date,
a number.
"""

from __future__ import annotations

import re
from functools import cache
from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

NS = "{urn:hl7-org:v3}"
_WHOLE = re.compile(r"[0-9]{1,18}")


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(NS + step for step in path.split("/"))


def first(element: _Element | None, path: str) -> _Element | None:
    """The first child of that name, its first child of the next name, and so on, or None."""
    for tag in _steps(path):
        if element is None:
            return None
        element = next(element.iterchildren(tag), None)
    return element


def attribute(element: _Element | None, name: str) -> str:
    """The attribute's value without outer blanks, or ''."""
    return "" if element is None else str(element.get(name) or "").strip()


def text_of(element: _Element | None) -> str:
    """All text within an element, line breaks as blanks, or ''."""
    if element is None:
        return ""
    pieces = [element.text or ""]
    for child in element:
        pieces += (" " if child.tag == NS + "br" else text_of(child), child.tail or "")
    return "".join(pieces)


def words(text: str) -> str:
    """The text with single blanks."""
    return " ".join(text.split())


def iso_date(stamp: str) -> str:
    """'20100728' or a longer time stamp as '2010-07-28'; '' when it is no date."""
    if len(stamp) < 8 or not stamp[:8].isdigit():
        return stamp[:4] if stamp[:4].isdigit() and len(stamp) >= 4 else ""
    return f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}"


def number(text: str) -> float | None:
    """The number written, or None."""
    try:
        found = float(text.replace(",", ""))
    except ValueError:
        return None
    return found if isfinite(found) else None


def whole_number(text: str) -> int | None:
    """The whole number that is written in ASCII digits, none too many to be kept, or None."""
    return int(text) if _WHOLE.fullmatch(text) else None
