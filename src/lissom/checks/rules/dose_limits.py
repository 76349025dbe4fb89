"""Start, step and highest dose against the labels of the country, slips of the decimal point, and amounts that are no
milligrams.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from lissom.case.medicine import Status
from lissom.case.regimen import AmountUnit
from lissom.checks.countries import own
from lissom.checks.doses import (
    TO_MG,
    TO_MG_A_DAY,
    fitting,
    is_about_one_product,
    largest_single_mg,
    limit_mg,
    peak_daily_mg,
    regimen_of,
    steps,
)
from lissom.checks.dosing import Dosing
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.present import Present
from lissom.checks.view import View
from lissom.checks.wording import capital, from_the_case, joined, ours, rule
from lissom.facts.quantity import in_words


class Limit(NamedTuple):
    """A row and its upper number in milligrams for this person."""

    row: Dosing
    mg: float


def dose_limits(view: View) -> Iterator[Finding]:
    """Every medicine with dosing rows, one by one and entries of the same medicine together."""
    for entries in _by_medicine(view):
        drug = entries[0]
        daily = _total_daily(entries)
        if daily is None:
            yield from _no_milligrams(view, entries)
        else:
            yield from _above_maximum(view, entries, daily)
        yield from _single(view, drug)
        yield from _start(view, drug)
        yield from _too_fast(view, drug)
        yield from _too_long(view, drug)


def _by_medicine(view: View) -> list[list[Present]]:
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
    rows = tuple(fitting(view, view.rules.dosing_of(drug.id, item), drug))
    return _known(view, own(rows, view.case.country)), _known(view, rows)


def _known(view: View, rows: tuple[Dosing, ...]) -> tuple[Limit, ...]:
    given = [(row, limit_mg(row, view.person.weight_kg)) for row in rows]
    return tuple(Limit(row, mg) for row, mg in given if mg is not None)


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
        title=f"{capital(drug.name)}: {in_words(daily, 3)} mg a day is above the labelled maximum",
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
    of_product = [limit for limit in local if is_about_one_product(limit.row)]
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


def _slip(view: View, drug: Present, daily: float, used: Limit) -> Iterator[Finding]:
    """Far above the maximum, while a tenth of one dose would be an ordinary dose."""
    factor, single = view.threshold("dose.slip_above_maximum"), largest_single_mg(drug)
    ordinary = _known(view, tuple(fitting(view, view.rules.dosing_of(drug.id, "start", "usual_single"), drug)))
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


def is_new(view: View, drug: Present) -> bool:
    """Planned, or begun within the last days."""
    medicine = drug.medicine
    if medicine is None:
        return False
    if medicine.status is Status.PLANNED:
        return True
    within = view.number("dose.new_within_days")
    return medicine.start is not None and 0 <= (view.today - medicine.start).days <= within


def _start(view: View, drug: Present) -> Iterator[Finding]:
    made = steps(drug)
    if not made or not is_new(view, drug):
        return
    items = ("elderly_start", "start") if view.older else ("start",)
    rows = tuple(fitting(view, view.rules.dosing_of(drug.id, *items), drug))
    rows = own(rows, view.case.country) or rows
    for row in sorted(rows, key=lambda row: row.item != "elderly_start")[:1]:
        allowed = limit_mg(row, view.person.weight_kg)
        if allowed is None:
            return
        a_day = row.unit in (*TO_MG_A_DAY, "mg/kg/d") or row.times_per_day is not None
        first = made[0].daily if a_day else made[0].single
        most, span = allowed * (row.times_per_day or 1), "a day" if a_day else "at once"
        if first > view.number("dose.strictly_above") * most:
            yield Finding(
                id=f"{drug.id}_start_dose_above_label",
                severity=Severity.MODERATE,
                stance=Stance.SHOW,
                because="it is about to be started or has just been started",
                title=f"The first dose of {drug.name} is higher than the label's",
                what=(
                    rule(
                        row,
                        lead=f"The directions for {drug.said} begin with {in_words(first, 3)} mg {span}.",
                    ),
                ),
                todo=(ours("Ask whether a lower start is meant.", row),),
                triggers=(drug.where,),
            )


def _too_fast(view: View, drug: Present) -> Iterator[Finding]:
    made = steps(drug)
    rows = tuple(fitting(view, view.rules.dosing_of(drug.id, "titration_step"), drug))
    rows = tuple(row for row in own(rows, view.case.country) or rows if row.unit in (*TO_MG, *TO_MG_A_DAY) and row.per)
    if not rows:
        return
    row = rows[0]
    step, per = limit_mg(row, None), float(row.per.split()[0])
    for before, after in pairwise(made):
        rise = after.daily - before.daily if row.unit in TO_MG_A_DAY else after.single - before.single
        quick = before.days is not None and before.days < per
        if step is not None and rise > 0 and (rise > view.number("dose.strictly_above") * step or quick):
            yield Finding(
                id=f"{drug.id}_raised_faster_than_label",
                severity=Severity.MODERATE,
                stance=Stance.SHOW,
                because="a step is larger or sooner than the label's",
                title=f"{capital(drug.name)} is raised faster than the label says",
                what=(
                    rule(
                        row,
                        lead=f"The directions for {drug.said} rise by {in_words(rise, 3)} mg after {before.days} days.",
                    ),
                ),
                todo=(ours("Ask whether slower steps are meant.", row),),
                triggers=(drug.where,),
            )
            return


def _too_long(view: View, drug: Present) -> Iterator[Finding]:
    rows = tuple(view.rules.dosing_of(drug.id, "max_duration", route=drug.route))
    medicine = drug.medicine
    if not rows or medicine is None:
        return
    row = (own(rows, view.case.country) or rows)[0]
    allowed = (row.high or row.low or 0) * 7 if row.unit == "wk" else (row.high or row.low or 0)
    lasting = drug.days
    since = (view.today - medicine.start).days if medicine.start else None
    longest = max((days for days in (lasting, since) if days is not None), default=None)
    if longest is not None and longest > allowed:
        yield Finding(
            id=f"{drug.id}_longer_than_label",
            severity=Severity.MODERATE,
            stance=Stance.SHOW,
            because=f"{longest} days are stated",
            title=f"{capital(drug.name)} is meant for a short time",
            what=(rule(row, lead=f"{capital(drug.said)} is stated for {longest} days."),),
            todo=(ours("Ask whether it is still needed.", row),),
            triggers=(drug.where,),
        )


def _no_milligrams(view: View, entries: list[Present]) -> Iterator[Finding]:
    """Amounts in millilitres or tablets without a strength: nothing about the dose can be judged."""
    for drug in entries:
        regimen = regimen_of(drug)
        if regimen is None:
            if _speaks_of_millilitres(drug):
                yield _millilitres(view, drug)
            continue
        amounts = [intake.amount for phase in regimen.phases for intake in phase.intakes]
        unknown = {amount.unit for amount in amounts if regimen.mg(amount) is None}
        if AmountUnit.ML in unknown:
            yield _millilitres(view, drug)
        elif AmountUnit.UNIT in unknown:
            yield Finding(
                id="strength_is_not_stated",
                severity=Severity.NOT_ASSESSED,
                stance=Stance.SHOW,
                because="tablets were counted, and their milligrams are not given",
                title="Strength not stated",
                what=(from_the_case(f"The strength of {drug.said} is not stated, so its dose cannot be judged."),),
                todo=(from_the_case("Give the milligrams of one tablet or capsule."),),
                triggers=(drug.where,),
            )


def _speaks_of_millilitres(drug: Present) -> bool:
    """Directions that were refused and give millilitres without milligrams."""
    sig = drug.medicine.sig.lower() if drug.medicine and drug.medicine.unread else ""
    return bool(re.search(r"\d\s*ml\b", sig)) and "mg" not in sig


def _millilitres(view: View, drug: Present) -> Finding:
    weak, strong = (view.rules.thresholds.get(f"liquid.{drug.id}_{end}") for end in ("weakest", "strongest"))
    said = f"{capital(drug.said)} is written in millilitres without the strength, so its dose cannot be judged."
    if weak and strong and weak.value and strong.value:
        liquids = f"Liquids of {in_words(weak.value)} and of {in_words(strong.value)} mg in each millilitre are sold"
        said += f" {liquids}: the same volume can hold {in_words(strong.value / weak.value)} times the dose."
    return Finding(
        id=f"{drug.id}_millilitres_without_strength",
        severity=Severity.NOT_ASSESSED,
        stance=Stance.SHOW,
        because="millilitres were written without the strength of the liquid",
        title="Millilitres say nothing without the strength",
        what=(ours(said, *(fact for fact in (weak, strong) if fact)),),
        todo=(from_the_case("Read the milligrams per millilitre on the bottle and write the dose in milligrams."),),
        triggers=(drug.where,),
    )


def strengths(view: View) -> Iterator[Finding]:
    """A tablet strength that is not known to be sold in the country, though it is elsewhere."""
    for one in view.present:
        regimen = regimen_of(one)
        if regimen is None or regimen.strength is None or regimen.strength.per_unit is not AmountUnit.UNIT:
            continue
        here = view.rules.strengths.get((one.id, view.case.country), frozenset())
        mg = regimen.strength.mg
        elsewhere = sorted(
            country for (drug, country), sold in view.rules.strengths.items() if drug == one.id and mg in sold
        )
        if here and mg not in here and view.case.country_stated:
            there = f" It is sold in {joined(elsewhere)}." if elsewhere else ""
            yield Finding(
                id=f"{one.id}_strength_not_known_in_this_country",
                severity=Severity.INFORMATION if elsewhere else Severity.MODERATE,
                stance=Stance.SHOW,
                because="a strength from another country invites a mix-up",
                title=f"{in_words(mg, 3)} mg of {one.name} is not a strength known in {view.case.country}",
                what=(
                    from_the_case(
                        f"We know {joined(in_words(known, 3) for known in sorted(here))} mg of "
                        f"{one.name} in {view.case.country}, "
                        f"not {in_words(mg, 3)} mg.{there}"
                    ),
                ),
                todo=(from_the_case("Check the strength on the pack."),),
                triggers=(one.where,),
            )
