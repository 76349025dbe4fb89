"""Counts of a hundred people: how they are written, and how far chance alone could move them."""

from __future__ import annotations

from math import sqrt

from lissom.facts.quantity import in_words


def people(value: float) -> str:
    """A count of 100 people: whole from 3 on, in two figures below, so that a small risk is not called none."""
    if value <= 0:
        return "0"
    if 3 <= value <= 99 or value == 100:
        return str(round(value))
    return "more than 99" if value > 99 else in_words(value, 2)


def wilson(share: float, n: int) -> tuple[float, float]:
    """The 95% interval of a share counted in n people, both from 0 to 1. Wilson (1927)."""
    z = 1.96
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(middle - half, 0.0), min(middle + half, 1.0)
