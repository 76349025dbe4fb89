"""MedicationRequest and MedicationStatement -> Medicine, with codes, directions and whether it is still taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from lissom.case.medicine import Code, Medicine, Route, Status
from lissom.case.quantities import not_negative, shown
from lissom.case.regimen import AmountUnit, Phase, Regimen, Strength
from lissom.case.taking import medicine
from lissom.facts.errors import InputError
from lissom.fhir import dosage
from lissom.fhir.concepts import codes, status, words
from lissom.fhir.node import Node
from lissom.fhir.record import Record

STATUS = {
    "active": Status.TAKING,
    "draft": Status.PLANNED,
    "intended": Status.PLANNED,
    "on-hold": Status.PLANNED,
    "completed": Status.STOPPED,
    "stopped": Status.STOPPED,
    "cancelled": Status.STOPPED,
    "ended": Status.STOPPED,
    "not-taken": Status.STOPPED,
    "unknown": Status.UNKNOWN,
    "recorded": Status.TAKING,
}
"""R4 states, and the few of R5 that records already use. A medicine on hold may begin again at any time."""

NOT_YET = ("proposal", "plan", "option")
"""Intents of a request that is not an order."""

ROUTES = {
    "26643006": Route.ORAL, "72607000": Route.INTRATHECAL, "6064005": Route.TOPICAL, "45890007": Route.TOPICAL,
    "447694001": Route.INHALED, "18679011000001101": Route.INHALED, "47625008": Route.INJECTED,
    "78421000": Route.INJECTED, "34206005": Route.INJECTED, "37161004": Route.RECTAL, "46713006": Route.NASAL,
    "54485002": Route.EYE_OR_EAR, "10547007": Route.EYE_OR_EAR, "16857009": Route.VAGINAL,
    "37839007": Route.SUBLINGUAL,
}  # fmt: skip
ROUTE_WORDS = (
    ("intrathecal", Route.INTRATHECAL), ("sublingual", Route.SUBLINGUAL), ("mouth", Route.ORAL), ("oral", Route.ORAL),
    ("topical", Route.TOPICAL), ("dermal", Route.TOPICAL), ("cutaneous use", Route.TOPICAL), ("inhal", Route.INHALED),
    ("intraven", Route.INJECTED), ("intramusc", Route.INJECTED), ("subcutan", Route.INJECTED),
    ("rectal", Route.RECTAL), ("nasal", Route.NASAL), ("ophthalm", Route.EYE_OR_EAR), ("vagin", Route.VAGINAL),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """What is taken, before its directions."""

    name: str
    codes: tuple[Code, ...]
    form: str
    strength: Strength | None = None


def medicines(record: Record) -> tuple[Medicine, ...]:
    """Every medicine of the record; the same one recorded twice is read once, and the note says so."""
    found: dict[tuple[object, ...], Medicine] = {}
    for node in record.all("MedicationRequest", "MedicationStatement", "MedicationUsage"):
        if (item := _medicine(node, record)) is None:
            continue
        key = (item.name.casefold(), item.codes, item.status, item.sig)
        if key in found:
            found[key] = _merged(found[key], item, record)
        else:
            found[key] = item
    return tuple(replace(item, where=f"medicines[{place}]") for place, item in enumerate(found.values()))


def _merged(first: Medicine, again: Medicine, record: Record) -> Medicine:
    if first.status is not Status.STOPPED:
        where = again.recorded_at
        record.notes.add(where, "a medicine recorded once", f"the same as {first.recorded_at}", "Read as one medicine.")
        return first
    return max(first, again, key=lambda item: item.start or date.min)


def _medicine(node: Node, record: Record) -> Medicine | None:
    state = status(node["status"])
    if state == "entered-in-error":
        return None
    if node["doNotPerform"].flag:
        record.notes.add(node["doNotPerform"].path, "a medicine to take", "an order not to give it")
        return None
    named = _named(node, record)
    if not named.name:
        record.notes.add(node.path, "a medicine with a name or a code", "none")
        return None
    return _with_directions(node, named, _status(node, state, record), record)


def _named(node: Node, record: Record) -> Named:
    concept = node["medicationCodeableConcept"] or node["medication"]["concept"]
    if words(concept):
        return Named(words(concept), codes(concept), "")
    reference = node["medicationReference"] or node["medication"]["reference"]
    medication = record.follow(reference, within=node)
    if medication is None:
        return Named(reference["display"].text, (), "")
    ingredients = [words(part["itemCodeableConcept"]) for part in medication["ingredient"]]
    name = words(medication["code"]) or reference["display"].text or " / ".join(part for part in ingredients if part)
    return Named(name, codes(medication["code"]), words(medication["form"]), _strength(medication))


_MG = {"mg": 1.0, "ug": 1e-3, "mcg": 1e-3, "µg": 1e-3, "g": 1e3}


def _strength(medication: Node) -> Strength | None:
    """What one unit or so many mL hold, where the Medication has one ingredient and states it in mass."""
    parts = list(medication["ingredient"])
    if len(parts) != 1:
        return None
    ratio = parts[0]["strength"] or parts[0]["strengthRatio"]
    mass, per = ratio["numerator"], ratio["denominator"]
    factor = _MG.get((mass["code"].text or mass["unit"].text).casefold()) or _MG.get(mass["unit"].text.casefold())
    amount, count = mass["value"].number, per["value"].number if per else 1.0
    if factor is None or not amount or not count or amount < 0 or count < 0:
        return None
    if (per["code"].text or per["unit"].text).casefold() == "ml":
        return Strength(mg=amount * factor, per=count, per_unit=AmountUnit.ML)
    return Strength(mg=amount * factor / count)


def _status(node: Node, state: str, record: Record) -> Status:
    known = STATUS.get(state)
    if known is None:
        record.notes.add(node["status"].path, "a status of FHIR R4", f"'{state[:40]}'" if state else "none")
        return Status.UNKNOWN
    reported = node["reportedBoolean"].flag or node["reported"].flag
    planned = node["intent"].text in NOT_YET and not reported
    return Status.PLANNED if planned and known is Status.TAKING else known


def _with_directions(node: Node, named: Named, state: Status, record: Record) -> Medicine:
    dosages = node["dosageInstruction"] or node["dosage"]
    product = f"{named.name} {named.form}"
    written = _allowed(dosage.written(dosages, product=product), dosages, record)
    coded = _allowed(dosage.structured(dosages, product=product), dosages, record)
    for element, what in dosage.unread(dosages):
        record.notes.add(element.path, "directions that can be read", what, "It is not part of the dose read here.")

    def made(sig: str | None) -> Medicine:
        return medicine(
            named.name,
            where="",
            sig=sig,
            strength=named.strength,
            form=named.form,
            route=_route(dosages),
            status=state,
            start=_start(node, dosages),
            stop=_stop(node, dosages),
            reason=_reason(node, record),
            codes=named.codes,
            recorded_at=node.path,
        )

    if modifier := node["modifierExtension"] or dosage.modified(dosages):
        record.notes.add(
            modifier.path, "nothing that changes the meaning", "an extension that may", "The directions are not used."
        )
        return made("")
    if not written and not coded:
        line = made(None)  # some records write the directions into the name
        return line if line.regimen else made("")
    item = _with_further(made, written or coded, dosages, record)
    if not written or not coded:
        return item
    other = made(coded)
    if item.regimen is None and other.regimen is not None:
        record.notes.add(f"{dosages.path}[0].text", "directions that can be read", "others", "The coded ones are used.")
        return other
    if item.regimen and other.regimen and _per_day(item.regimen) != _per_day(other.regimen):
        record.notes.add(
            f"{dosages.path}[0].timing", "the same as the text says", "something else", "The text is used."
        )
    elif item.regimen and other.regimen and _differ(item.regimen, other.regimen):
        record.notes.add(
            f"{dosages.path}[0].doseAndRate", "the same as the text says", "another dose", "The text is used: check it."
        )
    return item


def _with_further(made: Callable[[str], Medicine], sig: str, dosages: Node, record: Record) -> Medicine:
    """The medicine with what was added to its directions; an addition that cannot be read is noted, not lost."""
    item, added = made(sig), dosage.further(dosages)
    if not added or item.regimen is None or added.casefold() in sig.casefold():
        return item
    fuller = made(f"{sig}, {added}")
    if fuller.regimen is not None:
        return fuller
    record.notes.add(f"{dosages.path}[0].additionalInstruction", "directions that can be read", shown(added))
    return item


def _differ(one: Regimen, other: Regimen) -> bool:
    """Whether the largest days of two readings are known in milligrams and are not the same."""
    first, second = one.peak_daily_mg, other.peak_daily_mg
    return first is not None and second is not None and abs(first.high - second.high) > 1e-6 * first.high


def _allowed(sig: str, dosages: Node, record: Record) -> str:
    try:
        return not_negative(sig)
    except InputError as error:
        record.notes.take(error, under=dosages.path)
        return ""


def _per_day(regimen: Regimen) -> tuple[float, ...]:
    return tuple(_intakes_per_day(phase) for phase in regimen.phases)


def _intakes_per_day(phase: Phase) -> float:
    return round(len(phase.intakes) * phase.days_share, 3)


def _route(dosages: Node) -> Route:
    for item in dosages:
        for code in codes(item["route"]):
            if code.code in ROUTES:
                return ROUTES[code.code]
        said = words(item["route"]).casefold()
        for word, route in ROUTE_WORDS:
            if word in said:
                return route
    return Route.UNKNOWN


def _start(node: Node, dosages: Node) -> date | None:
    bounds = dosages["timing"]["repeat"]["boundsPeriod"]["start"]
    stated = (
        node["effectivePeriod"]["start"],
        node["effectiveDateTime"],
        bounds,
        node["authoredOn"],
        node["dateWritten"],
    )
    return next((item.day for item in stated if item.day), None)


def _stop(node: Node, dosages: Node) -> date | None:
    return node["effectivePeriod"]["end"].day or dosages["timing"]["repeat"]["boundsPeriod"]["end"].day


def _reason(node: Node, record: Record) -> str:
    if said := words(node["reasonCode"]):
        return said
    for reference in node["reasonReference"]:
        condition = record.follow(reference, within=node)
        if said := (words(condition["code"]) if condition else "") or reference["display"].text:
            return said
    return ""
