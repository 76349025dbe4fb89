"""What a label says of another medicine: the sentence that names it or its class, word for word. Pure text.

A sentence is quoted, never judged: it may as well say that nothing happens when the two are taken together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import chain

from lissom.facts.source import Source
from lissom.medicines.classes import MedicineClass
from lissom.medicines.label import label_source
from lissom.medicines.label_changes import sentences

SPEAK_OF_OTHERS = (
    "34066-1", "34070-3", "50570-1", "34073-7", "34074-5", "43685-7", "34071-1", "50569-3", "50568-5", "34072-9",
    "42232-9", "50567-7", "34068-7",
)  # fmt: skip
"""LOINC codes of the sections in which a label speaks of other medicines, most urgent first: boxed warning,
contraindications and 'do not use', interactions, warnings, 'ask a doctor', precautions, dosage.
"""
LONGEST = 600
"""Characters of a sentence; a longer one is a table that lost its shape, and is cut around the name."""
CUT = "..."
SHORTEST_NAME = 4
"""Letters; shorter names are found inside too many other words and abbreviations."""
_PIECES = re.compile(
    r"(?<=\d[)\]])\s+(?=[A-Z])"  # (5.2) Sedation: ...
    r"|(?<=[.)\]])\s+(?=\(\s?\d+\.\d)"  # ... discontinue. (7.2, 12.3)
    r"|\s+(?=\d{1,2}\.\d{1,2}\s+[A-Z])"  # ... 7.1 Strong inhibitors
    r"|(?<=\d\s[)\]])\s+(?=[A-Z])"
)
"""Where a flat record, which has lost its lines, goes on to the next item or numbered section."""
_NO_SUBSTANCE = r"(?!\W+(?:effect|action|activit|propert|potenc|potential|response|syndrome|withdrawal))"
"""After a word for a class: it speaks of what a medicine does ('sedative effects'), not of a medicine."""
_OF_STRENGTH = re.compile(r"\b(?:strong|potent|moderate|weak)\b[^.;]{0,60}$", re.IGNORECASE)
"""Before a wide class: only inhibitors or inducers of that strength are meant, and those have a class of their own."""
_OF_ANOTHER = re.compile(
    r"\b(?:other|another|concomitant|concurrent|simultaneous|co-?administ|combin|together|additive|in addition|"
    r"also tak)",
    re.IGNORECASE,
)
"""Without one of these a sentence about a class speaks of the medicine itself where it belongs to the class as well."""


class How(StrEnum):
    """How a label names a medicine, surest first."""

    NAME = "by name"
    CLASS = "by its class"
    """A fluoroquinolone."""
    WIDE_CLASS = "by a wider class"
    """An antibiotic. Many a sentence on such a class means another part of it."""


SUREST = list(How)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A medicine as labels know it."""

    name: str
    substances: tuple[tuple[str, ...], ...] = ()
    """The names of each active substance; () for what has no label of its own (alcohol, 'an NSAID')."""
    names: tuple[str, ...] = ()
    """Every name by which the label of another medicine may call it."""
    classes: tuple[MedicineClass, ...] = ()
    ways: tuple[str, ...] = ()
    """How it is taken: labels for the first of these ways are asked, without one those for the next; '' is any way."""

    def is_of(self, drugs: str) -> bool:
        """Whether a label of these substances, ' + ' between them, is a label of this medicine and no other."""
        parts = drugs.split(" + ")
        held = [{part for part in parts if _is_one_of(part, names)} for names in self.substances]
        return bool(held) and all(held) and set().union(*held) == set(parts)


def _is_one_of(part: str, names: Iterable[str]) -> bool:
    """Whether a substance, with or without its salt, bears one of the names."""
    return any(part == name or part.startswith(f"{name} ") for name in map(str.lower, names))


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One sentence of a label that names another medicine or its class."""

    label: str
    labeler: str
    country: str
    set_id: str
    version: int
    effective: str
    section: str
    within: str
    text: str
    names: str
    """The word by which it names the other."""
    how: How = How.NAME

    @property
    def source(self) -> Source:
        """The version of the label it stands in."""
        return label_source(self.set_id, self.version, self.effective, self.label, self.labeler, self.country)

    @property
    def order(self) -> tuple[int, int, bool]:
        """Most urgent section first, by name before by class, whole sentences before pieces and headings."""
        whole = self.text.endswith(".") and not self.text.endswith(CUT) and not self.text.startswith(CUT)
        return urgency(self.within), SUREST.index(self.how), not whole


def urgency(within: str) -> int:
    """The place of a section among those that speak of other medicines; the others stand behind them all."""
    return SPEAK_OF_OTHERS.index(within) if within in SPEAK_OF_OTHERS else len(SPEAK_OF_OTHERS)


def foremost(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """The most urgent quote; where it only names a class, also the most urgent that names the medicine itself."""
    ordered = sorted(quotes, key=lambda one: one.order)
    by_name = [one for one in ordered if one.how is How.NAME]
    return tuple(dict.fromkeys((*ordered[:1], *by_name[:1])))


class Mentions:
    """Finds where the label of one medicine speaks of another."""

    def __init__(self, one: Named, other: Named) -> None:
        own = {name.lower() for name in one.names}
        mine = {known.id for known in one.classes}
        self._names = _long_enough(name for name in other.names if name.lower() not in own)
        above = {parent for known in other.classes for parent in known.parents}
        self._words = {
            (how, own): _long_enough(
                word
                for known in other.classes
                if (known.id in above) is (how is How.WIDE_CLASS) and (known.id in mine) is own
                for word in _words(known)
            )
            for how in (How.CLASS, How.WIDE_CLASS)
            for own in (False, True)
        }
        every = chain(self._names, *self._words.values())
        words = (re.findall(r"\w+", name.lower()) for name in every)
        self._rarest = tuple(dict.fromkeys(max(several, key=len) for several in words))

    @cached_property
    def _patterns(self) -> list[tuple[How, bool, re.Pattern[str]]]:
        """(how, whether the medicine itself belongs to the class, pattern), surest first.

        Made only when a text may hold a word: making them takes longer than most searches.
        """
        classes = [
            (how, own, _pattern(words, but_not=_NO_SUBSTANCE)) for (how, own), words in self._words.items() if words
        ]
        return [*([(How.NAME, False, _pattern(self._names))] if self._names else []), *classes]

    def may_be_in(self, small: str) -> bool:
        """Whether a text in small letters may hold any of the words: quick, and never wrong when it says no."""
        return any(word in small for word in self._rarest)

    def in_text(self, text: str, longest: int = LONGEST) -> Iterator[tuple[str, str, How]]:
        """(sentence, the word in it, how it names the other), in the order of the text."""
        for sentence in _pieces(text):
            for how, own, pattern in self._patterns:
                found = pattern.search(sentence)
                if found and _speaks(sentence, found, how, own=own):
                    yield _around(sentence, found, longest), found[0], how
                    break


def _pieces(text: str) -> Iterator[str]:
    return (piece for sentence in sentences(text) for piece in _PIECES.split(sentence))


def _speaks(sentence: str, found: re.Match[str], how: How, *, own: bool) -> bool:
    """Whether a sentence says anything of the other: not a bare name, nor the medicine itself, nor another strength."""
    if not re.search(r"\w", sentence[: found.start()] + sentence[found.end() :]):
        return False
    if own and not _OF_ANOTHER.search(sentence):
        return False
    return how is not How.WIDE_CLASS or not _OF_STRENGTH.search(sentence, 0, found.start())


def _words(known: MedicineClass) -> tuple[str, ...]:
    """The words for a class, its name without what stands in brackets."""
    return (re.sub(r"\s*\([^)]*\)", "", known.name), *known.words)


def _long_enough(names: Iterable[str]) -> list[str]:
    return [name for name in names if sum(map(str.isalnum, name)) >= SHORTEST_NAME]


def _pattern(names: Sequence[str], but_not: str = "") -> re.Pattern[str]:
    """Any of the names, in the plural too; a hyphen between words counts as a blank, benzyl alcohol as no alcohol."""
    spoken = sorted(set(map(_spoken, names)), key=lambda one: (-len(one), one))
    return re.compile(rf"(?<!yl )\b(?:{'|'.join(spoken)})(?:s|es)?\b{but_not}", re.IGNORECASE)


def _spoken(name: str) -> str:
    return r"[\W_]+".join(map(re.escape, re.findall(r"\w+", name)))


def _around(sentence: str, found: re.Match[str], longest: int) -> str:
    """The sentence, or as much of it as stands around the name, whole words."""
    if len(sentence) <= longest:
        return sentence
    start = max(found.start() - longest // 2, 0)
    start = max(sentence.find(" ", start, found.start()) + 1, start) if start else 0
    end = start + longest
    end = len(sentence) if end >= len(sentence) else max(sentence.rfind(" ", found.end(), end), found.end())
    before, after = f"{CUT} " if start else "", f" {CUT}" if end < len(sentence) else ""
    return f"{before}{sentence[start:end].strip()}{after}"
