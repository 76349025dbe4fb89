"""Which strengths of a relaxant are really sold in a country, under which names, and which tablets make a dose."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lissom.answers.planning.asked import named
from lissom.answers.planning.limits import cabinet
from lissom.answers.topics.from_rows import said
from lissom.answers.topics.places import in_words as places
from lissom.case.country import country_code
from lissom.facts.errors import Fault, InputError
from lissom.facts.grade import Grade
from lissom.facts.quantity import in_words
from lissom.facts.statement import Statement, reasoned
from lissom.library import Library
from lissom.medicines.drug import Drug
from lissom.medicines.price_approvals import Approval
from lissom.medicines.product import Product, Strength

CODES = Path(__file__).parents[1] / "data" / "prices" / "te_codes.csv"
NEAREST = 2
"""Doses above and below one that cannot be made, which are named instead."""
_MG = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*(mg|g)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthsAnswer:
    """The answer in groups of sentences."""

    name: str
    country: str
    groups: tuple[tuple[str, tuple[Statement, ...]], ...]


def strengths_of(
    written: str,
    library: Library,
    *,
    country: str,
    dose: str = "",
    approvals: Callable[[str], tuple[Approval, ...]] = lambda _: (),
) -> StrengthsAnswer:
    """Everything known of the strengths of a relaxant in a country. Raises `InputError` for an unknown name or dose."""
    drug = named(library, written, "strengths")
    try:
        code = country_code(country)
    except InputError as error:
        raise InputError(fault.under("--country") for fault in error.faults) from None
    mg = _dose(dose) if dose else None
    products = [one for one in library.products if one.ingredients == (drug.id,) and code in one.countries]
    groups = (
        ("Strengths sold", tuple(_sold(library, drug, code))),
        ("The dose in tablets", tuple(_made(library, drug, code, mg)) if mg else ()),
        ("Liquids and injections", tuple(_liquids(products))),
        ("Names and makers", tuple(_brands(products))),
        ("Therapeutic equivalence", tuple(_equivalent(products, code))),
        ("Discontinued", tuple(_discontinued(products))),
        ("By the Drugs@FDA tables in your own store", tuple(_approved(approvals(drug.name), code))),
        ("Easily mistaken", tuple(_mistaken(library, drug, products))),
    )
    return StrengthsAnswer(name=drug.name, country=code, groups=tuple(group for group in groups if group[1]))


def _dose(text: str) -> float:
    match = _MG.match(text)
    if match is None or float(match[1]) <= 0:
        raise InputError([Fault(where="--dose", expected="milligrams, such as '15 mg'", came=repr(text[:30]))])
    return float(match[1]) * (1000 if match[2].lower() == "g" else 1)


def _sold(library: Library, drug: Drug, country: str) -> Iterator[Statement]:
    there = [one for one in library.strengths if one.drug == drug.id and one.country == country]
    on_sale = [one for one in there if one.status == "on the market"]
    if not on_sale:
        known = sorted({one.country for one in library.strengths if one.drug == drug.id})
        text = f"Which strengths of {drug.name} are sold in {places([country])} is not known here"
        yield reasoned(f"{text}; known are those of {places(known)}." if known else f"{text}.")
        return
    for form in dict.fromkeys(one.form for one in on_sale):
        rows = sorted((one for one in on_sale if one.form == form), key=lambda one: one.mg)
        every = all(one.listing == "complete" for one in rows)
        rest = "The source lists every strength." if every else "Others may exist."
        yield said(f"In {places([country])}: {_listed(rows)} {form}. {rest}", *rows)
    if all(one.listing == "complete" for one in on_sale):
        yield from _elsewhere(library, drug, country, {one.mg for one in on_sale})


def _elsewhere(library: Library, drug: Drug, country: str, here: set[float]) -> Iterator[Statement]:
    rows = [
        one
        for one in library.strengths
        if one.drug == drug.id and one.country != country and one.status == "on the market" and one.mg not in here
    ]
    for mg in sorted({one.mg for one in rows}):
        same = [one for one in rows if one.mg == mg]
        where = places(sorted({one.country for one in same}))
        yield said(f"{in_words(mg, 4)} mg is sold in {where}, not in {places([country])}.", *same)


def _made(library: Library, drug: Drug, country: str, mg: float) -> Iterator[Statement]:
    notes: list[Statement] = []
    tablets = cabinet(library, drug, country, (), notes)
    facts = tuple(dict.fromkeys(fact for one in tablets.tablets for fact in one.facts))
    cited = (source for one in tablets.tablets for cell in one.sources for source in cell.split(";"))
    sources = tuple(dict.fromkeys(cited))
    if not sources:
        yield from notes
        return

    def told(text: str) -> Statement:
        return Statement(text=text, sources=sources, grade=Grade.LABEL, facts=facts)

    mix = tablets.mix(mg)
    if mix is not None:
        yield told(f"{in_words(mg, 4)} mg: {mix}.")
    else:
        here = places([country])
        text = (
            f"{in_words(mg, 4)} mg cannot be made of the tablets sold in {here}, whole or halved where that is allowed."
        )
        yield told(text)
        doses = [one for one in tablets.doses(mg * 2 + tablets.grain * 2) if one > 0]
        for near in (*[one for one in doses if one < mg][-NEAREST:], *[one for one in doses if one > mg][:NEAREST]):
            yield told(f"Nearest: {in_words(near, 4)} mg as {tablets.mix(near)}.")
    halves = [one for one in tablets.tablets if one.halves]
    listed = ", ".join(f"{in_words(one.mg, 4)} mg" for one in halves)
    yield told(f"May be halved by what a source says: {listed or 'none of them'}.")


def _liquids(products: Sequence[Product]) -> Iterator[Statement]:
    rows = [one for one in products if one.mg_per_mL and not _gone(one)]
    for each in sorted({one.mg_per_mL[0] for one in rows}):
        same = [one for one in rows if one.mg_per_mL[0] == each]
        names = ", ".join(dict.fromkeys(f"{one.brand} ({one.form})" for one in same))
        yield said(f"{in_words(each, 4)} mg in 1 mL: {names}.", *same)
    swallowed = {one.mg_per_mL[0] for one in rows if "oral" in one.form or one.route == "oral"}
    if len(swallowed) > 1:
        times = in_words(max(swallowed) / min(swallowed))
        yield said(f"The liquids to swallow differ {times}-fold: count milligrams, never millilitres.", *rows)


def _brands(products: Sequence[Product]) -> Iterator[Statement]:
    solid = [one for one in products if one.mg_per_unit and not _gone(one)]
    for brand in sorted({one.brand for one in solid}, key=str.lower):
        same = [one for one in solid if one.brand == brand]
        makers = ", ".join(sorted({one.manufacturer for one in same if one.manufacturer}))
        forms = ", ".join(dict.fromkeys(one.form for one in same if one.form))
        mg = ", ".join(f"{in_words(one, 4)} mg" for one in sorted({one.mg_per_unit[0] for one in same}))
        yield said(f"{brand}: {mg} {forms}{f', by {makers}' if makers else ''}.", *same)


def _equivalent(products: Sequence[Product], country: str) -> Iterator[Statement]:
    if country != "US":
        return
    for code in sorted({one.te_code for one in products if one.te_code}):
        same = [one for one in products if one.te_code == code and not _gone(one)]
        if same:
            strengths = ", ".join(dict.fromkeys(one.strength for one in same))
            text = f"Code {code}: {len(same)} products ({strengths}). {te_meaning(code)}."
            yield said(text, *same)


@cache
def _codes() -> dict[str, str]:
    with CODES.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["meaning"] for row in csv.DictReader(lines)}


def te_meaning(code: str) -> str:
    """What a therapeutic equivalence code means, by its first letter."""
    return _codes().get(code[:1], "What the code means is not held here")


def _discontinued(products: Sequence[Product]) -> Iterator[Statement]:
    gone = [one for one in products if _gone(one)]
    for brand in sorted({one.brand for one in gone}, key=str.lower):
        same = [one for one in gone if one.brand == brand]
        as_of = max(one.status_as_of for one in same)
        strengths = ", ".join(dict.fromkeys(one.strength for one in same))
        whose = f"{brand} of some makers" if len({one.manufacturer for one in same}) > 1 else brand
        yield said(f"{whose}: {strengths}{f', as of {as_of}' if as_of else ''}.", *same)


def _gone(product: Product) -> bool:
    return product.status.lower().startswith(("discontinued", "none"))


def _approved(rows: Sequence[Approval], country: str) -> Iterator[Statement]:
    """What the person's own copy of the register counts, by form and strength."""
    if country != "US":
        return
    held = {(one.form, one.strength) for one in rows}
    for form, strength in sorted(held):
        same = [one for one in rows if (one.form, one.strength) == (form, strength)]
        on_sale = [one for one in same if one.status.lower() in ("prescription", "over-the-counter")]
        codes = ", ".join(sorted({one.te_code for one in on_sale if one.te_code})) or "none"
        counted = f"{len(on_sale)} approved and sold, {len(same) - len(on_sale)} discontinued"
        text = f"{strength} ({form}): {counted}; codes: {codes}."
        yield Statement(text=text, sources=("fda_drugsatfda_2019",), grade=Grade.LABEL)


def _mistaken(library: Library, drug: Drug, products: Sequence[Product]) -> Iterator[Statement]:
    names = {drug.name.lower(), *(one.brand.lower() for one in products)}
    for row in library.lookalikes:
        if any(name in f"{row.name} {row.confused_with}".lower() for name in names):
            yield said(f"{row.name} and {row.confused_with}{f': {row.note}' if row.note else ''}.", row)


def _listed(rows: Sequence[Strength]) -> str:
    return ", ".join(f"{in_words(one.mg, 4)} mg" for one in rows)
