"""From conditions as written (words, ICD-10, SNOMED CT) to the ids the rules know; what is not known is handed back,
never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from lissom.case.person import Condition

_LETTERS = re.compile(r"[^a-z0-9]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PARTS = re.compile(r";|\bbut\b")
_DENIED = re.compile(
    r"\b(no|not|without|denies|never had|family history of|risk of|suspected|ruled out|screening for|"
    r"(history of|previous|past|prior|after|ended) pregnan\w+|pregnan\w+ (test|prevention)|no longer breast)\b"
)

_OF_ITSELF = re.compile(r"\s*(yet )?(longer|confirmed|diagnosed|proven|present|active|known|found|established)\b")
"""What a denial takes back of the words before it."""


class KnownCondition(NamedTuple):
    """One row of `conditions.csv`."""

    id: str
    name: str
    words: tuple[str, ...]
    icd10: tuple[str, ...]
    """Code prefixes: 'N18' holds N18.4."""
    snomed: frozenset[str]
    words_unless: tuple[str, ...] = ()
    """Words that mean it only where none of `unless` stands beside them: cirrhosis is severe unless called mild."""
    unless: tuple[str, ...] = ()


class Recognised(NamedTuple):
    """A condition of the person and the ids it means; () when no check uses it."""

    condition: Condition
    ids: tuple[str, ...]


def recognised(conditions: Iterable[Condition], known: tuple[KnownCondition, ...]) -> tuple[Recognised, ...]:
    """Every condition with what it was understood as, in order."""
    return tuple(Recognised(condition=one, ids=tuple(_ids(one, known))) for one in conditions)


def _ids(condition: Condition, known: tuple[KnownCondition, ...]) -> Iterator[str]:
    written = _asserted(condition.name.lower(), known)
    for entry in known:
        if _says(written, entry.words):
            yield entry.id
        elif entry.unless and _says(written, entry.unless):
            continue
        elif _coded(condition, entry) or _says(written, entry.words_unless):
            yield entry.id


def _asserted(name: str, known: tuple[KnownCondition, ...]) -> str:
    """The words that are stated, with a space at both ends, without those that are denied or only feared."""
    if not _DENIED.search(name):
        return f" {_plain(name)} "
    return f" {' '.join(_plain(_before_denial(part, known)) for part in _PARTS.split(name))} "


def _before_denial(part: str, known: tuple[KnownCondition, ...]) -> str:
    """What stands before a denial, where the denial has something else to deny: 'CKD 4, not on dialysis' states the
    kidneys, 'diabetes without complications' the diabetes; 'epilepsy ruled out', 'MS, not confirmed' and 'pregnancy
    status: not pregnant' nothing.
    """
    denial = _DENIED.search(part)
    if denial is None:
        return part
    before, after = part[: denial.start()], part[denial.end() :]
    if denial[0] == "without":
        return before
    named, denied = _named(before, known), _named(after, known)
    if denial[0] == "ruled out" or _OF_ITSELF.match(after) or named & denied:
        return ""
    set_apart = before.rstrip().endswith((",", "(")) and _plain(after)
    return before if denied or set_apart else ""


def _named(text: str, known: tuple[KnownCondition, ...]) -> frozenset[str]:
    """The conditions whose words stand in a text, denied or not."""
    written = f" {_plain(text)} "
    return frozenset(one.id for one in known if _says(written, one.words + one.words_unless))


def _coded(condition: Condition, entry: KnownCondition) -> bool:
    for code in condition.codes:
        if "snomed" in code.system.lower() and code.code in entry.snomed:
            return True
        if "icd" in code.system.lower() and code.code.upper().startswith(entry.icd10) and entry.icd10:
            return True
    return False


def _says(written: str, words: tuple[str, ...]) -> bool:
    """Whole words only: 'ms' is not in 'spasms'. 'a year' stands for a calendar year such as 2015."""
    return any(_YEAR.search(written) if word == "a year" else _as_said(word) in written for word in words)


@cache
def _as_said(word: str) -> str:
    """A word of the table as it stands inside a text; the same words are asked of every condition of every person."""
    return f" {_plain(word)} "


def _plain(text: str) -> str:
    return _LETTERS.sub(" ", text.lower()).strip()
