"""Which tablets, liquids and brands exist where: rows of the strength, product and look-alike tables as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from lissom.answers.topics.benefit import names
from lissom.answers.topics.from_rows import said
from lissom.answers.topics.places import heading, holds
from lissom.facts.quantity import in_words
from lissom.facts.sentence import joined
from lissom.facts.statement import Statement
from lissom.medicines.lookalike import Lookalike
from lissom.medicines.product import Product, Strength

GONE = ("discontinued", "tentative")


def strengths(rows: Iterable[Strength], country: str = "") -> Iterator[Statement]:
    """The strengths of each country and form; what is no longer sold is said apart."""
    chosen = sorted((row for row in rows if holds((row.country,), country)), key=_by_form)
    for (place, form, status, listing), members in groupby(chosen, key=lambda row: _by_form(row)[:4]):
        yield _strengths(place, form, status, listing, tuple(members))


def brands(rows: Iterable[Product], name: str, country: str = "") -> Iterator[Statement]:
    """The brand names of each country, those sold and those no longer sold, by form."""
    branded = [row for row in rows if len(row.ingredients) == 1 and not _is_generic(row, name)]
    for (place, gone), members in _by_place(branded, country):
        words = "no longer sold, by its source" if gone else "brands seen"
        listed = joined(_with_forms(members))
        yield said(f"{heading([place])}: {words}: {listed}.", *members)


def liquids(rows: Iterable[Product], country: str = "") -> Iterator[Statement]:
    """What a millilitre of each liquid holds, where the source says it."""
    poured = [row for row in rows if len(row.ingredients) == 1 and row.mg_per_mL]
    for (place, gone), members in _by_place(poured, country):
        if not gone:
            yield said(f"{heading([place])}, in each mL: {'; '.join(_by_brand(members))}.", *members)


def combinations(rows: Iterable[Product], drug: str, country: str = "") -> Iterator[Statement]:
    """Products that hold the medicine together with others."""
    mixed = [row for row in rows if len(row.ingredients) > 1]
    for (place, gone), members in _by_place(mixed, country):
        others = joined(sorted(_with(row, drug) for row in members), "or")
        words = "no longer sold together with" if gone else "also sold together with"
        yield said(f"{heading([place])}: {words} {others}.", *members)


def lookalikes(
    rows: Iterable[Lookalike], products: Iterable[Product], name: str, country: str = ""
) -> Iterator[Statement]:
    """Names and strengths that are mistaken for one another."""
    brand_names = {product.brand for product in products} | {name}
    for row in rows:
        either = f"{row.name} {row.confused_with}"
        named = any(names(either, one) for one in brand_names if one)
        if named and holds((row.country,) if row.country else (), country):
            yield said(f"{row.name} and {row.confused_with} can be mistaken for each other: {row.note}.", row)


def _with_forms(rows: Iterable[Product]) -> Iterator[str]:
    """'Neurontin (capsule, solution and tablet)'."""
    for brand, members in groupby(rows, key=lambda row: row.brand):
        forms = joined(row.form for row in members if row.form)
        yield f"{brand} ({forms})" if forms else brand


def _by_brand(rows: Iterable[Product]) -> Iterator[str]:
    for (brand, form), members in groupby(rows, key=lambda row: (row.brand, row.form)):
        yield f"{brand} ({form}) {joined(in_words(mg, 3) for mg in sorted(row.mg_per_mL[0] for row in members))} mg"


def _strengths(place: str, form: str, status: str, listing: str, rows: tuple[Strength, ...]) -> Statement:
    amounts = joined(in_words(row.mg, 4) for row in rows)
    gone = " that are no longer sold" if status == "discontinued" else ""
    more = "" if listing == "complete" else " Others may exist."
    notes = "; ".join(dict.fromkeys(row.note for row in rows if row.note))
    text = f"{heading([place])}: {_plural(form)} of {amounts} mg{gone}.{more}"
    return said(text, *rows, clinician=f"{text} [{notes}]" if notes else "")


def _plural(form: str) -> str:
    first, _, rest = form.partition(",")
    return f"{rest.strip()} {first}s".strip()


def _by_form(row: Strength) -> tuple[str, str, str, str, float]:
    return row.country, row.form, row.status, row.listing, row.mg


def _is_generic(row: Product, name: str) -> bool:
    """Whether the brand says no more than the substance, its salt, strength or maker."""
    return names(row.brand.replace("-", " "), name) or row.brand.casefold() == row.generic.casefold()


def _with(row: Product, drug: str) -> str:
    return joined(one.replace("_", " ") for one in row.ingredients if one != drug)


def _by_place(rows: Iterable[Product], country: str) -> Iterator[tuple[tuple[str, bool], tuple[Product, ...]]]:
    placed = [(place, row) for row in rows for place in row.countries if holds((place,), country)]
    placed.sort(key=lambda one: (one[0], _is_gone(one[1]), one[1].brand, one[1].form, one[1].id))
    for group, members in groupby(placed, key=lambda one: (one[0], _is_gone(one[1]))):
        yield group, tuple(row for _, row in members)


def _is_gone(row: Product) -> bool:
    return any(word in row.status.casefold() for word in GONE)
