"""What a rule may look at: the case with every name looked up, the body measures, and the tables of the library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple, Protocol

from lissom.case.body import Body, body
from lissom.case.case import Case
from lissom.case.medicine import Medicine, Route, Status
from lissom.case.order import number_behind
from lissom.case.person import Alcohol, Person
from lissom.checks.conditions import Recognised, recognised
from lissom.checks.names_in_text import NamesInText
from lissom.checks.present import Present, habits, of_medicine
from lissom.checks.said import Said, said
from lissom.checks.tables import Rules
from lissom.facts.fact import Fact
from lissom.medicines.drug import Drug
from lissom.medicines.recognition import Recognition

Models = Callable[[], Mapping[str, Any]]
"""Reads the population models when a consequence is to be computed, and not before."""


class Recogniser(Protocol):
    """What the checks need of the medicine names."""

    def recognise(self, written: str, codes: Sequence[tuple[str, str]] = (), *, country: str = "") -> Recognition: ...

    def exactly(self, written: str, *, country: str = "") -> Recognition | None: ...

    def numbered(self, written: str, number: str, *, country: str = "") -> Recognition | None: ...

    def called(self, id_: str, country: str = "") -> str: ...

    def classes_of(self, ids: Iterable[str]) -> frozenset[str]: ...


class Taken(NamedTuple):
    """One medicine of the case and what its name means."""

    medicine: Medicine
    recognition: Recognition


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    case: Case
    taken: tuple[Taken, ...]
    """Medicines taken or planned; stopped ones are left out."""
    body: Body
    rules: Rules
    drugs: Mapping[str, Drug]
    """The relaxants (and naproxen) we hold in full, by ingredient id."""
    today: date
    stopped: tuple[Taken, ...] = ()
    present: tuple[Present, ...] = ()
    """Every ingredient of `taken`, and alcohol or smoke where stated."""
    conditions: frozenset[str] = frozenset()
    """Ids of `conditions.csv`, and those that follow from the person: `pregnant`, `drives`, `older_adult` ..."""
    recognised: tuple[Recognised, ...] = ()
    allergies: tuple[Recognition, ...] = ()
    stated: tuple[Said, ...] = ()
    """What the question and the diary notes of the last days state, clause by clause."""
    models: Models | None = None
    names: Recogniser | None = None
    """For names that a rule meets; the medicines of the case are looked up already."""
    in_text: NamesInText | None = None

    @property
    def person(self) -> Person:
        return self.case.person

    @property
    def older(self) -> bool:
        return "older_adult" in self.conditions

    def threshold(self, name: str) -> Fact:
        """The number a rule compares with, as the fact it is. KeyError when `thresholds.csv` lacks it."""
        return self.rules.thresholds[name]

    def number(self, name: str) -> float:
        value = self.rules.thresholds[name].value
        assert value is not None, f"{name} is a number"
        return value

    def of_class(self, *classes: str) -> Iterator[Present]:
        """Everything present that is, or belongs to, one of the given ids."""
        return (one for one in self.present if not one.ids.isdisjoint(classes))

    def has(self, *conditions: str) -> bool:
        return not self.conditions.isdisjoint(conditions)


def view(
    case: Case,
    names: Recogniser,
    rules: Rules,
    drugs: Mapping[str, Drug],
    today: date,
    *,
    models: Models | None = None,
) -> View:
    """Everything a rule may look at, with each name of the case looked up once.

    `models` gives the population models by ingredient id; without it no consequence is computed.
    """
    if (person := case.person.on(today)) is not case.person:
        case = replace(case, person=person)
    looked_up = tuple(_taken(names, rules, one, case.country) for one in case.medicines)
    taken = tuple(one for one in looked_up if not _is_stopped(one.medicine, today))
    found = recognised(case.person.conditions, rules.conditions)
    stated = frozenset(known for one in found for known in one.ids)
    measures = body(case.person, today)
    in_text = NamesInText(names, [one.recognition for one in looked_up], case.country)
    present = tuple(one for each in taken for one in _inside(each, names, rules, case.country))
    return View(
        case=case,
        taken=taken,
        body=measures,
        rules=rules,
        drugs=drugs,
        today=today,
        stopped=tuple(one for one in looked_up if _is_stopped(one.medicine, today)),
        present=present + tuple(habits(case.person, stated)),
        conditions=stated | _that_follow(case, measures, rules),
        recognised=found,
        allergies=tuple(names.recognise(text, country=case.country) for text in case.person.allergies),
        stated=tuple(
            said(
                case,
                today,
                rules.thresholds["signs.recent_days"].value or 0,
                lambda word: in_text.meaning(word) is not None,
            )
        ),
        models=models,
        names=names,
        in_text=in_text,
    )


def _inside(taken: Taken, names: Recogniser, rules: Rules, country: str) -> Iterator[Present]:
    """What one medicine puts into the person; parts that together have a name of their own go by that name."""
    parts = tuple(of_medicine(taken.medicine, taken.recognition, lambda id_: names.called(id_, country)))
    if len(parts) > 1:
        inside = frozenset(one.id for one in parts)
        for row in rules.combinations:
            if row.parts <= inside:
                meant = names.recognise(row.drug)
                parts = (
                    replace(
                        next(one for one in parts if one.id in row.parts),
                        id=row.drug,
                        name=names.called(row.drug, country),
                        classes=meant.classes,
                        mg_per_unit=None,
                    ),
                    *(one for one in parts if one.id not in row.parts),
                )
    yield from parts


def _taken(names: Recogniser, rules: Rules, medicine: Medicine, country: str) -> Taken:
    """The medicine and its meaning. What is delivered continuously and is known by pump goes by that route."""
    recognition = _recognise(names, medicine, country)
    phases = medicine.regimen.phases if medicine.regimen else ()
    flows = medicine.route is Route.UNKNOWN and bool(phases) and all(phase.continuous for phase in phases)
    if flows and any(
        row.route == Route.INTRATHECAL for id_ in recognition.ingredient_ids for row in rules.dosing_of(id_)
    ):
        medicine = replace(medicine, route=Route.INTRATHECAL)
    return Taken(medicine=medicine, recognition=recognition)


def _recognise(names: Recogniser, medicine: Medicine, country: str) -> Recognition:
    codes = [(code.system, code.code) for code in medicine.codes]
    number = number_behind(medicine.sig) if not codes else ""
    longer = names.numbered(medicine.name, number, country=country) if number else None
    return longer or names.recognise(medicine.name, codes, country=country)


def _is_stopped(medicine: Medicine, today: date) -> bool:
    return medicine.status is Status.STOPPED or (medicine.stop is not None and medicine.stop < today)


def _that_follow(case: Case, measures: Body, rules: Rules) -> frozenset[str]:
    """Conditions that the person's own fields state."""
    person = case.person
    age, older = person.age_years, rules.thresholds["age.older_adult"].value
    severe = rules.thresholds["kidney.severe_below_eGFR"].value
    eGFR, weak = measures.eGFR.value, rules.thresholds["kidney.impaired_below_eGFR"].value
    stated = {
        "anyone": True,
        "pregnant": person.pregnant,
        "breastfeeding": person.breastfeeding,
        "stands_on_tone": person.stands_on_tone,
        "drives": person.drives,
        "dialysis": person.dialysis,
        "smoker": person.smoker,
        "alcohol_heavy": person.alcohol is Alcohol.HEAVY,
        "older_adult": age is not None and older is not None and age >= older,
        "weak_kidneys": eGFR is not None and weak is not None and eGFR < weak,
        "severely_weak_kidneys": eGFR is not None and severe is not None and eGFR < severe,
        "dehydration": case.exercise is not None and bool(case.exercise.may_be_dehydrated),
    }
    return frozenset(name for name, holds in stated.items() if holds)
