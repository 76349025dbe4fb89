"""From concentration to effect: the saturating curve, and shares on the odds scale. No drug, no person."""

from __future__ import annotations

import numpy as np

from lissom.dynamics.layout import Floats


def saturating(C: Floats, Emax: Floats | float, EC50: Floats, hill: Floats | float) -> Floats:
    """E = Emax C^hill / (EC50^hill + C^hill), in the unit of Emax; C and EC50 in one unit, C >= 0."""
    raised = (C / EC50) ** hill
    effect: Floats = Emax * (raised / (1.0 + raised))  # the quotient first: it rounds to no more than 1
    return effect


def log_odds(share: Floats | float) -> Floats:
    """ln(p / (1 - p)) of a share strictly between 0 and 1."""
    p = np.asarray(share, dtype=np.float64)
    odds: Floats = np.log(p / (1.0 - p))
    return odds


def share(odds: Floats) -> Floats:
    """The share whose log odds are given; the inverse of `log_odds`."""
    p: Floats = 1.0 / (1.0 + np.exp(-odds))
    return p
