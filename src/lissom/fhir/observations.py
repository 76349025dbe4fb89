"""Observation -> measurements of the Person: the latest usable value of each kind, with its date.

Values come with a unit or not at all. A value that cannot be used is noted and the next older one is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from lissom.case.person import Person
from lissom.case.quantities import CREATININE, EGFR, HEIGHT, WEIGHT, Kind, factor, shown, within
from lissom.case.quantities import quantity as read_quantity
from lissom.facts.errors import Fault, InputError
from lissom.fhir.concepts import codes, words
from lissom.fhir.node import Node
from lissom.fhir.record import Record

WEIGHT_CODES = ("29463-7", "3141-9", "3142-7", "75292-3")
HEIGHT_CODES = ("8302-2", "3137-7", "3138-5", "8301-4", "8306-3", "8308-9")
CREATININE_CODES = ("2160-0", "38483-4", "14682-9", "59826-8", "35203-9")
EGFR_CODES = (
    "98979-8",  # CKD-EPI 2021, creatinine
    "98980-6",  # CKD-EPI 2021, creatinine and cystatin C
    "62238-1",  # CKD-EPI
    "88294-4",  # CKD-EPI 2009, not black
    "77147-7",  # MDRD
    "33914-3",  # MDRD
    "48642-3",  # MDRD, not black
    "50044-7",  # female
    "69405-9",  # formula not named
)
CLEARANCE_CODES = ("2164-2", "13442-9", "35592-5", "33558-8", "12195-4")
"""Creatinine clearance, measured or worked out by the laboratory: the equation is ours, so these are only noted."""
BREASTFEEDING_CODES = ("63895-7",)
BREASTFEEDING = {"LA33-6": True, "LA32-8": False, "169741004": True, "413712001": False}
SMOKING_CODES = ("72166-2", "39240-7")
PREGNANCY_CODES = ("82810-3", "11449-6")

SMOKING = {
    "449868002": True, "428041000124106": True, "428061000124105": True, "428071000124103": True, "77176002": True,
    "65568007": True, "230063004": True, "LA18976-3": True, "LA18977-1": True, "LA18979-7": True, "LA18981-3": True,
    "LA18982-1": True, "8517006": False, "266919005": False, "LA15920-4": False, "LA18978-9": False,
}  # fmt: skip
SMOKING_WORDS = (
    ("never", False), ("former", False), ("non-smoker", False), ("ex-smoker", False), ("every day", True),
    ("some day", True), ("current", True), ("heavy", True), ("light", True),
)  # fmt: skip
PREGNANT = {"77386006": True, "LA15173-0": True, "60001007": False, "LA26683-5": False}

UNUSABLE = ("entered-in-error", "cancelled", "registered", "unknown")


@dataclass(frozen=True, slots=True)
class Measured:
    """The latest usable value and its day; nothing when there is none."""

    value: float | None = None
    day: date | None = None


def with_observations(person: Person, record: Record) -> Person:
    """The person with weight, height, creatinine, eGFR, smoking and pregnancy as last recorded."""
    found = sorted(_usable(record), key=_when, reverse=True)
    _note_clearance(found, record)
    weight = _measured(_of(found, WEIGHT_CODES), WEIGHT, record)
    height = _measured(_of(found, HEIGHT_CODES), HEIGHT, record)
    creatinine = _measured(_of(found, CREATININE_CODES), CREATININE, record)
    eGFR = _measured(_of(found, EGFR_CODES), EGFR, record)
    return replace(
        person,
        weight_kg=weight.value,
        weight_date=weight.day,
        height_cm=height.value,
        SCr_mg_dL=creatinine.value,
        SCr_date=creatinine.day,
        eGFR_mL_min_173=eGFR.value,
        eGFR_date=eGFR.day,
        smoker=_smoker(_of(found, SMOKING_CODES)),
        pregnant=_answer(_of(found, PREGNANCY_CODES), PREGNANT),
        breastfeeding=_answer(_of(found, BREASTFEEDING_CODES), BREASTFEEDING),
    )


def _when(observation: Node) -> tuple[date, str]:
    """The day, and the time written with it, so that the later of one day is the later."""
    return _day(observation) or date.min, observation["effectiveDateTime"].text


def _note_clearance(found: list[Node], record: Record) -> None:
    for one in list(_of(found, CLEARANCE_CODES))[:1]:
        record.notes.add(one.path, "a creatinine or an eGFR", "a creatinine clearance", "It is not used.")


def _usable(record: Record) -> Iterator[Node]:
    for observation in record.all("Observation"):
        if observation["status"].text.casefold() in UNUSABLE:
            continue
        if modifier := observation["modifierExtension"]:
            record.notes.add(modifier.path, "nothing that changes the meaning", "an extension that may", "Not used.")
            continue
        yield observation
        yield from (_part(part, observation) for part in observation["component"])


def _part(component: Node, of: Node) -> Node:
    """A component as an Observation of its own: it keeps its path and borrows the dates."""
    dates = {key: of[key].value for key in ("effectiveDateTime", "effectivePeriod", "effectiveInstant", "issued")}
    own = component.value if isinstance(component.value, dict) else {}
    return Node({**dates, **own}, component.path)


def _of(observations: list[Node], wanted: tuple[str, ...]) -> Iterator[Node]:
    return (node for node in observations if any(code.code in wanted for code in codes(node["code"])))


def _day(observation: Node) -> date | None:
    period = observation["effectivePeriod"]
    stated = (observation["effectiveDateTime"], observation["effectiveInstant"], period["end"], period["start"])
    return next((node.day for node in (*stated, observation["issued"]) if node.day), None)


def _measured(observations: Iterator[Node], kind: Kind, record: Record) -> Measured:
    for observation in observations:
        quantity = observation["valueQuantity"]
        if not quantity and observation["component"]:
            continue
        try:
            value = _read(observation, kind)
        except InputError as error:
            record.notes.take(error)
            continue
        _note_another(observation, value, observations, kind, record)
        return Measured(value, _day(observation))
    return Measured()


def _read(observation: Node, kind: Kind) -> float:
    quantity = observation["valueQuantity"]
    return _value(quantity, kind) if quantity else _in_text(observation["valueString"], quantity, kind)


def _note_another(used: Node, value: float, others: Iterator[Node], kind: Kind, record: Record) -> None:
    """Notes a second value of the very same time that is not the same: which one holds is not for us to say."""
    for other in others:
        if _when(other) != _when(used):
            return
        try:
            differs = abs(_read(other, kind) - value) > 1e-6 * value
        except InputError:
            continue
        if differs:
            record.notes.add(other.path, f"{kind.name} of that time, once", "two that differ", "The first is used.")
            return


def _in_text(text: Node, quantity: Node, kind: Kind) -> float:
    """'1.4 mg/dL' in a valueString; without one it is the number that is missing."""
    if not text:
        return _value(quantity, kind)
    try:
        return read_quantity(text.text, kind)
    except InputError as error:
        raise InputError(fault if fault.where else fault.under(text.path) for fault in error.faults) from None


def _value(quantity: Node, kind: Kind) -> float:
    value = quantity["value"].number
    if value is None:
        came = shown(quantity["value"].value) if quantity["value"] else "none"
        raise _fault(quantity["value"].path, f"{kind.name} as a number", came)
    if sign := quantity["comparator"].text:
        raise _fault(quantity["comparator"].path, f"{kind.name} as measured", f"only '{sign[:2]} {value:g}'")
    try:
        return within(value * _factor(quantity, kind), kind, f"{value:g} {_unit(quantity)}")
    except InputError as error:
        raise InputError(fault if fault.where else fault.under(quantity.path) for fault in error.faults) from None


def _factor(quantity: Node, kind: Kind) -> float:
    """The factor of the stated unit. The code and the printed unit must agree where both are known."""
    by_code, by_unit = factor(quantity["code"].text, kind), factor(quantity["unit"].text, kind)
    if by_code is not None and by_unit is not None and by_code != by_unit:
        raise _fault(quantity["unit"].path, "one unit", shown(f"{quantity['unit'].text}, {quantity['code'].text}"))
    found = by_code if by_code is not None else by_unit
    if found is None:
        place = quantity["unit"] or quantity["code"]
        came = shown(_unit(quantity)) if _unit(quantity) else "none"
        raise _fault(place.path if place else quantity["unit"].path, kind.expected, came)
    return found


def _unit(quantity: Node) -> str:
    return quantity["unit"].text or quantity["code"].text


def _fault(where: str, expected: str, came: str) -> InputError:
    return InputError([Fault(where=where, expected=expected, came=came)])


def _smoker(observations: Iterator[Node]) -> bool | None:
    for observation in observations:
        coded = _answer(iter((observation,)), SMOKING)
        if coded is not None:
            return coded
        said = words(observation["valueCodeableConcept"]).casefold()
        for word, meaning in SMOKING_WORDS:
            if word in said:
                return meaning
    return None


def _answer(observations: Iterator[Node], meanings: dict[str, bool]) -> bool | None:
    """The meaning of the newest coded answer that we know."""
    for observation in observations:
        for code in codes(observation["valueCodeableConcept"]):
            if code.code in meanings:
                return meanings[code.code]
    return None
