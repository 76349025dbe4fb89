"""Quantiles of a crowd that comes in parts: only histograms are kept, so memory does not grow with the crowd.

Bins are 0.3% wide (`ranks.py`); the answer differs from the exact quantile by no more than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lissom.dynamics.crowd import from_counts
from lissom.dynamics.layout import Floats

HEADROOM = 16.0
"""How far values may exceed the largest one announced before they share the last bin."""


class Tally:
    """Histograms [row, column] of values >= 0; `largest` [column] is about the largest value of each column."""

    def __init__(self, rows: int, largest: Floats) -> None:
        from lissom.dynamics import ranks

        top = 2.0 ** ((ranks.KEYS + ranks.LOWEST_KEY >> 8) - 127)
        self._scale = top / (HEADROOM * np.maximum(largest, np.finfo(np.float32).tiny))
        self._counts: NDArray[Any] = np.zeros((rows, len(largest), ranks.KEYS), dtype=np.int32)

    def add(self, row: int, values: Floats) -> None:
        """Counts the values [column, person] of one row."""
        from lissom.dynamics import ranks

        bits = (values * self._scale[:, None]).astype(np.float32).view(np.uint32)
        ranks.count(bits, self._counts[row])

    def quantiles(self, levels: Sequence[float]) -> Floats:
        """[level, row, column], linear between the values of neighbouring people where they lie in different bins."""
        people = int(self._counts[0, 0].sum())
        found: Floats = from_counts(self._counts, np.asarray(levels) * (people - 1)) / self._scale
        return found
