"""Classes of medicines (opioid, NSAID, CYP1A2 inhibitor ...) and which classes a class belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineClass:
    """One row of `classes.csv`. `words` are what people write for it; `atc` the code prefixes that mean it."""

    id: str
    name: str
    parents: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    atc: tuple[str, ...] = ()
    source: str = ""


class ClassTree:
    """Answers which classes follow from a class, parents of parents included."""

    def __init__(self, classes: Mapping[str, MedicineClass]) -> None:
        self._classes = classes
        self._known: dict[str, frozenset[str]] = {}

    def with_parents(self, ids: Iterable[str]) -> frozenset[str]:
        """The classes named and every class above them; an id that no row describes is kept as it is."""
        return frozenset().union(*(self._closure(id_) for id_ in ids))

    def _closure(self, id_: str) -> frozenset[str]:
        found = self._known.get(id_)
        if found is None:
            # Set before the parents are asked, so that a ring in the table ends instead of recursing for ever.
            self._known[id_] = frozenset({id_})
            row = self._classes.get(id_)
            parents = row.parents if row else ()
            found = self._known[id_] = frozenset({id_}).union(*(self._closure(parent) for parent in parents))
        return found
