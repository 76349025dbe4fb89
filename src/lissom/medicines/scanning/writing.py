"""Characters of a document written out with single blanks and without empty lines; marks between fields."""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

import numpy as np

from lissom.medicines.scanning.characters import BLANK, is_blank, put, reference, wide_blank
from lissom.medicines.scanning.compiling import compiled

AT, GAP, FRESH, TROUBLE = range(4)
"""What a pen knows: the next place, the gap to leave before the next character, whether the field is still empty, and
whether something was met that is left to the parser."""
KNOWN = 4
NONE, WORD, LINE = map(np.int64, range(3))
"""Gaps. One before the first character of a field, or after its last, is never left."""

PLAIN, GAPPING, REFERENCE, PERHAPS = range(4)
KIND = np.zeros(256, np.uint8)
"""What each byte means to the pen; PERHAPS begins a character that may be a blank."""
KIND[BLANK == 1] = GAPPING
KIND[ord("&")] = REFERENCE
KIND[[0xC2, 0xE1, 0xE2, 0xE3]] = PERHAPS


@compiled
def leave(pen, gap):
    """Leaves at least this gap before the next character."""
    pen[GAP] = max(pen[GAP], gap)


@compiled
def mark(pen, into, byte):
    """Writes one of our marks and begins a field."""
    at = pen[AT]
    if at == len(into):
        pen[TROUBLE] = 1
        return
    into[at] = byte
    pen[AT], pen[GAP], pen[FRESH] = at + 1, NONE, 1


@compiled
def write(text, begin, stop, pen, into):
    """Writes the characters from `begin` to `stop`."""
    if pen[AT] + 2 * (stop - begin) + 8 > len(into):
        pen[TROUBLE] = 1
        return
    # Places that cannot be negative: the compiler need not ask whether they count from the end.
    at, end, to = np.uint64(begin), np.uint64(stop), np.uint64(pen[AT])
    gap, fresh = pen[GAP], pen[FRESH]
    while at < end:
        byte = text[at]
        kind = KIND[byte]
        if kind == GAPPING:
            gap = max(gap, WORD)
            at += ONE
            continue
        code, count = _unusual(text, at, stop, kind) if kind != PLAIN else (np.int64(byte), 1)
        if code < 0:
            gap = max(gap, WORD)
            at += np.uint64(count)
            continue
        if gap and not fresh:
            into[to] = 32 if gap == WORD else 10
            to += ONE
        gap, fresh = NONE, 0
        if kind == REFERENCE:
            to = np.uint64(put(code, into, np.int64(to)))
        else:
            into[to] = byte
            to += ONE
        at += np.uint64(count)
        while at < end:
            byte = text[at]
            if KIND[byte] != PLAIN:
                break
            into[to] = byte
            to += ONE
            at += ONE
    pen[AT], pen[GAP], pen[FRESH] = np.int64(to), gap, fresh


ONE = np.uint64(1)


@compiled
def _unusual(text, at, end, kind):
    """(character, bytes) of a reference, (byte, 1) of what is no blank after all; (-1, bytes) of a blank."""
    if kind == REFERENCE:
        code, count = reference(text, np.int64(at), end)
        return -1 if is_blank(code) else code, count
    count = wide_blank(text, np.int64(at))
    return (-1, count) if count else (np.int64(text[at]), 1)
