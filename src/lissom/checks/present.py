"""What is in the person: every ingredient of every medicine taken or planned, and the habits that act like one
(alcohol, smoke).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lissom.case.medicine import Medicine, Route, Status
from lissom.case.person import Alcohol, Person
from lissom.medicines.recognition import How, Recognition

NOT_THROUGHOUT = frozenset({Route.TOPICAL, Route.EYE_OR_EAR, Route.VAGINAL, Route.NASAL, Route.INHALED})
"""Routes by which little reaches the whole body, unless the form is a patch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """One substance in the person: an ingredient, a class when only a class was named, or a habit."""

    id: str
    name: str
    classes: frozenset[str]
    where: str
    """Path in the case (`medicines[1]`, `person.alcohol`)."""
    medicine: Medicine | None = None
    recognition: Recognition | None = None
    mg_per_unit: float | None = None
    ids: frozenset[str] = field(init=False, repr=False, compare=False)
    """Its own id and the ids of its classes: what a table may call it."""
    throughout: bool = field(init=False, repr=False, compare=False)
    """Whether it reaches the whole body: not from a gel, cream, drop, spray or inhaler, yet from a patch."""

    hidden_in: str = field(init=False, repr=False, compare=False)
    """The product as written when the ingredient's name does not appear in it ('Aleve PM'); '' otherwise."""
    said: str = field(init=False, repr=False, compare=False)
    """Its name, with the product it comes in where the name would not be recognised: 'naproxen (in Aleve)'."""
    kept: dict[str, Any] = field(init=False, repr=False, compare=False)
    """What was worked out from the directions once, for every rule that asks again: see `doses`."""

    route: str = field(init=False, repr=False, compare=False)
    """`intrathecal`, `iv` or `oral`, as the tables call it; a route that was not stated counts as oral."""

    def __post_init__(self) -> None:
        stated = self.medicine.route if self.medicine else Route.ORAL
        object.__setattr__(self, "route", _ROUTES.get(stated, "oral"))
        object.__setattr__(self, "kept", {})
        object.__setattr__(self, "ids", self.classes | {self.id})
        object.__setattr__(self, "throughout", _reaches_the_body(self.medicine, self.classes))
        hidden_in = _hidden_in(self.recognition, self.name)
        object.__setattr__(self, "hidden_in", hidden_in)
        object.__setattr__(self, "said", f"{self.name} (in {hidden_in})" if hidden_in else self.name)

    @property
    def planned(self) -> bool:
        return self.medicine is not None and self.medicine.status is Status.PLANNED

    @property
    def as_needed(self) -> bool:
        """Whether every phase of the directions is as needed; False when there are none."""
        regimen = self.medicine.regimen if self.medicine else None
        return regimen is not None and all(phase.as_needed for phase in regimen.phases)

    @property
    def days(self) -> int | None:
        """Days until the directions end, or None when they have no end or are not known."""
        regimen = self.medicine.regimen if self.medicine else None
        if regimen is None:
            return None
        lengths = [phase.days for phase in regimen.phases]
        known = [length for length in lengths if length is not None]
        return sum(known) if len(known) == len(lengths) else None


def _hidden_in(recognition: Recognition | None, name: str) -> str:
    if recognition is None or recognition.how in (How.CLASS, How.GENERIC):
        return ""
    product = recognition.brand or recognition.read_as or recognition.written
    return "" if name.lower() in product.lower() else product


def _reaches_the_body(medicine: Medicine | None, classes: frozenset[str]) -> bool:
    if medicine is None or "opioid" in classes:
        return True
    route = medicine.route
    if route is not Route.UNKNOWN and route not in NOT_THROUGHOUT:
        return True
    words = f"{medicine.form} {medicine.name} {medicine.sig}".lower()
    if "patch" in words or "transdermal" in words:
        return True
    return route is Route.UNKNOWN and _LOCAL.search(words) is None


_ROUTES = {Route.INTRATHECAL: "intrathecal", Route.INJECTED: "iv"}
_LOCAL = re.compile(
    r"\b(gel(?!\W*cap)|cream|ointment|lotion|foam|liniment|topical|ophthalmic|otic|"
    r"(eye|ear|nose|nasal) (drops?|spray)|inhalers?|puffs?|apply)\b"
)


def of_medicine(
    medicine: Medicine, recognition: Recognition, called: Callable[[str], str] | None = None
) -> Iterator[Present]:
    """Every ingredient of one medicine, or its class when only that was named; nothing when not recognised.

    `called` gives the name of an ingredient in the country of the case, where it differs: acetaminophen, paracetamol.
    """
    for part in recognition.components:
        yield Present(
            id=part.ingredient.id,
            name=called(part.ingredient.id) if called else part.ingredient.name,
            classes=part.ingredient.classes,
            where=medicine.where,
            medicine=medicine,
            recognition=recognition,
            mg_per_unit=part.mg,
        )
    if not recognition.components and recognition.class_id:
        yield Present(
            id=recognition.class_id,
            name=recognition.written.strip(),
            classes=recognition.classes,
            where=medicine.where,
            medicine=medicine,
            recognition=recognition,
        )


def habits(person: Person, conditions: frozenset[str] = frozenset()) -> Iterator[Present]:
    """Alcohol and tobacco smoke, where the person states them, by their own field or as a condition."""
    drinks = person.alcohol not in (None, Alcohol.NONE)
    if drinks or (person.alcohol is None and "drinks_alcohol" in conditions):
        where = "person.alcohol" if drinks else "person.conditions"
        yield Present(id="ethanol", name="alcohol", classes=frozenset({"alcohol", "cns_depressant"}), where=where)
    if person.smoker or (person.smoker is None and "smoker" in conditions):
        where = "person.smoker" if person.smoker else "person.conditions"
        yield Present(id="tobacco_smoke", name="tobacco smoke", classes=frozenset({"cyp1a2_inducer"}), where=where)
