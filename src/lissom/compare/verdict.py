"""What an estimate allows to be said: apart, apart by too little to matter, alike, or cannot be told apart."""

from __future__ import annotations

from enum import StrEnum

from lissom.compare.nma.estimate import Effect


class Verdict(StrEnum):
    """How two treatments stand to one another on one outcome."""

    APART = "different"
    """The interval leaves out no difference, and every difference too small to matter where that is known."""
    MAYBE_SMALL = "different, perhaps by too little to matter"
    ALIKE = "no difference that matters"
    CANNOT = "cannot be told apart"


TOUCHING = 0.02
"""An interval that stops short of no difference by less than this share of its width is taken to reach it: the means
and limits that it was worked out from were printed in two or three figures, which moves its ends as far.
"""


def verdict(effect: Effect, margin: float | None) -> Verdict:
    """The verdict for an effect; `margin` is the smallest difference that matters, on the averaged scale."""
    smallest = min(abs(effect.low), abs(effect.high)) if effect.excludes_no_difference else 0.0
    clear = smallest > TOUCHING * (effect.high - effect.low)
    if margin is None:
        return Verdict.APART if clear else Verdict.CANNOT
    if smallest > margin:
        return Verdict.APART
    if max(abs(effect.low), abs(effect.high)) < margin:
        return Verdict.ALIKE
    return Verdict.MAYBE_SMALL if clear else Verdict.CANNOT
