"""Patient -> Person: sex, birth date, death, and the country of the address."""

from __future__ import annotations

from lissom.case.country import country_code
from lissom.case.person import Person, Sex
from lissom.case.quantities import shown
from lissom.facts.errors import Faults, InputError
from lissom.fhir.node import Node

GENDER = {"female": Sex.FEMALE, "male": Sex.MALE}
BIRTH_SEX = {"f": Sex.FEMALE, "m": Sex.MALE, "248152002": Sex.FEMALE, "248153007": Sex.MALE}
"""US Core birth sex and recorded sex: the equations were made by sex, so it goes before the administrative gender."""
_FIRST_DAY = "Its first day is assumed, so the age may be up to a year too high."
SEX_EXTENSIONS = ("us-core-birthsex", "us-core-individual-sex", "us-core-sex")


def person(patient: Node, notes: Faults) -> Person:
    """The person without measurements. An unusable birth date is noted."""
    born = patient["birthDate"].day
    if born is None:
        came = shown(patient["birthDate"].value) if patient["birthDate"] else "none"
        notes.add(patient["birthDate"].path, "a birth date", came, "Without an age little can be judged.")
    elif len(patient["birthDate"].text) < len("2000-01-01"):
        notes.add(patient["birthDate"].path, "a whole birth date", shown(patient["birthDate"].text), _FIRST_DAY)
    died = patient["deceasedDateTime"].day
    deceased = patient["deceasedBoolean"].flag or (True if died else None)
    if deceased:
        notes.add(patient.path, "a living person", "a record that states a death")
    return Person(born=born, died=died, deceased=deceased, sex=_sex(patient))


def country(patient: Node, notes: Faults) -> str:
    """The country of the address in use, as an alpha-2 code; '' when none is stated. An unknown one is noted."""
    stated = [address for address in patient["address"] if address["country"] and address["use"].text != "old"]
    for address in stated:
        try:
            return country_code(address["country"].text)
        except InputError as error:
            notes.take(error, under=address["country"].path)
    return ""


def _sex(patient: Node) -> Sex | None:
    for extension in patient["extension"]:
        if extension["url"].text.rpartition("/")[2] in SEX_EXTENSIONS:
            code = extension["valueCode"].text or extension["valueCoding"]["code"].text
            if (sex := BIRTH_SEX.get(code.casefold())) is not None:
                return sex
    return GENDER.get(patient["gender"].text.casefold())
