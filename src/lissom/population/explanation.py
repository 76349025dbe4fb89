"""How a number of a forecast is made: equation, values, sources and grades, for `lissom explain baclofen.tone`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lissom.facts.errors import Fault, InputError
from lissom.facts.statement import Statement
from lissom.population import equations, wording
from lissom.population.model import Model, Variant
from lissom.population.parameter import Parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One outcome of one model for one kind of person: what it is, its equation, and the numbers in it."""

    name: str
    title: str
    variant: str
    equation: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    covariates: tuple[str, ...]
    """How facts about the person change those numbers."""
    told: tuple[Statement, ...] = ()
    """What is not known, or must be read beside it."""


def nothing(variant: Variant) -> Iterator[Statement]:  # noqa: ARG001
    """No more than the equation."""
    return iter(())


def _placebo_lines(variant: Variant) -> tuple[str, ...]:
    if variant.placebo is not None:
        return ("no share is worked out for this route: what is known is told",)
    return ("between placebo_share_low and placebo_share_high, in trials of related drugs",)


def _of_placebo(variant: Variant) -> Iterator[Statement]:
    if variant.placebo is not None:
        yield variant.placebo


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """An equation in the symbols of the field, and the parameters it reads."""

    title: str
    lines: tuple[str, ...] | Callable[[Variant], tuple[str, ...]]
    reads: tuple[str, ...]
    site: str = ""
    """The effect site without which a model does not tell this outcome."""
    told: Callable[[Variant], Iterator[Statement]] = nothing
    """What is not known of it, or is told beside it."""


KINETICS = (
    "CL", "CL_nonrenal", "CLr_per_CrCl", "CL_per_kg", "CL_cap", "F", "F_top", "F_half", "Vc", "V", "Q", "Vp", "ka",
    "lag", "MTT", "Q_tip", "V_tip", "tip_place", "fall_thoracic", "fall_cervical", "fall_cisternal", "fm", "CLm", "Vm",
    "Bmax", "Km", "dose_reference", "molar_mass", "between_study_CL",
)  # fmt: skip

FORMULAS: Mapping[str, Formula] = {
    "level": Formula(title="Level where the doses arrive first", lines=equations.of_the_level, reads=KINETICS),
    "effect_site": Formula(
        title="Level at the spinal cord",
        lines=equations.of_the_cord,
        reads=("t_half_cord", "CSF_to_plasma"),
        site="cord",
    ),
    "tone": Formula(
        title="Fall of stiffness at rest, as a share of what can be taken away",
        lines=(
            "E = Emax Ce^hill / (EC50^hill + Ce^hill) in those who respond, 0 in the others (non_responder)",
            "Ce the level at the cord, as in `effect_site`; what placebo gives as well is not in E (see `placebo`)",
        ),
        reads=("Emax", "EC50", "hill", "non_responder"),
        site="cord",
    ),
    "spasms": Formula(
        title="Spasms that remain",
        lines=(
            "rate = spasms_per_day (1 - E),  E = spasm_Emax Ce^hill / (EC50s^hill + Ce^hill) in those who respond, "
            "0 in the others (non_responder)",
            "EC50s = spasm_EC50_ratio EC50,  Ce the level at the cord, as in `effect_site`",
            "spasms_per_day is the same at every hour",
        ),
        reads=("spasms_per_day", "spasm_Emax", "spasm_EC50_ratio", "EC50", "hill", "non_responder"),
        site="cord",
    ),
    "mas": Formula(
        title="The grade an examiner writes down",
        lines=(
            "true stiffness = mas_before (1 - E),  E the fall of stiffness; whole numbers are the grades",
            "grade = the nearest to true stiffness + noise,  noise normal with sd rater_noise",
        ),
        reads=("mas_before", "rater_noise"),
        site="cord",
    ),
    "penn": Formula(
        title="Penn grade of a count of spasms",
        lines=(
            "per hour = spasms a day / waking_hours",
            "0 none, 2 up to penn_more_than_hourly, 3 above it, 4 above penn_more_than_ten",
            "grade 1 (only when provoked) cannot be told from a count",
        ),
        reads=("waking_hours", "penn_more_than_hourly", "penn_more_than_ten"),
    ),
    "counts": Formula(
        title="Spasms of one day",
        lines=("count ~ negative binomial,  variance = mean + mean^2 / spasm_days,  mean as in `spasms`",),
        reads=("spasm_days", "spasms_per_day", "spasm_Emax", "spasm_EC50_ratio"),
    ),
    "placebo": Formula(
        title="Share of the improvement on active drug that placebo also gave",
        lines=_placebo_lines,
        reads=("placebo_share_low", "placebo_share_high"),
        told=_of_placebo,
    ),
    "response": Formula(
        title="Chance of visibly less stiffness",
        lines=("share of virtual people with E >= visible_relief, averaged over the day",),
        reads=("visible_relief", "non_responder", "Emax", "EC50", "hill"),
    ),
    "strength": Formula(
        title="Greatest muscle force, as a share of that without it",
        lines=("force = 1 - strength_loss E,  E the fall of stiffness, as in `tone`",),
        reads=("strength_loss", "Emax", "EC50", "hill", "non_responder"),
        site="cord",
    ),
    "sedation": Formula(
        title="Acute drowsiness, as a share of the greatest",
        lines=(
            "dCb/dt = ke0b (C - Cb),  ke0b = ln 2 / t_half_brain",
            "E = Cb^h / (sedation_EC50^h + Cb^h),  h = sedation_hill",
        ),
        reads=("t_half_brain", "sedation_EC50", "sedation_hill"),
        site="brain",
        told=wording.of_getting_used,
    ),
    "drowsiness": Formula(
        title="Chance of being drowsy at some time",
        lines=(
            "log odds = log odds(drowsy_on_placebo) + slope x average level / level of the trial's dose",
            "slope = log odds(drowsy_on_drug) - log odds(drowsy_on_placebo)",
            "level of the trial's dose = drowsy_reference_mg_per_day / 24 / drowsy_reference_CL",
        ),
        reads=("drowsy_on_placebo", "drowsy_on_drug", "drowsy_reference_mg_per_day", "drowsy_reference_CL"),
        site="brain",
    ),
}


def explain(models: Mapping[str, Model], name: str) -> tuple[Explanation, ...]:
    """The explanation of `<model>.<outcome>`, one per kind of person. Raises InputError with the names there are."""
    model_id, _, outcome = name.rpartition(".")
    model = models.get(model_id)
    known = {f"{m.id}.{key}" for m in models.values() for key in FORMULAS if any(_reads(v, key) for v in m.variants)}
    if model is None or name not in known:
        fault = Fault(where="name", expected="one of " + ", ".join(sorted(known)), came=repr(name))
        raise InputError([fault])
    return tuple(_of(variant, name, outcome) for variant in model.variants)


def _of(variant: Variant, name: str, outcome: str) -> Explanation:
    formula = FORMULAS[outcome]
    names = [] if outcome == "placebo" and variant.placebo is not None else [*formula.reads]
    changes = [c for c in variant.covariates if c.target in formula.reads]
    names += [used for covariate in changes for used in covariate.uses.values()]
    everything = {**variant.parameters, **{f"omega.{key}": p for key, p in variant.omega.items()}}
    wanted = [key for key in dict.fromkeys([*names, *(f"omega.{key}" for key in names)]) if key in everything]
    return Explanation(
        name=name,
        title=formula.title,
        variant=variant.title,
        equation=formula.lines(variant) if callable(formula.lines) else formula.lines,
        parameters=tuple(everything[key] for key in wanted),
        covariates=tuple(equations.of_the_covariate(one) for one in changes),
        told=(*([variant.told[outcome]] if outcome in variant.told else []), *formula.told(variant)),
    )


def _reads(variant: Variant, key: str) -> bool:
    formula = FORMULAS[key]
    there = [name for name in formula.reads if name in variant.parameters]
    told = not formula.site or formula.site in variant.structure.effect_sites
    return key == "level" or (told and len(there) > 1)
