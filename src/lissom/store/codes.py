"""Finds by product code (NDC): the labels that list a product, and what price lists say it costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from lissom.facts.errors import Fault, InputError
from lissom.medicines.ndc import Ndc, is_ndc, ndcs
from lissom.medicines.price_tables import ListPrice
from lissom.store.prices import COLUMNS, list_price

if TYPE_CHECKING:
    from sqlite3 import Connection

MOST = 20
"""Labels, and prices, of one code."""


def labels_with(db: Connection, codes: Iterable[Ndc]) -> tuple[tuple[str, int], ...]:
    """(set id, version) of the current labels that list a product with one of the codes, the newest first."""
    written = [spelled for code in codes for spelled in code.products]
    marks = ", ".join("?" * len(written))
    rows = db.execute(
        "SELECT DISTINCT label.set_id, label.version, label.effective FROM product JOIN label ON label.id = label_id "  # noqa: S608 -- marks only
        f"WHERE product.ndc IN ({marks}) AND label.current ORDER BY label.effective DESC, label.set_id LIMIT ?",
        (*written, MOST),
    )
    return tuple((row[0], row[1]) for row in rows)


def prices_with(db: Connection, codes: Iterable[Ndc]) -> tuple[ListPrice, ...]:
    """The newest price in each list of the products with the codes, in every package where none is named."""
    found: dict[tuple[str, str], ListPrice] = {}
    for code in codes:
        rows = db.execute(
            f"SELECT {COLUMNS} FROM price WHERE code GLOB ? ORDER BY effective",  # noqa: S608 -- our own text
            (f"{code.digits}*",),
        )
        for one in map(list_price, rows):
            found[one.source, one.code] = one
    return tuple(found.values())[:MOST]


def meant(db: Connection, asked: str) -> str:
    """The set id of the label that lists the product of an NDC; what was asked where that is no NDC.

    Raises `InputError` when no label, or more than one, lists it.
    """
    if not is_ndc(asked):
        return asked
    found: Sequence[tuple[str, int]] = labels_with(db, ndcs(asked))
    if len(found) == 1:
        return found[0][0]
    came = f"{len(found)}: {', '.join(name for name, _ in found)}" if found else "none in the cabinet"
    todo = "Give a set id." if found else ""
    raise InputError([Fault(where=asked[:60], expected="one label that lists this NDC", came=came, todo=todo)])
