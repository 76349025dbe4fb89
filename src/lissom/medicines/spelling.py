"""The likely spelling of a word that is no known name, or the reason why none is safe to assume.

A near miss to a wrong drug is worse than a name not recognised. So a word is only read as another when it is long enough,
starts with the same letter, lies close to exactly one drug, and no known look-alike of that drug is nearly as close.
rapidfuzz is imported here, and only when an exact match has failed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

SHORTEST = 6
"""Letters below which a word is never read as another."""


@dataclass(frozen=True, slots=True)
class Likely:
    """`name` is the name to read the word as, or ''; `candidates` the names that lie close, nearest first."""

    name: str
    candidates: tuple[str, ...]


def allowed_slips(length: int) -> int:
    """How many slips (a letter wrong, missing, added or swapped with its neighbour) a word of this length may hold."""
    if length < SHORTEST:
        return 0
    if length < 8:
        return 1
    return 2 if length < 14 else 3


_SOUNDS = (("ph", "f"), ("th", "t"), ("rh", "r"), ("ck", "k"), ("y", "i"), ("z", "s"), ("x", "ks"), ("qu", "k"))
_HARD_C = re.compile(r"c(?=[aoulrtk]|$)")
_DOUBLED = re.compile(r"(.)\1+")


def sound(word: str) -> str:
    """Roughly how a name is heard, so that 'ibuprophen' and 'ibuprofen' are one: letters that sound alike are one letter."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    word = _DOUBLED.sub(r"\1", _HARD_C.sub("k", word).replace("c", "s"))
    return word.rstrip("e")


class Speller:
    """Knows every single-word name: those with a meaning here, and other real medicine names that must not be misread."""

    def __init__(
        self,
        meanings: Mapping[str, frozenset[str]],
        generics: frozenset[str],
        others: Iterable[str],
        lookalikes: Mapping[str, frozenset[str]],
    ) -> None:
        self._meanings = meanings
        self._generics = generics
        self._others = frozenset(others) - frozenset(meanings)
        self._lookalikes = lookalikes
        self._names = sorted({*meanings, *self._others})

    def is_other_medicine(self, word: str) -> bool:
        """Whether the word is the exact name of a real medicine that we hold no facts on."""
        return word in self._others

    def likely(self, word: str) -> Likely:
        """The one name this word is safely a slip of, or the names it could be."""
        slips = allowed_slips(len(word))
        near = self._near(word, max(slips, 1) + 2)
        candidates = tuple(name for name, distance in near if distance <= max(slips, 1) and name in self._meanings)
        if not slips or not near or word in self._others:  # a real medicine's own name is never a slip
            return Likely("", candidates[:4])
        best, distance = self._best([(name, 1) for name in self._heard_alike(word)] or near)
        if distance > slips or best not in self._meanings or best[0] != word[0]:
            return Likely("", candidates[:4])
        rivals = [name for name, at in near if self._rivals(best, distance, name, at)]
        if rivals:
            return Likely("", (best, *(name for name in rivals if name != best))[:4])
        return Likely(best, tuple(name for name in candidates if name != best)[:3])

    def _near(self, word: str, cutoff: int) -> list[tuple[str, int]]:
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        found = extract(word, self._names, scorer=OSA.distance, score_cutoff=cutoff, limit=40)
        return [(name, int(distance)) for name, distance, _ in found]

    @cached_property
    def _by_sound(self) -> Mapping[str, tuple[str, ...]]:
        heard: dict[str, list[str]] = {}
        for name in self._names:
            heard.setdefault(sound(name), []).append(name)
        return {as_heard: tuple(names) for as_heard, names in heard.items()}

    def _heard_alike(self, word: str) -> tuple[str, ...]:
        return self._by_sound.get(sound(word), ())

    def _best(self, near: list[tuple[str, int]]) -> tuple[str, int]:
        """The closest name; a generic name goes before a brand at the same distance."""
        return min(near, key=lambda pair: (pair[1], pair[0] not in self._generics, pair[0]))

    def _rivals(self, best: str, distance: int, name: str, at: int) -> bool:
        """Whether another name lies so close that reading the word as `best` would be a guess."""
        if name == best or self._meanings.get(name) == self._meanings[best]:
            return False
        close = name[0] == best[0] and (name in self._generics or name in self._lookalikes.get(best, frozenset()))
        return at <= distance + (1 if close else 0)
