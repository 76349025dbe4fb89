"""CodeableConcepts: their codes in our short system names, and the words to show."""

from __future__ import annotations

from collections.abc import Container

from lissom.case.medicine import Code
from lissom.fhir.node import Node

SYSTEMS = {
    "http://www.nlm.nih.gov/research/umls/rxnorm": "rxnorm",
    "http://snomed.info/sct": "snomed",
    "http://loinc.org": "loinc",
    "http://hl7.org/fhir/sid/ndc": "ndc",
    "http://www.whocc.no/atc": "atc",
    "http://hl7.org/fhir/sid/icd-10": "icd10",
    "http://hl7.org/fhir/sid/icd-10-cm": "icd10",
    "http://hl7.org/fhir/sid/icd-10-gm": "icd10",
    "http://fhir.de/codesystem/bfarm/icd-10-gm": "icd10",
    "http://fhir.de/codesystem/bfarm/atc": "atc",
    "http://hl7.org/fhir/sid/icd-9-cm": "icd9",
    "https://dmd.nhs.uk": "dmd",
    "http://hl7.org/fhir/ndfrt": "ndfrt",
    "http://fdasis.nlm.nih.gov": "unii",
    "urn:oid:2.16.840.1.113883.6.88": "rxnorm",
    "urn:oid:2.16.840.1.113883.6.96": "snomed",
    "urn:oid:2.16.840.1.113883.6.73": "atc",
    "urn:oid:2.16.840.1.113883.6.90": "icd10",
    "urn:oid:2.16.840.1.113883.6.69": "ndc",
    "urn:oid:2.16.840.1.113883.6.1": "loinc",
}


def codes(concept: Node) -> tuple[Code, ...]:
    """Every coding of a CodeableConcept; an unknown system keeps its URI."""
    found = []
    for coding in concept["coding"]:
        system, code = coding["system"].text, coding["code"].text
        if code:
            found.append(Code(SYSTEMS.get(system.casefold().rstrip("/"), system), code, coding["display"].text))
    return tuple(found)


def words(concept: Node) -> str:
    """What a CodeableConcept is called: its text, else the first display, else the first code, else ''."""
    if text := concept["text"].text:
        return text
    found = codes(concept)
    return next((code.display for code in found if code.display), "") or next((code.code for code in found), "")


def has(concept: Node, wanted: Container[tuple[str, str]]) -> bool:
    """Whether any coding is one of `wanted` (system, code)."""
    return any((code.system, code.code) in wanted for code in codes(concept))


def status(node: Node) -> str:
    """The code of a status, whether written as a plain code or as a CodeableConcept, in lower case."""
    plain = node.text or next((code.code for code in codes(node)), "") or node["text"].text
    return plain.casefold()
