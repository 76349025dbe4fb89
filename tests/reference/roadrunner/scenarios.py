"""Models and doses that are simulated by libroadrunner from our own SBML, and by us.

`python -m tests.reference.roadrunner.make` writes `values.csv`; the tests read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import lissom
from lissom.population.course import course
from lissom.population.model import Variant
from lissom.population.model_files import read_models
from lissom.population.outcomes import OUTCOMES, metabolite
from lissom.population.people import Crowd, Draws, crowd
from lissom.population.subject import KidneyBasis, Subject

MODELS = read_models(Path(lissom.__file__).parent / "data" / "models")
HOURS = (1.0, 3.0, 9.0, 12.5, 24.0, 47.0, 72.0, 96.0, 120.0)
THRICE = tuple((8.0 + 24.0 * day + 6.0 * turn, 1.0) for day in range(4) for turn in range(3))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """The typical person of a model on some doses (h, mg) and infusions (h, h, mg/h)."""

    model: str
    age: float = 40
    weight: float = 70
    CrCl: float = 100
    mg: float = 0.0
    infusions: tuple[tuple[float, float, float], ...] = ()
    tip: str = ""

    @property
    def variant(self) -> Variant:
        return MODELS[self.model].variant_for(self.age)

    @property
    def person(self) -> Crowd:
        kidney = KidneyBasis.CRCL
        who = Subject(
            age_years=self.age, weight_kg=self.weight, CrCl_mL_min=self.CrCl, kidney=kidney, catheter_tip=self.tip
        )
        return crowd(self.variant, who, Draws(count=1, between=None, unknown=None))

    @property
    def doses(self) -> tuple[tuple[float, float], ...]:
        return tuple((time, self.mg * share) for time, share in THRICE) if self.mg else ()


SCENARIOS: Mapping[str, Scenario] = {
    "adult": Scenario(model="baclofen", mg=10),
    "kidneys": Scenario(model="baclofen", mg=10, CrCl=25),
    "child": Scenario(model="baclofen", mg=5, age=8, weight=25),
    "pump_that_stops": Scenario(model="baclofen_intrathecal", infusions=((0.0, 48.0, 0.01), (30.0, 60.0, 0.005))),
    "catheter_in_the_neck": Scenario(model="baclofen_intrathecal", infusions=((0.0, 60.0, 0.01),), tip="C6"),
    "metabolite": Scenario(model="diazepam", mg=5),
    "metabolite_and_lag": Scenario(model="carisoprodol", mg=350),
    "saturable_elimination": Scenario(model="chlorzoxazone", mg=500),
    "saturable_binding": Scenario(model="naproxen", mg=500),
}
NAMES = {
    "csf": "level_lumbar",
    "csf_chest": "level_thoracic",
    "csf_neck": "level_cervical",
    "csf_head": "level_cisternal",
    "tip": "level_tip",
    "plasma": "level",
    "effect_site": "level_cord",
    "metabolite": "level_metabolite",
}
"""Our outcomes -> the rules of our SBML, where they are not called alike."""


def ours(scenario: Scenario) -> dict[tuple[float, str], float]:
    """(hour, name in the SBML) -> value."""
    variant, person = scenario.variant, scenario.person
    layout, states = course(variant.structure, person, scenario.doses, np.array(HOURS), scenario.infusions)
    wanted = [outcome for outcome in OUTCOMES if outcome.belongs_to(variant) and outcome.name != "strength"]
    found: dict[tuple[float, str], float] = {}
    for hour, x in zip(HOURS, states, strict=True):
        for outcome in wanted:
            name = NAMES.get(outcome.name, outcome.name)
            if outcome.of is metabolite:
                name = "level_metabolite"
            found[hour, name] = float(outcome.of(person, layout, x)[0])
    return found
