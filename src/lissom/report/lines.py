"""Styled text on a terminal: spans of words, wrapped to a width, with ANSI styles only where they are wanted.

Written out here because importing a terminal library costs more than checking a prescription; rich draws the tables.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

CODES = {"bold": "1", "dim": "2", "italic": "3", "red": "31", "yellow": "33", "magenta": "35", "cyan": "36"}


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one style: names of `CODES`, separated by blanks; '' for plain."""

    words: str
    style: str = ""


Spans = tuple[Span, ...]


def spans(words: str, style: str = "") -> Spans:
    return (Span(words, style),) if words else ()


def wrapped(text: Spans, width: int) -> list[Spans]:
    """The spans broken into rows of at most `width` columns; a word longer than that is cut."""
    rows: list[list[Span]] = [[]]
    used = 0
    for piece in _pieces(text, max(width, 1)):
        if piece.words == "\n":
            rows.append([])
            used = 0
        elif used and used + len(piece.words.rstrip()) > width:
            rows.append([piece] if piece.words.strip() else [])
            used = len(piece.words) if piece.words.strip() else 0
        elif used or piece.words.strip():
            rows[-1].append(piece)
            used += len(piece.words)
    return [_stripped(row) for row in rows]


def painted(text: Spans, *, colour: bool) -> str:
    """The spans as one string, with ANSI codes where colour is wanted."""
    return "".join(_painted(span) if colour and span.style else span.words for span in text)


def wants_colour(stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """True on a terminal that can, unless NO_COLOR is set (no-color.org)."""
    if environment.get("NO_COLOR"):
        return False
    return bool(environment.get("FORCE_COLOR")) or (stream.isatty() and environment.get("TERM") != "dumb")


def _pieces(text: Spans, width: int) -> list[Span]:
    """Words with the blanks behind them, and line breaks, each in its style; words longer than the width in parts.

    Where a style changes inside a word ('[1]' after a full stop has a blank, so it does not) the parts may separate.
    """
    return [
        Span(part, span.style)
        for span in text
        for word in re.findall(r"\n|[^\S\n]+|[^\s]+[^\S\n]*", span.words)
        for part in (
            [word] if len(word.rstrip()) <= width else [word[at : at + width] for at in range(0, len(word), width)]
        )
    ]


def _stripped(row: list[Span]) -> Spans:
    kept = list(row)
    while kept and not kept[-1].words.rstrip():
        kept.pop()
    if kept:
        kept[-1] = Span(kept[-1].words.rstrip(), kept[-1].style)
    return tuple(kept)


def _painted(span: Span) -> str:
    codes = ";".join(CODES[name] for name in span.style.split())
    return f"\x1b[{codes}m{span.words}\x1b[0m"
