"""Splits a paragraph into sentences, and a sentence into clauses."""

from __future__ import annotations

import re
from itertools import pairwise

_ABBREVIATIONS = frozenset(
    {
        "dr",
        "mr",
        "mrs",
        "prof",
        "st",
        "vs",
        "e.g",
        "i.e",
        "approx",
        "fig",
        "al",
        "inc",
        "ltd",
        "co",
        "u.s",
        "u.k",
        "jr",
        "sr",
    }
)
_END = re.compile(r"([.!?…]+[\"'”’)\]]*)(\s+)(?=[\"'“‘(\[]?[A-Z0-9])")
_CLAUSE = re.compile(
    r"[;:—–]\s|,\s+(?=(?:but|however|although|though|while|whereas|yet|and it|so)\b)|"
    r"\band (?=(?:is|are|was|were|can|may|will|should|has|have|does|do|it|you|they|patients|people)\b)|"
    r"(?<!anything )(?<!nothing )\b(?:but|however|although|even though|whereas|because)\b",
    re.IGNORECASE,
)

_LEAD = re.compile(
    r"^\W*(?:far from|unlike|contrary to|instead of|rather than|without|in contrast to|because|since|although|"
    r"though|even though|even if|if|unless|when|while|whereas|despite)\b[^,;:]{1,80},",
    re.IGNORECASE,
)
"""A phrase before the clause proper: what it denies is not denied of the clause."""


def sentences(paragraph: str) -> tuple[str, ...]:
    """The sentences in order. A full stop after an abbreviation, an initial or within a number ends none."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(paragraph):
        if match.group(1) == "." and _goes_on(paragraph[start : match.start()]):
            continue
        found.append(paragraph[start : match.end(1)])
        start = match.end()
    found.append(paragraph[start:])
    return tuple(one.strip() for one in found if one.strip())


def _goes_on(before: str) -> bool:
    """Whether the text before a full stop ends in an abbreviation or an initial."""
    words = before.split()
    last = words[-1].strip("(\"'“‘") if words else ""
    if len(last) == 1 and last.isupper() and len(words) > 1:
        return True
    return last.casefold() in _ABBREVIATIONS


def clauses(sentence: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of each clause, as far as punctuation and words that turn a thought tell."""
    lead = _LEAD.match(sentence)
    cuts = [match.start() for match in _CLAUSE.finditer(sentence) if match.start() > (lead.end() if lead else 0)]
    cuts = [lead.end(), *cuts] if lead else cuts
    edges = [0, *cuts, len(sentence)]
    return tuple((start, end) for start, end in pairwise(edges) if end > start)


def clause_at(sentence: str, place: int) -> tuple[int, int]:
    """The clause in which a place lies."""
    return next((one for one in clauses(sentence) if one[0] <= place < one[1]), (0, len(sentence)))
