"""Bytes of a document (UTF-8) as characters: which may stand in XML, which are blanks, what a reference means.

The marks of the stylesheet (U+E000 to U+E005) count as characters that may not stand: the parser replaces them.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

import numpy as np

from lissom.medicines.scanning.compiling import compiled

ORDINARY, LESS, AMPERSAND, GREATER, QUOTE, FORBIDDEN, BEYOND = range(7)
KIND = np.zeros(256, np.uint8)
"""What each byte means to the reader of tags; BEYOND is the first byte of a character beyond ASCII."""
KIND[:32] = FORBIDDEN
KIND[[*b"\t\n\r"]] = ORDINARY
KIND[[*b"<&>"]] = LESS, AMPERSAND, GREATER
KIND[[*b"\"'"]] = QUOTE
KIND[128:] = BEYOND

NO_NAME, IN_NAME, BEGINS_NAME = range(3)
NAMING = np.zeros(256, np.uint8)
"""Whether a byte may stand in a name, or begin one; names beyond ASCII are left to the parser."""
NAMING[[*b"0123456789.-:"]] = IN_NAME
NAMING[[*b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"]] = BEGINS_NAME

BLANK = np.zeros(256, np.uint8)
"""1 for a blank of XML."""
BLANK[[*b" \t\n\r"]] = 1

SHORT = tuple((ord(means), np.frombuffer(name, np.uint8)) for name, means in (
    (b"lt;", "<"), (b"gt;", ">"), (b"amp;", "&"), (b"quot;", '"'), (b"apos;", "'"),
))  # fmt: skip
"""The references that need no declaration."""


@compiled
def length(text, at):
    """Bytes of the character beyond ASCII that begins at `at`; 0 where none does, or one that may not stand."""
    rest = len(text) - at
    first = text[at]
    if first < 0xC2 or first > 0xF4:
        return 0
    count = 2 if first < 0xE0 else (3 if first < 0xF0 else 4)
    if rest < count:
        return 0
    code = np.uint32(first & (0x3F if count == 2 else (0x0F if count == 3 else 0x07)))
    if count == 2:
        code &= np.uint32(0x1F)
    for place in range(1, count):
        if text[at + place] & 0xC0 != 0x80:
            return 0
        code = np.uint32(code << np.uint32(6)) | np.uint32(text[at + place] & 0x3F)
    shortest = 0x80 if count == 2 else (0x800 if count == 3 else 0x10000)
    return count if code >= shortest and may_stand(code) else 0


@compiled
def may_stand(code):
    """Whether a character may stand in a document, and is no mark of the stylesheet."""
    if code < 0xD800:
        return code >= 32 or code == 9 or code == 10 or code == 13
    return 0xE006 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF


@compiled
def reference(text, at, end):
    """(character, bytes) of the reference that begins at `at`; (0, 0) where it is none that needs no declaration."""
    if at + 2 < end and text[at + 1] == 35:  # '#'
        return _by_number(text, at, end)
    for means, name in SHORT:
        count = len(name)
        if at + count < end:
            place = 0
            while place < count and text[at + 1 + place] == name[place]:
                place += 1
            if place == count:
                return means, count + 1
    return 0, 0


@compiled
def _by_number(text, at, end):
    base = 16 if text[at + 2] == 120 else 10  # 'x'
    first = at + 3 if base == 16 else at + 2
    code, place = 0, first
    while place < end and place - first < 8:
        byte = text[place]
        if 48 <= byte <= 57:
            digit = byte - 48
        elif base == 16 and 97 <= byte | 32 <= 102:
            digit = (byte | 32) - 87
        else:
            break
        code = code * base + digit
        place += 1
    if place == first or place >= end or text[place] != 59 or not may_stand(code):  # ';'
        return 0, 0
    return code, place + 1 - at


@compiled
def is_blank(code):
    """Whether a character is a blank, in the sense of Python."""
    if code < 0x1680:
        return code == 32 or code == 9 or code == 10 or code == 13 or code == 0x85 or code == 0xA0
    if code <= 0x200A:
        return code >= 0x2000 or code == 0x1680
    return code == 0x2028 or code == 0x2029 or code == 0x202F or code == 0x205F or code == 0x3000


@compiled
def wide_blank(text, at):
    """Bytes of the blank beyond ASCII that begins at `at`, a place where some character begins; 0 where it is none."""
    first, second = text[at], text[at + 1]
    if first == 0xC2:
        return 2 if second == 0x85 or second == 0xA0 else 0
    if first < 0xE1 or first > 0xE3:
        return 0
    code = (np.uint32(first & 0x0F) << np.uint32(12)) | (np.uint32(second & 0x3F) << np.uint32(6))
    return 3 if is_blank(code | np.uint32(text[at + 2] & 0x3F)) else 0


@compiled
def put(code, into, at):
    """Puts a character as UTF-8 into place; the place after it."""
    if code < 0x80:
        into[at] = code
        return at + 1
    count = 2 if code < 0x800 else (3 if code < 0x10000 else 4)
    for place in range(count - 1, 0, -1):
        into[at + place] = 0x80 | code & 0x3F
        code >>= 6
    into[at] = (0xC0 if count == 2 else (0xE0 if count == 3 else 0xF0)) | code
    return at + count
