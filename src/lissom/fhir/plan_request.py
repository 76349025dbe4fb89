"""A proposal as FHIR R4: a Bundle of MedicationRequests, status draft and intent proposal, with dated timings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lissom.answers.planning.proposal import Proposal
from lissom.facts.quantity import in_words
from lissom.library import Library
from lissom.plan.course import Course, Step, clock

RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
UCUM = "http://unitsofmeasure.org"
SNOMED = "http://snomed.info/sct"
BY_MOUTH = {"system": SNOMED, "code": "26643006", "display": "Oral route"}
NOTE = "A proposal to discuss with the prescriber; made by Lissom, not by a clinician. Not an order."

Json = dict[str, Any]


def plan_bundle(proposal: Proposal, library: Library) -> Json:
    """One request for each course, in the order of the proposal; an empty collection where nothing is proposed."""
    requests = [_request(proposal, one.course, library) for one in proposal.courses]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"fullUrl": f"urn:lissom:{one['id']}", "resource": one} for one in requests],
    }


def _request(proposal: Proposal, course: Course, library: Library) -> Json:
    return {
        "resourceType": "MedicationRequest",
        "id": f"{course.ingredient.replace('_', '-')}-{course.kind.replace(' ', '-')}",
        "status": "draft",
        "intent": "proposal",
        "medicationCodeableConcept": _concept(course, library),
        "subject": {"display": "The person of the case"},
        "authoredOn": proposal.today.isoformat(),
        "note": [{"text": one} for one in (NOTE, *_ends(course))],
        "dosageInstruction": list(_instructions(course)),
    }


def _ends(course: Course) -> Iterator[str]:
    """When the medicine is off, which no dosage says."""
    if not course.steps[-1].doses:
        yield f"Off from {course.steps[-1].begin.isoformat()}."


def _concept(course: Course, library: Library) -> Json:
    known = library.names.ingredients.get(course.ingredient)
    code = known.rxcui if known else ""
    coding = [{"system": RXNORM, "code": code, "display": course.name}] if code else []
    return {**({"coding": coding} if coding else {}), "text": course.name}


def _instructions(course: Course) -> Iterator[Json]:
    """One instruction for each amount of each step; those of one step share its sequence and its words."""
    for sequence, step in enumerate(course.steps, start=1):
        for mg, times in _amounts(step).items():
            yield _instruction(sequence, step, mg, times)


def _in_words(step: Step) -> str:
    """'take 20 mg at 08:00 and 10 mg at 20:00 for 2 days': directions that stand alone."""
    doses = [f"{in_words(dose.mg, 4)} mg at {dose.clock}" for dose in step.doses]
    listed = " and ".join(filter(None, (", ".join(doses[:-1]), doses[-1])))
    return f"take {listed}{'' if step.days is None else f' for {step.days} days'}"


def _amounts(step: Step) -> Mapping[float, list[str]]:
    found: dict[float, list[str]] = {}
    for dose in step.doses:
        found.setdefault(dose.mg, []).append(f"{clock(dose.hour)}:00")
    return found


def _instruction(sequence: int, step: Step, mg: float, times: list[str]) -> Json:
    bounds = {"start": step.begin.isoformat(), **({"end": step.end.isoformat()} if step.end else {})}
    repeat = {"boundsPeriod": bounds, "frequency": len(times), "period": 1, "periodUnit": "d", "timeOfDay": times}
    return {
        "sequence": sequence,
        "text": _in_words(step),
        "timing": {"repeat": repeat},
        "route": {"coding": [BY_MOUTH]},
        "doseAndRate": [{"doseQuantity": {"value": mg, "unit": "mg", "system": UCUM, "code": "mg"}}],
    }
