"""Condition and AllergyIntolerance: what the person has now, and what must not be given."""

from __future__ import annotations

from dataclasses import replace

from lissom.case.person import Condition, Person
from lissom.fhir.concepts import codes, has, status, words
from lissom.fhir.node import Node
from lissom.fhir.record import Record

PRESENT = ("active", "recurrence", "relapse", "")
"""Clinical states that count as now; remission and resolved ones are left out."""
DOUBTED = ("entered-in-error", "refuted")

DIALYSIS = frozenset({("snomed", "105502003"), ("snomed", "265764009"), ("icd10", "Z99.2")})
DIALYSIS_PROCEDURES = frozenset(
    ("snomed", code) for code in ("302497006", "71192002", "265764009", "108241001", "233575001", "238318009")
)
PREGNANCY = frozenset({("snomed", "72892002"), ("snomed", "77386006"), ("icd10", "Z33.1")})


def conditions(record: Record) -> tuple[Condition, ...]:
    """The conditions that are active now, each once. One without a name is noted."""
    found: dict[tuple[object, ...], Condition] = {}
    for node in record.all("Condition"):
        if not _now(node):
            continue
        name, coded = words(node["code"]), codes(node["code"])
        if not name:
            record.notes.add(node["code"].path, "a condition with a name or a code", "none")
            continue
        where = f"person.conditions[{len(found)}]"
        found.setdefault((name.casefold(), coded), Condition(name=name, where=where, codes=coded))
    return tuple(found.values())


def allergies(record: Record) -> tuple[str, ...]:
    """What the person is allergic to, each once."""
    found: dict[str, None] = {}
    for node in record.all("AllergyIntolerance"):
        if not _now(node):
            continue
        substances = [words(reaction["substance"]) for reaction in node["reaction"]]
        name = words(node["code"]) or next((substance for substance in substances if substance), "")
        if name:
            found.setdefault(name)
        else:
            record.notes.add(node["code"].path, "an allergy with a name or a code", "none")
    return tuple(found)


def with_conditions(person: Person, present: tuple[Condition, ...]) -> Person:
    """The person with their conditions, and with dialysis and pregnancy where a condition states them."""
    stated = {(code.system, code.code) for condition in present for code in condition.codes}
    return replace(
        person,
        conditions=present,
        dialysis=True if stated & DIALYSIS else person.dialysis,
        pregnant=True if stated & PREGNANCY else person.pregnant,
    )


def on_dialysis(record: Record) -> bool:
    """Whether a procedure of dialysis goes on; one that is done is noted, for nobody says whether another follows."""
    found = [node for node in record.all("Procedure") if has(node["code"], DIALYSIS_PROCEDURES)]
    found = [node for node in found if status(node["status"]) not in ("entered-in-error", "not-done")]
    if any(status(node["status"]) == "in-progress" for node in found):
        return True
    for node in found[:1]:
        todo = "State dialysis if it goes on."
        record.notes.add(node.path, "dialysis stated as a condition", f"{len(found)} procedures of dialysis", todo)
    return False


def _now(node: Node) -> bool:
    clinical = status(node["clinicalStatus"])
    ended = not clinical and any(node[key] for key in ("abatementDateTime", "abatementPeriod", "abatementString"))
    return clinical in PRESENT and not ended and status(node["verificationStatus"]) not in DOUBTED
