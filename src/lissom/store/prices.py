"""Takes prices and approved products out of the cabinet: the newest price of each product of a list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from lissom.medicines.price_approvals import Approval
from lissom.medicines.price_tables import ListPrice

if TYPE_CHECKING:
    from sqlite3 import Connection

    from lissom.answers.cabinet_price import Listed
    from lissom.library import Library


COLUMNS = "source, country, currency, code, product, per_unit, unit, effective, kind"


def list_price(row: tuple[Any, ...]) -> ListPrice:
    """The price in a row of `COLUMNS`."""
    return ListPrice(
        source=row[0], country=row[1], currency=row[2], code=row[3], product=row[4], per_unit=row[5], unit=row[6],
        effective=row[7], kind=row[8],
    )  # fmt: skip


def prices_of(db: Connection, words: Iterable[str], country: str, name: str = "") -> tuple[ListPrice, ...]:
    """The newest price of every product whose description begins with one of the words, or holds the name anywhere.

    Shop brands stand before the name: 'FT NAPROXEN SODIUM 220 MG CAPLET'.
    """
    found: dict[tuple[str, str], ListPrice] = {}
    asked = [("first_word = ?", word) for word in dict.fromkeys(word.lower() for word in words)]
    asked += [("instr(lower(product), ?) > 0", name.lower())] if name else []
    for condition, value in asked:
        rows = db.execute(
            f"SELECT {COLUMNS} FROM price WHERE {condition} AND country = ? ORDER BY effective",  # noqa: S608 -- our own text
            (value, country),
        )
        for one in map(list_price, rows):
            found[one.source, one.code or one.product] = one
    return tuple(found.values())


def listed_in(db: Connection, library: Library) -> Listed:
    """Asks the lists of this store for a substance, under every name that the library gives it."""
    from lissom.answers.cabinet_price import first_words

    return lambda substance, country: prices_of(db, first_words(library, substance), country, substance.name)


def approvals_of(db: Connection, substance: str) -> tuple[Approval, ...]:
    """Every approved product that holds only the substance, salts included ('tizanidine hydrochloride')."""
    rows = db.execute(
        "SELECT application, product, kind, name, ingredients, form, strength, te_code, status, sponsor, reference "
        "FROM approval WHERE ingredients = ?1 OR (ingredients LIKE ?1 || ' %' AND ingredients NOT LIKE '%;%') "
        "ORDER BY application, product",
        (substance.lower(),),
    )
    return tuple(
        Approval(
            application=r[0], product=r[1], kind=r[2], name=r[3], ingredients=(r[4],), form=r[5], strength=r[6],
            te_code=r[7], status=r[8], sponsor=r[9], reference=bool(r[10]),
        )
        for r in rows
    )  # fmt: skip
