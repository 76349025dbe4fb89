"""Words that may have been meant where a search holds one that stands in no text of the store."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lissom.store.ranking import Term, terms

if TYPE_CHECKING:
    from sqlite3 import Connection

CLOSE = 0.75
"""Share of two words that is the same, at least, for one to be a slip of the other."""
MOST = 3


def meant_instead(db: Connection, text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(word that stands in no text, those like it: names of medicines and words of headings, closest first)."""
    unknown = [term for term in terms(text) if len(term.words) == 1 and not _stands_somewhere(db, term)]
    words = [term.typed or term.words[0] for term in unknown]
    return tuple((word, _like(word, {*_known(db, word[0])})) for word in words)


def _like(word: str, known: set[str]) -> tuple[str, ...]:
    from difflib import get_close_matches

    return tuple(get_close_matches(word, sorted(known), MOST, CLOSE))


def _stands_somewhere(db: Connection, term: Term) -> bool:
    found = db.execute("SELECT 1 FROM body_fts WHERE body_fts MATCH ? LIMIT 1", (term.asked,))
    return found.fetchone() is not None


def _known(db: Connection, letter: str) -> Iterator[str]:
    """Names of medicines and words of headings that begin with a letter."""
    end = chr(ord(letter) + 1)
    yield from (row[0] for row in db.execute("SELECT word FROM name_word WHERE word >= ? AND word < ?", (letter, end)))
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.heading_word USING fts5vocab(words, heading_fts, instance)")
    after = letter
    while row := db.execute("SELECT term FROM temp.heading_word WHERE term >= ? LIMIT 1", (after,)).fetchone():
        if row[0] >= end:
            return
        yield row[0]
        after = f"{row[0]}\x01"
