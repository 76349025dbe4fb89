"""The marks on a tablet as text that can be compared although one character was misread, lost, added or swapped.

Characters that look alike are written as one of them. A key is the folded text, or the folded text without one of its
characters: two imprints that differ by one slip share a key, so an index finds them without comparing all with all.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "appearance" / "confusions.csv"
LONGEST = 40
"""Characters of an imprint that are compared; no tablet carries more."""
_UNREAD = re.compile(r"[^A-Z0-9|/]+")
_NOT_MARKS = frozenset({"LOGO", "DEBOSSED", "SCORE", "SCORED", "NA", "BREAK", "LINE", "PLAIN", "BLANK", "SYMBOL"})


@cache
def alike() -> Mapping[str, str]:
    """Character -> the character it is written as, one for each group that looks alike."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        groups = [row["characters"] for row in csv.DictReader(lines)]
    return {one: group[0] for group in groups for one in group}


@cache
def _table() -> dict[int, str]:
    return {ord(character): first for character, first in alike().items()}


def parts(imprint: str) -> tuple[str, ...]:
    """The separate marks of an imprint in upper case, as filed: 'MYLAN;327' is two, 'L 10' is two."""
    pieces = re.split(r"[;,\s]+", imprint.upper())
    cleaned = (_UNREAD.sub("", piece) for piece in pieces)
    return tuple(piece for piece in cleaned if piece and piece not in _NOT_MARKS)


def joined(imprint: str) -> str:
    """All marks as one word in upper case."""
    return "".join(parts(imprint)).replace("/", "").replace("|", "I")[:LONGEST]


def folded(text: str) -> str:
    """The text with characters that look alike written as one."""
    return text.translate(_table())


def orders(imprint: str) -> Iterator[str]:
    """The marks joined in every order that people write them: as filed, each side first, without repeats."""
    marks = parts(imprint)
    yield joined(imprint)
    once = tuple(dict.fromkeys(marks))
    yield "".join(once)
    for turn in range(1, min(len(once), 4)):
        yield "".join(once[turn:] + once[:turn])
    yield "".join(sorted(once))


def keys(imprint: str) -> frozenset[str]:
    """Everything a tablet with this imprint is filed under."""
    found: set[str] = set()
    for order in orders(imprint):
        found.update(_with_one_less(folded(order[:LONGEST])))
    marks = parts(imprint)
    for mark in marks:
        if len(mark) > 1 and len(marks) > 1:
            found.update("=" + key for key in _with_one_less(folded(mark)) if len(key) > 1)
    for first, second in pairwise(marks):
        found.add("=" + folded(first + second))
    return frozenset(found)


def sought(imprint: str) -> tuple[str, ...]:
    """The keys under which tablets with this imprint may be filed, those of the whole imprint first."""
    whole = folded("".join(parts(imprint)).replace("/", "").replace("|", "I")[:LONGEST])
    return tuple(dict.fromkeys((*_with_one_less(whole), "=" + whole, *("=" + key for key in _with_one_less(whole)))))


def _with_one_less(word: str) -> tuple[str, ...]:
    """The word, and the word without each one of its characters."""
    if not word:
        return ()
    shorter = (word[:at] + word[at + 1 :] for at in range(len(word)))
    return tuple(dict.fromkeys((word, *filter(None, shorter))))
