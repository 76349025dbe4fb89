"""What the medicines of a comparison cost: prices held here, the reader's own price lists, and what is taken now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lissom.answers.cabinet_price import Listed, Offers, offers, price_of
from lissom.answers.comparing_fit import replaced
from lissom.checks.view import View
from lissom.facts.statement import Statement
from lissom.library import Library
from lissom.medicines.price import Price

Names = Iterable[tuple[str, str]]
"""(ingredient id, name) of each medicine."""


def held_prices(names: Names, library: Library, country: str) -> Iterator[tuple[str, tuple[Price, ...]]]:
    """(name, prices held for the country) of each medicine."""
    for drug, name in names:
        own = (row for row in library.prices if row.drug == drug and row.unit != "%")
        yield name, tuple(row for row in own if country in ("", row.country))


def own_lists(names: Names, library: Library, country: str, listed: Listed) -> Iterator[tuple[str, Offers]]:
    """(name, the cheapest tablet of each strength) of the medicines that a list of the reader holds."""
    for drug, name in names:
        rows = tuple(listed(library.names.ingredients[drug], country)) if country else ()
        found = offers(library, library.names.ingredients[drug], country, rows) if rows else None
        if found and found.sources:
            cheapest = {one.mg: one for one in sorted(found.tablets, key=lambda one: -one.price)}
            yield name, replace(found, tablets=tuple(cheapest[mg] for mg in sorted(cheapest)))


def present_cost(seen: View, library: Library, listed: Listed) -> Iterator[Statement]:
    """What each relaxant costs a day and a month as taken, where its prices and its directions allow it."""
    for one in replaced(seen, library):
        inside = [part.ingredient for part in one.recognition.components]
        where = seen.case.country
        made = {each.id: offers(library, each, where, listed(each, where)) for each in inside}
        cost = price_of(one, seen, made)
        if one.medicine.regimen and cost.monthly is not None:
            yield from cost.statements[: len(one.medicine.regimen.phases)]
