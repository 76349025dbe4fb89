"""Words that stand around a medicine name: forms, salts, routes and makers, which change nothing, and those that do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_APPLICATION = re.compile(r"(?:nda|anda|bla)\d+|\d.*")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of `wording.csv` by kind.

    `harmless`: forms, salts, routes, makers, words of a dose. `changing`: words that make a brand another product
    ('Aleve PM' is not Aleve); met after a brand that is not filed with them, the name is refused. `also_salts`:
    substances that are a salt too, an ingredient only where their part of the name holds nothing else. `either`: words
    that say one or the other is taken. `adding`: those of the changing words that put something more into a generic
    product too ('ibuprofen PM', 'ramipril comp').
    """

    harmless: frozenset[str]
    changing: frozenset[str]
    articles: frozenset[str]
    also_salts: frozenset[str]
    either: frozenset[str]
    adding: frozenset[str]

    def is_harmless(self, word: str) -> bool:
        """Whether a word beside a name says nothing of what is in it; numbers and application numbers included."""
        return word in self.harmless or _APPLICATION.fullmatch(word) is not None

    def is_no_name(self, word: str) -> bool:
        """Whether a word only stands around names."""
        return self.is_harmless(word) or word in self.changing


def wording(rows: Iterable[Sequence[str]]) -> Wording:
    """The wording that rows of word and kind describe."""
    kinds: dict[str, set[str]] = {}
    for word, kind in rows:
        kinds.setdefault(kind, set()).add(word)
    return Wording(
        harmless=frozenset(kinds["form"] | kinds["salt"] | kinds["maker"] | kinds["either"]),
        changing=frozenset(kinds["changing"] | kinds["adding"]),
        articles=frozenset(kinds["article"]),
        also_salts=frozenset(kinds["also a salt"]),
        either=frozenset(kinds["either"]),
        adding=frozenset(kinds["adding"]),
    )
