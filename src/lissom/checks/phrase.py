"""Ways of saying something, as the tables write them, and whether a row of words says it.

A way of saying is words, one after another. `*` stands for up to six words, `*2` for up to two that are no numbers and
speak of nobody new, `<group>` for any wording of that group of `wordings.csv`, `{38-43}` for a whole number in that
range, `$` for the end of the clause; `!x` right behind a word: 'x' must not follow it. Of parts joined by ` & ` the
first must be said, and the others somewhere in the same sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

Words = tuple[str, ...]

NEGATIVE: Final = frozenset({"no", "not", "never", "without", "none", "nothing", "nor", "cannot", "nobody", "denied"})
_GAP = 6
_SOMEONE = frozenset({"i", "we"})


@dataclass(frozen=True, slots=True)
class _Gap:
    """Up to so many words, whatever they are, or only such as are no number and no new subject."""

    most: int = _GAP
    close: bool = False

    def holds(self, word: str) -> bool:
        return not self.close or not (word.isdecimal() or word in _SOMEONE)


class Either:
    """One of several wordings, each a row of words."""

    __slots__ = ("_lengths", "firsts", "negative", "wordings")

    def __init__(self, wordings: Iterable[Words]) -> None:
        self.wordings = frozenset(wordings)
        self._lengths = tuple(sorted({len(words) for words in self.wordings}))
        self.firsts = frozenset(words[0] for words in self.wordings)
        self.negative = any(not NEGATIVE.isdisjoint(words) for words in self.wordings)

    def ends(self, said: Sequence[str], at: int) -> list[int]:
        """The places behind each of its wordings that stands at this place."""
        if at >= len(said) or said[at] not in self.firsts:
            return []
        return [at + length for length in self._lengths if tuple(said[at : at + length]) in self.wordings]


Groups = Mapping[str, Either]


@dataclass(frozen=True, slots=True)
class _Absent:
    """None of the wordings may stand here."""

    either: Either


@dataclass(frozen=True, slots=True)
class _Number:
    low: int
    high: int

    def holds(self, word: str) -> bool:
        return word.isdecimal() and self.low <= int(word) <= self.high


@dataclass(frozen=True, slots=True)
class _End:
    """Nothing more is said."""


_Part = _Gap | Either | _Absent | _Number | _End
_LARGEST = 99_999


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of saying something."""

    text: str
    rows: tuple[tuple[_Part, ...], ...]
    needs: tuple[frozenset[str], ...]
    """Sets of words of each of which one must be there: a quick look before a long one."""
    negative: bool
    """Whether it says a 'no' of its own ('no tablets left'), so that a denying clause can state it."""

    @property
    def example(self) -> str:
        """Words that say it."""
        return " and ".join(" ".join(map(_example, row)) for row in self.rows).strip()

    def is_said_by(self, text: str) -> bool:
        """Whether the text is this way of saying it, and nothing more."""
        words = tuple(text.split())
        first = self.rows[0]
        return words == tuple(self.text.split()) or (
            len(first) == 1 and isinstance(first[0], Either) and words in first[0].wordings
        )

    def said_in(self, words: Sequence[str], sentence: Sequence[str] = ()) -> bool:
        """Whether the words of a clause say it, and its sentence what it asks of that."""
        return _says(self.rows[0], words) and self._asked_for(words, sentence)

    def may_be_in(self, words: frozenset[str]) -> bool:
        """Whether words, in no order, hold what the clause has to say."""
        return not any(one.isdisjoint(words) for one in self.needs)

    def numbers(self, words: Sequence[str], sentence: Sequence[str] = ()) -> Iterator[tuple[int, ...]]:
        """The numbers of its ranges, for each way in which the words say it; none when they do not."""
        if self._asked_for(words, sentence):
            yield from _found(self.rows[0], words)

    def _asked_for(self, words: Sequence[str], sentence: Sequence[str]) -> bool:
        return all(_says(row, words) or _says(row, sentence) for row in self.rows[1:])


def phrase(text: str, groups: Groups) -> Phrase:
    """The way of saying that a table writes. ValueError for an unknown group or a range that is none."""
    rows = tuple(tuple(_parts(row, groups)) for row in text.split(" & "))
    said = [part for part in rows[0] if isinstance(part, Either)]
    return Phrase(
        text=text,
        rows=rows,
        needs=tuple(part.firsts for part in said),
        negative=any(part.negative for part in said),
    )


def _parts(text: str, groups: Groups) -> list[_Part]:
    return [_part(word.removesuffix("'s"), groups) for word in text.split()]


def _part(word: str, groups: Groups) -> _Part:
    if word.startswith("*"):
        return _Gap(int(word[1:]), close=True) if word[1:] else _Gap()
    if word == "$":
        return _End()
    if word.startswith("{"):
        low, dash, high = word.strip("{}").partition("-")
        if not (low.isdecimal() and dash):
            raise ValueError(f"{word} is no range such as {{38-43}} or {{10-}}")
        return _Number(int(low), int(high or _LARGEST))
    if word.startswith("!"):
        return _Absent(_either(word[1:], groups))
    return _either(word, groups)


def _either(word: str, groups: Groups) -> Either:
    if not word.startswith("<"):
        return Either([(word,)])
    if word.strip("<>") not in groups:
        raise ValueError(f"{word} names no group of wordings.csv")
    return groups[word.strip("<>")]


def _example(part: _Part) -> str:
    if isinstance(part, Either):
        return " ".join(min(part.wordings))
    if isinstance(part, _Number):
        return str(part.low)
    return "x" if isinstance(part, _Gap) and not part.close else ""


def _says(row: tuple[_Part, ...], words: Sequence[str]) -> bool:
    return next(_found(row, words), None) is not None


def _found(row: tuple[_Part, ...], words: Sequence[str]) -> Iterator[tuple[int, ...]]:
    return (numbers for at in range(len(words)) for numbers in _from(row, words, at))


def _from(row: tuple[_Part, ...], words: Sequence[str], at: int) -> Iterator[tuple[int, ...]]:
    """The numbers met, for each way in which the words from this place on begin with the parts of the row."""
    if not row:
        yield ()
        return
    first, rest = row[0], row[1:]
    if isinstance(first, _Gap):
        for later in range(at, min(at + first.most, len(words)) + 1):
            yield from _from(rest, words, later)
            if later < len(words) and not first.holds(words[later]):
                return
    elif isinstance(first, _Number):
        if at < len(words) and first.holds(words[at]):
            yield from ((int(words[at]), *more) for more in _from(rest, words, at + 1))
    elif isinstance(first, _End):
        if at == len(words):
            yield from _from(rest, words, at)
    elif isinstance(first, _Absent):
        if not first.either.ends(words, at):
            yield from _from(rest, words, at)
    else:
        for end in first.ends(words, at):
            yield from _from(rest, words, end)


class Ways:
    """The ways of saying one thing, as a cell of a table lists them; read when they are first asked for."""

    __slots__ = ("_cell", "_groups", "_made", "_read")

    def __init__(self, cell: str, groups: Callable[[], Groups], read: Callable[[str], str]) -> None:
        self._cell, self._groups, self._read = cell, groups, read
        self._made: tuple[Phrase, ...] | None = None

    def __iter__(self) -> Iterator[Phrase]:
        if self._made is None:
            groups = self._groups()
            written = (each.strip() for each in self._read(self._cell).split(";"))
            self._made = tuple(phrase(each, groups) for each in written if each)
        return iter(self._made)
