"""Elimination that is not in proportion to the level: Michaelis-Menten, and clearance of the unbound part only."""

from __future__ import annotations

import numpy as np

from lissom.dynamics.layout import Floats


def michaelis_menten(C: Floats, Vmax: Floats | float, Km: Floats | float) -> Floats:
    """Vmax C / (Km + C), in the unit of Vmax; C and Km in one unit, C >= 0."""
    rate: Floats = Vmax * C / (Km + C)
    return rate


def unbound(C: Floats, Bmax: Floats | float, Km: Floats | float) -> Floats:
    """The unbound level Cu of a total C = Cu + Bmax Cu / (Km + Cu), all in one unit, C >= 0.

    The positive root of a quadratic; the form without a difference of near numbers is used on each side of b = 0.
    """
    b = Bmax + Km - C
    root = np.sqrt(b * b + 4.0 * Km * C)
    Cu: Floats = np.where(b >= 0, 2.0 * Km * C / (np.abs(b) + root), (root - b) / 2.0)
    return Cu
