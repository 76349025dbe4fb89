"""Reads a case from TOML or JSON: every fault at once, each with its path, showing no more than the faulty field."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lissom.case.case import ASSUMED_COUNTRY, Case, DiaryEntry, Preferences
from lissom.case.exercise import ExercisePlan, Session
from lissom.case.filling import filled
from lissom.case.medicine import Code, Medicine
from lissom.case.person import Condition
from lissom.case.plausible import unlikely
from lissom.case.taking import medicine
from lissom.case.textfile import MIB, json_of, text_of
from lissom.facts.errors import Fault, InputError

if TYPE_CHECKING:
    from lissom.case.schema import CaseIn, CodeIn, ExerciseIn, MedicineIn

LARGEST_CASE = 4 * MIB
"""Bytes. A case is a page or two of text."""


def read_case(data: bytes, *, name: str) -> Case:
    """The case of a TOML or JSON file called `name`. Raises `InputError` with every fault found.

    Directions that cannot be read are no error: the medicine says why in `unread`. Values that are odd but possible are
    kept and noted in `notes`.
    """
    text = text_of(data, name=name, most=LARGEST_CASE)
    return case_from_document(_document(text, name))


def case_from_document(document: object) -> Case:
    """The case of a parsed file or request body. Raises `InputError` with every fault found."""
    from pydantic import ValidationError

    from lissom.case.schema import CaseIn

    if not isinstance(document, dict):
        raise InputError([Fault(where="case", expected="a table with person and medicines", came=_kind(document))])
    if "resourceType" in document:
        raise InputError([Fault(where="case", expected="a case", came="a FHIR resource", todo="Read it as a Bundle.")])
    if not document:
        raise InputError([Fault(where="case", expected="a person or a medicine", came="nothing")])
    try:
        return _case(CaseIn.model_validate(document))
    except ValidationError as error:
        from lissom.case.faults import faults_of

        raise InputError(faults_of(error)) from None


def case_schema() -> dict[str, Any]:
    """The JSON schema of a case file."""
    from lissom.case.schema import CaseIn

    return CaseIn.model_json_schema()


def _document(text: str, name: str) -> object:
    start = text.lstrip()[:1]
    if start == "{" or name.casefold().endswith(".json"):
        return json_of(text, name=name, unique_keys=True)
    if start == "<":
        raise InputError([Fault(where=name, expected="TOML, JSON or a FHIR Bundle in JSON", came="XML or HTML")])
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise InputError([Fault(where=name, expected="TOML", came="values nested too deep")]) from None
    except ValueError as error:
        raise InputError([_toml_fault(str(error), name)]) from None


def _toml_fault(message: str, name: str) -> Fault:
    place = re.search(r"\(at (?:(line \d+), (column \d+)|(end of document))\)", message)
    reason = re.sub(r"\s*\(at .*\)$", "", message)
    if place is None:
        return Fault(where=name, expected="TOML", came="text that is not")
    where = f"{name}, {place[1]}, {place[2]}" if place[1] else f"{name}, at its end"
    return Fault(where=where, expected="TOML", came=f"text that is not ({reason})", todo="Texts stand in quotes.")


def _kind(value: object) -> str:
    return "a list" if isinstance(value, list) else "a single value"


def _case(given: CaseIn) -> Case:
    conditions = tuple(
        Condition(name=condition.name, where=f"person.conditions[{place}]", codes=_codes(condition.codes))
        for place, condition in enumerate(given.person.conditions)
    )
    person = replace(given.person.person(), conditions=conditions, allergies=tuple(given.person.allergies))
    wishes = given.preferences
    medicines = tuple(_medicine(place, item) for place, item in enumerate(given.medicines))
    pump, medicines, remarks = filled(given.pump.pump(), medicines) if given.pump else (None, medicines, ())
    return Case(
        person=person,
        medicines=medicines,
        pump=pump,
        country=given.country or ASSUMED_COUNTRY,
        country_stated=given.country is not None,
        question=given.question,
        exercise=_exercise(given.exercise) if given.exercise else None,
        preferences=Preferences(**wishes.model_dump()) if wishes else None,
        diary=tuple(
            DiaryEntry(
                day=entry.day,
                spasms=entry.spasms,
                stiffness_0_10=entry.stiffness,
                sleepiness_0_10=entry.sleepiness,
                note=entry.note,
            )
            for entry in given.diary
        ),
        notes=(*(fault.under("case") for fault in unlikely(person)), *remarks),
    )


def _medicine(place: int, given: MedicineIn) -> Medicine:
    return medicine(
        given.name,
        where=f"medicines[{place}]",
        sig=given.sig,
        strength=given.strength,
        form=given.form,
        route=given.route,
        status=given.status,
        start=given.start,
        stop=given.stop,
        reason=given.reason,
        codes=_codes(given.codes),
    )


def _codes(given: tuple[CodeIn, ...]) -> tuple[Code, ...]:
    return tuple(Code(code.system, code.code, code.display) for code in given)


def _exercise(given: ExerciseIn) -> ExercisePlan:
    sessions = tuple(
        Session(
            activity=session.activity,
            days=tuple(session.days),
            hour=session.time,
            minutes=session.minutes,
            intensity=session.intensity,
            heat=session.heat,
        )
        for session in given.sessions
    )
    return ExercisePlan(sessions=sessions, may_be_dehydrated=given.may_be_dehydrated)
