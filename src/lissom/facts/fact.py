"""One number or plain fact about the world, with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from lissom.facts.grade import Grade, Reading
from lissom.facts.quantity import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A value with unit, spread, population, source, locator and grade. Assumptions carry the interval to sample."""

    id: str
    subject: str
    """What it is about, dotted: `baclofen.oral.CL`."""
    unit: str
    source: str
    grade: Grade
    reading: Reading
    value: float | None = None
    text: str = ""
    """The fact in our words, where it is not a number."""
    interval: Interval | None = None
    spread: str = ""
    population: str = ""
    locator: str = ""
    jurisdiction: str = ""

    def __post_init__(self) -> None:
        assert self.source, f"{self.id}: a fact without a source does not load"
        assert self.unit, f"{self.id}: a fact without a unit does not load ('1' for a plain number)"
        assert self.value is not None or self.text, f"{self.id}: a fact states a value or a text"
