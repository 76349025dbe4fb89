"""What the person or a carer wrote in free words (the question, recent diary notes), clause by clause, as `stated.py`
finds them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from lissom.case.case import Case
from lissom.checks.number_words import in_digits
from lissom.checks.phrase import NEGATIVE, Phrase
from lissom.checks.stated import clauses

_SENTENCE = re.compile(r"(?<=[.!?;\n])\s+|\n")
_LETTERS = re.compile(r"[^a-z0-9']+")
_CANNOT, _WILL_NOT, _NOT = re.compile(r"\bcan(?:'t|t| not)\b"), re.compile(r"\bwon't\b"), re.compile(r"n't\b")
_GLUED = re.compile(r"\b(\d+)(?=(?:mg|mcg|ml|g|x|tabs?|tablets?|pills?|caps?|h|hrs?|hours?|days?|wks?|weeks?)\b)")
_AGE = re.compile(r"\b(\d+)[ -]?(?:yo|y/o|yrs?[ -]old|years[ -]old)\b")
_CHILD_OF = re.compile(
    r"\b(son|daughter|grandson|granddaughter|nephew|niece|child|boy|girl|kid|brother|sister)"
    r"(?:, (?:aged? )?|,? aged? | \()(\d{1,2})\b(?:,|\)|(?= (?!mg|tab|pill)))"
)
_A_MEDICINE = "medicine"
"""What every name of a medicine is read as, so that one wording holds for all."""

Named = Callable[[str], bool]


class Said(NamedTuple):
    """One clause as stated: lower case, letters and digits only, with a space at both ends, and where it stands."""

    text: str
    where: str
    asks: bool = False
    """Whether it stands in a question that asks what may be ('Is it safe to ...?'), not in a report."""
    denied: bool = False
    """Whether it says that something is not so: only words with a 'no' of their own are stated by it."""
    called: str = ""
    """The same with every name of a medicine replaced by 'medicine'; '' where there is none."""
    sentence: str = ""
    """All that its sentence states, with the names so replaced and a comma between the clauses."""

    def says(self, words: str) -> bool:
        """Whole words only: 'fit' is not in 'fitness'."""
        return f" {words} " in self.text

    def states(self, way: Phrase) -> bool:
        """Whether it says so in this way, and does not deny it.

        A denying clause states only what it says by its 'no': 'no tablets left', but not 'not confused'.
        """
        if not self.denied:
            return self.holds(way)
        return way.negative and self.holds(way) and not self._affirmed().holds(way)

    def _affirmed(self) -> Said:
        text, called = (
            " ".join(word for word in each.split() if word not in NEGATIVE) for each in (self.text, self.called)
        )
        return self._replace(text=text, called=called)

    def holds(self, way: Phrase) -> bool:
        """Whether the words stand in it, stated or denied."""
        whole = _in_order(self.sentence)
        return any(way.may_be_in(each) and way.said_in(words, whole) for words, each in self._readings())

    def numbers(self, way: Phrase) -> Iterator[tuple[int, ...]]:
        """The numbers in each place where it says so in this way."""
        for words, each in self._readings():
            if way.may_be_in(each):
                yield from way.numbers(words, _in_order(self.sentence))

    def _readings(self) -> Iterator[tuple[tuple[str, ...], frozenset[str]]]:
        """Its words, in their order and in none, as written and with the names of medicines replaced."""
        yield _in_order(self.text), _in_none(self.text)
        if self.called:
            yield _in_order(self.called), _in_none(self.called)


def said(case: Case, today: date, within_days: float, named: Named = frozenset[str]().__contains__) -> Iterator[Said]:
    """Every clause that states or denies something, from the question and the notes of the last days.

    `named` tells whether a word is the name of a medicine.
    """
    for text, where in _texts(case, today, within_days):
        for sentence in _SENTENCE.split(in_full(text)) if text.strip() else ():
            yield from _of_sentence(sentence, where, today.year, named)


def _of_sentence(sentence: str, where: str, year: int, named: Named) -> list[Said]:
    found = []
    for clause in clauses(sentence, year):
        words = plain(clause.text)
        found.append(Said(f" {words} ", where, clause.asks, clause.denied, _called(words, named)))
    whole = ",".join(one.called or one.text for one in found if not one.denied)
    return [one._replace(sentence=whole) for one in found]


def in_full(text: str) -> str:
    """Lower case, "can't" and "hasn't" as 'cannot' and 'has not', numbers in digits and apart from their units."""
    text = _CHILD_OF.sub(r"\1 \2 year old", text.lower())
    text = _AGE.sub(r"\1 year old", _GLUED.sub(r"\1 ", text).replace("’", "'"))
    return in_digits(_NOT.sub(" not", _CANNOT.sub("cannot", _WILL_NOT.sub("will not", text))))


def plain(text: str) -> str:
    """Lower case, letters, digits and apostrophes only."""
    return _LETTERS.sub(" ", text.lower()).strip()


@lru_cache(maxsize=256)
def _in_order(text: str) -> tuple[str, ...]:
    return tuple(word.removesuffix("'s") for word in text.split())


@lru_cache(maxsize=256)
def _in_none(text: str) -> frozenset[str]:
    return frozenset(_in_order(text))


def _called(words: str, named: Named) -> str:
    made = [_A_MEDICINE if named(word.removesuffix("'s")) else word for word in words.split()]
    called = " ".join(made)
    return f" {called} " if called != words else ""


def _texts(case: Case, today: date, within_days: float) -> Iterator[tuple[str, str]]:
    yield case.question, "question"
    for place, entry in enumerate(case.diary):
        if 0 <= (today - entry.day).days <= within_days:
            yield entry.note, f"diary[{place}].note"
