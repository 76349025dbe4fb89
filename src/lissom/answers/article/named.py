"""Which medicines and groups of medicines a sentence names, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lissom.library import Library
from lissom.medicines.matching import key

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9'-]*")
_COMPARED = re.compile(
    r"\b(unlike|like|than|versus|vs|(?:compared|contrast) (?:to|with)|(?:instead|in place) of)"
    r"(?: (?:taking|using))?\W*$",
    re.IGNORECASE,
)
_BEFORE = 24
"""Characters before a name in which a word of comparison is looked for."""
_LONGEST = 4
_SHORTEST_BRAND = 4
_TOO_COMMON = frozenset({"water", "food", "salt", "fat", "oil", "iron", "sugar", "relief", "calm", "rest", "cold"})
"""Names that are ordinary words in an article."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A medicine or a class named in a sentence: what it is, its classes, how it was written and where.

    `beside` is the word by which another one is only compared with it ('than', 'unlike', 'like'); '' for the others.
    """

    id: str
    classes: frozenset[str]
    written: str
    start: int
    end: int
    beside: str = ""

    @property
    def ids(self) -> frozenset[str]:
        return self.classes | {self.id}


class Medicines:
    """Finds the names of medicines in running text: exactly as filed, never by a guess at spelling."""

    def __init__(self, library: Library) -> None:
        names = library.names
        self._classes_of = names.classes_of
        self._recognise = names.recognise
        self._ingredients: Mapping[str, frozenset[str]] = {
            id_: names.classes_of(one.classes) for id_, one in names.ingredients.items()
        }
        self._generic = {key(written): id_ for id_, one in names.ingredients.items() for written in _written(one)}
        self._generic |= {key(drug.name): drug.id for drug in library.drugs.values()}
        self._brands = {
            name: brands[0].components[0][0]
            for name, brands in names.brands.items()
            if brands and len(brands[0].components) == 1 and len(name) >= _SHORTEST_BRAND
        }
        self._groups = {key(word): one.id for one in names.classes.values() for word in (one.name, *one.words)}

    def named(self, sentence: str) -> tuple[Mention, ...]:
        """The mentions in order; the longest name wins where several begin at one word."""
        return tuple(self._mentions(sentence))

    def _mentions(self, sentence: str) -> Iterator[Mention]:
        words = list(_WORD.finditer(sentence))
        place = 0
        while place < len(words):
            found = self._longest(sentence, words[place : place + _LONGEST])
            if found is None:
                place += 1
                continue
            count, mention = found
            beside = _COMPARED.search(sentence[max(0, mention.start - _BEFORE) : mention.start])
            yield replace(mention, beside=beside.group(1).casefold()) if beside else mention
            place += count

    def _longest(self, sentence: str, words: list[re.Match[str]]) -> tuple[int, Mention] | None:
        for count in range(len(words), 0, -1):
            start, end = words[0].start(), words[count - 1].end()
            written = sentence[start:end]
            mention = self._exactly(written, start, end)
            if mention is not None:
                return count, mention
        return None

    def _exactly(self, written: str, start: int, end: int) -> Mention | None:
        filed = key(written)
        if filed in _TOO_COMMON:
            return None
        for form in (filed, filed.removesuffix("s")):
            if form in self._generic:
                return self._of(self._generic[form], written, start, end)
            if form in self._groups:
                return self._group(form, written, start, end)
        if filed in self._brands and written[:1].isupper():
            return self._of(self._brands[filed], written, start, end)
        return None

    def _group(self, form: str, written: str, start: int, end: int) -> Mention:
        """A class, unless its word is filed as one substance: 'alcohol' is ethanol."""
        alone = self._recognise(form).components
        if len(alone) == 1:
            return self._of(alone[0].ingredient.id, written, start, end)
        id_ = self._groups[form]
        return Mention(id_, self._classes_of([id_]), written, start, end)

    def _of(self, id_: str, written: str, start: int, end: int) -> Mention:
        return Mention(id_, self._ingredients.get(id_, frozenset()), written, start, end)


def _written(ingredient: object) -> Iterator[str]:
    """Every filed way to write an ingredient that is long enough to be no ordinary word."""
    for field in ("id", "name", "us_name", "gb_name"):
        text = str(getattr(ingredient, field, "") or "").replace("_", " ")
        if len(text) >= _SHORTEST_BRAND:
            yield text
