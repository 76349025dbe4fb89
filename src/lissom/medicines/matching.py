"""A written medicine name as words, numbers and strengths. Knows how names are written, not what they mean.

`Baclofen 10 MG Oral Tablet`, `24 HR metoprolol succinate 50 MG Extended Release Oral Tablet [Toprol]`,
`co-codamol 30/500`: each becomes a `Phrase` of words and quantities in the order they were written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import combining, normalize

LONGEST = 400
"""A name longer than this is not a name."""

_DROPPED = re.compile(r"['’`´\"®™©]|\(r\)|\(tm\)")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_][^\W_]*|[/+&,;|\[\]()%-]")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_MG = {
    "mg": 1.0, "mgs": 1.0, "milligram": 1.0, "milligrams": 1.0,
    "g": 1000.0, "gm": 1000.0, "gram": 1000.0, "grams": 1000.0,
    "mcg": 0.001, "ug": 0.001, "μg": 0.001, "microgram": 0.001, "micrograms": 0.001,
}  # fmt: skip
_PER_UNIT = frozenset({"actuat", "actuation", "tablet", "tab", "capsule", "cap", "spray", "puff", "dose", "packet"})
_SEPARATORS = frozenset({"/", "+", "&", ",", ";", "|", "and", "with", "plus", "w"})
_BREAKS = frozenset({"[", "(", "]", ")"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name. `part` counts the separators before it, so that 'a / b' is two parts."""

    text: str
    at: int
    part: int


@dataclass(frozen=True, slots=True)
class Strength:
    """Milligrams as written at a place: `10 mg` holds one, `5/325 mg` two. Concentrations are no milligrams."""

    mg: tuple[float, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words and strengths of one written name."""

    words: tuple[Word, ...]
    strengths: tuple[Strength, ...]
    bare: tuple[tuple[float, ...], ...] = ()
    """Numbers joined by '/' or '-' ('5/325'). Without a unit they are strengths only of a product that holds them."""


def plain(text: str) -> str:
    """The text in lower case without accents, apostrophes and trade marks."""
    if not text.isascii():
        text = text.replace("™", "").replace("®", "").replace("µ", "u").replace("’", "'")
        text = "".join(letter for letter in normalize("NFKD", text.casefold()) if not combining(letter))
    return _DROPPED.sub("", text.lower())


def key(text: str) -> str:
    """The form under which a name is filed: lower case words and numbers, single spaces, '&' and '+' as 'and'."""
    if text.isascii() and text.replace(" ", "").isalpha():  # most names; spares the pattern
        return " ".join(text.lower().split())
    return " ".join(
        "and" if one in "&+" else one for one in _TOKEN.findall(plain(text)) if one in "&+" or one[0].isalnum()
    )


def phrase(text: str) -> Phrase:
    """The words and strengths of a written name, in order."""
    tokens = _TOKEN.findall(plain(text))
    words: list[Word] = []
    strengths: list[Strength] = []
    part = at = 0
    while at < len(tokens):
        written = tokens[at]
        strength, after = _strength(tokens, at) if written[0].isdigit() else (None, at + 1)
        if strength:
            strengths.append(strength)
        elif written in _SEPARATORS or written in _BREAKS:
            part += 1
        if not strength and (written[0].isalnum() or written in "&+"):
            words.append(Word("and" if written in "&+" else written, at, part))
        at = after
    return Phrase(tuple(words), tuple(strengths), tuple(_bare(tokens)))


def number(token: str) -> float:
    """The value of a written number: '1,000' is a thousand, '2,5' two and a half."""
    if _GROUPED.fullmatch(token):
        return float(token.replace(",", ""))
    head, *tail = token.replace(",", ".").split(".")
    return float(f"{head}.{''.join(tail)}" if tail else head)


def _bare(tokens: list[str]) -> Iterator[tuple[float, ...]]:
    at = 0
    while at < len(tokens):
        if tokens[at][0].isdigit():
            numbers, at = _joined_numbers(tokens, at)
            if len(numbers) > 1:
                yield numbers
        else:
            at += 1


def _joined_numbers(tokens: list[str], at: int) -> tuple[tuple[float, ...], int]:
    """The numbers from a place on that '/' or '-' join, and where they end."""
    values = [number(tokens[at])]
    end = at + 1
    while end + 1 < len(tokens) and tokens[end] in "/-" and tokens[end + 1][0].isdigit():
        values.append(number(tokens[end + 1]))
        end += 2
    return tuple(values), end


def _strength(tokens: list[str], at: int) -> tuple[Strength | None, int]:
    """The strength that starts at a number, and where it ends; None when the number is no strength in mass."""
    values, end = _joined_numbers(tokens, at)
    if end < len(tokens) and tokens[end] == "-":  # "10-mg tablet"
        end += 1
    if end >= len(tokens) or tokens[end] not in _MG:
        return None, at + 1
    unit = _MG[tokens[end]]
    end += 1
    if end + 1 < len(tokens) and tokens[end] in ("/", "per"):
        following = tokens[end + 1]
        if following in _PER_UNIT:
            end += 2
        elif (following in _VOLUMES) or (following[0].isdigit() and _volume_at(tokens, end + 2)):
            return Strength((), at), end + (2 if following.isalpha() else 3)
    return Strength(tuple(round(value * unit, 9) for value in values), at), end


_VOLUMES = frozenset({"ml", "l", "cc", "hr", "h", "hour", "day", "cm2", "kg", "mg", "g", "sqcm", "unt"})


def _volume_at(tokens: list[str], at: int) -> bool:
    return at < len(tokens) and tokens[at] in _VOLUMES - {"mg", "g"}


def stated(names: Sequence[tuple[int, tuple[str, ...]]], strengths: Sequence[Strength]) -> dict[str, float | None]:
    """The milligrams written for each ingredient: 'a 5 mg / b 325 mg', 'a/b 5/325 mg', '500 mg a'.

    Names that stand together share the strengths that follow them; unless there is one for each, none is assigned.
    A concentration says nothing of one unit, so it leaves None.
    """
    found: dict[str, float | None] = {}
    for group, values in _groups(names, strengths):
        if len(group) == 1 and values:
            found[group[0]] = values[0]
        elif len(group) == len(values):
            found.update(zip(group, values, strict=True))
    return found


def _groups(
    names: Sequence[tuple[int, tuple[str, ...]]], strengths: Sequence[Strength]
) -> Iterator[tuple[list[str], list[float | None]]]:
    """Ingredients named in a row, with the strengths that come before the next name."""
    marks: list[tuple[int, tuple[str, ...] | Strength]] = sorted(
        [*names, *((strength.at, strength) for strength in strengths)], key=lambda mark: mark[0]
    )
    group: list[str] = []
    values: list[float | None] = []
    for _, mark in marks:
        if isinstance(mark, Strength):
            values.extend(mark.mg or (None,))
            continue
        if group and values:
            yield group, values
            group, values = [], []
        group.extend(id_ for id_ in mark if id_ not in group)
    yield group, values
