"""A forecast's model as SBML level 3: the typical person's rates, the doses as events, levels and effects by rule.

Written with libSBML (extra `sbml`), which checks what it writes. Units: h, mg, L, mg/L.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import pairwise
from typing import Any

import numpy as np

from lissom.facts.errors import EnvironmentFault
from lissom.population.course import absorbed
from lissom.population.forecast import Forecast
from lissom.population.model import Model, Structure, Variant
from lissom.population.people import LEVEL_UNITS, kinetics, layout

LEVEL, VERSION = 3, 1


def to_sbml(forecast: Forecast, model: Model) -> bytes:
    """The model of a forecast with its doses, for the typical person like this one. Raises EnvironmentFault where
    libSBML is not installed, and ValueError where what was written is not consistent.
    """
    variant = next(one for one in model.variants if f"{model.id}.{one.id}" == forecast.model)
    values = {used.name: used.value for used in forecast.parameters}
    doses = absorbed(variant, forecast.doses)
    return sbml(variant, values, doses, forecast.infusions, name=model.title).encode()


def sbml(
    variant: Variant,
    values: Mapping[str, float],
    doses: tuple[tuple[float, float], ...],
    infusions: tuple[tuple[float, float, float], ...] = (),
    *,
    name: str,
) -> str:
    """SBML text of a variant with these values of its parameters, doses (h, mg) and infusions (h, h, mg/h)."""
    writer = _Writer(_libsbml(), variant, values, name)
    writer.parameters()
    writer.states()
    writer.flows()
    writer.outcomes()
    writer.doses(doses)
    writer.infusions(infusions)
    return writer.text()


def _libsbml() -> Any:
    try:
        return import_module("libsbml")
    except ImportError:
        raise EnvironmentFault("--sbml needs libSBML: install lissom[sbml].") from None


class _Writer:
    """One document being filled."""

    def __init__(self, libsbml: Any, variant: Variant, values: Mapping[str, float], name: str) -> None:
        self.lib, self.variant, self.structure = libsbml, variant, variant.structure
        self.layout = layout(variant.structure)
        arrays = {key: np.array([value]) for key, value in values.items()}
        self.rates = {key: float(value[0]) for key, value in kinetics(variant.structure, arrays).items()}
        self.values = values
        self.document = libsbml.SBMLDocument(LEVEL, VERSION)
        self.model = self.document.createModel()
        self.model.setId("lissom_" + variant.id)
        self.model.setName(f"{name}, {variant.title}")
        self._units()
        body = self.model.createCompartment()
        for key, value in (("Id", "body"), ("Size", 1.0), ("Constant", True), ("SpatialDimensions", 3)):
            getattr(body, f"set{key}")(value)
        body.setUnits("litre")

    def _units(self) -> None:
        lib, model = self.lib, self.model
        for unit_id, kind, scale, multiplier in (("hour", "SECOND", 0, 3600.0), ("mg", "GRAM", -3, 1.0)):
            definition = model.createUnitDefinition()
            definition.setId(unit_id)
            unit = definition.createUnit()
            unit.setKind(getattr(lib, f"UNIT_KIND_{kind}"))
            unit.setExponent(1)
            unit.setScale(scale)
            unit.setMultiplier(multiplier)
        model.setTimeUnits("hour")
        model.setSubstanceUnits("mg")
        model.setExtentUnits("mg")
        model.setVolumeUnits("litre")

    def parameter(self, name: str, value: float | None, *, constant: bool = True) -> None:
        """A parameter; without a value, one that a rule or an event sets."""
        made = self.model.createParameter()
        made.setId(name)
        made.setConstant(constant)
        if value is not None:
            made.setValue(value)

    def parameters(self) -> None:
        """Rates of the kinetics, then what the rules of the effects read."""
        for name, value in self.rates.items():
            self.parameter(name, value)
        for name in EFFECT_PARAMETERS:
            if name in self.values and name not in self.rates:
                self.parameter(name, self.values[name])
        if self.structure.lag:
            self.parameter("lag", self.values["lag"])
        self.parameter("infusion_rate", 0.0, constant=False)

    def states(self) -> None:
        """Amounts as species; effect sites as parameters that follow the blood."""
        for name in self.layout.states:
            if name in self.layout.effect_sites:
                self.parameter(name, 0.0, constant=False)
                rule = self.model.createRateRule()
                rule.setVariable(name)
                rule.setMath(self._math(f"ke0_{name} * ({self._level_before(name)} - {name})"))
                continue
            species = self.model.createSpecies()
            species.setId(name)
            species.setCompartment("body")
            species.setInitialAmount(0.0)
            species.setSubstanceUnits("mg")
            species.setHasOnlySubstanceUnits(True)
            species.setBoundaryCondition(False)
            species.setConstant(False)

    def _level_before(self, site: str) -> str:
        """The level that an effect site follows."""
        return f"{self.layout.states[self.layout.place_of(site)]} / {'V_place' if self.structure.places else 'Vc'}"

    def flows(self) -> None:
        """Every way from one state to another, or out."""
        flows = _canal_flows(self.structure, round(self.values["tip_place"])) if self.structure.places else ()
        for number, (source, target, law) in enumerate(flows or _flows(self.structure, self.layout.states)):
            reaction = self.model.createReaction()
            reaction.setId(f"flow{number}")
            reaction.setReversible(False)
            reaction.setFast(False)
            for side, species in (("Reactant", source), ("Product", target)):
                if species:
                    reference = getattr(reaction, f"create{side}")()
                    reference.setSpecies(species)
                    reference.setStoichiometry(1.0)
                    reference.setConstant(True)
            if not source:  # a flow that only reads the state it depends on
                for species in ("central",) if "central" in law else ():
                    reaction.createModifier().setSpecies(species)
            reaction.createKineticLaw().setMath(self._math(law))

    def outcomes(self) -> None:
        """Levels in the unit of the model, and effects, as rules."""
        scale = LEVEL_UNITS[self.variant.level_unit]
        for name, formula in _rules(self.structure, self.values, scale):
            self.parameter(name, None, constant=False)
            rule = self.model.createAssignmentRule()
            rule.setVariable(name)
            rule.setMath(self._math(formula))

    def doses(self, doses: tuple[tuple[float, float], ...]) -> None:
        """One event for each dose, after the lag."""
        into = self.layout.states[0]
        lag = " + lag" if self.structure.lag else ""
        for number, (hour, mg) in enumerate(doses):
            self._event(f"dose{number}", f"time >= {hour!r}{lag}", into, f"{into} + {mg!r}")

    def infusions(self, infusions: tuple[tuple[float, float, float], ...]) -> None:
        """Two events for each stretch of delivery."""
        for number, (begin, end, rate) in enumerate(infusions):
            self._event(f"begin{number}", f"time >= {begin!r}", "infusion_rate", f"infusion_rate + {rate!r}")
            self._event(f"end{number}", f"time >= {end!r}", "infusion_rate", f"infusion_rate - {rate!r}")

    def _event(self, name: str, when: str, variable: str, value: str) -> None:
        event = self.model.createEvent()
        event.setId(name)
        event.setUseValuesFromTriggerTime(False)
        trigger = event.createTrigger()
        trigger.setInitialValue(False)  # a dose at time 0 counts as one that becomes due
        trigger.setPersistent(True)
        trigger.setMath(self._math(when))
        assignment = event.createEventAssignment()
        assignment.setVariable(variable)
        assignment.setMath(self._math(value))

    def _math(self, formula: str) -> Any:
        made = self.lib.parseL3Formula(formula)
        assert made is not None, self.lib.getLastParseL3Error()
        return made

    def text(self) -> str:
        """The document. Raises ValueError where libSBML finds it inconsistent."""
        self.document.setConsistencyChecks(self.lib.LIBSBML_CAT_UNITS_CONSISTENCY, False)  # parameters carry no units
        self.document.checkConsistency()
        if self.document.getNumErrors(self.lib.LIBSBML_SEV_ERROR):
            raise ValueError(self.document.getErrorLog().toString())
        written: str = self.lib.writeSBMLToString(self.document)
        return written


RATE = "infusion_rate"
EFFECT_PARAMETERS = (
    "CSF_to_plasma", "Emax", "EC50", "hill", "spasms_per_day", "spasm_Emax", "spasm_EC50_ratio", "strength_loss",
    "sedation_EC50", "sedation_hill", "Bmax", "Km", "molar_mass", "Vmax",
)  # fmt: skip


def _canal_flows(structure: Structure, at: int) -> tuple[tuple[str, str, str], ...]:
    """As `_flows`, of a canal whose catheter tip lies in the place `at`."""
    places, tip = structure.places, structure.places[at]
    flows = [("tip", tip, "Q_tip * tip / V_tip"), (tip, "tip", f"Q_tip * {tip} / V_place"), ("", "tip", RATE)]
    for number, (below, above) in enumerate(pairwise(places), start=1):
        flows.append((below, above, f"Q_place{number} * {below} / V_place"))
        flows.append((above, below, f"Q_place{number} * {above} / V_place"))
    for place in places:
        lost = f"CL_place * {place} / V_place"
        flows += [(place, "", f"(1 - fm) * {lost}"), (place, "metabolite", f"fm * {lost}")]
    return (*flows, ("metabolite", "", "CLm * metabolite / Vm"))


def _flows(structure: Structure, states: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """(from, to, mg/h): '' is outside the body."""
    chain = [*states[: states.index("central")], "central"]
    for source, target in pairwise(chain):
        yield source, target, f"ka * {source}"
    yield "", states[0], RATE
    out = ELIMINATION[structure.elimination]
    if structure.metabolite:
        yield "central", "", f"(1 - fm) * {out}"
        yield "central", "metabolite", f"fm * {out}"
        yield "metabolite", "", "CLm * metabolite / Vm"
    else:
        yield "central", "", out
    for number in range(1, structure.peripherals + 1):
        tail = "" if number == 1 else str(number)
        yield "central", f"peripheral{number}", f"Q{tail} * central / Vc"
        yield f"peripheral{number}", "central", f"Q{tail} * peripheral{number} / Vp{tail}"


FREE = "sqrt({b} * {b} + 4 * Km * central / Vc * 1000 / molar_mass)"
_b = "(Bmax + Km - central / Vc * 1000 / molar_mass)"
ELIMINATION = {
    "linear": "CL * central / Vc",
    "michaelis_menten": "Vmax * (central / Vc) / (Km + central / Vc)",
    "unbound": f"CLu * molar_mass / 1000 * ({FREE.format(b=_b)} - {_b}) / 2",
}
"""mg/h that leave the blood, by kind of elimination."""


def _rules(structure: Structure, values: Mapping[str, float], scale: float) -> Iterator[tuple[str, str]]:
    for place in structure.places:
        yield f"level_{place}", f"{scale!r} * {place} / V_place"
    if not structure.places:
        yield "level", f"{scale!r} * central / Vc"
    if structure.tip:
        yield "level_tip", f"{scale!r} * tip / V_tip"
    if structure.metabolite:
        yield "level_metabolite", f"{scale!r} * metabolite / Vm"
    if "cord" in structure.effect_sites and "EC50" in values:
        yield "level_cord", "1000 * CSF_to_plasma * cord"
        yield "tone_relief", "Emax * level_cord^hill / (EC50^hill + level_cord^hill)"
        if "arms" in structure.effect_sites:
            yield "level_arms", "1000 * CSF_to_plasma * arms"
            yield "tone_relief_arms", "Emax * level_arms^hill / (EC50^hill + level_arms^hill)"
        if "spasm_Emax" in values:
            half = "(spasm_EC50_ratio * EC50)^hill"
            yield "spasms", f"spasms_per_day * (1 - spasm_Emax * level_cord^hill / ({half} + level_cord^hill))"
    if "brain" in structure.effect_sites and "sedation_EC50" in values:
        raised = "(1000 * brain)^sedation_hill"
        yield "sedation", f"{raised} / (sedation_EC50^sedation_hill + {raised})"
