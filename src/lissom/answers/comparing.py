"""The comparison for a person: what trials say, how each option fits them when it takes the place of theirs, its price.

Each option goes through the same checks as any prescription. Nothing here ranks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lissom.answers.cabinet_price import Listed, Offers, no_lists
from lissom.answers.comparing_fit import Fit, changing, fits, replaced
from lissom.answers.comparing_prices import held_prices, own_lists, present_cost
from lissom.answers.jobs.asked import relaxants
from lissom.checks.finding import Finding
from lissom.checks.run import findings
from lissom.checks.view import View
from lissom.compare.condition import Condition, read_condition
from lissom.compare.network import BACK_PAIN, SPASTICITY
from lissom.facts.errors import Faults, InputError
from lissom.facts.statement import Statement
from lissom.library import Library
from lissom.medicines.price import Price

if TYPE_CHECKING:
    from lissom.compare.comparison import Comparison

CONDITION_OF = {
    "multiple_sclerosis": Condition.MS,
    "spinal_cord_injury": Condition.SCI,
    "post_stroke": Condition.STROKE,
    "cerebral_palsy": Condition.CP,
    "traumatic_brain_injury": Condition.BRAIN_INJURY,
    "back_pain": Condition.BACK_PAIN,
}
"""Condition id of a case -> the condition that trials are looked up for; the first that the person has."""
INSTEAD = "muscle_relaxant"
"""Class of what is taken in place of another relaxant; a cannabis spray is added to one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A comparison with everything around it that is about the person or the country."""

    comparison: Comparison
    names: tuple[tuple[str, str], ...]
    """(ingredient id, name) of the medicines, in the order asked."""
    country: str
    fits: tuple[Fit, ...] = ()
    replaced: tuple[str, ...] = ()
    """Names of the relaxants that each option would take the place of; () when none is taken."""
    changing: tuple[Statement, ...] = ()
    """What must be known before one is changed for another."""
    prices: tuple[tuple[str, tuple[Price, ...]], ...] = ()
    """(name, prices held for the country) of each medicine."""
    own_lists: tuple[tuple[str, Offers], ...] = ()
    """(name, the cheapest tablet of each strength) of medicines that stand in the reader's own price lists."""
    present_cost: tuple[Statement, ...] = ()
    """What the relaxants cost as they are taken now."""
    urgent: tuple[Finding, ...] = ()
    """Emergencies of the person as they are now."""


def compared(
    asked: Sequence[str],
    condition: str,
    library: Library,
    *,
    seen: View | None = None,
    country: str = "",
    listed: Listed = no_lists,
) -> Compared:
    """The comparison of the medicines named, in a condition, and for the person in `seen` where one is given.

    Without a condition the person's own is taken; without medicines, theirs and every other that trials compared for
    it. Raises `InputError` for names and conditions that cannot be compared, all at once.
    """
    where, named = _understood(asked, condition, library, seen)
    drugs = named or candidates(where, library, seen)
    from lissom.compare.answer import comparison  # numerics: only where they are wanted

    made = comparison(drugs, where.value, library.compared)
    place = country or (seen.case.country if seen else "")
    names = tuple((one, _name(one, library)) for one in made.drugs)
    own = tuple(own_lists(names, library, place, listed))
    return Compared(
        comparison=made,
        names=names,
        country=place,
        fits=fits(made.drugs, library, seen) if seen else (),
        replaced=tuple(one.medicine.name for one in replaced(seen, library)) if seen else (),
        changing=changing(seen, library) if seen else (),
        prices=tuple(one for one in held_prices(names, library, place) if one[0] not in dict(own)),
        own_lists=own,
        present_cost=tuple(present_cost(seen, library, listed)) if seen else (),
        urgent=tuple(one for one in findings(seen) if one.emergency) if seen else (),
    )


def _understood(
    asked: Sequence[str], condition: str, library: Library, seen: View | None
) -> tuple[Condition, tuple[str, ...]]:
    """The condition and the ingredient ids asked about. Raises `InputError` with what is wrong with either."""
    faults = Faults()
    where = Condition.ANY
    named: tuple[str, ...] = ()
    try:
        where = condition_of(condition, library, seen)
    except InputError as error:
        faults.take(error)
    try:
        named = medicines(asked, library)
    except InputError as error:
        faults.take(error)
    faults.raise_input_error()
    if not condition and seen is None and named and not _any_against_spasticity(named, library):
        where = Condition.BACK_PAIN
    return where, named


def _any_against_spasticity(named: Sequence[str], library: Library) -> bool:
    return any("antispasticity" in library.names.ingredients[one].classes for one in named)


def condition_of(written: str, library: Library, seen: View | None) -> Condition:
    """The condition written, else the person's first that trials know, else what their relaxants are mostly given for:
    spasticity, or a painful back where none of them is against spasticity.
    """
    if written or seen is None:
        return read_condition(written)
    taken = relaxants(seen, library)
    against_spasticity = not taken or any("antispasticity" in held.drug.classes for held in taken)
    usual = Condition.ANY if against_spasticity else Condition.BACK_PAIN
    return next((found for name, found in CONDITION_OF.items() if seen.has(name)), usual)


def medicines(written: Sequence[str], library: Library) -> tuple[str, ...]:
    """Ingredient ids of names, brands or likely spellings. Raises `InputError` with every name that is none."""
    faults = Faults()
    found: dict[str, None] = {}
    comparable = _comparable(library)
    for place, name in enumerate(written):
        parts = library.names.recognise(name).components
        ids = [part.ingredient.id for part in parts if part.ingredient.id in comparable]
        if len(parts) != 1 or not ids:
            faults.add(f"drugs[{place}]", "one of " + ", ".join(comparable), repr(name))
        found.update(dict.fromkeys(ids))
    faults.raise_input_error()
    return tuple(found)


def candidates(where: Condition, library: Library, seen: View | None) -> tuple[str, ...]:
    """The relaxants that trials compared for this condition: the person's own first, then by name."""
    own = [held.drug.id for held in relaxants(seen, library)] if seen else []
    group = _of_group(where, library)
    others = [one for one in group if one in library.drugs and INSTEAD in library.drugs[one].classes]
    return tuple(dict.fromkeys([*(one for one in own if one in _comparable(library)), *others]))


def _of_group(where: Condition, library: Library) -> list[str]:
    """Ingredients of tablets that stand in some network of the condition's group."""
    tables = library.compared
    group = BACK_PAIN if where is Condition.BACK_PAIN else SPASTICITY
    nodes = {
        name
        for row in tables.rows
        if row.used and tables.networks[row.network].group == group
        for name in (row.treatment, row.against)
    }
    kinds = (one for one in tables.treatments.values() if one.id in nodes and one.kind == "medicine")
    return sorted({one.drug for one in kinds if one.drug})


def _comparable(library: Library) -> tuple[str, ...]:
    return tuple(sorted({one.drug for one in library.compared.treatments.values()} - {""}))


def _name(drug: str, library: Library) -> str:
    held = library.drugs.get(drug)
    return held.name if held else library.names.ingredients[drug].name
