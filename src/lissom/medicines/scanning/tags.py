"""The tags of a document, one row each, read in one pass that also holds the document against the rules of XML.

Only what labels are made of is taken: elements of one namespace, text, references that need no declaration. Comments,
instructions, sections of plain characters, other namespaces and every fault are left to the parser.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

import numpy as np

from lissom.medicines.scanning.characters import (
    AMPERSAND,
    BEGINS_NAME,
    BEYOND,
    BLANK,
    FORBIDDEN,
    GREATER,
    KIND,
    LESS,
    NAMING,
    ORDINARY,
    QUOTE,
    length,
    reference,
)  # fmt: skip
from lissom.medicines.scanning.compiling import compiled
from lissom.medicines.scanning.names import BEGINS, FACTOR, LETTERS, NUMBER_IN_SLOT, OTHER, SLOTS

START, END, NAME, PARTNER, PARENT = range(5)
"""Columns: where a tag begins and ends (its bytes), the number of its name, and two rows of the table: the tag that
closes it or that it closes (itself where it is empty), and the tag around it (-1 around all)."""
COLUMNS = 5
DEEPEST = 250
"""Elements within elements; the parser gives up at 256."""
ATTRIBUTES = 16
"""Of one tag; more are left to the parser."""
LONGEST_NAME = 1_000
"""Bytes; no name of a label has more than a few dozen, and the parser gives up at 50,000."""


@compiled
def read_tags(text, at, tags):
    """Fills the table with the tags of the element that begins at `at`; how many, or -1 for what is left to the parser.

    After the element nothing but blanks may stand.
    """
    around = np.empty(DEEPEST, np.int64)
    attributes = np.empty((ATTRIBUTES, 2), np.int64)
    depth = count = np.int64(0)
    while True:
        at = after_text(text, at)
        if at < 0 or count == len(tags):
            return -1
        tags[count, START] = at
        at += 1
        closes = text[at] == 47 if at < len(text) else False  # '/'
        if closes:
            depth -= 1
            if depth < 0:
                return -1
            at = _closing(text, at + 1, tags, around[depth], count)
        else:
            tags[count, PARENT] = around[depth - 1] if depth else -1
            at = _opening(text, at, tags, count, attributes)
            if at > 0 and tags[count, PARTNER] < 0:
                if depth == DEEPEST:
                    return -1
                around[depth] = count
                depth += 1
        if at < 0:
            return -1
        tags[count, END] = at
        count += 1
        if depth == 0:
            return count if only_blanks(text, at) else -1


@compiled
def after_text(text, at):
    """Where the next tag begins; -1 where none does, or where something stands that may not."""
    while True:
        at = after_ordinary(text, at)
        if at == len(text):
            return -1
        kind = KIND[text[at]]
        if kind == LESS:
            return at
        if kind == QUOTE:
            at += 1
        elif kind == GREATER:
            if at > 1 and text[at - 1] == 93 and text[at - 2] == 93:  # ']]>'
                return -1
            at += 1
        else:
            count = beyond(text, at, kind)
            if count == 0:
                return -1
            at += count


@compiled
def after_ordinary(text, begin):
    """The next place with a byte that needs a look, or the end."""
    # A place that cannot be negative: the compiler need not ask whether it counts from the end.
    at, end = np.uint64(begin), np.uint64(len(text))
    while at < end and KIND[text[at]] == ORDINARY:
        at += ONE
    return np.int64(at)


ONE = np.uint64(1)


@compiled
def beyond(text, at, kind):
    """Bytes of a reference or of a character beyond ASCII; 0 where it may not stand."""
    if kind == BEYOND:
        return length(text, at)
    return reference(text, at, len(text))[1] if kind == AMPERSAND else 0


@compiled
def only_blanks(text, at):
    while at < len(text):
        if not BLANK[text[at]]:
            return False
        at += 1
    return True


@compiled
def after_blanks(text, at):
    while at < len(text) and BLANK[text[at]]:
        at += 1
    return at


@compiled
def after_name(text, at):
    while at < len(text) and NAMING[text[at]]:
        at += 1
    return at


@compiled
def same(text, one, other, count):
    for place in range(count):
        if text[one + place] != text[other + place]:
            return False
    return True


@compiled
def _closing(text, at, tags, opened, count):
    """Closes an element: the place after the tag, or -1 where it is not the one that is open."""
    name, opens = at, tags[opened, START] + 1
    at = after_name(text, at)
    if not same(text, opens, name, at - name) or NAMING[text[opens + at - name]]:
        return -1
    at = after_blanks(text, at)
    if at >= len(text) or text[at] != 62:  # '>'
        return -1
    tags[count, NAME] = tags[opened, NAME]
    tags[count, PARENT] = tags[opened, PARENT]
    tags[count, PARTNER] = opened
    tags[opened, PARTNER] = count
    return at + 1


@compiled
def _opening(text, at, tags, count, attributes):
    """Reads an opening or empty tag: the place after it, or -1. The partner of an opening one is still -1."""
    name = at
    if at >= len(text) or NAMING[text[at]] != BEGINS_NAME:
        return -1
    hashed = np.uint32(0)
    while at < len(text) and NAMING[text[at]]:
        if text[at] == 58 or at - name == LONGEST_NAME:  # ':'
            return -1
        hashed = np.uint32(hashed * np.uint32(FACTOR) + np.uint32(text[at]))
        at += 1
    tags[count, NAME] = _known(text, name, at - name, hashed)
    several = 0
    while True:
        before, at = at, after_blanks(text, at)
        if at + 1 >= len(text):
            return -1
        if text[at] == 62:  # '>'
            tags[count, PARTNER] = -1
            return at + 1
        if text[at] == 47:  # '/'
            tags[count, PARTNER] = count
            return at + 2 if text[at + 1] == 62 else -1
        if before == at or several == ATTRIBUTES:
            return -1
        attributes[several, 0] = at
        at = _attribute_name(text, at, count == 0)
        if at < 0:
            return -1
        attributes[several, 1] = at - attributes[several, 0]
        for one in range(several):
            if attributes[one, 1] == attributes[several, 1] and same(
                text, attributes[one, 0], attributes[several, 0], attributes[one, 1]
            ):
                return -1
        several += 1
        at = _attribute_value(text, at)
        if at < 0:
            return -1


@compiled
def _known(text, at, count, hashed):
    """The number of a name."""
    number = NUMBER_IN_SLOT[hashed % np.uint32(SLOTS)]
    begin = BEGINS[number]
    if number == OTHER or BEGINS[number + 1] - begin != count:
        return OTHER
    for place in range(count):
        if LETTERS[begin + place] != text[at + place]:
            return OTHER
    return number


@compiled
def _attribute_name(text, at, of_root):
    """The place after the name of an attribute, or -1. Only the root declares namespaces; `xsi:` is one of them."""
    name = at
    if NAMING[text[at]] != BEGINS_NAME:
        return -1
    at = after_name(text, at)
    if at - name > LONGEST_NAME:
        return -1
    colon = name
    while colon < at and text[colon] != 58:
        colon += 1
    declares = colon - name == len(XMLNS) and starts(text, name, XMLNS)
    if declares and not of_root:
        return -1
    if colon == at:
        return at
    if not declares and not (colon - name == len(XSI) and starts(text, name, XSI)):
        return -1
    if colon + 1 == at or NAMING[text[colon + 1]] != BEGINS_NAME:
        return -1
    for place in range(colon + 1, at):
        if text[place] == 58:
            return -1
    return at


XMLNS, XSI = (np.frombuffer(name, np.uint8) for name in (b"xmlns", b"xsi"))


@compiled
def starts(text, at, word):
    """Whether the word stands at this place."""
    if at + len(word) > len(text):
        return False
    for place in range(len(word)):
        if text[at + place] != word[place]:
            return False
    return True


@compiled
def _attribute_value(text, at):
    """The place after '=' and the value in quotation marks, or -1."""
    at = after_blanks(text, at)
    if at >= len(text) or text[at] != 61:  # '='
        return -1
    at = after_blanks(text, at + 1)
    if at >= len(text) or (text[at] != 34 and text[at] != 39):
        return -1
    quote = text[at]
    at += 1
    while True:
        at = after_ordinary(text, at)
        if at == len(text):
            return -1
        kind = KIND[text[at]]
        if kind == QUOTE or kind == GREATER:
            if text[at] == quote:
                return at + 1
            at += 1
        elif kind == LESS or kind == FORBIDDEN:
            return -1
        else:
            count = beyond(text, at, kind)
            if count == 0:
                return -1
            at += count
