"""Milligrams of one substance of a medicine: a day's, one intake's, phase by phase, and which dosing rows fit the
person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import wraps
from typing import NamedTuple, TypeVar

from lissom.case.regimen import Phase, Range, Regimen, Strength
from lissom.checks.dosing import Dosing
from lissom.checks.present import Present
from lissom.checks.view import View

T = TypeVar("T")
TO_MG_A_DAY = {"mg/d": 1.0, "ug/d": 1e-3, "g/d": 1e3}
TO_MG = {"mg": 1.0, "ug": 1e-3, "g": 1e3}
TO_DAYS = {"d": 1.0, "wk": 7.0, "mo": 30.4}


class Step(NamedTuple):
    """One phase in milligrams: the largest day, the largest intake, and how long it lasts."""

    daily: float
    single: float
    days: int | None


def _kept(work: Callable[[Present], T]) -> Callable[[Present], T]:
    """Works a dose out once for each substance of a person; every rule asks for it again."""
    name = work.__name__

    @wraps(work)
    def asked(one: Present) -> T:
        if name not in one.kept:
            one.kept[name] = work(one)
        kept: T = one.kept[name]
        return kept

    return asked


@_kept
def regimen_of(one: Present) -> Regimen | None:
    """The directions in terms of this one ingredient; its strength comes from the product when the directions give
    none.
    """
    regimen = one.medicine.regimen if one.medicine else None
    if regimen is None:
        return None
    parts = len(one.recognition.components) if one.recognition else 1
    named = Strength(mg=one.mg_per_unit) if one.mg_per_unit else None
    if parts > 1:
        return replace(regimen, strength=named) if named else None
    return replace(regimen, strength=named) if named and regimen.strength is None else regimen


@_kept
def peak_daily_mg(one: Present) -> Range | None:
    """The largest day of the directions (mg), or None when milligrams are not known."""
    regimen = regimen_of(one)
    return regimen.peak_daily_mg if regimen else None


@_kept
def steps(one: Present) -> tuple[Step, ...]:
    """Every scheduled phase in order; () when one of them is not known in milligrams."""
    regimen = regimen_of(one)
    made = [_step(regimen, phase) for phase in regimen.phases if not phase.as_needed] if regimen else []
    known = [step for step in made if step is not None]
    return tuple(known) if len(known) == len(made) else ()


@_kept
def largest_single_mg(one: Present) -> float | None:
    """The largest single intake (mg), as-needed ones included; None when not known or given by pump."""
    regimen = regimen_of(one)
    if regimen is None:
        return None
    amounts = [intake.amount for phase in regimen.phases for intake in phase.intakes]
    doses = [dose.high for amount in amounts if (dose := regimen.mg(amount)) is not None]
    return max(doses, default=None) if len(doses) == len(amounts) else None


def _step(regimen: Regimen, phase: Phase) -> Step | None:
    daily = regimen.daily_mg(phase)
    singles = [regimen.mg(intake.amount) for intake in phase.intakes]
    if daily is None or any(single is None for single in singles):
        return None
    largest = max((single.high for single in singles if single), default=daily.high)
    return Step(daily=daily.high, single=largest, days=phase.days)


def fitting(view: View, rows: Iterable[Dosing], drug: Present) -> Iterator[Dosing]:
    """The rows of this route, product, age and weight.

    A row for adults does not fit a child, and without an age only adult rows fit. A row about one product ('(Aleve)' in
    its population) fits that product alone.
    """
    age, weight, adult_from = view.person.age_years, view.person.weight_kg, view.number("age.adult")
    years = adult_from if age is None else age
    adult, routes = years >= adult_from, ("", drug.route)
    for row in rows:
        if (
            row.route in routes
            and (adult or not row.is_for_adults)
            and (not row.is_bounded or _is_within(row, years, weight))
            and (not row.product or _is_product(row, drug))
        ):
            yield row


def _is_within(row: Dosing, years: float, weight: float | None) -> bool:
    return _within(years, row.age_low, row.age_high) and (
        weight is None or _within(weight, row.weight_low, row.weight_high)
    )


def limit_mg(row: Dosing, weight_kg: float | None) -> float | None:
    """The upper number of the row in mg (a day or at once), per-kg rules with the weight; None when it cannot be
    given.
    """
    top = row.high if row.high is not None else row.low
    if top is None:
        return None
    if row.unit in ("mg/kg/d", "mg/kg"):
        return top * weight_kg if weight_kg is not None else None
    factor = TO_MG_A_DAY.get(row.unit) or TO_MG.get(row.unit)
    return top * factor if factor else None


def _is_product(row: Dosing, drug: Present) -> bool:
    written = drug.medicine.name.lower() if drug.medicine else ""
    return row.product in f"{drug.hidden_in.lower()} {written}"


def _within(value: float, low: float | None, high: float | None) -> bool:
    return (low is None or value >= low) and (high is None or value < high)
