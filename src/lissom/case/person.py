"""The person: body, kidneys, conditions, habits. None means 'not stated', never 'no'."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lissom.case.medicine import Code


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"


class Alcohol(StrEnum):
    NONE = "none"
    OCCASIONAL = "occasional"
    REGULAR = "regular"
    HEAVY = "heavy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition as written, with codes where the record has them."""

    name: str
    where: str = ""
    codes: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Units are in the names. `eGFR` is indexed to 1.73 m2 and as reported by a laboratory; it is not a CrCl."""

    age_years: float | None = None
    sex: Sex | None = None
    weight_kg: float | None = None
    height_cm: float | None = None
    SCr_mg_dL: float | None = None
    SCr_date: date | None = None
    eGFR_mL_min_173: float | None = None
    dialysis: bool | None = None
    pregnant: bool | None = None
    breastfeeding: bool | None = None
    could_become_pregnant: bool | None = None
    smoker: bool | None = None
    alcohol: Alcohol | None = None
    drives: bool | None = None
    stands_on_tone: bool | None = None
    """Uses the stiffness to stand, transfer or walk."""
    conditions: tuple[Condition, ...] = ()
    allergies: tuple[str, ...] = ()
