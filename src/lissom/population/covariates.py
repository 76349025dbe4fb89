"""How facts about the person change a parameter: one formula per `kind` named in the model files.

The formulas are plain arithmetic: they take floats as well as arrays of people, so that `exposure.py` needs no NumPy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

LITRES_PER_HOUR = 0.06
"""1 mL/min in L/h."""

Known = Mapping[str, Any]
"""`weight` (kg), `CrCl` (mL/min), `age` (years) and, by role, the parameters the formula uses: floats or arrays."""


def renal_clearance(at: Known) -> Any:
    """CL/F = (nonrenal (weight/reference)^exponent + renal 0.06 CrCl) / F, L/h; CrCl in mL/min is the person's own.

    Only the part that does not go through the kidneys scales with weight: CrCl already belongs to the body at hand.
    """
    size = (at["weight"] / at["reference"]) ** at["exponent"]
    return (at["nonrenal"] * size + at["renal"] * LITRES_PER_HOUR * at["CrCl"]) / at.get("F", 1.0)


def _power(at: Known) -> Any:
    return at["before"] * (at["weight"] / at["reference"]) ** at["exponent"]


def _factor(at: Known) -> Any:
    return at["before"] * at["factor"]


def _per_kg(at: Known) -> Any:
    by_weight = at["per_kg"] * at["weight"]
    above = by_weight > at["cap"]
    return by_weight * (1 - above) + at["cap"] * above


def _times_weight(at: Known) -> Any:
    return at["before"] * at["weight"]


def _added(at: Known) -> Any:
    return at["before"] + at["by"]


def _divided(at: Known) -> Any:
    return at["before"] / at["by"]


def _interpolated(at: Known) -> Any:
    """A factor that runs in a straight line from `factor_from` at `from` to `factor_to` at `to`, and stays beyond
    them.
    """
    reach = (at["value"] - at["from"]) / (at["to"] - at["from"])
    inside = reach * (reach > 0) * (reach < 1) + (reach >= 1)
    return at["before"] * (at["factor_from"] + (at["factor_to"] - at["factor_from"]) * inside)


FORMULAS: Mapping[str, Callable[[Known], Any]] = {
    "renal": renal_clearance,
    "power": _power,
    "factor": _factor,
    "per_kg": _per_kg,
    "times_weight": _times_weight,
    "divided": _divided,
    "added": _added,
    "interpolated": _interpolated,
}
