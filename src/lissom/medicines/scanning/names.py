"""The names that a label's elements have, as numbers, and how a name is found by its characters."""

from __future__ import annotations

import numpy as np

NAMES = (
    "document", "code", "title", "setId", "versionNumber", "effectiveTime", "id", "author", "assignedEntity",
    "representedOrganization", "name", "section", "text", "paragraph", "item", "list", "table", "tr", "thead", "tbody",
    "tfoot", "caption", "footnote", "br", "td", "th", "subject", "manufacturedProduct", "partProduct",
    "manufacturedMedicine", "suffix", "asEntityWithGeneric", "genericMedicine", "formCode", "consumedIn",
    "substanceAdministration", "routeCode", "asContent", "subjectOf", "approval", "marketingAct", "statusCode", "low",
    "high", "policy", "ingredient", "activeIngredient", "inactiveIngredient", "ingredientSubstance",
    "activeIngredientSubstance", "inactiveIngredientSubstance", "activeMoiety", "quantity", "numerator", "denominator",
    "characteristic", "value",
)  # fmt: skip
OTHER = 0
"""The number of every other name."""
SLOTS = 1 << 13
FACTOR = 31


def number(name: str) -> np.int64:
    """The number of one of the names. Of plain integers the compiler would make a form of each function for each."""
    return np.int64(NAMES.index(name) + 1)


def numbers(names: str) -> tuple[np.int64, ...]:
    """The numbers of several names, parted by blanks."""
    return tuple(map(number, names.split()))


def _slot(name: bytes) -> int:
    """Where a name is looked up: no two of ours share a slot."""
    found = 0
    for character in name:
        found = (found * FACTOR + character) & 0xFFFFFFFF
    return found % SLOTS


LETTERS = np.frombuffer("".join(NAMES).encode(), np.uint8)
"""All names, one after the other."""
BEGINS = np.cumsum([0, 0, *map(len, NAMES)]).astype(np.int64)
"""Where name n begins among the letters; it ends where name n + 1 begins."""
NUMBER_IN_SLOT = np.zeros(SLOTS, np.int64)
for _number, _name in enumerate(NAMES, start=1):
    assert NUMBER_IN_SLOT[_slot(_name.encode())] == OTHER, f"two names share a slot: choose more slots for {_name}"
    NUMBER_IN_SLOT[_slot(_name.encode())] = _number
