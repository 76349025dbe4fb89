"""Lends an answer the labels of the user's own store, where there is one. Without one no database is loaded."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import typer

from lissom.facts.errors import EnvironmentFault

if TYPE_CHECKING:
    from lissom.answers.label_quotes import Quotes

Answer = TypeVar("Answer")
LABELS = 4
"""Labels of each medicine that are read, the newest: an answer about many medicines must stay quick."""
LONGEST = 300
"""Characters of a quoted sentence."""


def with_labels(answer: Callable[[Quotes | None], Answer], *, quiet: bool) -> Answer:
    """What `answer` makes of the labels in the store, or of none. A store that cannot be read is told on stderr."""
    from lissom.store.place import has_cabinet

    if not has_cabinet():
        return answer(None)
    try:
        return _with_store(answer)
    except EnvironmentFault as fault:
        if not quiet:
            typer.echo(f"Your own labels were not looked at: {fault}", err=True)
        return answer(None)


def _with_store(answer: Callable[[Quotes | None], Answer]) -> Answer:
    from lissom.medicines.label_quote import SPEAK_OF_OTHERS
    from lissom.store.cabinet import cabinet
    from lissom.store.quoting import Quoting

    with cabinet() as db:
        return answer(Quoting(db, sections=SPEAK_OF_OTHERS, labels=LABELS, longest=LONGEST))
