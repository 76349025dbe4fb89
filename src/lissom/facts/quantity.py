"""A number with its unit, and a number we only know to lie between two others."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, isfinite, log10


def in_words(value: float, digits: int = 2) -> str:
    """The value in `digits` significant figures, without an exponent: 0.4567 -> '0.46', 1234 -> '1200', 5.0 -> '5'."""
    if value == 0 or not isfinite(value):
        return "0" if value == 0 else "not known"
    decimals = digits - 1 - floor(log10(abs(value)))
    rounded = round(value, decimals)
    text = f"{rounded:.{max(decimals, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


FROM_HERE_WHOLE = 100.0
"""Numbers this large are shown without decimals, whatever stands beside them."""


def with_interval(value: float, low: float, high: float, digits: int = 2) -> tuple[str, str, str]:
    """A value and the ends of its interval, without signs, in the decimals that the value needs for `digits` figures:
    0.58, 0.055, 1.1 -> '0.58', '0.06', '1.10'. What would then vanish, or is large, has figures of its own.
    """
    size = abs(value) or max(abs(low), abs(high))
    decimals = max(digits - 1 - floor(log10(size)), 0) if size and isfinite(size) else 0
    one, two, three = (_in_decimals(abs(each), decimals, digits) for each in (value, low, high))
    return one, two, three


def _in_decimals(value: float, decimals: int, digits: int) -> str:
    shown = f"{value:.{decimals}f}"
    return in_words(value, digits) if not isfinite(value) or value >= FROM_HERE_WHOLE or not float(shown) else shown


PRINTED = {"1": "", "mL/min/{1.73_m2}": "mL/min/1.73 m²", "m2": "m²", "/d": "a day", "ug": "µg"}
"""UCUM units that read better another way; the others are printed as they are."""


def after_number(unit: str) -> str:
    """A unit as it follows its number: ' mg'; '%' at the number itself; '' for '1', which is none."""
    return "" if unit in ("", "1") else unit if unit == "%" else f" {unit}"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value and its UCUM unit (`mg`, `mg/dL`, `mL/min`, `mL/min/{1.73_m2}`, `h`, `1`, `%`)."""

    value: float
    unit: str

    def __str__(self) -> str:
        return f"{in_words(self.value, 3)}{after_number(PRINTED.get(self.unit, self.unit))}"


@dataclass(frozen=True, slots=True)
class Interval:
    """A low and a high value of one unit; `level` is the share it should hold (0.9), or None for a plain range."""

    low: float
    high: float
    unit: str
    level: float | None = None

    def __post_init__(self) -> None:
        assert self.low <= self.high, f"an interval runs upward, not {self.low} to {self.high}"

    def __str__(self) -> str:
        if self.low == self.high:
            return str(Quantity(self.low, self.unit))
        return f"{in_words(self.low, 3)} to {Quantity(self.high, self.unit)}"

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high
