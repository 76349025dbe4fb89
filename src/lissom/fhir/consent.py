"""A record of a decision as FHIR R4: a Consent for a treatment, and the document that was shown."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from lissom.answers.consent_record import Capacity, Decision, Kind, Record, Role

Resource = dict[str, Any]

STATUS = {Decision.YES: "active", Decision.NO: "rejected", Decision.LATER: "proposed"}
PROVISION = {Decision.YES: "permit", Decision.NO: "deny"}
SHA256 = "urn:oid:2.16.840.1.101.3.4.2.1"
"""The registered name of SHA-256, as the system of an identifier that is a hash."""
PATIENT, DOCUMENT, CONSENT = "patient", "shown", "consent"


def consent_bundle(
    number: int, hash_: str, record: Record, shown: bytes, html: bytes, *, withdrawn_at: str = ""
) -> Resource:
    """A collection of Patient, DocumentReference and Consent. `shown` is what was hashed, `html` is for the eye."""
    assert record.kind is Kind.DECISION, "a withdrawal ends a Consent, it is none"
    assert record.decision is not None, "a decision says yes, no or later"
    at = {name: uuid5(NAMESPACE_OID, f"{hash_}/{name}").urn for name in (PATIENT, DOCUMENT, CONSENT)}
    resources = {
        PATIENT: _patient(record),
        DOCUMENT: _document(record, shown, html, at),
        CONSENT: _consent(number, hash_, record, record.decision, withdrawn_at, at),
    }
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": record.at,
        "entry": [{"fullUrl": at[name], "resource": resource} for name, resource in resources.items()],
    }


def _patient(record: Record) -> Resource:
    return {"resourceType": "Patient", "name": [{"text": record.person}]}


def _document(record: Record, shown: bytes, html: bytes, at: Mapping[str, str]) -> Resource:
    return {
        "resourceType": "DocumentReference",
        "status": "current",
        "identifier": [{"system": SHA256, "value": record.shown}],
        "type": {"text": "Patient decision aid"},
        "subject": {"reference": at[PATIENT]},
        "date": record.at,
        "description": f"The decision aid as shown ({record.page} page), made with Lissom {record.version}",
        "content": [_attachment("application/json", shown), _attachment("text/html", html)],
    }


def _attachment(kind: str, content: bytes) -> Resource:
    """FHIR R4 states that the hash of an attachment is SHA-1, in base64; ours, SHA-256, is the identifier."""
    sha1 = hashlib.sha1(content, usedforsecurity=False).digest()
    return {
        "attachment": {
            "contentType": kind,
            "language": "en",
            "data": base64.b64encode(content).decode(),
            "size": len(content),
            "hash": base64.b64encode(sha1).decode(),
        }
    }


def _consent(
    number: int, hash_: str, record: Record, decision: Decision, withdrawn_at: str, at: Mapping[str, str]
) -> Resource:
    consent: Resource = {
        "resourceType": "Consent",
        "identifier": [
            {"system": SHA256, "value": hash_},
            {"type": {"text": "Entry of the consent record"}, "value": str(number)},
        ],
        "status": "inactive" if withdrawn_at else STATUS[decision],
        "scope": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/consentscope", "code": "treatment"}]},
        "category": [{"coding": [{"system": "http://loinc.org", "code": "59284-0"}]}],
        "patient": {"reference": at[PATIENT]},
        "dateTime": record.at,
        "performer": [{"display": f"{record.by} ({record.role})"}],
        "sourceReference": {"reference": at[DOCUMENT]},
        "policyRule": {"text": _policy(record)},
        "verification": [_verification(record, at)],
    }
    if decision in PROVISION:
        consent["provision"] = _provision(record, PROVISION[decision], withdrawn_at)
    return consent


def _policy(record: Record) -> str:
    """R4 has no place for who held the talk: verification names whom it was checked with, not by whom."""
    held = f" held by {record.clinician}" if record.clinician else ""
    return f"Informed consent of the patient, with a record of the talk{held}"


def _verification(record: Record, at: Mapping[str, str]) -> Resource:
    """Verified means here: it was checked whether everything asked was understood, with a person who could decide."""
    sound = bool(record.told) and all(one.understood for one in record.told) and record.capacity is Capacity.HAS
    found: Resource = {"verified": sound, "verificationDate": record.at}
    own = record.role is Role.SELF
    return {**found, "verifiedWith": {"reference": at[PATIENT]} if own else {"display": record.by}}


def _provision(record: Record, kind: str, withdrawn_at: str) -> Resource:
    """A rule within the root, which in R4 may not say itself whether it permits or denies."""
    period = {"start": record.at, **({"end": withdrawn_at} if withdrawn_at else {})}
    rule: Resource = {
        "type": kind,
        "period": period,
        "purpose": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": "TREAT"}],
    }
    if record.about:
        rule["code"] = [{"text": name} for name in record.about]
    return {"period": period, "provision": [rule]}
