"""The equations of a model file in the symbols of the field, written out from its structure and its covariates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lissom.population.model import Covariate, Structure, Variant

AMOUNTS = "A amounts (mg), C = A / V levels (mg/L), rates by the hour"


def of_the_level(variant: Variant) -> tuple[str, ...]:
    """The kinetics of a variant, one line for each place the drug can be."""
    structure = variant.structure
    lines = _of_the_canal(structure) if structure.places else _of_the_blood(structure)
    return (*lines, *_of_the_metabolite(structure), AMOUNTS)


def of_the_cord(variant: Variant) -> tuple[str, ...]:
    """How the cord follows the level where the doses arrive."""
    structure = variant.structure
    follows = "C the level as in `level`"
    if structure.places:
        felt = dict(zip(structure.effect_sites, structure.felt_at, strict=True))
        follows = f"C the level of the place ({felt['cord']} for the legs, {felt['arms']} for the arms), as in `level`"
    return (
        f"dCe/dt = ke0 (C - Ce),  ke0 = ln 2 / t_half_cord,  {follows}",
        "level at the cord = CSF_to_plasma Ce",
    )


def _of_the_blood(structure: Structure) -> Iterator[str]:
    into = {"bolus": "dose", "first_order": "ka Ag", "transit": "kt At"}[structure.absorption]
    if structure.absorption == "first_order":
        yield "dAg/dt = dose - ka Ag" + (",  lag after the dose" if structure.lag else "")
    if structure.absorption == "transit":
        steps = structure.transits
        yield f"a dose passes {steps} transit steps of one rate, kt = ({steps} + 1) / MTT, the last of them At"
    if structure.saturable_F:
        yield "of each dose F = F_top / (F_half + mg) is absorbed"
    exchange = "".join(f" - {Q} (C - C{p})" for Q, _, p in _tissues(structure))
    yield f"dA/dt = {into} - {LOSS[structure.elimination]}{exchange},  C = A / Vc"
    for Q, V, p in _tissues(structure):
        yield f"dA{p}/dt = {Q} (C - C{p}),  C{p} = A{p} / {V}"
    yield from FURTHER.get(structure.elimination, ())


def _tissues(structure: Structure) -> tuple[tuple[str, str, str], ...]:
    return (("Q", "Vp", "p"), ("Q2", "Vp2", "p2"))[: structure.peripherals]


LOSS = {"linear": "CL C", "michaelis_menten": "Vmax C / (Km + C)", "unbound": "CL Cu"}
FURTHER = {
    "michaelis_menten": ("Vmax = CL (Km + dose_reference / (2 Vc)): CL is dose over area of one such dose",),
    "unbound": ("Cu + Bmax Cu / (Km + Cu) = C: what albumin does not bind, in molar units",),
}
"""Lines that a kind of elimination needs besides."""


def _of_the_canal(structure: Structure) -> Iterator[str]:
    places = structure.places
    yield "dA_tip/dt = dose - Q_tip (C_tip - C_k),  C_tip = A_tip / V_tip,  k the place of the tip (tip_place)"
    yield "dA_k/dt = Q_k-1 (C_k-1 - C_k) + Q_k (C_k+1 - C_k) - CL_place C_k,  and + Q_tip (C_tip - C_k) at the tip"
    yield f"k from below: {', '.join(places)};  C_k = A_k / V_place"
    falls = ",  ".join(f"C_{above} = fall_{above} C_{below}" for below, above in pairwise(places))
    yield f"Q_k are those that give, while a steady rate enters the first place: {falls}"
    yield "CL_place = CL / s,  V_place = Vc / s,  s = 1 + the products of the falls: the level there is rate / CL"


def _of_the_metabolite(structure: Structure) -> Iterator[str]:
    if structure.metabolite:
        lost = "the sum of CL_place C_k" if structure.places else "CL C"
        yield f"{structure.metabolite}: dAm/dt = fm ({lost}) - CLm Cm,  Cm = Am / Vm"


def of_the_covariate(covariate: Covariate) -> str:
    """What a fact about the person does to a parameter, as an equation and when it holds."""
    kind = "renal_whole" if covariate.kind == "renal" and "F" not in covariate.uses else covariate.kind
    written = WRITTEN[kind].format(target=covariate.target, on=covariate.on, **covariate.uses)
    when = f", when {covariate.when}" if covariate.when else ""
    note = f" ({covariate.note})" if covariate.note else ""
    return f"{covariate.target} becomes {written}{when}{note}"


_RENAL = "{nonrenal} (weight / {reference})^{exponent} + {renal} x 0.06 x CrCl"
WRITTEN = {
    "renal": f"({_RENAL}) / {{F}}, CrCl in mL/min",
    "renal_whole": f"{_RENAL}, CrCl in mL/min",
    "power": "{target} x (weight / {reference})^{exponent}",
    "factor": "{target} x {factor}",
    "divided": "{target} / {by}",
    "added": "{target} + {by}",
    "per_kg": "{per_kg} x weight, at most {cap}",
    "times_weight": "{target} x weight",
    "interpolated": (
        "{target} x a factor in a straight line over {on}: {factor_from} up to {from}, {factor_to} from {to} on"
    ),
}
"""The formulas of `covariates.py`, by kind, in the roles of a model file."""
