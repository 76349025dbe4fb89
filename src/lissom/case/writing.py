"""A case written out in the form `reading.py` reads, so that it can be saved, sent and read back as the same case.

Notes are remarks of the reading and are left out; what the sig reader understood is read again from the directions.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from lissom.case.case import Case, DiaryEntry, Preferences
from lissom.case.exercise import ExercisePlan, Session
from lissom.case.medicine import Code, Medicine, Route, Status
from lissom.case.person import Condition, Person
from lissom.case.pump import Pump
from lissom.case.regimen import AmountUnit, Strength
from lissom.case.words import DAYS

_DAY_NAMES = {place: name for name, place in DAYS.items() if name.endswith("day")}


def case_to_json(case: Case) -> dict[str, Any]:
    """The case as JSON values; what is not stated is left out."""
    return _stated(
        {
            "question": case.question,
            "country": case.country if case.country_stated else None,
            "person": _person(case.person),
            "medicines": [_medicine(item) for item in case.medicines],
            "exercise": _exercise(case.exercise) if case.exercise else None,
            "preferences": _preferences(case.preferences) if case.preferences else None,
            "diary": [_diary(entry) for entry in case.diary],
            "pump": _pump(case.pump) if case.pump else None,
        },
        keep=("person", "exercise", "preferences", "pump"),
    )


def _stated(values: Mapping[str, Any], keep: tuple[str, ...] = ()) -> dict[str, Any]:
    empty: tuple[Any, ...] = (None, "", [], {})
    return {key: value for key, value in values.items() if (key in keep and value is not None) or value not in empty}


def _person(person: Person) -> dict[str, Any]:
    return _stated(
        {
            "age": None if person.born else person.age_years,
            "born": _day(person.born),
            "died": _day(person.died),
            "deceased": person.deceased,
            "sex": person.sex and person.sex.value,
            "weight": _with_unit(person.weight_kg, "kg"),
            "weight_date": _day(person.weight_date),
            "height": _with_unit(person.height_cm, "cm"),
            "creatinine": _with_unit(person.SCr_mg_dL, "mg/dL"),
            "creatinine_date": _day(person.SCr_date),
            "eGFR": _with_unit(person.eGFR_mL_min_173, "mL/min/1.73 m2"),
            "eGFR_date": _day(person.eGFR_date),
            "dialysis": person.dialysis,
            "pregnant": person.pregnant,
            "breastfeeding": person.breastfeeding,
            "could_become_pregnant": person.could_become_pregnant,
            "smoker": person.smoker,
            "alcohol": person.alcohol and person.alcohol.value,
            "drives": person.drives,
            "stands_on_tone": person.stands_on_tone,
            "conditions": [_condition(condition) for condition in person.conditions],
            "allergies": list(person.allergies),
        }
    )


def _medicine(item: Medicine) -> dict[str, Any]:
    return _stated(
        {
            "name": item.name,
            "sig": item.sig,
            "strength": _strength(item.strength) if item.strength else None,
            "form": item.form,
            "route": None if item.route is Route.UNKNOWN else item.route.value,
            "status": None if item.status is Status.TAKING else item.status.value,
            "start": _day(item.start),
            "stop": _day(item.stop),
            "reason": item.reason,
            "codes": _codes(item.codes),
        },
        keep=("sig",),  # an empty sig says that the name is only a name
    )


def _strength(strength: Strength) -> str | None:
    if strength.per_unit is AmountUnit.ML:
        return f"{_plain(strength.mg)} mg/{_plain(strength.per)} mL"
    if strength.per_unit is AmountUnit.UNIT and strength.per == 1:
        return f"{_plain(strength.mg)} mg"
    return None


def _condition(condition: Condition) -> dict[str, Any] | str:
    if not condition.codes:
        return condition.name
    return {"name": condition.name, "codes": _codes(condition.codes)}


def _codes(codes: tuple[Code, ...]) -> list[dict[str, str]]:
    return [_stated({"display": code.display}) | {"system": code.system, "code": code.code} for code in codes]


def _exercise(plan: ExercisePlan) -> dict[str, Any]:
    return _stated(
        {
            "may_be_dehydrated": plan.may_be_dehydrated,
            "sessions": [_session(session) for session in plan.sessions],
        }
    )


def _session(session: Session) -> dict[str, Any]:
    return _stated(
        {
            "activity": session.activity,
            "days": [_DAY_NAMES[day] for day in session.days],
            "time": _clock(session.hour),
            "minutes": session.minutes,
            "intensity": session.intensity and session.intensity.value,
            "heat": session.heat,
        }
    )


def _preferences(wishes: Preferences) -> dict[str, Any]:
    return _stated({name: getattr(wishes, name) for name in wishes.__dataclass_fields__})


def _diary(entry: DiaryEntry) -> dict[str, Any]:
    return _stated(
        {
            "day": _day(entry.day),
            "spasms": entry.spasms,
            "stiffness": entry.stiffness_0_10,
            "sleepiness": entry.sleepiness_0_10,
            "note": entry.note,
        }
    )


def _pump(pump: Pump) -> dict[str, Any]:
    return _stated(
        {
            "volume": _with_unit(pump.volume_mL, "mL"),
            "concentration": _with_unit(pump.mg_per_mL, "mg/mL"),
            "flow": _with_unit(pump.mL_per_day, "mL/day"),
            "alarm": _with_unit(pump.alarm_mL, "mL"),
            "last_refill": _day(pump.last_refill),
            "next_refill": _day(pump.next_refill),
            "catheter_tip": pump.catheter_tip,
            "steps": [{"at": _clock(s.hour), "rate": _with_unit(s.mg_per_h, "mg/h")} for s in pump.steps],
        }
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _clock(hour: float | None) -> str | None:
    if hour is None:
        return None
    minutes = round(hour * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _with_unit(value: float | None, unit: str) -> str | None:
    return None if value is None else f"{_plain(value)} {unit}"


def _plain(value: float) -> str:
    """The number in full, without an exponent, so that it reads back as the same number."""
    return format(Decimal(repr(value)), "f")
