"""The smallest thing a reader may see: words, with sources and a grade. Nothing unsourced can be built."""

from __future__ import annotations

from dataclasses import dataclass

from lissom.facts.grade import Grade
from lissom.facts.quantity import Interval, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence in plain words, the sources it rests on, and how strong they are.

    `facts` names the rows of our own data it was made from (INT001, DOS014, PK-BAC-PO-003), so that every number
    leads to its row and every row to its source. `clinician` holds the same in professional words where they differ.
    """

    text: str
    sources: tuple[str, ...]
    grade: Grade
    values: tuple[Quantity | Interval, ...] = ()
    facts: tuple[str, ...] = ()
    clinician: str = ""

    def __post_init__(self) -> None:
        assert self.text, "a statement says something"
        assert self.sources, f"a statement has a source: {self.text!r} has none"


def sources_of(cell: str) -> tuple[str, ...]:
    """The ids of a `source` cell; several are separated by ';'."""
    return tuple(part.strip() for part in cell.split(";") if part.strip()) if ";" in cell else (cell,)


REASONING = "lissom_reasoning"
"""Id of the bibliography entry that stands for our own written reasoning."""


def reasoned(text: str, clinician: str = "") -> Statement:
    """A sentence that rests on our own reasoning alone: graded an assumption, and shown as one."""
    return Statement(text=text, sources=(REASONING,), grade=Grade.ASSUMPTION, clinician=clinician)
