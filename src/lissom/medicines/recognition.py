"""What a written medicine name turned out to mean. The matching itself is in `names.py`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingredient:
    """One active substance: `id` is its INN in lower case with underscores; `classes` hold their parents too."""

    id: str
    name: str
    classes: frozenset[str]
    rxcui: str = ""
    atc: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One ingredient of a product, with its milligrams per unit where the name or the product table says so."""

    ingredient: Ingredient
    mg: float | None = None


class How(StrEnum):
    """How a name was understood, surest first."""

    CODE = "by its code"
    GENERIC = "by its generic name"
    BRAND = "by its brand name"
    PRODUCT = "by its combination product"
    MISSPELLING = "read as a likely spelling"
    CLASS = "only as a class of medicines"
    UNKNOWN = "not recognised"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """The meaning of one written name. `read_as` is shown whenever it differs from what was written; never silent."""

    written: str
    how: How
    components: tuple[Component, ...] = ()
    read_as: str = ""
    class_id: str = ""
    """Set when only a class was named ('an NSAID')."""
    brand: str = ""
    candidates: tuple[str, ...] = ()
    """Other names it could have been; shown when the reading is not sure."""

    @property
    def known(self) -> bool:
        return bool(self.components)

    @property
    def ingredient_ids(self) -> frozenset[str]:
        return frozenset(part.ingredient.id for part in self.components)

    @property
    def classes(self) -> frozenset[str]:
        named = frozenset({self.class_id}) if self.class_id else frozenset()
        return named.union(*(part.ingredient.classes for part in self.components))
