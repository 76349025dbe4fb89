"""The person: body, kidneys, conditions, habits. None means 'not stated', never 'no'."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import floor

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
    """Units are in the names. `eGFR` is indexed to 1.73 m2 and as reported by a laboratory; it is not a CrCl.

    Where only `born` is stated the age depends on the day: `on(today)` fills `age_years` in.
    """

    age_years: float | None = None
    born: date | None = None
    died: date | None = None
    deceased: bool | None = None
    sex: Sex | None = None
    weight_kg: float | None = None
    weight_date: date | None = None
    height_cm: float | None = None
    SCr_mg_dL: float | None = None
    SCr_date: date | None = None
    eGFR_mL_min_173: float | None = None
    eGFR_date: date | None = None
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

    def on(self, today: date) -> Person:
        """The same person with `age_years` filled in from `born`; a stated age is left alone."""
        if self.age_years is not None or self.born is None:
            return self
        last = min(today, self.died) if self.died else today
        return replace(self, age_years=years_between(self.born, last))


def years_between(born: date, day: date) -> float:
    """Years from birth to a day, in hundredths rounded down so that no birthday comes early. Before birth it is 0."""
    whole = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    if whole < 0:
        return 0.0
    since_birthday = (day - _birthday(born, born.year + whole)).days
    return (100 * whole + floor(100 * since_birthday / 366)) / 100


def _birthday(born: date, year: int) -> date:
    try:
        return born.replace(year=year)
    except ValueError:  # 29 February in a common year
        return date(year, 3, 1)
