"""How far a level runs ahead of the body's getting used to it: a way to compare plans of coming off, never a risk.

The body is taken to get used to a lower daily dose with a half-time that nobody has measured; the mismatch is the part
of the old dose that is missing on the worst day. Stopping at once is 1 by definition. How often withdrawal follows from
a given mismatch is not known, so no percentage is made of it.
"""

from __future__ import annotations

from collections.abc import Sequence


def largest_mismatch(daily: Sequence[float], before: float, half_time_days: float) -> float:
    """The largest mismatch (0 to 1) over days of `daily` mg after a steady `before` mg a day.

    A(d+1) = A(d) + (1 - 2^(-1/half-time)) (C(d) - A(d)); mismatch = max(A - C) / before. Our own reasoning.
    """
    if before <= 0:
        return 0.0
    gained = 1.0 - 2.0 ** (-1.0 / half_time_days)
    used_to, worst = before, 0.0
    for mg in daily:
        worst = max(worst, used_to - mg)
        used_to += gained * (mg - used_to)
    return worst / before
