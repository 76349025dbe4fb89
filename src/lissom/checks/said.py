"""What the person or a carer wrote in free words (the question, recent diary notes), clause by clause, without what is
denied, asked or only feared.

No meaning is guessed here: a clause that speaks of what could happen, or of what did not, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from lissom.case.case import Case

_SENTENCE = re.compile(r"(?<=[.!?;\n])\s+|\n")
_CLAUSE = re.compile(r",|\bbut\b|\bhowever\b|\byet\b|\bnow\b|\bexcept\b|\bthough\b|\balthough\b")
_DENIED = re.compile(r"\b(no|not|never|without|denies|denied|nor|none|neither|free of)\b")
_DENIED_ON = re.compile(r"\b(or|nor)\b")
_SUPPOSED = re.compile(
    r"\b(could(?! not)|might|may|can(?! (hardly|barely|not))|would|will(?! not wake)|should|if|unless|"
    r"watch for|look out for|worried|afraid|fear|risk of|in case|side effects?|chances?|avoid|prevent|history of|"
    r"in the past|years? ago|used to|as a child|my (mother|father|sister|brother) (had|died|suffered|was diagnosed)|"
    r"how long until|what happens)\b"
)
_MISSING = re.compile(
    r"not (taken|take|working|been|been done|be woken|wake|making sense|know where|recogni[sz]e|stand)\b"
    r"|not had (it|them|(my|his|her|the) \S+|any (since|for|baclofen|tizanidine|diazepam|gabapentin|tablets|pills|"
    r"medicine|medication))\b"
    r"|not (get|fill|collect) (\S+ ){0,6}?(prescription|refill|tablets|pills|medicine|medication)\b"
    r"|\bno (tablets|pills)\b|\bno (\S+ ){0,6}?(tablets|pills) left\b|\bno more (tablets|pills)\b|none left"
    r"|\b(without|no) (it|them|baclofen|tizanidine|diazepam|gabapentin)\b"
    r"|not want to (live|be here|be alive|wake up)\b|\bno (point in living|reason to live)\b"
)
"""Ways of saying that a dose did not come, or a sense is gone: a 'no' that states something."""
_ASKING = re.compile(r"\s*(is|are|can|could|should|shall|may|what|how|when|do|does|will|would|which)\b")
_ASKS_FOR_SIGNS = re.compile(r"\b(signs?|symptoms?|side effects?)\b")
_LETTERS = re.compile(r"[^a-z0-9']+")

_CANNOT, _WILL_NOT, _NOT = re.compile(r"\bcan(?:'t|t| not)\b"), re.compile(r"\bwon't\b"), re.compile(r"n't\b")


class Said(NamedTuple):
    """One clause as stated: lower case, letters and digits only, with a space at both ends, and where it stands."""

    text: str
    where: str
    asks: bool = False
    """Whether it stands in a question that asks what may be ('Is it safe to ...?'), not in a report."""

    def says(self, words: str) -> bool:
        """Whole words only: 'fit' is not in 'fitness'. '*' stands for up to six words: 'refill * overdue'."""
        return _gapped(words).search(self.text) is not None if "*" in words else f" {words} " in self.text


@lru_cache(maxsize=512)
def _gapped(words: str) -> re.Pattern[str]:
    parts = [re.escape(part.strip()) for part in words.split("*")]
    return re.compile(" " + r" (?:\S+ ){0,6}".join(parts) + " ")


def said(case: Case, today: date, within_days: float) -> Iterator[Said]:
    """Every clause that states something, from the question and the notes of the last days."""
    for text, where in _texts(case, today, within_days):
        if not text.strip():
            continue
        for sentence in _SENTENCE.split(in_full(text)):
            asks = sentence.rstrip().endswith("?") and _ASKING.match(sentence) is not None
            yield from (Said(f" {plain(clause)} ", where, asks) for clause in _stated(sentence))


def in_full(text: str) -> str:
    """Lower case, with "can't" and "hasn't" written as 'cannot' and 'has not'."""
    return _NOT.sub(" not", _CANNOT.sub("cannot", _WILL_NOT.sub("will not", text.replace("’", "'").lower())))


def plain(text: str) -> str:
    """Lower case, letters, digits and apostrophes only."""
    return _LETTERS.sub(" ", text.lower()).strip()


def _texts(case: Case, today: date, within_days: float) -> Iterator[tuple[str, str]]:
    yield case.question, "question"
    for place, entry in enumerate(case.diary):
        if 0 <= (today - entry.day).days <= within_days:
            yield entry.note, f"diary[{place}].note"


def _stated(sentence: str) -> Iterator[str]:
    """The clauses of one sentence that are neither denied nor supposed.

    'No itching, fever or sweats' denies all three; in 'no new tablets, itching' the second clause stands.
    """
    if sentence.rstrip().endswith("?") and _ASKS_FOR_SIGNS.search(sentence):
        return
    clauses = _CLAUSE.split(sentence)
    denied_to_the_end = bool(_DENIED.search(clauses[0]) and len(clauses) > 1 and _DENIED_ON.search(clauses[-1]))
    for clause in clauses:
        if denied_to_the_end or _SUPPOSED.search(clause):
            continue
        if _DENIED.search(clause) and not _MISSING.search(clause):
            continue
        yield clause
