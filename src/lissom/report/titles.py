"""The person and the prescription in one line, and the plain facts of the person under it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lissom.assessment import Understood
from lissom.case.case import Case
from lissom.case.person import Person, Sex
from lissom.case.quantities import CREATININE
from lissom.facts.quantity import in_words

NAMED = 4
"""Medicines named in a title before the rest are counted."""
ADULT, INFANT = 18, 2

COUNTRY = {
    "US": "the United States", "GB": "the United Kingdom", "CA": "Canada", "AU": "Australia", "NZ": "New Zealand",
    "IE": "Ireland", "DE": "Germany", "FR": "France", "IT": "Italy", "ES": "Spain", "NL": "the Netherlands",
    "CH": "Switzerland", "AT": "Austria", "JP": "Japan", "IN": "India", "FI": "Finland", "SE": "Sweden",
    "NO": "Norway", "DK": "Denmark", "BE": "Belgium", "PT": "Portugal", "PL": "Poland",
}  # fmt: skip


def title(person: Person, understood: tuple[Understood, ...]) -> str:
    """'Woman, 52: baclofen, Aleve (naproxen)'."""
    names = list(dict.fromkeys(name_of(one) for one in understood))
    shown, rest = names[:NAMED], len(names) - NAMED
    if rest == 1:
        shown, rest = names, 0
    more = f" and {rest} other medicines" if rest > 0 else ""
    medicines = ", ".join(shown) + more
    return f"{who(person)}: {medicines}" if medicines else who(person)


def who(person: Person) -> str:
    """'Woman, 52', 'Girl, 7', 'Person of unstated age'."""
    age = person.age_years
    young = age is not None and age < ADULT
    noun = {
        Sex.FEMALE: "Girl" if young else "Woman",
        Sex.MALE: "Boy" if young else "Man",
        None: "Child" if young else "Person",
    }[person.sex]
    return f"{noun}, {age_in_words(age)}" if age is not None else f"{noun} of unstated age"


def age_in_words(age: float) -> str:
    """Whole years; months under two years."""
    return f"{int(age * 12)} months" if age < INFANT else str(int(age))


def name_of(one: Understood) -> str:
    """What was written, with its ingredients where they are not the same word; the form and strength left aside."""
    read = one.recognition
    inside = ", ".join(dict.fromkeys(part.ingredient.name for part in read.components))
    written = read.brand or read.read_as or one.written
    if read.class_id:
        return one.written
    if not read.known:
        return f"{one.written} (not recognised)"
    if inside and inside.casefold() in written.casefold():
        return inside
    return f"{written} ({inside})"


def subtitle(case: Case, today: date) -> str:
    """Where, when, and what for."""
    assumed = "" if case.country_stated else ", assumed"
    place = f"Labels of {COUNTRY.get(case.country, case.country)}{assumed}"
    question = f"“{case.question}” " if case.question else ""
    return f"{question}{place}, {in_full(today)}."


def in_full(day: date) -> str:
    """'25 November 2026'."""
    return f"{day.day} {day:%B %Y}"


def facts_of(person: Person) -> Iterator[tuple[str, str]]:
    """(what, as stated) for everything stated of the person, in plain words."""
    numbers = (
        ("Age", person.age_years, "years"),
        ("Weight", person.weight_kg, "kg"),
        ("Height", person.height_cm, "cm"),
        ("eGFR as reported", person.eGFR_mL_min_173, "mL/min/1.73 m²"),
    )
    yield from ((label, f"{in_words(value, 3)} {unit}") for label, value, unit in numbers if value is not None)
    if person.SCr_mg_dL is not None:
        yield "Creatinine in the blood", _creatinine(person.SCr_mg_dL, person.SCr_date)
    if person.conditions:
        yield "Conditions", ", ".join(condition.name for condition in person.conditions)
    if person.allergies:
        yield "Allergies", ", ".join(person.allergies)
    if person.alcohol is not None:
        yield "Alcohol", person.alcohol.value
    flags = (
        ("Dialysis", person.dialysis),
        ("Pregnant", person.pregnant),
        ("Breastfeeding", person.breastfeeding),
        ("Could become pregnant", person.could_become_pregnant),
        ("Smokes", person.smoker),
        ("Drives", person.drives),
        ("Uses the stiffness to stand or walk", person.stands_on_tone),
    )
    yield from ((label, "yes" if flag else "no") for label, flag in flags if flag is not None)


def _creatinine(mg_dL: float, day: date | None) -> str:
    """In both units in use, so that whoever wrote either finds their number again: '0.9 mg/dL (79.6 µmol/L)'."""
    umol_L = mg_dL / CREATININE.units["umol/l"]
    both = f"{in_words(mg_dL, 3)} mg/dL ({in_words(umol_L, 3)} µmol/L)"
    return f"{both}, {in_full(day)}" if day else both
