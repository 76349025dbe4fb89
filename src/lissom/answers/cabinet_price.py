"""What medicines cost by a price list: per tablet, per day, per month, over a plan that ends, generic beside brand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lissom.answers.planning.limits import cabinet
from lissom.answers.topics.places import in_words as places
from lissom.case.medicine import Route
from lissom.case.regimen import Phase, Regimen
from lissom.checks.view import Taken, View
from lissom.facts.grade import Grade
from lissom.facts.quantity import Quantity, in_words
from lissom.facts.source import Source
from lissom.facts.statement import Statement, reasoned
from lissom.library import Library
from lissom.medicines.price_mix import Priced, PricedMix, cheapest
from lissom.medicines.price_tables import ListPrice, list_source, meaning_of
from lissom.medicines.recognition import How, Ingredient

Listed = Callable[[Ingredient, str], Iterable[ListPrice]]
"""What the reader's own price lists hold of a substance in a country."""

MONTH = 30
"""Days of a month, as bills are counted."""
NOT_SHELF = (
    "These are prices between pharmacies and their suppliers where the list says so. What a person pays also holds the "
    "pharmacy's fee, taxes and what an insurance takes over. Only strengths in the lists are counted; others may be "
    "sold."
)
_SWALLOWED_BY = (Route.ORAL, Route.UNKNOWN)
_SWALLOWED = re.compile(r"\b(?:tab(?:let)?s?|cap(?:sule|let)?s?)\b", re.IGNORECASE)
_SLOW = re.compile(r"\b(?:er|xr|sr|cr|dr|ec|la|xl|extended|delayed|odt|chew(?:able)?|dispers\w*)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceGroup:
    """One medicine: its sentences, most important first."""

    medicine: str
    statements: tuple[Statement, ...]
    monthly: Quantity | None = None
    """What thirty days of the last, open phase cost; None when it ends or is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """Every priced tablet of one substance, and the sources of the prices."""

    tablets: tuple[Priced, ...]
    sources: Mapping[str, Source]
    lists: tuple[str, ...]
    """Names of the lists the prices stand in."""


def no_lists(_substance: Ingredient, _country: str) -> tuple[ListPrice, ...]:
    """The port where there are none."""
    return ()


def own_offers(seen: View, library: Library, listed: Listed | None) -> Mapping[str, Offers]:
    """Ingredient id -> its tablets in the reader's own lists, of what the person swallows; without those of no list."""
    if listed is None:
        return {}
    wanted = {
        part.ingredient.id: part.ingredient
        for one in seen.taken
        if one.medicine.route in _SWALLOWED_BY
        for part in one.recognition.components
    }
    country = seen.case.country
    rows = {id_: tuple(listed(one, country)) for id_, one in wanted.items() if country and id_ in library.drugs}
    made = {id_: offers(library, wanted[id_], country, found) for id_, found in rows.items() if found}
    return {id_: one for id_, one in made.items() if one.sources}


def priced_in(made: Mapping[str, Offers]) -> Mapping[str, Source]:
    """The lists that prices stand in, by id."""
    return {id_: source for one in made.values() for id_, source in one.sources.items()}


def first_words(library: Library, ingredient: Ingredient) -> tuple[str, ...]:
    """The first words under which lists may describe a substance: its names and its brands."""
    names = [ingredient.name]
    for brands in library.names.brands.values():
        names += [one.name for one in brands if one.ids == frozenset({ingredient.id})]
    return tuple(dict.fromkeys(name.split()[0].lower() for name in names if name.split()))


def offers(library: Library, ingredient: Ingredient, country: str, listed: Iterable[ListPrice]) -> Offers:
    """The tablets of a substance with their prices: those of lists in the store, or else the curated ones."""
    halves = _halved(library, ingredient, country)
    sources: dict[str, Source] = {}
    found: list[Priced] = []
    lists: dict[str, None] = {}
    for one in listed:
        mg, brand = _holds(library, one.product, ingredient)
        if mg is None or one.unit != "EA":
            continue
        source = list_source(one.source, one.effective, one.country)
        sources[source.id] = source
        lists[one.source] = None
        found.append(
            Priced(
                mg=mg,
                price=one.per_unit,
                currency=one.currency,
                product=one.product,
                form=_form(one.product),
                source=source.id,
                effective=one.effective,
                brand=brand or one.kind == "brand",
                halves=mg in halves,
            )
        )
    if not found:
        found = list(_curated(library, ingredient, country, halves))
        lists = {"NADAC": None} if any("nadac" in one.source for one in found) else {}
    return Offers(tablets=tuple(found), sources=sources, lists=tuple(lists))


def price_of(taken: Taken, seen: View, made: Mapping[str, Offers]) -> PriceGroup:
    """What one medicine of a case costs, with `made` the offers by ingredient id."""
    written = taken.medicine.name
    parts = taken.recognition.components
    if len(parts) != 1 or taken.medicine.route not in _SWALLOWED_BY:
        why = "is not recognised" if not parts else "holds several substances" if len(parts) > 1 else "is not swallowed"
        return PriceGroup(medicine=written, statements=(reasoned(f"{written}: no price, because it {why}."),))
    found = made[parts[0].ingredient.id]
    if not found.tablets:
        where, name = places([seen.case.country]), parts[0].ingredient.name
        text = f"No price of {name} tablets with a date and a source is held for {where}."
        return PriceGroup(medicine=written, statements=(reasoned(text),))
    regimen = taken.medicine.regimen
    phases = costs(regimen, found) if regimen else ()
    statements = (*costs_said(phases, found), *brand_beside_generic(found), *unit_prices(found))
    if not regimen:
        statements = (reasoned(f"{written}: no directions, so only the price of a tablet is given."), *statements)
    return PriceGroup(medicine=written, statements=statements, monthly=_monthly(phases))


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseCost:
    """What one phase costs a day, with the tablets of each intake; `per_day` None when tablets cannot make it."""

    phase: Phase
    doses: tuple[float, ...]
    mixes: tuple[PricedMix | None, ...]
    per_day: float | None
    uncut_per_day: float | None = None
    """The same with whole tablets only, where the cheapest way halves some and whole ones make it too."""

    @property
    def total(self) -> float | None:
        return None if self.per_day is None or self.phase.days is None else self.per_day * self.phase.days


def costs(regimen: Regimen, found: Offers) -> tuple[PhaseCost, ...]:
    """What each phase of directions costs: of a prescription, or of a planned titration or taper."""
    return tuple(_cost(regimen, phase, found) for phase in regimen.phases)


def _cost(regimen: Regimen, phase: Phase, found: Offers) -> PhaseCost:
    doses = tuple(dose.high for intake in phase.intakes if (dose := regimen.mg(intake.amount)) is not None)
    mixes = _mixes(doses, found.tablets)
    known = len(doses) == len(phase.intakes) > 0 and all(mix is not None for mix in mixes)
    share = 24.0 / phase.interval_h if phase.interval_h and phase.drifts else phase.days_share
    per_day = _sum(mixes) * share
    uncut = _mixes(doses, [replace(one, halves=False) for one in found.tablets])
    cut = any(piece.halves % 2 for mix in mixes if mix is not None for piece in mix.pieces)
    return PhaseCost(
        phase=phase,
        doses=doses,
        mixes=mixes,
        per_day=per_day if known else None,
        uncut_per_day=_sum(uncut) * share if known and cut and None not in uncut else None,
    )


def _sum(mixes: Sequence[PricedMix | None]) -> float:
    return sum(mix.price for mix in mixes if mix is not None)


def _mixes(doses: Sequence[float], tablets: Sequence[Priced]) -> tuple[PricedMix | None, ...]:
    """The cheapest tablets for all doses of a day, or capsules: the two are not always taken alike, so never both."""
    ways = [
        tuple(cheapest(mg, [one for one in tablets if one.form == form]) for mg in doses)
        for form in dict.fromkeys(one.form for one in tablets)
    ]
    whole = [way for way in ways if all(mix is not None for mix in way)]
    return min(whole, key=lambda way: sum(mix.price for mix in way if mix), default=tuple(None for _ in doses))


def costs_said(phases: Sequence[PhaseCost], found: Offers) -> Iterator[Statement]:
    """Each phase, and the whole where there are several and the end is known."""
    for cost in phases:
        yield _phase_said(cost)
    totals = [cost.total for cost in phases]
    timed = [total for total in totals if total is not None]
    if len(phases) > 1 and timed:
        days = sum(cost.phase.days or 0 for cost in phases if cost.total is not None)
        currency = found.tablets[0].currency
        text = f"All phases that have an end, {days} days together: about {in_words(sum(timed), 3)} {currency}."
        yield Statement(
            text=text, sources=_sources(found), grade=Grade.OBSERVATIONAL, values=(Quantity(sum(timed), currency),)
        )


def _phase_said(cost: PhaseCost) -> Statement:
    doses = _counted(cost.doses) or "the dose"
    if cost.per_day is None:
        why = "its milligrams are not known" if not cost.doses else "the priced tablets do not make it"
        return reasoned(f"The price of {doses} a day is not known, because {why}.")
    mixes = [mix for mix in cost.mixes if mix is not None]
    made = "; ".join(dict.fromkeys(f"{in_words(mg, 4)} mg as {mix}" for mg, mix in zip(cost.doses, mixes, strict=True)))
    currency = mixes[0].tablets[0].currency
    days, span = (cost.phase.days, f"{cost.phase.days} days") if cost.phase.days else (MONTH, f"{MONTH} days")
    needed = "if all doses as needed are taken, " if cost.phase.as_needed else ""
    total = cost.per_day * days
    text = (
        f"{doses} a day, at its cheapest ({made}): {needed}about {in_words(cost.per_day, 2)} {currency} a day, "
        f"{in_words(total, 3)} {currency} for {span}."
    )
    if cost.uncut_per_day is not None:
        text += f" With whole tablets only: {in_words(cost.uncut_per_day * days, 3)} {currency} for {span}."
    used = [tablet for mix in mixes for tablet in mix.tablets]
    return Statement(
        text=text,
        sources=tuple(dict.fromkeys(one.source for one in used)),
        grade=Grade.OBSERVATIONAL,
        values=(Quantity(total, currency),),
        facts=tuple(dict.fromkeys(one.fact for one in used if one.fact)),
    )


def _counted(doses: Sequence[float]) -> str:
    """'3 × 10 mg', '10 mg + 2 × 5 mg'."""
    counts = {mg: doses.count(mg) for mg in dict.fromkeys(doses)}
    return " + ".join(
        f"{count} × {in_words(mg, 4)} mg" if count > 1 else f"{in_words(mg, 4)} mg" for mg, count in counts.items()
    )


def _monthly(phases: Sequence[PhaseCost]) -> Quantity | None:
    last = phases[-1] if phases else None
    if last is None or last.per_day is None or last.phase.days is not None:
        return None
    tablet = next(tablet for mix in last.mixes if mix for tablet in mix.tablets)
    return Quantity(last.per_day * MONTH, tablet.currency)


def unit_prices(found: Offers) -> Iterator[Statement]:
    """The cheapest and the dearest price of each strength, with its date."""
    for mg in sorted({one.mg for one in found.tablets}):
        same = sorted((one for one in found.tablets if one.mg == mg), key=lambda one: one.price)
        yield unit_price(same[0], same[-1])
    for name in found.lists:
        if meaning := meaning_of(name):
            yield Statement(text=f"A price of {name} is {meaning}.", sources=_sources(found), grade=Grade.OBSERVATIONAL)


def unit_price(low: Priced, high: Priced) -> Statement:
    """The price of a tablet, from the cheapest to the dearest of its strength."""
    span = in_words(low.price, 3)
    if high.price != low.price:
        span = f"{span} to {in_words(high.price, 3)}"
    text = f"{in_words(low.mg, 4)} mg: {span} {low.currency} each ({low.product.lower()}, price of {low.effective})."
    return Statement(
        text=text,
        sources=tuple(dict.fromkeys((low.source, high.source))),
        grade=Grade.OBSERVATIONAL,
        values=(Quantity(low.price, low.currency),),
        facts=tuple(filter(None, (low.fact,))),
    )


def brand_beside_generic(found: Offers) -> Iterator[Statement]:
    """How many times the cheapest generic the brand costs, for each strength that has both."""
    for mg in sorted({one.mg for one in found.tablets}):
        brands = [one for one in found.tablets if one.mg == mg and one.brand]
        generics = [one for one in found.tablets if one.mg == mg and not one.brand]
        if brands and generics:
            brand, generic = min(brands, key=_price), min(generics, key=_price)
            text = (
                f"{in_words(mg, 4)} mg: the brand ({brand.product.lower()}) costs {in_words(brand.price, 3)} "
                f"{brand.currency}, {in_words(brand.price / generic.price)} times the generic."
            )
            sources = tuple(dict.fromkeys((brand.source, generic.source)))
            yield Statement(text=text, sources=sources, grade=Grade.OBSERVATIONAL)


def _price(one: Priced) -> float:
    return one.price


def _sources(found: Offers) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.source for one in found.tablets))


def _halved(library: Library, ingredient: Ingredient, country: str) -> frozenset[float]:
    """The strengths that a source says may be halved."""
    drug = library.drugs.get(ingredient.id)
    tablets = cabinet(library, drug, country, (), []).tablets if drug else ()
    return frozenset(one.mg for one in tablets if one.halves)


def _holds(library: Library, product: str, ingredient: Ingredient) -> tuple[float | None, bool]:
    """(mg in one, whether under a brand) of a plain tablet or capsule of only this substance; else (None, _)."""
    if not _SWALLOWED.search(product) or _SLOW.search(product):
        return None, False
    read = library.names.recognise(product)
    at = product.lower().find(ingredient.name.lower())
    if not read.components and at > 0:  # a shop's own brand stands before the name
        read = library.names.recognise(product[at:])
    parts = read.components
    if len(parts) != 1 or parts[0].ingredient.id != ingredient.id or read.how is How.MISSPELLING:
        return None, False
    return parts[0].mg, read.how in (How.BRAND, How.PRODUCT) or bool(read.brand)


def _form(product: str) -> str:
    return "capsule" if re.search(r"\bcaps?(?:ule)?s?\b", product, re.IGNORECASE) else "tablet"


def _curated(library: Library, ingredient: Ingredient, country: str, halves: frozenset[float]) -> Iterator[Priced]:
    for row in library.prices:
        if row.drug != ingredient.id or row.country != country or row.unit == "%":
            continue
        mg, brand = _holds(library, row.product, ingredient)
        if mg is not None:
            yield Priced(
                mg=mg,
                price=row.value,
                currency=row.unit,
                product=row.product,
                source=row.source.split(";")[0],
                effective=row.date,
                brand=brand,
                halves=mg in halves,
                fact=row.id,
            )
