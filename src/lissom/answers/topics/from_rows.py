"""A sentence made from rows: their sources in order, their ids, and the weakest of their grades."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from lissom.facts.grade import Grade, Reading
from lissom.facts.sentence import capital
from lissom.facts.statement import Statement
from lissom.library import sources_of

SHORT = {
    "MS": "multiple sclerosis",
    "SCI": "spinal cord injury",
    "CP": "cerebral palsy",
    "TBI": "brain injury",
    "ABI": "brain injury",
    "CKD": "chronic kidney disease",
    "ITB": "intrathecal baclofen",
    "RCT": "trial",
    "RCTs": "trials",
    "GERD": "acid reflux",
    "NRS": "rating from 0 to 10 (NRS)",
    "RMDQ": "back disability score (RMDQ)",
    "MAS": "stiffness score (MAS)",
    "TNmAS": "stiffness score (TNmAS)",
    "EQ-5D-3L utility": "quality of life index (EQ-5D)",
    "MSWS-12 walking": "walking score (MSWS-12)",
    "RR": "risk ratio",
    "vs": "against",
    "NOT": "not",
    "TID": "three times a day",
    "max": "at most",
    "mcg": "micrograms",
    "incl.": "including",
}
"""Abbreviations of the tables -> what a reader sees."""

_SHORT = re.compile(r"(?<![\w-])(" + "|".join(sorted(map(re.escape, SHORT), key=len, reverse=True)) + r")(?![\w])")


class Graded(Protocol):
    """What every row with one provenance has."""

    @property
    def id(self) -> str: ...
    @property
    def grade(self) -> Grade: ...
    @property
    def reading(self) -> Reading: ...


def said(text: str, *rows: Graded, clinician: str = "") -> Statement:
    """The sentence `text` with everything the rows rest on. Needs at least one row."""
    return Statement(
        text=text,
        sources=tuple(dict.fromkeys(source for row in rows for source in sources_of(row))),
        grade=weakest(row.grade for row in rows),
        facts=tuple(dict.fromkeys(row.id for row in rows)),
        clinician=clinician,
    )


def weakest(grades: Iterable[Grade]) -> Grade:
    """The last of the grades in the order of `Grade`."""
    return max(grades, key=list(Grade).index)


def sentence(text: str) -> str:
    """The text with a capital first letter and a full stop at its end; '' stays ''."""
    text = text.strip()
    if not text:
        return ""
    return capital(text) + ("" if text[-1] in ".!?" else ".")


def spoken(text: str) -> str:
    """The words with signs and abbreviations spelt out: '>=65 y, MS' -> 'at least 65 years, multiple sclerosis'."""
    for sign, words in ((">=", "at least "), ("<=", "at most "), ("<", "below "), (">", "above ")):
        text = text.replace(sign, words)
    text = re.sub(r"(\d) y\b", r"\1 years", text).replace("-below ", " to below ").replace("  ", " ")
    return _abbreviations(text)


def _abbreviations(text: str) -> str:
    return _SHORT.sub(lambda found: SHORT[found.group()], text)
