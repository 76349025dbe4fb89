"""A model as a value: structure, parameters and covariates of one medicine by one route, by kind of person.

No numerics are imported here; `model_files.py` reads models from their files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lissom.case.pump import VERTEBRAE
from lissom.facts.grade import Grade
from lissom.facts.statement import Statement
from lissom.population.parameter import Parameter

SHAPE = "of a dose"
"""The unit of models that know no height: the share of one absorbed dose that is in the body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """The shape of the kinetics: how the dose gets in, how many places it spreads to, where its effect is felt."""

    peripherals: int = 0
    absorption: str = "first_order"
    """`bolus`, `first_order` or `transit`."""
    transits: int = 0
    lag: bool = False
    effect_sites: tuple[str, ...] = ()
    """Names of effect compartments; each has its own rate `ke0_<name>`."""
    metabolite: str = ""
    """Name of the active metabolite that is followed as well."""
    tip: bool = False
    """Doses enter at a catheter tip, which exchanges with the rest (`Q_tip`, `V_tip`)."""
    places: tuple[str, ...] = ()
    """Places along the spinal canal, from below; each but the first has its `fall_<name>` from the one below."""
    tops: tuple[str, ...] = ()
    """The uppermost vertebra of each place; none for a place above the spine."""
    felt_at: tuple[str, ...] = ()
    """The place that each effect site follows."""
    elimination: str = "linear"
    """`linear` (CL), `michaelis_menten` (Vmax, Km) or `unbound` (CL of the part that is not bound; Bmax, Km)."""
    saturable_F: bool = False
    """The share absorbed falls with the dose: F = `F_top` / (`F_half` + mg), dose by dose."""

    @property
    def stretches(self) -> tuple[str, ...]:
        """The vertebrae of each place that lies in the spine, in words: 'from T10 down', 'T9 to T4', 'from T3 up'."""
        above = [VERTEBRAE[VERTEBRAE.index(top) - 1] for top in self.tops[:-1]]
        lowest = tuple(f"from {top} down" for top in self.tops[:1])
        between = tuple(f"{below} to {top}" for below, top in zip(above, self.tops[1:-1], strict=False))
        return (*lowest, *between, *(f"from {below} up" for below in above[-1:]))

    def place_at(self, vertebra: str) -> int:
        """The number of the place, from 0, in which a vertebra lies."""
        level = VERTEBRAE.index(vertebra)
        return next(number for number, top in enumerate(self.tops) if VERTEBRAE.index(top) <= level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Covariate:
    """One way in which a fact about the person changes a parameter; `kind` names its formula in `covariates.py`."""

    target: str
    kind: str
    on: str = ""
    """The attribute of the person it runs over, where the formula needs one (`age_years`, `dose_mg`)."""
    uses: Mapping[str, str]
    """Role in the formula -> name of the parameter that fills it."""
    when: str = ""
    """The condition under which it applies; '' always."""
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correlation:
    """Two parameters that differ between people together: the correlation of their deviations on the log scale."""

    of: tuple[str, str]
    value: float
    grade: Grade
    sources: tuple[str, ...]
    facts: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """The model for one kind of person: whom it is for, its structure, its parameters, its spread between people."""

    id: str
    title: str
    age_from: float
    age_below: float
    structure: Structure
    parameters: Mapping[str, Parameter]
    omega: Mapping[str, Parameter]
    """Parameter name -> coefficient of variation between people (%), log-normal."""
    covariates: tuple[Covariate, ...]
    correlations: tuple[Correlation, ...] = ()
    limits: tuple[Statement, ...] = ()
    """What the model cannot say. A text without sources in the file is our own reasoning."""
    level_unit: str = "ng/mL"
    central: str = "blood"
    """Where the doses arrive first (`blood`, `spinal fluid`)."""
    placebo: Statement | None = None
    """What is known of placebo for this route, where it is not the share that the parameters give."""
    kidneys: Statement | None = None
    """What weak kidneys do by this route, where they do not move what the model is about."""
    told: Mapping[str, Statement] = field(default_factory=dict)
    """What must be read beside an outcome, by the name of the outcome (`tone`)."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every sentence of the file."""
        alone = (one for one in (self.placebo, self.kidneys) if one is not None)
        return (*self.limits, *alone, *self.told.values())

    @property
    def adds_up(self) -> bool:
        """Whether the level after many doses is the sum of the levels after each, in a unit of its own."""
        return self.structure.elimination == "linear" and self.level_unit != SHAPE

    def value(self, name: str) -> float:
        """The typical value of a parameter; KeyError when the model has none of that name."""
        return self.parameters[name].value


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One medicine by one route. `id` is the ingredient for the oral model, `<ingredient>_<route>` for others."""

    id: str
    ingredient: str
    route: str
    title: str
    variants: tuple[Variant, ...]

    def variant_for(self, age_years: float | None) -> Variant:
        """The variant whose age range holds the person; the one for adults when the age is not known or not covered."""
        if age_years is not None:
            for variant in self.variants:
                if variant.age_from <= age_years < variant.age_below:
                    return variant
        return self.variants[0]

    def covers(self, age_years: float) -> bool:
        """Whether some variant was made for that age."""
        return any(variant.age_from <= age_years < variant.age_below for variant in self.variants)


def model_for(models: Mapping[str, Model], ingredient: str, route: str) -> Model | None:
    """The model of an ingredient by a route ('oral', 'intrathecal', ...), or None: no route stands for another."""
    return next((m for m in models.values() if m.ingredient == ingredient and m.route == route), None)
