"""The likely spelling of a word that is no known name, or the reason why none is safe to assume.

A near miss to a wrong drug is worse than a name not recognised. So a word is read as another only when it is long
enough, starts with the same letter, lies close to exactly one drug, and no known look-alike of that drug is nearly as
close. rapidfuzz is imported here, and only when an exact match has failed.
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


STEMS = ("mab", "nib", "cept", "ciclib", "vec", "leucel", "parib")
"""Endings of families in which one letter tells two medicines apart: such words are never read as another."""


LONG = 8
"""Letters above which one wrong consonant still leaves a generic name plain."""


def allowed_slips(length: int) -> int:
    """How many slips (a letter wrong, missing, added or swapped with its neighbour) a word of this length may hold."""
    if length < SHORTEST:
        return 0
    return 1 if length < LONG else 2


_SOUNDS = (("ph", "f"), ("th", "t"), ("rh", "r"), ("ck", "k"), ("y", "i"), ("z", "s"), ("x", "ks"), ("qu", "k"))
_HARD_C = re.compile(r"c(?=[aoulrtk]|$)")
_VOWELS = re.compile(r"[aeiou]")
_DOUBLED = re.compile(r"(.)\1+")


def sound(word: str) -> str:
    """Roughly how a name is heard, so that 'ibuprophen' and 'ibuprofen' are one."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    word = _DOUBLED.sub(r"\1", _HARD_C.sub("k", word).replace("c", "s"))
    return word.rstrip("e")


def consonants(word: str) -> str:
    """The consonants of a name as they are heard, doubled ones once: what is left of it when vowels slip."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", sound(word)))


class Speller:
    """Knows every single-word name, and which of them a word may be read as."""

    def __init__(
        self,
        *,
        meanings: Mapping[str, frozenset[str]],
        generics: frozenset[str],
        brands: frozenset[str],
        others: Iterable[str],
        lookalikes: Mapping[str, frozenset[str]],
    ) -> None:
        """`meanings` holds all names; `generics` and `brands` may be read as; `others` are real but unknown here."""
        self._meanings = meanings
        self._generics = generics
        self._readable = generics | brands
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
        shown = slips + 1 if slips else 1
        candidates = tuple(name for name, at in near if at <= shown and name in self._meanings)
        # A real medicine's own name is never a slip of another.
        if not slips or not near or word in self._others:
            return Likely("", candidates[:4])
        best, distance = next(iter(self._heard_alike(word) or near))
        if best not in self._readable or not self._is_a_slip(word, best, distance):
            return Likely("", candidates[:4])
        rivals = [name for name, at in near if self._rivals(best, distance, name, at)]
        if rivals:
            return Likely("", (best, *(name for name in rivals if name != best))[:4])
        return Likely(best, tuple(name for name in candidates if name != best)[:3])

    def _is_a_slip(self, word: str, name: str, distance: int) -> bool:
        """Whether the word may be the name. Vowels and the order of letters slip easily; consonants do not.

        A brand may be any word, so it has to be closer than a generic name.
        """
        generic = name in self._generics
        if name[0] != word[0] or name.endswith(STEMS) or distance > allowed_slips(len(word)):
            return False
        if consonants(word) == consonants(name) or sorted(word) == sorted(name):
            return generic or distance == 1
        if distance > 1:
            return False
        if len(word) == len(name):
            return generic and len(word) > LONG
        return len(word) > (SHORTEST if generic else SHORTEST + 1)

    def _near(self, word: str, cutoff: int) -> list[tuple[str, int]]:
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        found = extract(word, self._names, scorer=OSA.distance, score_cutoff=cutoff, limit=40)
        near = [(name, int(distance)) for name, distance, _ in found]
        return sorted(near, key=lambda pair: (pair[1], pair[0] not in self._generics, pair[0]))

    @cached_property
    def _by_sound(self) -> Mapping[str, tuple[str, ...]]:
        heard: dict[str, list[str]] = {}
        for name in self._names:
            heard.setdefault(sound(name), []).append(name)
        return {as_heard: tuple(names) for as_heard, names in heard.items()}

    def _heard_alike(self, word: str) -> list[tuple[str, int]]:
        """Names that sound the same count as one slip away; generic names first."""
        names = self._by_sound.get(sound(word), ())
        return [(name, 1) for name in sorted(names, key=lambda name: (name not in self._generics, name))]

    def _rivals(self, best: str, distance: int, name: str, at: int) -> bool:
        """Whether another name lies so close that reading the word as `best` would be a guess."""
        if name == best or self._meanings.get(name) == self._meanings.get(best):
            return False
        close = name[0] == best[0] and (name in self._generics or name in self._lookalikes.get(best, frozenset()))
        return at <= distance + (1 if close else 0)
