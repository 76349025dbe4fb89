"""A case made from prescription lines and command-line flags. No pydantic here: starting up quickly is a promise."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from lissom.case.case import ASSUMED_COUNTRY, Case
from lissom.case.country import country_code
from lissom.case.medicine import Medicine, Status
from lissom.case.person import Condition, Person
from lissom.case.plausible import impossible, unlikely
from lissom.case.quantities import AGE, CREATININE, EGFR, HEIGHT, WEIGHT, not_negative, quantity, shown
from lissom.case.taking import medicine
from lissom.case.textfile import cleaned
from lissom.case.words import ALCOHOL, SEX, choice
from lissom.facts.errors import Fault, Faults, InputError

T = TypeVar("T")


def case_from_lines(
    lines: Iterable[str],
    *,
    age: str | float | None = None,
    sex: str | None = None,
    weight: str | None = None,
    height: str | None = None,
    creatinine: str | None = None,
    creatinine_date: str | date | None = None,
    egfr: str | None = None,
    country: str | None = None,
    conditions: Iterable[str] = (),
    allergies: Iterable[str] = (),
    alcohol: str | None = None,
    dialysis: bool | None = None,
    pregnant: bool | None = None,
    breastfeeding: bool | None = None,
    could_become_pregnant: bool | None = None,
    smoker: bool | None = None,
    drives: bool | None = None,
    stands_on_tone: bool | None = None,
    planned: Iterable[str] = (),
    stopped: Iterable[str] = (),
    question: str = "",
) -> Case:
    """The case of lines such as 'baclofen 10 mg TID' and flags such as `--creatinine '0.9 mg/dL'`.

    A flag left empty is not stated. Raises `InputError` with every fault, each at its flag (`--weight`) or line
    (`medicines[0]`).
    """
    faults = Faults()
    person = Person(
        age_years=_read(faults, "--age", age, lambda raw: quantity(raw, AGE)),
        sex=_read(faults, "--sex", sex, lambda raw: choice(raw, SEX, "a sex")),
        weight_kg=_read(faults, "--weight", weight, lambda raw: quantity(raw, WEIGHT)),
        height_cm=_read(faults, "--height", height, lambda raw: quantity(raw, HEIGHT)),
        SCr_mg_dL=_read(faults, "--creatinine", creatinine, lambda raw: quantity(raw, CREATININE)),
        SCr_date=_read(faults, "--creatinine-date", creatinine_date, _date),
        eGFR_mL_min_173=_read(faults, "--egfr", egfr, lambda raw: quantity(raw, EGFR)),
        alcohol=_read(faults, "--alcohol", alcohol, lambda raw: choice(raw, ALCOHOL, "how much alcohol")),
        dialysis=dialysis,
        pregnant=pregnant,
        breastfeeding=breastfeeding,
        could_become_pregnant=could_become_pregnant,
        smoker=smoker,
        drives=drives,
        stands_on_tone=stands_on_tone,
        conditions=_conditions(conditions),
        allergies=_names(allergies),
    )
    for fault in impossible(person):
        faults.add(_flag(fault.where), fault.expected, fault.came, fault.todo)
    code = _read(faults, "--country", country, lambda raw: country_code(str(raw)))
    medicines = _medicines(faults, ((lines, Status.TAKING), (planned, Status.PLANNED), (stopped, Status.STOPPED)))
    faults.raise_input_error()
    return Case(
        person=person,
        medicines=medicines,
        country=code or ASSUMED_COUNTRY,
        country_stated=code is not None,
        question=cleaned(question),
        notes=tuple(unlikely(person)),
    )


def _read(faults: Faults, flag: str, raw: object, reader: Callable[[object], T]) -> T | None:
    if raw is None or raw == "":
        return None
    try:
        return reader(raw)
    except InputError as error:
        faults.take(error, under=flag)
        return None


def _date(raw: object) -> date:
    if isinstance(raw, date):
        return raw
    try:
        return date.fromisoformat(str(raw))
    except ValueError:
        raise InputError([Fault(where="", expected="a date such as 2026-03-01", came=shown(raw))]) from None


def _flag(where: str) -> str:
    return f"--{where.rpartition('.')[2].replace('_', '-')}"


def _names(stated: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for item in stated if (name := cleaned(item).strip()))


def _conditions(names: Iterable[str]) -> tuple[Condition, ...]:
    return tuple(Condition(name=name, where=f"person.conditions[{place}]") for place, name in enumerate(_names(names)))


def _medicines(faults: Faults, groups: Iterable[tuple[Iterable[str], Status]]) -> tuple[Medicine, ...]:
    stated = [(cleaned(line).strip(), status) for lines, status in groups for line in lines]
    made = (_medicine(faults, line, f"medicines[{place}]", status) for place, (line, status) in enumerate(stated))
    return tuple(item for item in made if item is not None)


def _medicine(faults: Faults, line: str, where: str, status: Status) -> Medicine | None:
    if not line:
        faults.add(where, "a medicine such as 'baclofen 10 mg TID'", "nothing")
        return None
    if _read(faults, where, line, lambda raw: not_negative(str(raw))) is None:
        return None
    return medicine(line, where=where, status=status)
