"""Which words of a text are names of medicines: spelt as they are filed, or a slip in the name of what is taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from lissom.medicines.recognition import Recognition

_SHORTEST = 5
"""Shorter words are never looked up: too many of them are words of every day."""
_SAME_START, _SAME_LETTERS, _MORE_LETTERS = 4, 0.7, 2


class Exact(Protocol):
    """What is needed of the medicine names."""

    def exactly(self, written: str, *, country: str = "") -> Recognition | None: ...


class NamesInText:
    """Answers for one person: a spelling that is not filed counts only where it is near a medicine that is taken."""

    def __init__(self, names: Exact, taken: Sequence[Recognition], country: str) -> None:
        self._names, self._country = names, country
        self._near = [
            (name, meaning) for meaning in taken if meaning.known for name in _called(meaning) if len(name) >= _SHORTEST
        ]

    def meaning(self, word: str) -> Recognition | None:
        """What a word in small letters means as the name of a medicine; None when it is none."""
        if len(word) < _SHORTEST:
            return None
        exact = self._exactly(word) or self._exactly(word.removesuffix("s"))
        return exact or next((meaning for name, meaning in self._near if _is_near(word, name)), None)

    def _exactly(self, word: str) -> Recognition | None:
        return self._names.exactly(word, country=self._country)


def _called(meaning: Recognition) -> set[str]:
    written = {meaning.written.lower(), meaning.brand.lower(), *(part.ingredient.name for part in meaning.components)}
    return {name for name in written if name and " " not in name}


def _is_near(word: str, name: str) -> bool:
    """'baclophen' is near 'baclofen': the same beginning, about as long, mostly the same letters."""
    if word[:_SAME_START] != name[:_SAME_START] or abs(len(word) - len(name)) > _MORE_LETTERS:
        return False
    return len({*word} & {*name}) >= _SAME_LETTERS * len({*word} | {*name})
