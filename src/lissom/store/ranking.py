"""How well a text answers a search, and the stretch of it that shows why. Pure text; knows no database.

The index finds texts; it does not rank them here, because its own ranking first counts every text that holds each word,
which takes longer than everything else in a large store.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

OPEN, CLOSE = "\x02", "\x03"
"""Stand around a word that was found. No label holds these characters: XML and JSON texts are cleaned of them."""
IN_HEADING, IN_NAME, ALL_NEAR = 2.0, 1.5, 2.0
"""What a word in the heading, one in the names of the medicine, and all words close together are worth, in words."""
NEAR = 120
"""Characters within which words count as close together."""
LOOKED_AT = 20
"""Places of the rarest word around which the others are looked for."""
TYPICAL = 1500
"""Characters of a usual section; in a longer one a word says less."""
WIDTH = 300
"""Characters of an excerpt."""
SMALL_WORDS = frozenset(
    """a an and are as at be by can do does for from how i if in is it my of on or should that the this to was what when
    which with""".split()  # noqa: SIM905 -- a list of words reads best as words
)
"""Left out of a search that has other words: nearly every text holds them, and a question is often asked in them."""
_ENDINGS = ("ations", "ation", "ically", "ings", "ing", "ies", "ly", "es", "ed", "al", "s")
_SHORTEST_STEM = 5


@dataclass(frozen=True, slots=True)
class Term:
    """One word, its ending left open, or a phrase as it stands."""

    words: tuple[str, ...]
    open_ended: bool
    typed: str = field(default="", compare=False)
    """The word as it was typed, with its ending."""

    @property
    def as_typed(self) -> str:
        """The term as a question to the index, its ending as typed."""
        return f'"{self.typed or " ".join(self.words)}"'

    @property
    def asked(self) -> str:
        """The term as a question to the index."""
        return f'"{" ".join(self.words)}"' + (" *" if self.open_ended else "")

    @property
    def pattern(self) -> str:
        """The term as a regular expression on a text."""
        return r"\b" + r"\W+".join(map(re.escape, self.words)) + (r"\w*" if self.open_ended else r"\b")


def terms(text: str) -> tuple[Term, ...]:
    """The words and phrases of a search; () when there is none. An asterisk leaves the ending of a short word open."""
    found: list[Term] = []
    for phrase, word, open_ended in re.findall(r'"([^"]*)"|(\w+)(\*?)', text.lower()):
        words = tuple(re.findall(r"\w+", phrase))
        if words:
            found.append(Term(words, open_ended=False))
        elif word:
            found.append(Term((word,), open_ended=True) if open_ended else _open_ended(word))
    telling = [term for term in found if term.words[0] not in SMALL_WORDS or len(term.words) > 1]
    return tuple(dict.fromkeys(telling or found))


def _open_ended(word: str) -> Term:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return Term((word.removesuffix(ending),), open_ended=True, typed=word)
    return Term((word,), open_ended=len(word) > _SHORTEST_STEM)


class Ranker:
    """Scores texts for one search by counting through them, which is fast; the index has matched the words before."""

    def __init__(self, asked: Sequence[Term]) -> None:
        self._stems = [_lower(" ".join(term.words)) for term in asked]
        self._each = [re.compile(term.pattern, re.IGNORECASE) for term in asked]
        self._any = re.compile("|".join(term.pattern for term in asked), re.IGNORECASE)

    def score(self, text: str, heading: str, names: str) -> float:
        """How well a text answers: more for each word the oftener it stands there, and where it stands."""
        dampened = 0.5 + len(text) / TYPICAL / 2
        said, above, named = b" " + _lower(text), _lower(heading), _lower(names)
        total, rarest, fewest = 0.0, b"", len(said)
        for stem in self._stems:
            count = said.count(b" " + stem)
            total += count / (count + dampened) + IN_HEADING * (stem in above) + IN_NAME * (stem in named)
            if count < fewest:
                rarest, fewest = stem, count
        return total + ALL_NEAR * (len(self._stems) > 1 and self._near(said, rarest))

    def _near(self, text: bytes, rarest: bytes) -> bool:
        """Whether some stretch of the text holds every word."""
        at = text.find(rarest)
        for _ in range(LOOKED_AT):
            if at < 0:
                return False
            start, end = max(at - NEAR, 0), at + len(rarest) + NEAR
            if all(text.find(stem, start, end) >= 0 for stem in self._stems):
                return True
            at = text.find(rarest, at + 1)
        return False

    def excerpt(self, text: str) -> str:
        """The stretch with most of the words, each marked; the beginning where only heading or names hold them."""
        hits = [hit.span() for hit in self._any.finditer(text)]
        start = max(self._best(text, hits) - WIDTH // 6, 0)
        start = text.rfind(" ", 0, start) + 1 if start else 0
        end = len(text) if start + WIDTH >= len(text) else text.rfind(" ", start, start + WIDTH)
        end = end if end > start else min(start + WIDTH, len(text))
        return self._marked(text, start, end, [hit for hit in hits if start <= hit[0] and hit[1] <= end])

    def _best(self, text: str, hits: Sequence[tuple[int, int]]) -> int:
        def kinds(at: int) -> int:
            return sum(bool(pattern.search(text, at, at + WIDTH * 4 // 5)) for pattern in self._each)

        return max((at for at, _ in hits[:60]), key=lambda at: (kinds(at), -at), default=0)

    def _marked(self, text: str, start: int, end: int, hits: Sequence[tuple[int, int]]) -> str:
        pieces, at = ["... " if start else ""], start
        for first, last in hits:
            pieces += [text[at:first], OPEN, text[first:last], CLOSE]
            at = last
        return " ".join("".join((*pieces, text[at:end], " ..." if end < len(text) else "")).split())


def _lower(text: str) -> bytes:
    """The text in lower case as bytes: only those of ASCII, ten times as fast as all letters."""
    return text.encode(errors="replace").lower()
