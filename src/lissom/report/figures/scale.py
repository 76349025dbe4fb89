"""From values to places on the page: linear scales and the round numbers written beside an axis."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10

ROUND_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from the domain (`low` to `high`) to places (`start` to `stop`, which may run downward)."""

    low: float
    high: float
    start: float
    stop: float

    def __call__(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.0
        return self.start + share * (self.stop - self.start)


def step(span: float, about: int) -> float:
    """A round step (1, 2, 2.5, 5 times a power of ten) that cuts the span into about so many."""
    raw = max(span, 1e-12) / about
    power = 10.0 ** floor(log10(raw))
    return next((one * power for one in ROUND_STEPS if one * power >= raw * 0.999), 10.0 * power)


def ticks(high: float, about: int = 4) -> tuple[float, ...]:
    """Round numbers from 0 to at least `high`."""
    each = step(high, about)
    return tuple(round(each * k, 10) for k in range(ceil(high / each - 1e-9) + 1)) if high > 0 else (0.0, 1.0)
