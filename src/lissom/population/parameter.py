"""One number of a model, with unit, spread, sources and grade. No numerics: `check` reads these without NumPy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lissom.facts.grade import Grade, Reading
from lissom.facts.quantity import Interval, after_number, in_words


class Origin(StrEnum):
    """How the number came to be: read in a source, derived from such numbers, tuned to label values, or assumed."""

    STATED = "S"
    DERIVED = "D"
    TUNED = "T"
    ASSUMED = "A"


ORIGIN_IN_WORDS = {
    Origin.STATED: "stated in the source",
    Origin.DERIVED: "derived from sourced numbers",
    Origin.TUNED: "tuned so that the typical curve meets published values",
    Origin.ASSUMED: "assumed",
}


MEANINGS = {
    "CL": "Apparent clearance (CL/F)",
    "Vc": "Apparent volume of the central compartment",
    "Q": "Apparent flow between the compartments",
    "Vp": "Apparent volume of the peripheral compartment",
    "V": "Volumes",
    "ka": "Rate of absorption",
    "lag": "Delay before absorption starts",
    "F": "Share of a swallowed dose that reaches the blood",
    "fm": "Share of the clearance that forms the metabolite",
    "CLm": "Clearance of the metabolite",
    "Vm": "Volume of the metabolite",
    "MTT": "Mean time a dose takes to be absorbed",
}
"""What the symbols of the field stand for, where a file does not say it better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A typical value or a spread. `interval` is what we do not know about it: it is sampled wherever it is given."""

    name: str
    meaning: str
    value: float
    unit: str
    origin: Origin
    grade: Grade
    reading: Reading
    sources: tuple[str, ...]
    facts: tuple[str, ...] = ()
    interval: Interval | None = None
    note: str = ""

    @property
    def low(self) -> float:
        """The lower end of what the value could be; the value itself where no interval is given."""
        return self.interval.low if self.interval else self.value

    @property
    def high(self) -> float:
        """The upper end of what the value could be; the value itself where no interval is given."""
        return self.interval.high if self.interval else self.value

    @property
    def in_words(self) -> str:
        """Value, unit, interval and origin on one line."""
        span = f" ({in_words(self.low, 3)} to {in_words(self.high, 3)})" if self.interval else ""
        return f"{in_words(self.value, 3)}{after_number(self.unit)}{span}, {ORIGIN_IN_WORDS[self.origin]}"
