"""The reader's own price lists as a port: what the store holds of a substance. Without a store nothing is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lissom.answers.cabinet_price import Listed
    from lissom.library import Library
    from lissom.medicines.price_tables import ListPrice
    from lissom.medicines.recognition import Ingredient


def listed(library: Library) -> Listed:
    """The newest price of every product of a substance in a country, from lists in the store; () without a store."""

    def of(substance: Ingredient, country: str) -> tuple[ListPrice, ...]:
        from lissom.store.place import has_cabinet

        if not has_cabinet():
            return ()
        from lissom.store.cabinet import cabinet
        from lissom.store.prices import listed_in

        with cabinet(words=False) as db:
            return tuple(listed_in(db, library)(substance, country))

    return of
