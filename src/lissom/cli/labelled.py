"""Lends an answer the labels and price lists of the user's own store. Without a store no database is loaded."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import typer

from lissom.facts.errors import EnvironmentFault

if TYPE_CHECKING:
    from lissom.answers.cabinet_price import Listed
    from lissom.answers.label_quotes import Quotes
    from lissom.library import Library

Answer = TypeVar("Answer")
LABELS = 4
"""Labels of each medicine that are read, the newest: an answer about many medicines must stay quick."""
LONGEST = 300
"""Characters of a quoted sentence."""


def with_store(answer: Callable[[Quotes | None, Listed | None], Answer], library: Library, *, quiet: bool) -> Answer:
    """What `answer` makes of the labels and prices in the store, or of none. A store that cannot be read is told."""
    from lissom.store.place import has_cabinet

    if not has_cabinet():
        return answer(None, None)
    try:
        return _with_store(answer, library)
    except EnvironmentFault as fault:
        if not quiet:
            typer.echo(f"Your own labels were not looked at, nor your price lists: {fault}", err=True)
        return answer(None, None)


def with_labels(answer: Callable[[Quotes | None], Answer], library: Library, *, quiet: bool) -> Answer:
    """The same for an answer that holds no price."""
    return with_store(lambda quotes, _: answer(quotes), library, quiet=quiet)


def _with_store(answer: Callable[[Quotes | None, Listed | None], Answer], library: Library) -> Answer:
    from lissom.medicines.label_quote import SPEAK_OF_OTHERS
    from lissom.store.cabinet import cabinet
    from lissom.store.prices import listed_in
    from lissom.store.quoting import Quoting

    with cabinet() as db:
        quotes = Quoting(db, sections=SPEAK_OF_OTHERS, labels=LABELS, longest=LONGEST)
        return answer(quotes, listed_in(db, library))
