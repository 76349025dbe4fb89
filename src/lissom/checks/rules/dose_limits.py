"""The highest dose of a day and at once against the labels of the country, and slips of the decimal point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lissom.checks.countries import holds_in
from lissom.checks.doses import (
    TO_MG,
    fitting,
    largest_single_mg,
    limit_mg,
    peak_daily_mg,
)
from lissom.checks.dosing import Dosing
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.present import Present
from lissom.checks.view import View
from lissom.checks.wording import ours, rule
from lissom.facts.quantity import in_words
from lissom.facts.sentence import capital, joined


class Limit(NamedTuple):
    """A row and its upper number in milligrams for this person."""

    row: Dosing
    mg: float


def dose_limits(view: View) -> Iterator[Finding]:
    """Every medicine with dosing rows, one by one and entries of the same medicine together."""
    for entries in by_medicine(view):
        daily = _total_daily(entries)
        if daily is not None:
            above = tuple(_above_maximum(view, entries, daily))
            yield from above or _above_usual_by_weight(view, entries, daily)
        yield from _single(view, entries[0])


def by_medicine(view: View) -> list[list[Present]]:
    """The entries of each medicine that has dosing rows, by route."""
    groups: dict[tuple[str, str], list[Present]] = {}
    for one in view.present:
        if one.throughout and one.medicine is not None and next(view.rules.dosing_of(one.id, route=one.route), None):
            groups.setdefault((one.id, one.route), []).append(one)
    return list(groups.values())


def _total_daily(entries: list[Present]) -> float | None:
    days = [peak_daily_mg(one) for one in entries]
    known = [day.high for day in days if day is not None]
    return sum(known) if known and len(known) == len(days) else None


def limits(view: View, drug: Present, item: str) -> tuple[tuple[Limit, ...], tuple[Limit, ...]]:
    """(limits of the case's country, limits of any country) for this person."""
    anywhere = _known(view, fitting(view, view.rules.dosing_of(drug.id, item), drug))
    return tuple(limit for limit in anywhere if holds_in(limit.row, view.case.country)), anywhere


def _known(view: View, rows: Iterable[Dosing]) -> tuple[Limit, ...]:
    weight = view.person.weight_kg
    return tuple(Limit(row, mg) for row in rows if (mg := limit_mg(row, weight)) is not None)


def _above_maximum(view: View, entries: list[Present], daily: float) -> Iterator[Finding]:
    drug = entries[0]
    local, anywhere = limits(view, drug, "max_daily")
    if not anywhere:
        return
    used = _that_counts(local) if local else min(anywhere, key=lambda limit: limit.mg)
    highest = max(anywhere, key=lambda limit: limit.mg)
    if not view.number("dose.strictly_above") * used.mg < daily:
        return
    severity, stance, because = _how_far(view, daily, highest, own_country=bool(local))
    words = f"The directions for {drug.said} come to {in_words(daily, 3)} mg a day."
    yield Finding(
        id=f"{drug.id}_dose_above_label_maximum",
        severity=severity,
        stance=stance,
        because=because,
        title=f"{capital(drug.name)}: {in_words(daily, 3)} mg a day is above "
        + ("the labelled maximum" if local else "a maximum labelled in another country"),
        what=(rule(used.row, lead=words),),
        why=(rule(highest.row, lead="Elsewhere the limit is higher."),) if highest.mg > used.mg else (),
        todo=(
            ours(
                "Ask the prescriber or pharmacist whether the dose is meant. Do not lower it suddenly on your own.",
                used.row,
            ),
        ),
        triggers=tuple(one.where for one in entries),
    )
    yield from _slip(view, drug, daily, used)


def _that_counts(local: tuple[Limit, ...]) -> Limit:
    """The limit of the product where the country has one, else the highest of its limits (they differ by use)."""
    of_product = [limit for limit in local if limit.row.product]
    return max(of_product or local, key=lambda limit: limit.mg)


def _how_far(view: View, daily: float, highest: Limit, *, own_country: bool) -> tuple[Severity, Stance, str]:
    if daily > view.number("dose.strictly_above") * highest.mg:
        return Severity.MAJOR, Stance.INTERRUPT, f"{in_words(daily, 3)} mg a day is above every label we hold"
    if own_country:
        return (
            Severity.MAJOR,
            Stance.SHOW,
            f"above the limit of this country ({view.case.country}), within that of another",
        )
    return Severity.MODERATE, Stance.SHOW, "no limit of this country is known; above the limit of another country"


def _above_usual_by_weight(view: View, entries: list[Present], daily: float) -> Iterator[Finding]:
    """A child's day above the usual range by weight: the highest dose of an age can be far too much for a light one."""
    drug, weight = entries[0], view.person.weight_kg
    local, anywhere = limits(view, drug, "usual_daily")
    by_weight = [limit for limit in local or anywhere if limit.row.unit == "mg/kg/d"]
    if weight is None or not by_weight:
        return
    used = max(by_weight, key=lambda limit: limit.mg)
    if view.number("dose.strictly_above") * used.mg < daily:
        yield Finding(
            id=f"{drug.id}_dose_above_usual_by_weight",
            severity=Severity.MAJOR if local else Severity.MODERATE,
            stance=Stance.SHOW,
            because=f"{in_words(daily / weight)} mg per kg a day is above the usual range of "
            + ("this country" if local else "another country"),
            title=f"{capital(drug.name)}: {in_words(daily, 3)} mg a day is much for {in_words(weight, 3)} kg",
            what=(
                rule(
                    used.row,
                    lead=f"The directions for {drug.said} come to {in_words(daily, 3)} mg a day, "
                    f"{in_words(daily / weight)} mg per kg.",
                ),
            ),
            todo=(
                ours(
                    "Ask the prescriber or pharmacist whether the dose is meant. Do not lower it suddenly on your own.",
                    used.row,
                ),
            ),
            triggers=(*(one.where for one in entries), "person.weight_kg"),
        )


def _slip(view: View, drug: Present, daily: float, used: Limit) -> Iterator[Finding]:
    """Far above the maximum, while a tenth of one dose would be an ordinary dose."""
    factor, single = view.threshold("dose.slip_above_maximum"), largest_single_mg(drug)
    ordinary = _known(view, fitting(view, view.rules.dosing_of(drug.id, "start", "usual_single"), drug))
    smallest = min((limit.mg for limit in ordinary if limit.row.unit in TO_MG), default=None)
    if single is None or smallest is None or single / 10 < smallest:
        return
    if daily >= view.number(factor.id) * used.mg and daily / 10 <= used.mg:
        yield Finding(
            id=f"{drug.id}_dose_looks_ten_times_too_high",
            severity=Severity.MAJOR,
            stance=Stance.INTERRUPT,
            because="a tenth of the dose would be an ordinary one",
            title=f"Is the decimal point of the {drug.name} dose right?",
            what=(
                ours(
                    f"{in_words(daily, 3)} mg a day of {drug.name} is far above the maximum; "
                    f"{in_words(daily / 10, 3)} mg would be "
                    "an ordinary dose. A decimal point may have slipped.",
                    used.row,
                    factor,
                ),
            ),
            todo=(ours("Check the amount with the pharmacist before the next dose.", used.row),),
            triggers=(drug.where,),
        )


def _single(view: View, drug: Present) -> Iterator[Finding]:
    single = largest_single_mg(drug)
    local, anywhere = limits(view, drug, "max_single")
    if single is None or not anywhere or drug.route == "intrathecal":
        return
    used = min(local or anywhere, key=lambda limit: limit.mg)
    if single > view.number("dose.strictly_above") * used.mg:
        yield Finding(
            id=f"{drug.id}_single_dose_above_label_maximum",
            severity=Severity.MAJOR if local else Severity.MODERATE,
            stance=Stance.SHOW,
            because=f"{in_words(single, 3)} mg at once is above a label ({joined(used.row.countries) or 'no country'})",
            title=f"{capital(drug.name)}: {in_words(single, 3)} mg at once is above the labelled maximum",
            what=(rule(used.row, lead=f"The directions for {drug.said} give {in_words(single, 3)} mg at once."),),
            todo=(ours("Ask the prescriber or pharmacist whether the dose is meant.", used.row),),
            triggers=(drug.where,),
        )
