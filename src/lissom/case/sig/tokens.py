"""Text of directions to tokens: spelling and punctuation are settled here, meaning in `items`."""

from __future__ import annotations

import re
from typing import NamedTuple

from lissom.case.sig.words import AMBIGUOUS, LONGEST, WORDS, Entry, K


class Token(NamedTuple):
    """One word, number or mark. `number` and `word` come from `words`; `start` is its place in the text."""

    kind: K
    text: str
    number: float = 0.0
    word: str = ""
    start: int = 0
    glued: bool = False
    """No space before it."""


class Refused(Exception):
    """The directions cannot be read safely: one sentence why, and the readings they could have."""

    def __init__(self, why: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(why)
        self.why = why
        self.candidates = candidates


_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_SPELLING = str.maketrans(
    {
        "–": "-",
        "—": "-",
        "−": "-",
        "‐": "-",
        "‑": "-",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "⁄": "/",
        "º": "°",
        "μ": "µ",
        "（": "(",
        "）": ")",
        "\u200b": " ",
        "\ufeff": " ",
        "[": "(",
        "]": ")",
    }
)
_DOTTED = re.compile(r"\b[a-z]\.(?:[a-z0-9]\.)+(?:[a-z]\b)?|\b[a-z]\.[a-z]\b\.?|\b[btq]\. i\. d\b\.?")
_HYPHEN = re.compile(
    r"(?<=[a-z])(?<!day)(?<!mon|tue|wed|thu|fri|sat|sun)(?<!bid|tid|qid|tds|qds)(?<!\bbd)-(?=[a-z])"
    r"|(?<=\d)-(?=(?:mg|mcg|µg|g|ml)\b)"
)
"""A hyphen within a word or before a unit, as good as a space; 'Mon-Fri' and 'TID-QID' are from one to the other."""
_CLOCK = r"\d{1,2}:\d{2}(?!\d)\s?(?:[ap]m\b)?|\d{1,2}\s?[ap]m\b"
_WITH = re.compile(r"\bw/(o?)\s?")
_PART = re.compile(
    rf"(?P<clock>{_CLOCK})"
    r"|(?P<glyph>(?:\d{1,3}\s*)?[½¼¾])"
    r"|(?P<mixed>(?:\d+\s+(?:and\s+|&\s*)?|(?<![\d.-])[1-9]-(?=[1-3]/[234](?![\d/]|\s*-)))?(?<![\d.])[1-3]/[234](?![\d/]))"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+\.\d+|\d+|\.\d+)"
    r"|(?P<word>[a-zµ°%]+(?:'[a-z]+)?)"
    r"|(?P<mark>\S)"
)
_MARKS = {
    ",": K.COMMA,
    ";": K.COMMA,
    ":": K.COMMA,
    ".": K.COMMA,
    '"': K.COMMA,
    "|": K.COMMA,
    "=": K.COMMA,
    "•": K.COMMA,
    "!": K.COMMA,
    "(": K.OPEN,
    ")": K.CLOSE,
    "/": K.SLASH,
    "-": K.DASH,
    "+": K.PLUS,
    "\n": K.COMMA,
}
_LIMIT = 800


def tokens(text: str) -> list[Token]:
    """The tokens of a text; raises `Refused` for numbers that can be misread ten-fold."""
    if len(text) > _LIMIT:
        raise Refused(f"the directions are longer than {_LIMIT} characters")
    plain = _normalised(text)
    parts = [(match.lastgroup or "", match.group(), match.start()) for match in _PART.finditer(plain)]
    found: list[Token] = []
    place = 0
    while place < len(parts):
        token, used = _read(parts, place, plain)
        found.append(token)
        place += used
    return found


def _undotted(match: re.Match[str]) -> str:
    """'t.i.d.' as 'tid', padded so that places in the text stay the same."""
    return match.group().replace(".", "").replace(" ", "").ljust(len(match.group()))


def _normalised(text: str) -> str:
    plain = text.translate(_SPELLING).lower().replace("(s)", "s  ")  # 'tab(s)', padded to keep the places
    if "." in plain:
        plain = _DOTTED.sub(_undotted, plain)
    if "w/" in plain:
        plain = _WITH.sub(lambda match: "without " if match[1] else "with ", plain)
    return _HYPHEN.sub(" ", plain)


def _read(parts: list[tuple[str, str, int]], place: int, plain: str) -> tuple[Token, int]:
    group, text, start = parts[place]
    glued = start > 0 and not plain[start - 1].isspace()
    if group == "word":
        return _word(parts, place, glued)
    if group == "clock":
        return Token(K.CLOCK, text, _hour(text), "", start, glued), 1
    if group in ("mixed", "number", "glyph"):
        return Token(K.NUM, text, _NUMBERS[group](text), "", start, glued), 1
    if text == "-" and not glued and place + 1 < len(parts) and parts[place + 1][2] == start + 1:
        before = parts[place - 1] if place else None
        if parts[place + 1][0] == "number" and (before is None or before[0] != "number"):
            return Token(K.WORD, "-" + parts[place + 1][1], 0.0, "", start), 2
    entry = WORDS.get(text)
    if entry:
        return Token(entry.kind, text, entry.number, entry.word, start, glued), 1
    return Token(_MARKS.get(text, K.WORD), text, 0.0, text, start, glued), 1


def _word(parts: list[tuple[str, str, int]], place: int, glued: bool) -> tuple[Token, int]:
    _, text, start = parts[place]
    if entry := _AFTER_ANOTHER.get((text, _sort_before(parts, place))):
        return Token(entry.kind, text, entry.number, entry.word, start, glued), 1
    for length in range(min(LONGEST.get(text, 1), len(parts) - place), 0, -1):
        run = parts[place : place + length]
        if length > 1 and any(group == "mark" for group, _, _ in run):
            continue
        phrase = " ".join(word for _, word, _ in run)
        if entry := WORDS.get(phrase):
            if entry.kind is K.AMBIGUOUS:
                raise Refused(f'"{phrase}" has more than one meaning', AMBIGUOUS[phrase])
            return Token(entry.kind, phrase, entry.number, entry.word, start, glued), length
    return Token(K.WORD, text, 0.0, text, start, glued), 1


def _sort_before(parts: list[tuple[str, str, int]], place: int) -> str:
    """'number' or 'amount' (a unit, a day) for what stands before a word, else ''."""
    if not place:
        return ""
    group, text, _ = parts[place - 1]
    if group == "word":
        entry = WORDS.get(text)
        return "amount" if entry and entry.kind in (K.UNIT, K.PERIOD, K.ADVERB) else ""
    return "number" if group in ("number", "mixed", "glyph") else ""


_AFTER_ANOTHER = {("cc", "number"): Entry(K.UNIT, 1, "mL"), ("it", "amount"): Entry(K.ROUTE, 0, "intrathecal")}
"""'5 cc' is a volume, 'cc' alone is with meals; '100 mcg/day IT' is the spinal fluid, 'it' alone says nothing."""


def _hour(text: str) -> float:
    digits = re.findall(r"\d+", text)
    hour, minutes = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    if "m" in text:
        if not 1 <= hour <= 12:
            raise Refused(f'"{text}" is not a time of day')
        hour = hour % 12 + (12 if "p" in text else 0)
    if hour == 24 and minutes == 0:
        hour = 0
    if hour > 23 or minutes > 59:
        raise Refused(f'"{text}" is not a time of day')
    return round(hour + minutes / 60, 4)


def _glyph(text: str) -> float:
    whole = text[:-1].strip()
    return (float(whole) if whole else 0.0) + _FRACTIONS[text[-1]]


def _mixed(text: str) -> float:
    *whole, above, below = re.findall(r"\d+", text)
    if whole and len(whole[0]) > 3:
        raise Refused(f'the number "{text[:12]}" cannot be a dose')
    return float(whole[0] if whole else 0) + float(above) / float(below)


def _plain(text: str) -> float:
    digits = text.replace(",", "")
    if len(digits) > 8:
        raise Refused(f'the number "{text[:12]}..." is too long to be a dose or a time')
    if re.fullmatch(r"\d\.000", text):
        raise Refused(f'"{text}" can be misread ten-fold or more', (digits.split(".")[0], digits.replace(".", "")))
    return float(digits)


_NUMBERS = {"glyph": _glyph, "mixed": _mixed, "number": _plain}
