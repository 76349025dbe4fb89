"""Looks into the table of tags: a child, an attribute, the text within; and writes what it finds.

A row -1 stands for an element that is not there: it has no children, no attributes and no text.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

import numpy as np

from lissom.medicines import spl_marks
from lissom.medicines.scanning import names
from lissom.medicines.scanning.characters import BLANK, NAMING
from lissom.medicines.scanning.compiling import compiled
from lissom.medicines.scanning.names import number, numbers
from lissom.medicines.scanning.tags import END, NAME, PARTNER, START, starts
from lissom.medicines.scanning.writing import TROUBLE, WORD, leave, mark, write

SECTION_MARK, FIELD_MARK, LINE_MARK, PRODUCT_MARK, INGREDIENT_MARK, CHARACTERISTIC_MARK = (
    np.int64(ord(one))
    for one in (
        spl_marks.SECTION,
        spl_marks.FIELD,
        spl_marks.LINE,
        spl_marks.PRODUCT,
        spl_marks.INGREDIENT,
        spl_marks.CHARACTERISTIC,
    )
)
A_CODE, A_SYSTEM, A_DISPLAY, A_VALUE, A_UNIT, A_EXTENSION, A_ROOT, A_CLASS = (
    np.frombuffer(name.encode(), np.uint8)
    for name in "code codeSystem displayName value unit extension root classCode".split()  # noqa: SIM905 -- words
)
"""Names of attributes."""

PASSES, PARTS_LINES, PARTS_WORDS, REFUSED = range(4)
WITHIN = np.zeros(len(names.NAMES) + 1, np.uint8)
"""What an element does to the text in which it stands."""
WITHIN[[*numbers("text paragraph item list table tr thead tbody tfoot caption footnote br")]] = PARTS_LINES
WITHIN[[*numbers("td th")]] = PARTS_WORDS
WITHIN[number("section")] = REFUSED


@compiled
def child(tags, row, name):
    """The first child of that name, or -1."""
    if row < 0:
        return -1
    one = row + 1
    while one < tags[row, PARTNER]:
        if tags[one, NAME] == name:
            return one
        one = tags[one, PARTNER] + 1
    return -1


@compiled
def grandchild(tags, row, name, then):
    return child(tags, child(tags, row, name), then)


@compiled
def attribute(text, tags, row, name):
    """Where the value of an attribute begins and ends; (0, 0) where it has none."""
    if row < 0:
        return 0, 0
    at = tags[row, START] + 1
    while NAMING[text[at]]:
        at += 1
    while True:
        while BLANK[text[at]]:
            at += 1
        if text[at] == 62 or text[at] == 47:  # '>', '/'
            return 0, 0
        begin = at
        while NAMING[text[at]]:
            at += 1
        found = at - begin == len(name) and starts(text, begin, name)
        while text[at] != 34 and text[at] != 39:
            at += 1
        quote = text[at]
        value = at + 1
        at = value
        while text[at] != quote:
            at += 1
        if found:
            return value, at
        at += 1


@compiled
def is_word(text, at, end, word):
    """Whether the word stands there, blanks around it left out."""
    while at < end and BLANK[text[at]]:
        at += 1
    while at < end and BLANK[text[end - 1]]:
        end -= 1
    return end - at == len(word) and starts(text, at, word)


@compiled
def holds(text, at, end, byte):
    """Whether the byte stands between two places."""
    while at < end and text[at] != byte:
        at += 1
    return at < end


@compiled
def write_attribute(text, tags, row, name, pen, into):
    begin, end = attribute(text, tags, row, name)
    write(text, begin, end, pen, into)


@compiled
def write_field(text, tags, row, name, pen, into):
    """A new field with the value of an attribute."""
    mark(pen, into, FIELD_MARK)
    write_attribute(text, tags, row, name, pen, into)


@compiled
def write_text(text, tags, row, parted, pen, into):
    """All text within an element; the elements that part lines leave that gap (NONE: nothing parts anything)."""
    if row < 0:
        return
    last = tags[row, PARTNER]
    for one in range(row, last):
        write(text, tags[one, END], tags[one + 1, START], pen, into)
        if parted and one + 1 < last:
            does = WITHIN[tags[one + 1, NAME]]
            if does == PARTS_LINES:
                leave(pen, parted)
            elif does == PARTS_WORDS:
                leave(pen, WORD)
            elif does == REFUSED:
                pen[TROUBLE] = 1


@compiled
def write_local_name(text, tags, row, pen, into):
    begin = tags[row, START] + 1
    end = begin
    while NAMING[text[end]]:
        end += 1
    write(text, begin, end, pen, into)
