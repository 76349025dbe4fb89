"""A proposal as FHIR R4: a Bundle of MedicationRequests, status draft and intent proposal, with dated timings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_OID, uuid5

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
    """One request for each course, in the order of the proposal; a collection of nothing where none is proposed."""
    requests = [_request(proposal, one.course, library) for one in proposal.courses]
    entries = [{"fullUrl": _address(one), "resource": one} for one in requests]
    return {"resourceType": "Bundle", "type": "collection", **_unless_empty("entry", entries)}


def _address(request: Json) -> str:
    """A name that no other request has, and that the same request always gets."""
    return uuid5(NAMESPACE_OID, json.dumps(request, sort_keys=True)).urn


def _unless_empty(member: str, values: Sequence[Json]) -> Json:
    """FHIR's JSON knows no empty arrays."""
    return {member: list(values)} if values else {}


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
        **_unless_empty("dosageInstruction", list(_instructions(course))),
    }


def _ends(course: Course) -> Iterator[str]:
    """When the medicine is off, which no dosage says."""
    if not course.steps[-1].doses:
        yield f"Off from {course.steps[-1].begin.isoformat()}."


def _concept(course: Course, library: Library) -> Json:
    known = library.names.ingredients.get(course.ingredient)
    code = known.rxcui if known else ""
    coding = [{"system": RXNORM, "code": code, "display": course.name}] if code else []
    return {**_unless_empty("coding", coding), "text": course.name}


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
    # R4 has hours of the day mean every day, and allows no frequency and no period beside them.
    repeat = {"boundsPeriod": bounds, "timeOfDay": times}
    return {
        "sequence": sequence,
        "text": _in_words(step),
        "timing": {"repeat": repeat},
        "route": {"coding": [BY_MOUTH]},
        "doseAndRate": [{"doseQuantity": {"value": mg, "unit": "mg", "system": UCUM, "code": "mg"}}],
    }
