"""How hard a text is to read: the Flesch-Kincaid grade (years of school) on a counter of spoken syllables."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_END = re.compile(r"[.!?]+(?=\s|$)")
_FIGURE = re.compile(r"(?<![\w.])\d[\d.,]*")
SHORTEST = 4
"""Words from which a text counts: a heading or a number alone would make any page look easy."""
_VOWELS = re.compile(r"[aeiouy]+")
_TWO = re.compile(
    r"ia(?!l$|n$)|(?<![cst])ia[ln]$|iu|(?<![qg])ua(?!r)|uou|ie[tn]|io(?!n|us)|eo(?!n$|us$)|eing$|ying$|ism$|[^e]ual$|rea[cln]"
)
"""Runs of vowels, and endings, that are spoken as two syllables: di-al, flu-id, qui-et, be-ing, real."""
_SILENT_ED = re.compile(r"[^td]ed$")
_SILENT_ES = re.compile(r"[^aeiouycsxzg]es$|[^aeiouycsxzg]ely$")
_SILENT_WITHIN = re.compile(
    r"(?<=[aeiouy][bcdfgklmnprstvz])e(?=(?:ful|less|ment|ness|time|times|where|thing|body|some|one|ways|side|how)s?$)"
)
_EXCEPTIONS = {
    "ancient": 2, "anyone": 3, "area": 3, "beyond": 2, "business": 2, "conscience": 2, "create": 2, "created": 3,
    "different": 2, "doing": 2, "easier": 3, "elsewhere": 2, "equal": 2, "evening": 2, "every": 2, "everybody": 4,
    "everything": 3, "fluid": 2, "fluids": 2, "friend": 1, "friends": 1, "going": 2, "guideline": 2, "guidelines": 2,
    "idea": 3, "ideas": 3, "mg": 3, "ms": 2, "naive": 2, "nausea": 3, "obvious": 3, "ok": 2, "patient": 2,
    "patients": 2, "people": 2, "poem": 2, "previous": 3, "reach": 1, "reached": 1, "real": 1, "really": 2, "ruin": 2,
    "safety": 2, "serious": 3, "several": 2, "spasm": 2, "spasms": 2, "therefore": 2, "uk": 2, "unequal": 3,
    "various": 3,
}  # fmt: skip
"""Words that the rules would count wrongly."""


def syllables(word: str) -> int:
    """How many syllables a word has when spoken; parts joined by a hyphen are counted one by one."""
    parts = [re.sub(r"['’]\w*$", "", part) for part in word.casefold().split("-")]
    return sum(_of_one(part) for part in parts if part)


def _of_one(word: str) -> int:
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word]
    spoken = _SILENT_WITHIN.sub("", word)
    count = len(_VOWELS.findall(spoken)) + len(_TWO.findall(spoken))
    if spoken.endswith("e") and not re.search(r"[^aeiouy]le$|[aeiouy]e$", spoken):
        count -= 1
    elif _SILENT_ED.search(spoken) or _SILENT_ES.search(spoken):
        count -= not re.search(r"[^aeiouy]les$", spoken)
    return max(count, 1)


def reading_grade(texts: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of all texts together: 0.39 words a sentence + 11.8 syllables a word - 15.59.

    Each text ends a sentence; headings and other texts of fewer than `SHORTEST` words are left out. Numbers count as
    words of one syllable. Returns 0 for no words. The formula is that of Kincaid and others (1975).
    """
    sentences = words = spoken = 0
    for text in texts:
        found = _WORD.findall(text)
        figures = len(_FIGURE.findall(text))
        if len(found) + figures < SHORTEST:
            continue
        sentences += len(_END.findall(text)) + (not _END.search(text.rstrip()[-1:]))
        words += len(found) + figures
        spoken += sum(map(syllables, found)) + figures
    return 0.39 * words / sentences + 11.8 * spoken / words - 15.59 if words else 0.0
