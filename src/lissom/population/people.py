"""Virtual people: parameters drawn around the person at hand, from what differs between people and what we do not know.

A crowd is [parameter] -> array over people. Which of the two kinds of spread it holds is the caller's choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lissom.dynamics.canal import canal
from lissom.dynamics.layout import Floats, Layout
from lissom.population.covariates import FORMULAS
from lissom.population.model import SHAPE, Structure, Variant
from lissom.population.parameter import Parameter
from lissom.population.sobol import normal, sobol
from lissom.population.subject import KidneyBasis, Subject

Crowd = Mapping[str, Floats]

LEVEL_UNITS = {"ng/mL": 1000.0, "mg/L": 1.0, SHAPE: 1.0}
"""What 1 mg/L is in the unit a model's levels are shown in; `SHAPE` is divided by the dose as well."""

SHARED_ETA = {"V": ("Vc", "Vp", "Vp2")}
"""One spread that moves several parameters together: the sources give one figure for all volumes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """Uniform numbers, [dimension, person], for the two kinds of spread; None where that kind is to be absent."""

    count: int
    between: Floats | None
    unknown: Floats | None


def everyone(variant: Variant, count: int, seed: int, first: int = 0) -> Draws:
    """Draws with both kinds of spread, evenly over all dimensions at once; `first` people of the crowd are skipped."""
    between, unknown = _dimensions(variant)
    points = sobol(count, between + unknown, seed, first)
    return Draws(count=count, between=points[:between], unknown=points[between:])


def people_differ(variant: Variant, count: int, seed: int, first: int = 0) -> Draws:
    """Draws with the spread between people only, at the best guess of every parameter."""
    return Draws(count=count, between=sobol(count, _dimensions(variant)[0], seed, first), unknown=None)


def we_do_not_know(variant: Variant, count: int, seed: int, first: int = 0) -> Draws:
    """Draws of the typical person over what we do not know."""
    return Draws(count=count, between=None, unknown=sobol(count, _dimensions(variant)[1], seed, first))


def crossed(variant: Variant, worlds: int, each: int, seed: int) -> Draws:
    """Draws of `each` people in every one of `worlds` states of what we do not know; people run fastest."""
    between, unknown = _dimensions(variant)
    return Draws(
        count=worlds * each,
        between=np.tile(sobol(each, between, seed), worlds),
        unknown=np.repeat(sobol(worlds, unknown, seed + 1), each, axis=1),
    )


def crowd(variant: Variant, who: Subject, draws: Draws) -> Crowd:
    """Every parameter of every virtual person like `who`, in the units of the model file."""
    between, unknown = _rows(variant, draws)
    values = {name: _of_unknown(p, unknown.get(name), draws.count) for name, p in variant.parameters.items()}
    known = _known(who, values)
    for covariate in variant.covariates:
        if who.meets(covariate.when):
            roles = {role: values[name] for role, name in covariate.uses.items()}
            at = {**known, **roles, "before": values.get(covariate.target)}
            if covariate.on:
                at["value"] = getattr(who, covariate.on)
                if at["value"] is None:
                    continue
            values[covariate.target] = FORMULAS[covariate.kind](at)
    eta = _deviations(variant, between)
    for name, cv in variant.omega.items():
        if name in between:
            factor = np.exp(_omega(_of_unknown(cv, unknown.get(f"omega.{name}"), draws.count)) * eta[name])
            for target in SHARED_ETA.get(name, (name,)):
                if target in values:
                    values[target] = values[target] * factor
    if "between_study_CL" in values and "study" in unknown:
        values["CL"] = values["CL"] * np.exp(_omega(values["between_study_CL"]) * normal(unknown["study"]))
    one = (who.dose_mg or 1.0) if variant.level_unit == SHAPE else 1.0
    values["level_scale"] = np.full(draws.count, LEVEL_UNITS[variant.level_unit] / one)
    values["responds"] = _responds(values, between, draws.count)
    if variant.structure.places:
        if who.catheter_tip:
            values["tip_place"] = np.full(draws.count, float(variant.structure.place_at(who.catheter_tip)))
        values["V_place"] = _along_the_canal(variant.structure, values)["V_place"]
    return values


def _deviations(variant: Variant, between: Mapping[str, Floats]) -> Mapping[str, Floats]:
    """Standard normal deviates of each parameter that differs between people, correlated as the model says."""
    names = [name for name in variant.omega if name in between]
    free = np.array([normal(between[name]) for name in names])
    if not variant.correlations or not names:
        return dict(zip(names, free, strict=True))
    R = np.eye(len(names))
    for one in variant.correlations:
        i, j = (names.index(name) for name in one.of)
        R[i, j] = R[j, i] = one.value
    return dict(zip(names, np.linalg.cholesky(R) @ free, strict=True))


def layout(structure: Structure) -> Layout:
    """The states of the kinetics of a model."""
    return Layout(
        inputs={"bolus": 0, "first_order": 1, "transit": structure.transits + 1}[structure.absorption],
        tip=structure.tip,
        places=structure.places,
        felt_at=tuple(structure.places.index(place) for place in structure.felt_at),
        peripherals=structure.peripherals,
        metabolite=bool(structure.metabolite),
        effect_sites=structure.effect_sites,
    )


NOT_LINEAR = {"michaelis_menten": ("Km",), "unbound": ("Bmax", "Km", "molar_mass")}
"""What a kind of elimination reads beside CL."""


def kinetics(structure: Structure, people: Crowd) -> dict[str, Floats]:
    """The parameters `rate_matrix` reads, from those of the model: absorption steps from MTT, ke0 from half-lives.

    With Michaelis-Menten elimination CL is dose over area of one dose of `dose_reference`: after a bolus AUC = D (Km +
    D / (2 Vc)) / Vmax, so Vmax = CL (Km + D / (2 Vc)); nearly so after quick absorption. Where only the unbound drug is
    cleared the model's CL is `CLu`, and CL that of the drug as a whole at low levels: what a linear reader may use.
    """
    ready = {
        name: people[name]
        for name in ("CL", "Vc", "Q", "Vp", "Q2", "Vp2", "Q_tip", "V_tip", "tip_place", "fm", "CLm", "Vm")
        if name in people
    }
    if structure.places:
        ready |= _along_the_canal(structure, people)
    if structure.absorption == "transit":
        ready["ka"] = (structure.transits + 1) / people["MTT"]
    elif structure.absorption == "first_order":
        ready["ka"] = people["ka"]
    for name in NOT_LINEAR.get(structure.elimination, ()):
        ready[name] = people[name]
    if structure.elimination == "unbound":
        ready["CLu"] = people["CL"]
        ready["CL"] = people["CL"] / (1.0 + people["Bmax"] / people["Km"])
    if structure.elimination == "michaelis_menten":
        ready["Vmax"] = people["CL"] * (people["Km"] + people["dose_reference"] / (2.0 * people["Vc"]))
    for site in structure.effect_sites:
        ready[f"ke0_{site}"] = np.log(2.0) / site_half_life(people, site)
    return ready


def site_half_life(people: Crowd, site: str) -> Floats:
    """The half-life (h) with which an effect site follows the level; for the arms it is that of the cord as well."""
    return people["t_half_cord" if site == "arms" else f"t_half_{site}"]


def _along_the_canal(structure: Structure, people: Crowd) -> dict[str, Floats]:
    """What the places of the spinal canal lose, hold and exchange."""
    return canal(people["CL"], people["Vc"], [people[f"fall_{place}"] for place in structure.places[1:]])


def _dimensions(variant: Variant) -> tuple[int, int]:
    return len(_between_names(variant)), len(_unknown_names(variant))


def _between_names(variant: Variant) -> tuple[str, ...]:
    return (*variant.omega, "responds")


def _unknown_names(variant: Variant) -> tuple[str, ...]:
    doubted = [name for name, parameter in variant.parameters.items() if parameter.interval]
    spreads = [f"omega.{name}" for name, parameter in variant.omega.items() if parameter.interval]
    often = [name for name in doubted if name not in SELDOM]
    return (*often, *spreads, "study", *(name for name in doubted if name in SELDOM))


SELDOM = ("CL_haemodialysis", "mas_before", "rater_noise", "spasm_days")
"""What moves no band, or few people's, takes the last axes of the points, which are the least even."""


def _rows(variant: Variant, draws: Draws) -> tuple[dict[str, Floats], dict[str, Floats]]:
    between = {} if draws.between is None else dict(zip(_between_names(variant), draws.between, strict=True))
    unknown = {} if draws.unknown is None else dict(zip(_unknown_names(variant), draws.unknown, strict=True))
    return between, unknown


def _of_unknown(parameter: Parameter, uniform: Floats | None, count: int) -> Floats:
    """The parameter over its interval: half the people below the value, half above, evenly on a log scale (on a plain
    scale where the interval touches zero). Never outside the interval; the median is the value itself."""
    if uniform is None or parameter.interval is None:
        return np.full(count, parameter.value)
    low, value, high = parameter.low, parameter.value, parameter.high
    if low <= 0:
        return np.interp(uniform, (0.0, 0.5, 1.0), (low, value, high))
    return np.exp(np.interp(uniform, (0.0, 0.5, 1.0), np.log((low, value, high))))


def _omega(cv_percent: Floats) -> Floats:
    """Standard deviation on the log scale of a log-normal spread given as a coefficient of variation in per cent."""
    return np.sqrt(np.log1p((cv_percent / 100.0) ** 2))


def _known(who: Subject, values: Mapping[str, Floats]) -> dict[str, Floats | float]:
    weight = values["weight_unknown"] if who.weight_kg is None and "weight_unknown" in values else who.weight_kg
    known: dict[str, Floats | float] = {}
    if weight is not None:
        known["weight"] = weight
    if who.age_years is not None:
        known["age"] = who.age_years
    if "CrCl_unknown" in values:
        known["CrCl"] = _kidney_function(who, values)
    return known


def _kidney_function(who: Subject, values: Mapping[str, Floats]) -> Floats | float:
    """Creatinine clearance, mL/min: computed, stood in for by the eGFR, or drawn from what it could be."""
    if who.kidney == KidneyBasis.DIALYSIS:
        return values["CrCl_on_dialysis"]
    if who.CrCl_mL_min is None:
        return values["CrCl_unknown"]
    return who.CrCl_mL_min * values["CrCl_per_eGFR"] if who.kidney == KidneyBasis.EGFR else who.CrCl_mL_min


def _responds(values: Mapping[str, Floats], between: Mapping[str, Floats], count: int) -> Floats:
    """1 for people whose tone falls, 0 for the share who do not respond; 1 for all where people do not differ."""
    if "non_responder" not in values or "responds" not in between:
        return np.ones(count)
    return (between["responds"] >= values["non_responder"]).astype(np.float64)
