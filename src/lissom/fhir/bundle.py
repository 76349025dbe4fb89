"""A FHIR R4 Bundle of one person read as a Case. Entries that cannot be used become notes of the case."""

from __future__ import annotations

from dataclasses import replace
from typing import NoReturn

from lissom.case.case import ASSUMED_COUNTRY, Case
from lissom.case.plausible import impossible
from lissom.case.textfile import MIB, json_of, text_of
from lissom.facts.errors import Fault, InputError
from lissom.fhir.conditions import allergies, conditions, on_dialysis, with_conditions
from lissom.fhir.medications import medicines
from lissom.fhir.node import Node
from lissom.fhir.observations import with_observations
from lissom.fhir.patient import country, person
from lissom.fhir.record import Record, about, record_of

LARGEST_BUNDLE = 64 * MIB
"""Bytes. A lifetime of records is a few megabytes."""

NOT_READ = ("MedicationDispense", "MedicationAdministration", "FamilyMemberHistory")
"""Types that say something of the person's medicines or risks and are not read."""


def case_from_bundle(data: bytes, *, name: str = "Bundle") -> Case:
    """The case of a Bundle in JSON. Raises `InputError` for broken JSON, no Bundle, no Patient, or two of them.

    Current orders are TAKING, ended ones STOPPED; the status of the record decides, not the date. Ages follow from the
    birth date: `case.on(today)` fills them in.
    """
    text = text_of(data, name=name, most=LARGEST_BUNDLE)
    if text.lstrip()[:1] == "<":
        _refuse(name, "a Bundle in JSON", "XML", "Export it as JSON.")
    return case_from_resource(json_of(text, name=name))


def case_from_resource(value: object) -> Case:
    """The case of a parsed Bundle. Raises `InputError`."""
    bundle = Node(value, "Bundle")
    kind = bundle["resourceType"].text if isinstance(value, dict) else ""
    if kind != "Bundle":
        _refuse("Bundle.resourceType", "a Bundle", f"a {kind[:40]}" if kind else "no FHIR resource")
    record = record_of(bundle)
    patient = _one_patient(record)
    return _case(about(patient, record), patient)


def _one_patient(record: Record) -> Node:
    patients = list(record.all("Patient"))
    if not patients:
        _refuse("Bundle.entry", "one Patient", "none", "Export the record of one person, the Patient included.")
    if len({patient["id"].text or patient.path for patient in patients}) > 1:
        raise InputError(
            Fault(where=patient.path, expected="one person in a Bundle", came=f"Patient {place} of {len(patients)}")
            for place, patient in enumerate(patients, start=1)
            if place > 1
        )
    return patients[0]


def _case(record: Record, patient: Node) -> Case:
    code = country(patient, record.notes)
    someone = with_observations(person(patient, record.notes), record)
    conditions_now = conditions(record)
    someone = with_conditions(replace(someone, allergies=allergies(record)), conditions_now)
    if someone.dialysis is None and on_dialysis(record):
        someone = replace(someone, dialysis=True)
    taken = medicines(record)
    _note_unread(record)
    for fault in impossible(someone):
        record.notes.add(f"case.{fault.where}", fault.expected, fault.came, fault.todo)
    return Case(
        person=someone,
        medicines=taken,
        country=code or ASSUMED_COUNTRY,
        country_stated=bool(code),
        notes=record.notes.found,
    )


def _note_unread(record: Record) -> None:
    for kind in NOT_READ:
        if found := list(record.all(kind)):
            record.notes.add(found[0].path, "a type of entry that is read", f"{len(found)} of type {kind}")


def _refuse(where: str, expected: str, came: str, todo: str = "") -> NoReturn:
    raise InputError([Fault(where=where, expected=expected, came=came, todo=todo)])
