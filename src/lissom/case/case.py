"""The whole input of an assessment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from lissom.case.exercise import ExercisePlan
from lissom.case.medicine import Medicine
from lissom.case.person import Person
from lissom.case.plausible import impossible, unlikely
from lissom.case.pump import Pump
from lissom.facts.errors import Fault

ASSUMED_COUNTRY = "US"
"""Whose labels and tablets apply when no country was stated; a case says so in `country_stated`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryEntry:
    """What the person noted on one day; None means not noted."""

    day: date
    spasms: int | None = None
    stiffness_0_10: float | None = None
    sleepiness_0_10: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What matters to the person, 0 (not at all) to 1 (most), and when they need to be at their best."""

    relief: float | None = None
    alertness: float | None = None
    strength: float | None = None
    night: float | None = None
    cost: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A person, their medicines, plan, preferences and diary, and the country whose labels and tablets apply.

    `country` is an ISO 3166-1 alpha-2 code; `country_stated` is False when it was assumed. `notes` are faults that did
    not stop the reading (an entry in a record that could not be used): they become gaps, never silence.
    """

    person: Person
    medicines: tuple[Medicine, ...] = ()
    country: str = ASSUMED_COUNTRY
    country_stated: bool = False
    question: str = ""
    """Why the case was made, in the person's or clinician's words."""
    exercise: ExercisePlan | None = None
    preferences: Preferences | None = None
    diary: tuple[DiaryEntry, ...] = ()
    pump: Pump | None = None
    notes: tuple[Fault, ...] = field(default=())

    def on(self, today: date) -> Case:
        """The same case with the age filled in for that day, where only a birth date was stated.

        Values that do not fit the age are noted, as they are when the age itself was stated.
        """
        person = self.person.on(today)
        doubts = list(self._pump_doubts(today))
        if person is self.person:
            return replace(self, notes=(*self.notes, *doubts)) if doubts else self
        doubts += [fault.under("case") for fault in (*impossible(person), *unlikely(person))]
        if person.born and person.born > today:
            doubts.append(Fault(where="case.person.born", expected="a day in the past", came=person.born.isoformat()))
        return replace(self, person=person, notes=(*self.notes, *doubts))

    def _pump_doubts(self, today: date) -> Iterator[Fault]:
        filled = self.pump.last_refill if self.pump else None
        already = any(note.where == "case.pump.last_refill" for note in self.notes)
        if filled and filled > today and not already:
            yield Fault(where="case.pump.last_refill", expected="a day in the past", came=filled.isoformat())
