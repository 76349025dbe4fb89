"""What is shown of a simulated state: plasma and cord levels, tone, spasms, drowsiness. One row per outcome."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from lissom.dynamics.effect import log_odds, saturating, share
from lissom.dynamics.layout import Floats, Layout
from lissom.population.model import Variant
from lissom.population.people import Crowd

NG_PER_ML = 1000.0
"""1 mg/L in ng/mL."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One curve: `of` takes the people, the layout and a state [state, people] and returns the values over people."""

    name: str
    title: str
    """With '{0}' for the vertebrae of the first place of a canal, and so on."""
    unit: str
    """'' for the unit in which the model shows levels."""
    needs: str
    """The parameter without which this model has no such outcome."""
    of: Callable[[Crowd, Layout, Floats], Floats]
    site: str = ""
    """The effect site it reads, which the model must have as well."""
    central: str = "blood"
    """Where the doses of the model must arrive first."""

    def belongs_to(self, variant: Variant) -> bool:
        """Whether a model has this outcome."""
        there = not self.site or self.site in variant.structure.effect_sites
        return there and self.needs in variant.parameters and self.central in (variant.central, "")

    def shown(self, variant: Variant) -> tuple[str, str]:
        """Title and unit for one model."""
        title = self.title.format(*variant.structure.stretches).replace("its metabolite", variant.structure.metabolite)
        if "arms" in variant.structure.effect_sites:
            title = title.replace("Stiffness taken", "Stiffness of the legs taken")
        return title, self.unit or variant.level_unit


def plasma(people: Crowd, layout: Layout, x: Floats) -> Floats:
    """Total concentration in plasma, in the unit the model shows."""
    level: Floats = x[layout.central] / people["Vc"] * people["level_scale"]
    return level


def metabolite(people: Crowd, layout: Layout, x: Floats) -> Floats:
    """Concentration of the metabolite in plasma, in the unit the model shows."""
    level: Floats = x[layout.index("metabolite")] / people["Vm"] * people["level_scale"]
    return level


def spinal(people: Crowd, layout: Layout, x: Floats, *, place: int) -> Floats:
    """Concentration in the spinal fluid of one place of the canal, counted from below, in the unit the model shows."""
    level: Floats = x[layout.central + place] / people["V_place"] * people["level_scale"]
    return level


def tip(people: Crowd, layout: Layout, x: Floats) -> Floats:
    """Concentration in the spinal fluid at the catheter tip, in the unit the model shows."""
    level: Floats = x[layout.index("tip")] / people["V_tip"] * people["level_scale"]
    return level


def effect_site(people: Crowd, layout: Layout, x: Floats, *, site: str = "cord") -> Floats:
    """Concentration at the cord on the scale of spinal fluid, ng/mL."""
    Ce: Floats = x[layout.index(site)] * people["CSF_to_plasma"] * NG_PER_ML
    return Ce


def tone_relief(people: Crowd, layout: Layout, x: Floats, *, site: str = "cord") -> Floats:
    """Fall of tone at rest as a share of the tone that can be removed; 0 in people who do not respond."""
    C = effect_site(people, layout, x, site=site)
    return saturating(C, people["Emax"] * people["responds"], people["EC50"], people["hill"])


def spasms(people: Crowd, layout: Layout, x: Floats) -> Floats:
    """Spasms a day if the hour went on all day, from `spasms_per_day` without the drug."""
    C = effect_site(people, layout, x)
    EC50 = people["EC50"] * people["spasm_EC50_ratio"]
    fall = saturating(C, people["spasm_Emax"] * people["responds"], EC50, people["hill"])
    return people["spasms_per_day"] * (1.0 - fall)


def strength(people: Crowd, layout: Layout, x: Floats) -> Floats:
    """Greatest muscle force as a share of that without the drug: 1 - strength_loss times the relief of tone."""
    force: Floats = 1.0 - people["strength_loss"] * tone_relief(people, layout, x)
    return force


def penn_grade(variant: Variant, per_day: float) -> int:
    """The Penn grade of a count a day: 0 none, 2 below one an hour awake, 3 above, 4 above ten. Grade 1, spasms only
    when provoked, cannot be told from a count.
    """
    an_hour = per_day / variant.value("waking_hours")
    if per_day == 0:
        return 0
    if an_hour > variant.value("penn_more_than_ten"):
        return 4
    return 3 if an_hour > variant.value("penn_more_than_hourly") else 2


def sedation(people: Crowd, layout: Layout, x: Floats) -> Floats:
    """Acute drowsiness as a share of the greatest there is, before any getting used to it."""
    C = x[layout.index("brain")] * NG_PER_ML
    return saturating(C, 1.0, people["sedation_EC50"], people["sedation_hill"])


OUTCOMES: tuple[Outcome, ...] = (
    Outcome(name="plasma", title="Level in the blood", unit="", needs="Vc", of=plasma),
    Outcome(name="metabolite", title="Level of its metabolite", unit="", needs="Vm", of=metabolite),
    Outcome(
        name="csf", title="Level in the spinal fluid of the lower back, {0}", unit="", needs="Vc",
        of=partial(spinal, place=0), central="spinal fluid",
    ),
    Outcome(
        name="csf_chest", title="Level in the spinal fluid behind the chest, {1}", unit="", needs="fall_thoracic",
        of=partial(spinal, place=1), central="spinal fluid",
    ),
    Outcome(
        name="csf_neck", title="Level in the spinal fluid of the neck, {2}", unit="", needs="fall_cervical",
        of=partial(spinal, place=2), central="spinal fluid",
    ),
    Outcome(
        name="csf_head", title="Level in the spinal fluid at the base of the skull", unit="", needs="fall_cisternal",
        of=partial(spinal, place=3), central="spinal fluid",
    ),
    Outcome(
        name="tip", title="Level at the catheter tip", unit="", needs="V_tip", of=tip, central="spinal fluid",
    ),
    Outcome(name="plasma", title="Level in the blood", unit="", needs="Vm", of=metabolite, central="spinal fluid"),
    Outcome(
        name="effect_site", title="Level at the spinal cord", unit="ng/mL", needs="CSF_to_plasma", of=effect_site,
        site="cord", central="",
    ),
    Outcome(
        name="tone_relief", title="Stiffness taken away at rest (share of what can be)", unit="1", needs="EC50",
        of=tone_relief, site="cord", central="",
    ),
    Outcome(
        name="tone_relief_arms", title="Stiffness of the arms taken away at rest (share of what can be)", unit="1",
        needs="EC50", of=partial(tone_relief, site="arms"), site="arms", central="",
    ),
    Outcome(
        name="spasms", title="Spasms a day that remain", unit="/d", needs="spasms_per_day", of=spasms, site="cord",
        central="",
    ),
    Outcome(
        name="strength", title="Muscle force (share of that without it)", unit="1", needs="strength_loss", of=strength,
        site="cord", central="",
    ),
    Outcome(
        name="sedation", title="Drowsiness (share of the greatest)", unit="1", needs="sedation_EC50", of=sedation,
        site="brain", central="",
    ),
)  # fmt: skip


def drowsy_share(people: Crowd, mean_plasma: Floats, reference_CL: float) -> Floats:
    """Chance of being drowsy at some time on this course (0 to 1), from the average plasma level (ng/mL).

    log odds = those on placebo + (those of the trial's drug arm - placebo) x level / level of the trial's dose in a
    person with the reference clearance (L/h). Fits the one pair of figures known; the straight line between is
    assumed.
    """
    placebo = log_odds(people["drowsy_on_placebo"])
    slope = log_odds(people["drowsy_on_drug"]) - placebo
    trial_level = people["drowsy_reference_mg_per_day"] / 24.0 / reference_CL * NG_PER_ML
    return np.asarray(share(placebo + slope * mean_plasma / trial_level))
