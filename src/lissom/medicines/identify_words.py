"""A tablet described in words: 'small white round, 10 one side, scored' as a description that can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lissom.medicines.appearance_words import colour_words, colours_in, shape_words, shapes_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What somebody sees. Empty and None: not said."""

    imprint: str = ""
    """The marks of all sides."""
    colours: tuple[str, ...] = ()
    shape: str = ""
    size_mm: float | None = None
    size_word: str = ""
    """'small' or 'large'."""
    score: int | None = None
    """1 no break line, 2 halves, 4 quarters."""

    def __bool__(self) -> bool:
        return bool(self.imprint or self.colours or self.shape)


_SIZE = re.compile(r"\b(\d{1,2}(?:[.,]\d)?)\s*(?:mm|millimet(?:er|re)s?)\b")
_SMALL = re.compile(r"\b(?:small|tiny|little)\b")
_LARGE = re.compile(r"\b(?:large|big|huge)\b")
_QUARTERS = re.compile(r"\b(?:quarters?|cross(?:ed)? (?:score|scored|line|lines)|cross-scored|quadrisect\w*)\b")
_NO_SCORE = re.compile(r"\b(?:no|not|without(?: a)?) (?:score|scored|break[- ]?line|line|groove)\b|\bunscored\b")
_SCORE = re.compile(
    r"\b(?:half[- ]?scored|scored|score(?: line)?|bisect\w*|break[- ]?(?:line|mark|bar)|groove\w*|"
    r"line (?:through|across|down)(?: the| its)?(?: middle| it| center| centre)|halves|split line)\b"
)
_ONE_SIDE = re.compile(r"\b(?:on )?(?:one|a single|1) side(?: only)?\b")
_PRONOUN = re.compile(r"\bI(?='| (?:found|have|had|saw|took|think|was|got|am)\b)|(?<=\w)'s\b")
FILE = Path(__file__).parents[1] / "data" / "appearance" / "describing_words.csv"


@cache
def _describing() -> frozenset[str]:
    """Words that describe a tablet and are not on it."""
    return frozenset(FILE.read_text("utf-8").split()[1:])


def described(text: str) -> Description:
    """What a text says of a tablet. Marks are what is left when everything that describes is taken away."""
    plain = text.lower()
    size = _SIZE.search(plain)
    score = _score(plain)
    return Description(
        imprint=_marks(text),
        colours=colours_in(_without_quoted(text)),
        shape=next(iter(shapes_in(_without_quoted(text))), ""),
        size_mm=float(size[1].replace(",", ".")) if size else None,
        size_word="small" if _SMALL.search(plain) else "large" if _LARGE.search(plain) else "",
        score=score,
    )


def _score(plain: str) -> int | None:
    if _QUARTERS.search(plain):
        return 4
    if _NO_SCORE.search(plain):
        return 1
    return 2 if _SCORE.search(plain) else None


def _without_quoted(text: str) -> str:
    return re.sub(r"[\"“][^\"”]*[\"”]", " ", text)


def _marks(text: str) -> str:
    """The marks: what stands in quotation marks, or else every word that describes nothing."""
    quoted = re.findall(r"[\"“]([^\"”]+)[\"”]", text) or re.findall(r"(?:^|\s)['‘]([^'’]+)['’]", text)
    if quoted:
        return ";".join(" ".join(one.split()) for one in quoted)
    left = _PRONOUN.sub(" ", text)
    for pattern in (_SIZE, _QUARTERS, _NO_SCORE, _SCORE, _ONE_SIDE):
        left = re.sub(pattern.pattern, " ", left, flags=re.IGNORECASE)
    for word in sorted({*colour_words(), *shape_words()}, key=len, reverse=True):
        left = re.sub(rf"(?<![A-Za-z0-9]){re.escape(word)}(?:ish)?(?![A-Za-z0-9])", " ", left, flags=re.IGNORECASE)
    found = re.findall(r"[A-Za-z0-9][A-Za-z0-9./|-]*", left)
    return " ".join(one for one in found if one in ("A", "I") or not _describes(one))


def _describes(word: str) -> bool:
    """Whether a word, or each part of a hyphened one, describes a tablet ('flat-faced')."""
    parts = [part for part in re.split(r"[-./]", word.lower()) if part]
    return word.lower() in _describing() or (min(map(len, parts), default=0) > 1 and _describing().issuperset(parts))
