"""Frozen values of the house as plain JSON values: records to objects, computed numbers rounded."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from math import floor, isfinite, log10
from typing import Any

DIGITS = 6
"""Significant figures kept of a computed number."""


def plain(value: object) -> Any:
    """The value in the types of JSON. Sets are sorted; a number that is not finite becomes null. Raises TypeError."""
    if value is None or (isinstance(value, bool | int) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return rounded(value)
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return plain(value._asdict())
    if isinstance(value, frozenset | set):
        return sorted(plain(one) for one in value)
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(one) for key, one in value.items()}
    if isinstance(value, Iterable):  # a tuple or an array, which iterates over its rows or numbers
        as_list = getattr(value, "tolist", None)
        return [plain(one) for one in (as_list() if as_list else value)]
    raise TypeError(f"{type(value).__name__} has no plain form")


def rounded(value: float) -> float | None:
    """The number in six significant figures; null when it is not finite."""
    if not isfinite(value):
        return None
    if value == 0:
        return 0.0
    return round(value, DIGITS - 1 - floor(log10(abs(value))))
