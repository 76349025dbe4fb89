"""RxNorm and ATC codes to ingredients or, failing that, to a class; what the coded products hold of each ingredient."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from lissom.medicines.classes import MedicineClass

Table = Callable[[str], list[list[str]]]
"""Reads the rows of a table of `data/names/` by its file name."""


class Codes:
    """Looks codes up. The tables of product codes are long and are read when a code that is no ingredient is met."""

    def __init__(
        self,
        known: Iterable[tuple[str, str, Sequence[str]]],
        classes: Iterable[MedicineClass],
        table: Table,
    ) -> None:
        """`known` are ingredient id, RxNorm code and ATC codes."""
        self._rxcuis: dict[str, str] = {}
        self._atcs: dict[str, str] = {}
        for id_, rxcui, atcs in known:
            if rxcui:
                self._rxcuis[rxcui] = id_
            self._atcs |= dict.fromkeys(atcs, id_)
        self._classes = classes
        self._table = table

    def ingredients(self, system: str, code: str) -> str:
        """What the code stands for, as a cell of ingredients ('baclofen:10'), or '' when it is not known."""
        code = code.strip()
        if "rxnorm" in system.lower():
            return self._rxcuis.get(code) or self._products.get(code, "")
        if "atc" in system.lower():
            return self._atcs.get(code.upper()) or self._combinations.get(code.upper(), "")
        return ""

    def class_of(self, system: str, code: str) -> str:
        """The class that an ATC code lies in, by the longest group that it starts with, or ''."""
        if "atc" not in system.lower():
            return ""
        code = code.strip().upper()
        meant = [(len(group), row.id) for row in self._classes for group in row.atc if code.startswith(group)]
        return max(meant)[1] if meant else ""

    def amounts(self, ids: Sequence[str], numbers: Iterable[tuple[float, ...]]) -> Mapping[str, float]:
        """The milligrams of each ingredient where one product is known to hold just these, for one of the `numbers`.

        The order written is tried first; another order only where no two products fit. Numbers that no product holds
        may be micrograms, units or per cent: they are left out, as {}.
        """
        for row in numbers:
            if len(row) != len(ids) or len(ids) < 2:
                continue
            fitting = self._combined.get((frozenset(ids), tuple(sorted(row))), ())
            as_written = dict(zip(ids, row, strict=True))
            if as_written in fitting or len(fitting) == 1:
                return as_written if as_written in fitting else fitting[0]
        return {}

    @cached_property
    def _combined(self) -> Mapping[tuple[frozenset[str], tuple[float, ...]], Sequence[Mapping[str, float]]]:
        """Ingredients and their milligrams in rising order -> which has how many, in the products that hold these."""
        found: dict[tuple[frozenset[str], tuple[float, ...]], list[Mapping[str, float]]] = {}
        for cell in dict.fromkeys(self._products.values()):
            parts = dict(components(cell)) if ";" in cell else {}
            amounts = {id_: mg for id_, mg in parts.items() if mg is not None}
            if amounts and len(amounts) == len(parts):
                known = found.setdefault((frozenset(parts), tuple(sorted(amounts.values()))), [])
                known += [amounts] if amounts not in known else []
        return found

    @cached_property
    def _products(self) -> Mapping[str, str]:
        return {row[0]: row[1] for row in self._table("rxnorm_products.csv")}

    @cached_property
    def _combinations(self) -> Mapping[str, str]:
        return {row[0]: row[1] for row in self._table("atc_combinations.csv")}


def components(cell: str) -> Iterator[tuple[str, float | None]]:
    """`tramadol:37.5;paracetamol:325` as ids with milligrams."""
    for part in cell.split(";"):
        id_, _, mg = part.partition(":")
        yield id_, float(mg) if mg else None
