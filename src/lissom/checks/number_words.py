"""Numbers that are written in words, as digits: 'thirty-five', 'a dozen', 'two hundred'."""

from __future__ import annotations

import re

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_LARGE = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBER = {word: value for value, word in enumerate(re.findall(r"\w+", _SMALL), start=1)} | {
    word: 10 * value for value, word in enumerate(re.findall(r"\w+", _LARGE), start=2)
}
_ONES = "|".join(word for word, value in _NUMBER.items() if value < 10)
_MORE = "|".join(word for word, value in _NUMBER.items() if value > 1)
_WRITTEN = re.compile(rf"\b(?:({_LARGE.replace(' ', '|')})[- ]({_ONES})|({_MORE}))\b")
"""'one' alone is left: it stands for a thing more often than for a count."""
_INSTEAD_OF_ONE = re.compile(r"(?<=\binstead of )one\b|(?<=\brather than )one\b")
_HUNDREDS = re.compile(r"\b(?:a|one|(\d)) hundred(?: and)?(?: (\d{1,2})\b)?")
_HALF_A_DOZEN, _DOZENS = re.compile(r"\b(?:half a|half) dozen\b"), re.compile(r"\b(?:a |one |(\d{1,2}) )?dozens?\b")


def in_digits(text: str) -> str:
    """The text, in small letters, with every number from two on in digits. A dozen is '12 x': it counts things."""
    text = _INSTEAD_OF_ONE.sub("1", _WRITTEN.sub(_digits, text))
    text = _HUNDREDS.sub(lambda found: str(100 * int(found[1] or 1) + int(found[2] or 0)), text)
    text = _HALF_A_DOZEN.sub("6 x", text)
    return _DOZENS.sub(lambda found: f"{12 * int(found[1] or 1)} x", text)


def _digits(found: re.Match[str]) -> str:
    tens, ones, alone = found.groups()
    return str(_NUMBER[alone] if alone else _NUMBER[tens] + _NUMBER[ones])
