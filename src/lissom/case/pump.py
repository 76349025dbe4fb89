"""A pump for the spinal fluid: what it holds, when it was filled, where its catheter ends, how it runs over the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor

from lissom.facts.errors import Fault
from lissom.facts.quantity import in_words

VERTEBRAE = (
    *(f"C{n}" for n in range(1, 8)),
    *(f"T{n}" for n in range(1, 13)),
    *(f"L{n}" for n in range(1, 6)),
    *(f"S{n}" for n in range(1, 6)),
)
"""From the head down."""
_WRITTEN = r"\s*(?:level\s+)?(c|th|t|d|l|s)\s*-?\s*(\d{1,2})\s*"


def vertebra(text: str) -> str | None:
    """'T10' of 'T10', 'Th 10' or 'D10'; None where it names no vertebra."""
    found = re.fullmatch(_WRITTEN, text, re.IGNORECASE)
    if found is None:
        return None
    letter = found[1].upper()
    name = f"{'T' if letter in ('TH', 'D') else letter}{int(found[2])}"
    return name if name in VERTEBRAE else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A rate that a pump runs from this hour of the clock until the next step."""

    hour: float
    mg_per_h: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pump:
    """A pump as stated; None where a thing is not stated. `last_refill` is the day on which it held `volume_mL`."""

    volume_mL: float | None = None
    mg_per_mL: float | None = None
    mL_per_day: float | None = None
    """The flow as the programmer shows it, beside the dose of the directions."""
    alarm_mL: float | None = None
    """The volume at which the pump sounds."""
    last_refill: date | None = None
    next_refill: date | None = None
    catheter_tip: str = ""
    """The vertebra at which the catheter ends ('T10'); '' where it is not stated."""
    steps: tuple[Step, ...] = ()
    """How it runs over the day, by the clock; empty: evenly."""

    @property
    def stepped_mg_per_day(self) -> float:
        """Milligrams a day of the steps; 0 without steps."""
        return sum(rate * (end - begin) for begin, end, rate in self.over_the_day)

    @property
    def over_the_day(self) -> tuple[tuple[float, float, float], ...]:
        """(from hour, to hour, mg/h) from midnight to midnight."""
        if not self.steps:
            return ()
        steps = sorted(self.steps, key=lambda step: step.hour)
        ends = [*(step.hour for step in steps[1:]), 24.0]
        night = ((0.0, steps[0].hour, steps[-1].mg_per_h),) if steps[0].hour > 0 else ()
        return night + tuple((s.hour, end, s.mg_per_h) for s, end in zip(steps, ends, strict=True))

    @property
    def understood(self) -> str:
        """The pump said back in plain words; '' where nothing of it is stated."""
        held = "" if self.volume_mL is None else f"{in_words(self.volume_mL, 3)} mL"
        of = "" if self.mg_per_mL is None else f"{in_words(1e3 * self.mg_per_mL, 4)} mcg/mL"
        parts = [
            " of ".join(filter(None, (held, of))),
            f"last refill {self.last_refill}" if self.last_refill else "",
            f"next refill {self.next_refill}" if self.next_refill else "",
            "" if self.alarm_mL is None else f"alarm at {in_words(self.alarm_mL, 3)} mL",
            f"catheter ends at {self.catheter_tip}" if self.catheter_tip else "",
            "; ".join(
                f"{in_words(1e3 * rate, 4)} mcg/h from {_clock(begin)} to {_clock(end)}"
                for begin, end, rate in self.over_the_day
            ),
        ]
        return ", ".join(filter(None, parts))

    def day_with(self, volume_mL: float, mg_per_day: float) -> date | None:
        """The day on which so much is left at this dose; None where what it needs is not known."""
        if self.volume_mL is None or self.mg_per_mL is None or self.last_refill is None or mg_per_day <= 0:
            return None
        days = (self.volume_mL - volume_mL) * self.mg_per_mL / mg_per_day
        return self.last_refill + timedelta(days=floor(days + 1e-9))


def _clock(hour: float) -> str:
    minutes = round(60 * hour)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def impossible_pump(pump: Pump) -> Iterator[Fault]:
    """What no pump can have; paths are relative to the pump."""
    if pump.volume_mL == 0:
        yield Fault(where="volume", expected="what the pump held after the last refill, above 0 mL", came="0 mL")
    if pump.volume_mL is not None and pump.alarm_mL is not None and pump.alarm_mL >= pump.volume_mL > 0:
        below = f"less than the {in_words(pump.volume_mL, 3)} mL in the pump"
        yield Fault(where="alarm", expected=below, came=f"{in_words(pump.alarm_mL, 3)} mL")
    if pump.last_refill and pump.next_refill and pump.next_refill <= pump.last_refill:
        after = f"a day after the last refill ({pump.last_refill.isoformat()})"
        yield Fault(where="next_refill", expected=after, came=pump.next_refill.isoformat())
    hours = [step.hour for step in pump.steps]
    if len(set(hours)) < len(hours):
        yield Fault(where="steps", expected="steps that begin at different times", came="the same time twice")
    if pump.steps and not any(step.mg_per_h for step in pump.steps):
        yield Fault(where="steps", expected="a rate above zero in one step at least", came="0 in all of them")
