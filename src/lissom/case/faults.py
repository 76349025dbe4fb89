"""pydantic's errors said in our own way: where, what was expected, what came, and the key that was perhaps meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from lissom.case.quantities import shown
from lissom.case.schema import FAULTS, PARTS
from lissom.facts.errors import Fault

SAME_AS = {
    "gender": "sex", "dob": "born", "birthdate": "born", "birth_date": "born", "scr": "creatinine",
    "serum_creatinine": "creatinine", "gfr": "eGFR", "mass": "weight", "size": "height", "meds": "medicines",
    "drugs": "medicines", "medications": "medicines", "medication": "medicines", "medicine": "medicines",
    "patient": "person", "drug": "name", "directions": "sig", "dose": "sig", "dosage": "sig", "instructions": "sig",
    "diagnoses": "conditions", "diseases": "conditions", "allergy": "allergies", "smokes": "smoker", "date": "day",
}  # fmt: skip
"""Other words people use for a key."""

PLAIN = {
    "bool_type": "true or false",
    "string_type": "a text in quotes",
    "int_type": "a whole number",
    "float_type": "a number",
    "tuple_type": "a list",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "string_too_short": "a text that is not empty",
    "string_too_long": "a shorter text",
    "too_short": "a text that is not empty",
    "string_pattern_mismatch": "a text that is not empty",
    "string_unicode": "a text of whole characters",
}


def faults_of(error: ValidationError) -> Iterator[Fault]:
    """Every fault of a validation error, with paths such as `case.medicines[1].sig`."""
    for item in error.errors(include_url=False):
        yield from _faults(item)


def path(parts: Iterable[int | str]) -> str:
    """`case.medicines[1].sig` from ('medicines', 1, 'sig')."""
    return "case" + "".join(f"[{part}]" if isinstance(part, int) else f".{_short(part)}" for part in parts)


def _short(key: str) -> str:
    return shown(key).strip("'")[:40]


def _faults(item: Any) -> Iterator[Fault]:
    where, kind, came = item["loc"], item["type"], item["input"]
    if kind == FAULTS:
        for fault in item["ctx"]["faults"]:
            yield fault.under(path(where))
    elif kind == "extra_forbidden":
        yield _unknown_key(where)
    elif kind == "missing":
        yield Fault(where=path(where), expected="a value", came="nothing")
    elif kind == "too_long" and "max_length" in item["ctx"]:
        noun = "characters" if isinstance(came, str) else "entries"
        length, most = item["ctx"]["actual_length"] or "more", item["ctx"]["max_length"]
        yield Fault(where=path(where), expected=f"at most {most} {noun}", came=f"{length} {noun}")
    else:
        yield Fault(where=path(where), expected=PLAIN.get(kind) or _said(item["msg"]), came=_came(came))


def _said(message: str) -> str:
    return message.removeprefix("Input should be ").removeprefix("Value should have ")


def _came(value: object) -> str:
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    return "nothing" if value is None else shown(value)


def _unknown_key(where: tuple[int | str, ...]) -> Fault:
    *parents, key = where
    tables = [part for part in parents if isinstance(part, str)]
    known = list(PARTS[tables[-1] if tables else ""].model_fields)
    name = str(key)
    meant = SAME_AS.get(name.casefold(), "")
    if meant not in known:
        close = get_close_matches(name.casefold(), [field.casefold() for field in known], n=1, cutoff=0.6)
        meant = next((field for field in known if close and field.casefold() == close[0]), "")
    if meant:
        todo = f"Did you mean '{meant}'?"
    elif tables and name in PARTS[""].model_fields:
        todo = f"'{name}' belongs to the case itself: write it above the first table, such as [person]."
    else:
        todo = f"Known here: {', '.join(known)}."
    return Fault(where=path(where), expected="a key that is known", came=shown(name), todo=todo)
