"""What cannot be in one person (a fault) and what is only unlikely (a note): age, weight, height, creatinine.

The limits are wide guards against a slipped decimal point or a mistaken unit. They make no medical claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lissom.case.person import Person, Sex
from lissom.facts.errors import Fault
from lissom.facts.quantity import in_words


@dataclass(frozen=True, slots=True)
class Span:
    """What can be from this age on: outside `possible` is a fault, outside `usual` a note."""

    from_age: float
    possible: tuple[float, float]
    usual: tuple[float, float]


WEIGHT_BY_AGE = (
    Span(0, (0.3, 25), (1.5, 14)),
    Span(1, (3, 60), (6, 35)),
    Span(5, (6, 160), (11, 90)),
    Span(12, (12, 350), (22, 180)),
    Span(18, (18, 400), (33, 220)),
)
"""kg."""
HEIGHT_BY_AGE = (
    Span(0, (20, 110), (35, 90)),
    Span(1, (40, 150), (60, 130)),
    Span(5, (60, 200), (85, 170)),
    Span(12, (70, 250), (115, 205)),
    Span(18, (70, 260), (130, 215)),
)
"""cm."""
CREATININE_BY_AGE = (Span(0, (0.05, 30), (0.1, 6)), Span(12, (0.05, 30), (0.3, 15)))
"""mg/dL."""
BODY_MASS_INDEX = Span(2, (5, 150), (11, 75))
"""kg/m2."""


def impossible(person: Person) -> Iterator[Fault]:
    """Faults of values that cannot belong to one person."""
    for check in _checks(person):
        if not check.span.possible[0] <= check.value <= check.span.possible[1]:
            yield check.fault(check.span.possible, "Check the number, its decimal point and its unit.")
    if person.pregnant and person.sex is Sex.MALE:
        yield Fault(where="person.pregnant", expected="not true together with sex male", came="true")
    if person.born and person.died and person.died < person.born:
        yield Fault(where="person.died", expected="a day after the birth", came=person.died.isoformat())


def unlikely(person: Person) -> Iterator[Fault]:
    """Notes on values that can be, but are more often a slip; the value is used as it is."""
    for check in _checks(person):
        low, high = check.span.usual
        if not low <= check.value <= high:
            yield check.fault((low, high), "Unusual, and used as it is: check the number and its unit.")


@dataclass(frozen=True, slots=True)
class _Check:
    where: str
    name: str
    unit: str
    value: float
    span: Span

    def fault(self, bounds: tuple[float, float], todo: str) -> Fault:
        low, high = (in_words(bound, 3) for bound in bounds)
        return Fault(
            where=self.where,
            expected=f"{self.name} between {low} and {high} {self.unit} at this age",
            came=f"{in_words(self.value, 3)} {self.unit}",
            todo=todo,
        )


def _checks(person: Person) -> Iterator[_Check]:
    age, weight, height = person.age_years, person.weight_kg, person.height_cm
    if age is None:
        return
    if weight is not None:
        yield _Check("person.weight", "a weight", "kg", weight, _at(WEIGHT_BY_AGE, age))
    if height is not None:
        yield _Check("person.height", "a height", "cm", height, _at(HEIGHT_BY_AGE, age))
    if person.SCr_mg_dL is not None:
        yield _Check("person.creatinine", "a serum creatinine", "mg/dL", person.SCr_mg_dL, _at(CREATININE_BY_AGE, age))
    if weight is not None and height is not None and age >= BODY_MASS_INDEX.from_age:
        yield _Check("person.weight", "a body mass index", "kg/m2", weight / (height / 100) ** 2, BODY_MASS_INDEX)


def _at(spans: tuple[Span, ...], age: float) -> Span:
    return next(span for span in reversed(spans) if age >= span.from_age)
