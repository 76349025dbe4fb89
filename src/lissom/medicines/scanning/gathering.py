"""What `spl_gathered.xsl` gathers, compiled: head and sections of a document, read off the table of its tags.

Each function walks as the stylesheet's template of the same part does, and writes the same. The products are gathered
next door (`products.py`).
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

import numpy as np

from lissom.medicines.scanning.compiling import compiled
from lissom.medicines.scanning.looking import (
    A_CODE,
    A_DISPLAY,
    A_ROOT,
    A_SYSTEM,
    A_VALUE,
    FIELD_MARK,
    SECTION_MARK,
    child,
    grandchild,
    write_attribute,
    write_field,
    write_text,
)
from lissom.medicines.scanning.names import numbers
from lissom.medicines.scanning.products import write_products
from lissom.medicines.scanning.tags import NAME, PARTNER, read_tags
from lissom.medicines.scanning.writing import AT, FRESH, KNOWN, LINE, NONE, TROUBLE, WORD, leave, mark

DOCUMENT, CODE, TITLE, SET_ID, VERSION, EFFECTIVE, ID = numbers(
    "document code title setId versionNumber effectiveTime id"
)
AUTHOR, ENTITY, ORGANIZATION, NAMED, SECTION, TEXT = numbers(
    "author assignedEntity representedOrganization name section text"
)
ROOT = np.int64(0)
"""The row of the root."""


@compiled
def gather(text, at, tags, into):
    """Writes what is gathered of the element that begins at `at`; how many bytes, or -1: left to the parser."""
    count = read_tags(text, at, tags)
    if count < 0 or tags[0, NAME] != DOCUMENT:
        return -1
    pen = np.zeros(KNOWN, np.int64)
    pen[FRESH] = 1
    _head(text, tags, pen, into)
    _sections(text, tags, count, pen, into)
    write_products(text, tags, count, pen, into)
    return -1 if pen[TROUBLE] else pen[AT]


@compiled
def _head(text, tags, pen, into):
    code = child(tags, ROOT, CODE)
    write_attribute(text, tags, code, A_SYSTEM, pen, into)
    write_field(text, tags, code, A_CODE, pen, into)
    write_field(text, tags, code, A_DISPLAY, pen, into)
    mark(pen, into, FIELD_MARK)
    write_text(text, tags, child(tags, ROOT, TITLE), WORD, pen, into)
    write_field(text, tags, child(tags, ROOT, SET_ID), A_ROOT, pen, into)
    write_field(text, tags, child(tags, ROOT, VERSION), A_VALUE, pen, into)
    write_field(text, tags, child(tags, ROOT, EFFECTIVE), A_VALUE, pen, into)
    write_field(text, tags, child(tags, ROOT, ID), A_ROOT, pen, into)
    mark(pen, into, FIELD_MARK)
    organization = child(tags, grandchild(tags, ROOT, AUTHOR, ENTITY), ORGANIZATION)
    write_text(text, tags, child(tags, organization, NAMED), NONE, pen, into)


@compiled
def _sections(text, tags, count, pen, into):
    depth = np.int64(0)
    for row in range(count):
        if tags[row, NAME] != SECTION:
            continue
        if tags[row, PARTNER] < row:
            depth -= 1
            continue
        mark(pen, into, SECTION_MARK)
        _depth(depth, pen, into)
        write_field(text, tags, child(tags, row, CODE), A_CODE, pen, into)
        mark(pen, into, FIELD_MARK)
        write_text(text, tags, child(tags, row, TITLE), WORD, pen, into)
        mark(pen, into, FIELD_MARK)
        one = row + 1
        while one < tags[row, PARTNER]:
            if tags[one, NAME] == TEXT:
                leave(pen, LINE)
                write_text(text, tags, one, LINE, pen, into)
            one = tags[one, PARTNER] + 1
        depth += tags[row, PARTNER] > row


@compiled
def _depth(depth, pen, into):
    """A depth in two digits."""
    at = pen[AT]
    if depth > 99 or at + 2 > len(into):
        pen[TROUBLE] = 1
        return
    into[at], into[at + 1] = 48 + depth // 10, 48 + depth % 10
    pen[AT] = at + 2
