"""The tables of names as they are held: ingredients, brands of hand and register, classes, what guards spelling.

Reads files and answers look-ups of filed names; how a written name is taken apart is not here.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from lissom.medicines.classes import ClassTree, MedicineClass
from lissom.medicines.codes import Codes, components
from lissom.medicines.matching import key
from lissom.medicines.recognition import Component, Ingredient
from lissom.medicines.spelling import Speller
from lissom.medicines.wording import Wording, wording


class Row(NamedTuple):
    """One row of `ingredients.csv`, as it stands there."""

    id: str
    name: str
    us_name: str
    gb_name: str
    aliases: str
    classes: str
    rxcui: str
    atc: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """One product name: where it is sold under it, and every ingredient, with milligrams where fixed.

    The components stand in the order in which the strengths of the product are written ('co-codamol 30/500').
    """

    name: str
    countries: tuple[str, ...]
    components: tuple[tuple[str, float | None], ...]
    source: str

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(id_ for id_, _ in self.components)


class NameTable:
    """What `data/names/` holds. The long tables (register, product codes, other names) are read when first needed.

    Brands are looked up in the hand-kept table, or, when `wide`, in the US register as well.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.classes: Mapping[str, MedicineClass] = {
            id_: MedicineClass(
                id=id_, name=name, parents=_split(parents), words=_split(words), atc=_split(atc), source=source
            )
            for id_, name, parents, words, atc, source in _rows(folder / "classes.csv")
        }
        self.tree = ClassTree(self.classes)
        self.rows = {row.id: row for row in map(Row._make, _rows(folder / "ingredients.csv"))}
        self.class_words = {key(word): row.id for row in self.classes.values() for word in (row.name, *row.words)}
        self.generics: dict[str, str] = {}
        """Filed name -> ingredient id."""
        self.drinks: set[str] = set()
        """Filed names of food and drink, which are no medicine beside one."""
        self._file_generics()
        self._hand_kept = _by_name(_rows(folder / "brands.csv"))
        self._made: dict[str, Ingredient] = {}

    def _file_generics(self) -> None:
        for id_, row in self.rows.items():
            aliases = _split(row.aliases)
            for name in (row.name, row.us_name, row.gb_name, *aliases):
                if name:
                    self.generics.setdefault(key(name), id_)
            if "food_substance" in row.classes:
                self.drinks.update(key(alias) for alias in aliases if alias != "alcohol")

    def generic(self, name: str) -> str:
        """The ingredient id of a filed generic name, or ''. German and Nordic spelling drops a last e: 'Dantrolen'."""
        id_ = self.generics.get(name)
        if id_ is None and len(name) > 5 and name not in self._hand_kept:
            id_ = self.generics.get(f"{name}e")
        return id_ or ""

    def ingredient(self, id_: str) -> Ingredient:
        """The ingredient of an id, its classes with their parents."""
        made = self._made.get(id_)
        if made is None:
            row = self.rows[id_]
            made = self._made[id_] = Ingredient(
                id=id_,
                name=row.name,
                classes=self.tree.with_parents(_split(row.classes)),
                rxcui=row.rxcui,
                atc=_split(row.atc),
                source=row.source,
            )
        return made

    def component(self, id_: str, mg: float | None = None) -> Component:
        """An ingredient with its milligrams per unit."""
        return Component(ingredient=self.ingredient(id_), mg=mg)

    def brands(self, name: str, *, wide: bool) -> tuple[Brand, ...]:
        """The brands filed under a name, hand-kept ones first; () when there is none."""
        rows = self._hand_kept.get(name) or (self._register.get(name) if wide else None) or ()
        return tuple(
            Brand(name=display, countries=_split(countries), components=tuple(components(parts)), source=source)
            for _, display, countries, parts, source in rows
        )

    @cached_property
    def all_brands(self) -> Mapping[str, tuple[Brand, ...]]:
        """Every brand by its filed name."""
        return {name: self.brands(name, wide=True) for name in (self._register | self._hand_kept)}

    @cached_property
    def compact(self) -> Mapping[str, str]:
        """Names without their spaces -> filed names."""
        return {name.replace(" ", ""): name for name in (*self._register, *self._hand_kept, *self.generics)}

    @cached_property
    def wording(self) -> Wording:
        """The words that may stand around a name."""
        return wording(_rows(self._folder / "wording.csv"))

    @cached_property
    def codes(self) -> Codes:
        """RxNorm and ATC codes."""
        known = [(id_, row.rxcui, _split(row.atc)) for id_, row in self.rows.items()]
        return Codes(known, self.classes.values(), lambda file: _rows(self._folder / file))

    @cached_property
    def _register(self) -> dict[str, list[list[str]]]:
        return _by_name(_rows(self._folder / "brands_us_register.csv"))

    @cached_property
    def speller(self) -> Speller:
        """Words are read as generic names and as the brands people mostly write; other names only guard against it."""
        meanings = {name: brands[0].ids for name, brands in self.all_brands.items()}
        meanings |= {name: frozenset({id_}) for name, id_ in self.generics.items()}
        lookalikes: dict[str, set[str]] = {}
        for one, other, *_ in _rows(self._folder / "lookalikes.csv"):
            lookalikes.setdefault(key(one), set()).add(key(other))
            lookalikes.setdefault(key(other), set()).add(key(one))
        return Speller(
            meanings={name: ids for name, ids in meanings.items() if name.isalpha()},
            generics=frozenset(self.generics),
            brands=frozenset(self._hand_kept),
            others=[row[0] for row in _rows(self._folder / "other_names.csv")],
            lookalikes={name: frozenset(names) for name, names in lookalikes.items()},
        )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


def _rows(path: Path) -> list[list[str]]:
    """The rows of a table below its header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def _by_name(rows: Iterable[list[str]]) -> dict[str, list[list[str]]]:
    """Rows under their first cell."""
    filed: dict[str, list[list[str]]] = {}
    for row in rows:
        filed.setdefault(row[0], []).append(row)
    return filed
