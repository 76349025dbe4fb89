"""How exposure at steady state changes with the kidneys, in closed form and without NumPy: for checks that must be
quick.
"""

from __future__ import annotations

from itertools import product

from lissom.population.covariates import renal_clearance
from lissom.population.model import Covariate, Model, Variant


def exposure_ratio(
    model: Model, CrCl_from: float, CrCl_to: float, weight_kg: float | None = None
) -> tuple[float, float, float]:
    """Average level at `CrCl_to` over that at `CrCl_from` (both mL/min), steady state, same dose: (typical, low, high).

    Low and high run over everything the model file does not know about the two clearances. Raises ValueError where
    the model holds no kidney term or a CrCl is negative.
    """
    if min(CrCl_from, CrCl_to) < 0:
        raise ValueError("a creatinine clearance is not negative")
    variant = model.variant_for(None)
    covariate = _renal(variant)
    roles = {role: variant.parameters[name] for role, name in covariate.uses.items()}
    weight = roles["reference"].value if weight_kg is None else weight_kg
    typical = {role: parameter.value for role, parameter in roles.items()}

    def ratio(**chosen: float) -> float:
        at = {**typical, "weight": weight, **chosen}
        before, after = renal_clearance({**at, "CrCl": CrCl_from}), renal_clearance({**at, "CrCl": CrCl_to})
        return float(before / after)

    # The ratio is monotone in each clearance, so its ends lie at the corners of their intervals.
    nonrenal, renal = roles["nonrenal"], roles["renal"]
    corners = product((nonrenal.low, nonrenal.high), (renal.low, renal.high))
    ends = [ratio(nonrenal=a, renal=b) for a, b in corners]
    return ratio(), min(ends), max(ends)


def _renal(variant: Variant) -> Covariate:
    for covariate in variant.covariates:
        if covariate.kind == "renal":
            return covariate
    raise ValueError(f"the {variant.id} model holds no kidney term")
