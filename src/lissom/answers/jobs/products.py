"""Job 7: which strengths are sold in the person's country, and whether the doses can be made of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations_with_replacement

from lissom.answers.jobs.asked import Asked, Held, groups, nothing
from lissom.answers.topics import products
from lissom.answers.topics.dosing import rule
from lissom.answers.topics.from_rows import said
from lissom.answers.topics.places import holds
from lissom.answers.topics.places import in_words as country_in_words
from lissom.assessment import Job, Section
from lissom.checks.doses import fitting, regimen_of
from lissom.facts.quantity import in_words
from lissom.facts.sentence import joined
from lissom.facts.statement import Statement, reasoned
from lissom.medicines.product import Product, Strength

MORE = "To name a tablet from its look and marks: lissom identify."
MOST_TABLETS = 4


def answer(asked: Asked) -> Iterator[Section]:
    """One section for each relaxant."""
    if not asked.relaxants:
        yield nothing(Job.PRODUCTS)
    for held in asked.relaxants:
        yield _of(held, asked)


def _of(held: Held, asked: Asked) -> Section:
    sold = [row for row in asked.library.strengths if row.drug == held.drug.id and row.country == asked.country]
    rows = [row for row in asked.library.products if held.drug.id in row.ingredients and _same_route(row, held)]
    by_pump = held.present.route != "oral"
    there = () if by_pump else tuple(products.strengths(sold)) or (_not_held(held, asked),)
    return Section(
        job=Job.PRODUCTS,
        medicine=held.drug.name,
        statements=(*there, *products.liquids(rows, asked.country)),
        groups=groups(
            ("The doses in this case", (*_doses(held, asked, sold), *_as_liquid(held, asked, rows))),
            ("Tablets or a liquid", _suitable(held, asked)),
            ("Brands", products.brands(rows, held.drug.name, asked.country)),
            ("Easily confused", products.lookalikes(asked.library.lookalikes, rows, held.drug.name, asked.country)),
        ),
        note=MORE,
    )


def _same_route(row: Product, held: Held) -> bool:
    """Whether a product is taken the way the person takes it; one of no stated route is swallowed."""
    return {"oral": "oral", "": "oral", "intrathecal": "intrathecal"}.get(row.route, "iv") == held.present.route


def _not_held(held: Held, asked: Asked) -> Statement:
    return reasoned(
        f"Which strengths of {held.drug.name} are sold in {country_in_words([asked.country])} is not held here."
    )


def _doses(held: Held, asked: Asked, sold: list[Strength]) -> Iterator[Statement]:
    on_sale = [row for row in sold if row.status == "on the market"]
    if not on_sale or held.present.route != "oral":
        return
    for dose in _amounts(held):
        yield _made(dose, on_sale, asked.country)


def _as_liquid(held: Held, asked: Asked, rows: list[Product]) -> Iterator[Statement]:
    """The millilitres of each liquid to swallow that hold each dose; the milligrams stay the measure."""
    poured = [row for row in rows if row.mg_per_mL and asked.country in row.countries]
    for row in poured if held.present.route == "oral" else ():
        told = [f"{in_words(dose / row.mg_per_mL[0], 3)} mL for {in_words(dose, 4)} mg" for dose in _amounts(held)]
        if told:
            each = f"{row.brand} ({row.form}, {in_words(row.mg_per_mL[0], 3)} mg in each mL)"
            yield said(
                f"Of {each} it is {joined(told)}. Another liquid may be stronger or weaker: go by milligrams.", row
            )


def _suitable(held: Held, asked: Asked) -> Iterator[Statement]:
    rows = asked.seen.rules.dosing_of(held.drug.id, "formulation_limit")
    weight = asked.seen.person.weight_kg
    if weight is not None:
        yield from (rule(row) for row in fitting(asked.seen, rows, held.present) if holds(row.countries, asked.country))


def _amounts(held: Held) -> list[float]:
    """Every single amount of the directions (mg), smallest first; [] when milligrams are not known."""
    regimen = regimen_of(held.present)
    if regimen is None:
        return []
    amounts = [regimen.mg(intake.amount) for phase in regimen.phases for intake in phase.intakes]
    return sorted({mg for one in amounts if one is not None for mg in (one.low, one.high) if mg > 0})


def _made(dose: float, sold: list[Strength], country: str) -> Statement:
    what, where = f"A dose of {in_words(dose, 4)} mg", country_in_words([country])
    whole = {row.mg: row for row in sold}
    if parts := makeup(dose, tuple(whole)):
        return said(f"{what} can be made of whole tablets or capsules sold in {where}: {_listed(parts)}.", *sold)
    halves = {row.mg / 2 for row in sold if row.form == "tablet"}
    if halves and (parts := makeup(dose, (*whole, *halves))):
        told = f"{what} needs a half tablet in {where}: {_listed(parts, halves - whole.keys())}."
        return said(f"{told} Ask the pharmacist whether that tablet may be halved.", *sold)
    more = "" if all(row.listing == "complete" for row in sold) else " Other strengths may exist."
    return said(
        f"{what} cannot be made of up to four whole or half tablets of the strengths held for {where}.{more}", *sold
    )


def makeup(dose: float, strengths: tuple[float, ...]) -> tuple[float, ...]:
    """The fewest pieces, of the strengths given (mg), that make the dose; () when four are not enough."""
    for count in range(1, MOST_TABLETS + 1):
        for pieces in combinations_with_replacement(sorted(strengths, reverse=True), count):
            if abs(sum(pieces) - dose) < 1e-6 * max(dose, 1.0):
                return pieces
    return ()


def _listed(pieces: tuple[float, ...], halves: frozenset[float] | set[float] = frozenset()) -> str:
    """'two of 10 mg and half of one of 5 mg'."""
    counted = [(pieces.count(mg), mg) for mg in dict.fromkeys(pieces)]
    numbers = {1: "one", 2: "two", 3: "three", 4: "four"}
    return joined(
        f"{numbers[count]} {'half' if count == 1 else 'halves'} of {in_words(2 * mg, 4)} mg"
        if mg in halves
        else f"{numbers[count]} of {in_words(mg, 4)} mg"
        for count, mg in counted
    )
