"""The limits of a plan, from the dosing rows that fit the person: the country's own first, else the most cautious."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lissom.answers.topics.dosing import rule
from lissom.answers.topics.from_rows import said, weakest
from lissom.answers.topics.places import in_words as country_in_words
from lissom.case.regimen import AmountUnit
from lissom.checks.countries import holds_in
from lissom.checks.doses import TO_DAYS, TO_MG, TO_MG_A_DAY, fitting, limit_mg
from lissom.checks.dosing import Dosing
from lissom.checks.present import Present as Held
from lissom.checks.view import View
from lissom.facts.quantity import in_words
from lissom.facts.statement import Statement, reasoned
from lissom.library import Library
from lissom.medicines.drug import Drug
from lissom.medicines.product import Product, Strength
from lissom.plan.limits import Bound, Limits, Rise, TaperRule
from lissom.plan.numbers import Numbers
from lissom.plan.tablets import Cabinet, Liquid, Tablet

SCORED = frozenset({"yes", "scored", "bisected", "quadrisected", "trisected"})
OF_CONDITION = {
    r"with MS|\bMS\b": "multiple_sclerosis",
    r"brain injury": "traumatic_brain_injury",
    r"stroke": "post_stroke",
    r"spinal": "spinal_cord_injury",
    r"cerebral spasticity|cerebral origin": "cerebral_palsy",
}
"""How a row names people of one condition -> the condition that must be there for the row to hold."""
OTHER_USES = re.compile(r"neuralgia|hiccup|high doses|overdose|dialysis|elderly /", re.IGNORECASE)
"""Rows about other uses and people, who are looked at by rules of their own."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """The dosing rows of one medicine that fit the person."""

    seen: View
    drug: Drug
    held: Held

    def fit(self, *items: str) -> Iterator[Dosing]:
        rows = fitting(self.seen, self.seen.rules.dosing_of(self.drug.id, *items, route="oral"), self.held)
        return (row for row in rows if fits_kidneys(row, self.seen) and self._fits_people(row))

    def own(self, *items: str) -> list[Dosing]:
        return [row for row in self.fit(*items) if holds_in(row, self.seen.case.country)]

    def _fits_people(self, row: Dosing) -> bool:
        named = [condition for words, condition in OF_CONDITION.items() if re.search(words, row.population)]
        return all(self.seen.has(condition) for condition in named) and not OTHER_USES.search(row.population)

    def mg(self, row: Dosing) -> float | None:
        """The upper number of a row; of a day's rule written as one dose so many times a day, the whole day."""
        mg = limit_mg(row, self.seen.person.weight_kg)
        one_dose = row.item.endswith("_daily") and row.unit in TO_MG
        return mg * (row.times_per_day or 1) if mg is not None and one_dose else mg


def own_rows(seen: View, drug: Drug, held: Held | None, *items: str) -> list[Dosing]:
    """The rows of these items that fit the person: the country's, else those of any; a law holds at home only."""
    rows = _Rows(seen, drug, held or Held(id=drug.id, name=drug.name, classes=drug.classes, where=""))
    found = [row for item in items for row in (rows.own(item) or list(rows.fit(item)))]
    return [row for row in found if row.item != "driving" or not row.countries or holds_in(row, seen.case.country)]


def fits_kidneys(row: Dosing, seen: View) -> bool:
    """A row with a kidney range holds where the measure it names is known and lies in it."""
    if not row.kidney_measure:
        return True
    value = seen.body.CrCl.value if row.kidney_measure == "CrCl" else seen.body.eGFR.value
    low, high = row.kidney_low, row.kidney_high
    return value is not None and (low is None or value >= low) and (high is None or value < high)


def limits(
    seen: View, library: Library, drug: Drug, held: Held | None, tablets: Sequence[float], notes: list[Statement]
) -> Limits:
    """Everything that binds a plan of this medicine for this person; what is taken from elsewhere goes to `notes`."""
    rows = _Rows(seen, drug, held or Held(id=drug.id, name=drug.name, classes=drug.classes, where=""))
    numbers = Numbers.of(library.plan_numbers)
    factor = _kidney_factor(rows)
    begun = _liquid(held, numbers, notes) or cabinet(library, drug, seen.case.country, tablets, notes)
    start, times = _start(rows)
    first = start
    if start is not None and factor is not None:
        start, times = _fewer(_times(start, factor) or start, start.value, times, begun)
    slow = tuple(_slow(rows, numbers))
    return Limits(
        cabinet=begun,
        max_daily=_times(_max_daily(rows, notes), factor),
        max_single=_bound(rows, rows.own("max_single"), min),
        start_mg=start,
        start_times=times,
        rise=_rise(rows, numbers, first, slow=bool(slow)),
        usual=_usual(rows, factor),
        usual_times=_usual_times(rows),
        taper=_taper(rows),
        ladder=tuple(one for one in library.ladders if one.drug == drug.id and one.country == seen.case.country),
        slow=slow,
        apart_h=_apart(library, drug, seen.case.country),
        country=seen.case.country,
        warned=tuple(rule(row) for row in rows.fit("withdrawal_warning")),
    )


def _liquid(held: Held | None, numbers: Numbers, notes: list[Statement]) -> Cabinet | None:
    """The person's own liquid, where the directions or the medicine state milligrams for a volume."""
    medicine = held.medicine if held else None
    stated = [medicine.strength, medicine.regimen.strength if medicine.regimen else None] if medicine else []
    for strength in stated:
        if strength is not None and strength.per_unit is AmountUnit.ML:
            notes.append(numbers.why("liquid.step_mL"))
            return Cabinet((), liquid=Liquid(mg_per_mL=strength.mg / strength.per, step_mL=numbers["liquid.step_mL"]))
    return None


def cabinet(library: Library, drug: Drug, country: str, wanted: Sequence[float], notes: list[Statement]) -> Cabinet:
    """The tablets known to be sold in the country, only the wanted strengths where some are named."""
    there = _on_the_market(library, drug, country)
    if not there:
        notes.append(
            reasoned(f"Which tablets of {drug.name} are sold in {country_in_words([country])} is not known here.")
        )
        return Cabinet(())
    products = [one for one in library.products if one.ingredients == (drug.id,) and country in one.countries]
    tablets = [_tablet(one, products, library) for one in _of_one_form(there)]
    kept = [one for one in tablets if not wanted or any(_same(one.mg, mg) for mg in wanted)]
    if any(one.listing == "seen" for one in there):
        listed = ", ".join(f"{in_words(one.mg, 4)} mg" for one in tablets)
        notes.append(_of_strengths(f"Known here: {listed}. Other strengths may be sold as well.", there))
    return Cabinet.of(kept or tablets)


def not_sold(library: Library, drug: Drug, country: str, wanted: Sequence[float]) -> Iterator[Statement]:
    """What is to be said of tablets that were named and are not known to be sold in the country."""
    there = _of_one_form(_on_the_market(library, drug, country))
    foreign = [mg for mg in wanted if not any(_same(one.mg, mg) for one in there)]
    listed = ", ".join(f"{in_words(one.mg, 4)} mg" for one in there)
    for mg in foreign if there else ():
        where = country_in_words([country])
        text = f"No {in_words(mg, 4)} mg {drug.name} tablet is known to be sold in {where}; {listed} are."
        yield _of_strengths(text, there)
    if foreign and there and len(foreign) == len(wanted):
        yield reasoned("None of the tablets named is sold here, so the plan uses those that are.")


def _same(one: float, other: float) -> bool:
    return abs(one - other) < 1e-9


def _on_the_market(library: Library, drug: Drug, country: str) -> list[Strength]:
    there = [one for one in library.strengths if one.drug == drug.id and one.country == country]
    return [one for one in there if one.status == "on the market" and "extended" not in one.form]


def _of_one_form(strengths: Sequence[Strength]) -> list[Strength]:
    """Tablets where there are any, else capsules: the two are not always taken alike."""
    tablets = [one for one in strengths if one.form == "tablet"]
    return tablets or list(strengths)


def _of_strengths(text: str, rows: Sequence[Strength]) -> Statement:
    return said(text, *rows)


def _tablet(strength: Strength, products: Sequence[Product], library: Library) -> Tablet:
    scored = [one for one in products if one.mg_per_unit == (strength.mg,) and one.score in SCORED]
    half = f"half a {in_words(strength.mg, 4)} mg tablet"
    told = [
        row.id
        for row in library.dosing
        if row.drug == strength.drug and strength.country in row.countries and half in row.text
    ]
    said_so = [strength.id] if "scored" in strength.note else []
    facts = (strength.id, *(one.id for one in scored), *told, *said_so)
    return Tablet(
        mg=strength.mg,
        form=strength.form,
        halves=strength.form == "tablet" and len(facts) > 1,
        facts=tuple(dict.fromkeys(facts)),
        sources=(strength.source, *(one.source for one in scored)),
    )


def _bound(rows: _Rows, found: Iterable[Dosing], choose: Callable[..., tuple[float, Dosing]]) -> Bound | None:
    known = [(mg, row) for row in found if (mg := rows.mg(row)) is not None]
    if not known:
        return None
    mg, row = choose(known, key=lambda pair: pair[0])
    return Bound(value=mg, why=rule(row))


def _max_daily(rows: _Rows, notes: list[Statement]) -> Bound | None:
    """The country's highest day; without one, the top of its usual day, or the smallest maximum of any country."""
    own = _bound(rows, rows.own("max_daily", "renal_daily"), min) or _bound(rows, rows.own("usual_daily"), max)
    if own is not None:
        return own
    other = _bound(rows, rows.fit("max_daily"), min) or _bound(rows, rows.fit("usual_daily"), min)
    if other is not None:
        notes.append(_elsewhere(rows, "highest dose"))
    return other


def _elsewhere(rows: _Rows, what: str) -> Statement:
    where = country_in_words([rows.seen.case.country])
    return reasoned(
        f"No {what} of {rows.drug.name} is held for {where}; the most cautious rule of another country is used."
    )


def _kidney_factor(rows: _Rows) -> Bound | None:
    found = [row for row in rows.fit("renal_factor") if row.low is not None and row.low < 1]
    row = min(found, key=lambda one: one.low or 1.0, default=None)
    return Bound(value=row.low or 1.0, why=rule(row)) if row else None


def _times(bound: Bound | None, factor: Bound | None) -> Bound | None:
    if bound is None or factor is None:
        return bound
    return Bound(value=bound.value * factor.value, why=both(bound.why, factor.why))


def both(one: Statement, two: Statement) -> Statement:
    """Two sentences as one, with everything they rest on."""
    return Statement(
        text=f"{one.text} {two.text}",
        sources=tuple(dict.fromkeys((*one.sources, *two.sources))),
        grade=weakest((one.grade, two.grade)),
        facts=tuple(dict.fromkeys((*one.facts, *two.facts))),
    )


def _fewer(lowered: Bound, each: float, times: int, tablets: Cabinet) -> tuple[Bound, int]:
    """The lowered start in doses that can be made: smaller doses, or the same dose less often."""
    if tablets.at_most(lowered.value) > 0:
        return lowered, times
    return Bound(value=each, why=lowered.why), max(1, int(times * lowered.value / each + 1e-9))


def _start(rows: _Rows) -> tuple[Bound | None, int]:
    """Milligrams of each dose at the start and how often: the smallest of the country's, or what it asks of kidneys."""
    kidneys = [
        (row.low, row)
        for row in rows.own("renal_advice", "renal_start", "elderly_start")
        if row.low is not None and row.unit in ("mg", "mg/d") and _weak(row, rows.seen)
    ]
    if kidneys:
        mg, row = min(kidneys, key=lambda pair: pair[0])
        return Bound(value=mg, why=rule(row)), int(row.times_per_day or 1)
    rows_of_start = rows.own("start") or list(rows.fit("start"))
    found = [(each, row) for row in rows_of_start if (each := _start_mg(rows, row)) is not None]
    if not found:
        return None, 1
    mg, row = min(found, key=lambda pair: pair[0] * (pair[1].times_per_day or 1))
    times = int(row.times_per_day or (3 if row.unit.endswith("/d") else 1))
    return Bound(value=mg, why=rule(row)), times


def _start_mg(rows: _Rows, row: Dosing) -> float | None:
    """One dose; a day's total is divided by its number of doses, three where the row does not say."""
    if row.unit == "mg/kg/d":
        weight = rows.seen.person.weight_kg
        return None if weight is None or row.low is None else row.low * weight / (row.times_per_day or 3)
    if row.unit in TO_MG_A_DAY and row.low is not None:
        return row.low * TO_MG_A_DAY[row.unit] / (row.times_per_day or 3)
    return row.low * TO_MG[row.unit] if row.unit in TO_MG and row.low is not None else None


def _weak(row: Dosing, seen: View) -> bool:
    """A row about kidneys without a number holds where they are known to be weak; one about age, for older people."""
    if row.item == "elderly_start":
        return seen.older
    return bool(row.kidney_measure) or seen.has("weak_kidneys", "dialysis")


def _rise(rows: _Rows, numbers: Numbers, start: Bound | None, *, slow: bool) -> Rise | None:
    stretch = numbers["titration.caution_slower"] if slow else 1.0
    steps = [
        row for row in rows.own("titration_step") if row.low is not None and row.per and row.unit in ("mg", "mg/d")
    ]
    waits = [row for row in rows.own("titration_interval") if row.low is not None and row.unit in TO_DAYS]
    wait = max(((row.high or row.low or 0.0) * TO_DAYS[row.unit] for row in waits), default=None)
    if steps:
        row = min(steps, key=lambda one: one.low or 0.0)
        days = max(_span(row.per), wait or 0.0)
        why = (rule(row), *(rule(one) for one in waits))
        return Rise(mg=row.low or 0.0, on_each_dose=row.unit == "mg", days=days * stretch, why=why)
    if start is None:
        return None
    days = wait if wait is not None else numbers["titration.days_unknown"]
    told = tuple(rule(one) for one in waits) or (numbers.why("titration.days_unknown"),)
    own = reasoned("No label of this country gives the size of a rise; no rise is larger than the first dose.")
    return Rise(mg=start.value, on_each_dose=True, days=days * stretch, why=(own, *told))


def _span(per: str) -> float:
    count, unit = per.split()
    return float(count) * TO_DAYS[unit]


def _usual(rows: _Rows, factor: Bound | None) -> tuple[Bound, Bound] | None:
    found = [row for row in (rows.own("usual_daily") or list(rows.fit("usual_daily"))) if rows.mg(row) is not None]
    if not found:
        return None
    row = min(found, key=lambda one: rows.mg(one) or 0.0)
    top = rows.mg(row) or 0.0
    share = (row.low / row.high) if row.low and row.high else 1.0
    low, high = Bound(value=top * share, why=rule(row)), Bound(value=top, why=rule(row))
    return (_times(low, factor) or low, _times(high, factor) or high)


def _usual_times(rows: _Rows) -> int:
    found = [row.times_per_day for row in rows.own("usual_daily") or list(rows.fit("usual_daily"))]
    return int(min((times for times in found if times), default=1))


def _taper(rows: _Rows) -> TaperRule | None:
    """The longest span known for the country, else the longest of all; a rate a day where only that is known."""
    found = [row for row in rows.seen.rules.dosing_of(rows.drug.id, "taper", route="oral") if row.low is not None]
    own = [row for row in found if holds_in(row, rows.seen.case.country)]
    spans = [row for row in (own or found) if row.unit in TO_DAYS]
    if spans:
        row = max(spans, key=lambda one: (one.high or one.low or 0.0) * TO_DAYS[one.unit])
        scale, low = TO_DAYS[row.unit], row.low or 0.0
        return TaperRule(low=low * scale, high=(row.high or low) * scale, why=rule(row), own=bool(own))
    rates = [row for row in (own or found) if row.unit == "mg" and row.per]
    if not rates:
        return None
    row = rates[0]
    days = _span(row.per)
    return TaperRule(
        low=(row.low or 0.0) / days,
        high=(row.high or row.low or 0.0) / days,
        why=rule(row),
        per_day=True,
        own=bool(own),
    )


def _slow(rows: _Rows, numbers: Numbers) -> Iterator[Statement]:
    """Why each step is made longer: age, weak kidneys."""
    seen = rows.seen
    if not (seen.older or seen.has("weak_kidneys")):
        return
    cause = "age 65 or over" if seen.older else "weak kidneys"
    yield numbers.why(
        "titration.caution_slower", f"Each step is twice as long as the label's shortest, because of {cause}."
    )
    yield from (rule(row) for row in seen.rules.dosing_of(rows.drug.id, "start_caution", "elderly_advice"))


def _apart(library: Library, drug: Drug, country: str) -> Bound | None:
    """How far apart doses are at least, from leaflets: the country's own first."""
    found = [one for one in library.late_rules if one.drug == drug.id and one.item == "apart" and one.low is not None]
    own = [one for one in found if one.country == country] or found
    return Bound(value=own[0].low or 0.0, why=own[0].statement) if own else None
