"""Ranked search in the texts of the current labels, by section, with the words found marked.

The index gives a few hundred texts that hold every word: those with the words in the heading, close together, or in the
name of the medicine first, then the newest. These are ranked here, so that a search takes hardly longer in a large
store. A word whose ending is open is asked for by the words that really begin so: the index walks through their texts
and stops when it has enough, whereas for a beginning it first gathers all texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from lissom.facts.errors import Fault, InputError
from lissom.store.ranking import Ranker, Term, terms

if TYPE_CHECKING:
    from sqlite3 import Connection

ENOUGH = 300
"""Texts that hold all words: so many are all ranked; of more, the most promising and the newest."""
PROMISING = 100
"""Texts of each promising kind."""
CHARACTERS = 2_000_000
"""Of more texts than are enough so much is ranked: very long ones shall take no longer than others."""
COMMON = 20_000
"""Texts; a word that stands in more of them is common."""
WITHIN_ONE = 4
"""A search within one section looks among so many times more, since most stand in another one."""
FEW_WORDS = 3
"""So many words are looked for all close together; of more, each pair of neighbours."""
MANY_ENDINGS = 40
"""Words with one beginning; of more the index is asked for the beginning."""
CLOSE_BY = 10
"""Words between the words of a search that count as close together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One section that answers a search."""

    set_id: str
    version: int
    effective: str
    label: str
    labeler: str
    country: str
    section: str
    """Its title; that of the section around it where it has none."""
    within: str
    """LOINC code."""
    excerpt: str
    """The best stretch of its text, the words found between OPEN and CLOSE."""
    also_in: int
    """How many other current labels hold the very same text."""


def search(db: Connection, text: str, *, section: str = "", limit: int = 10) -> tuple[Hit, ...]:
    """The sections that hold all the words (`"..."` a phrase), best first, one text once. Raises `InputError`."""
    asked = terms(text)
    if not asked:
        raise InputError([Fault(where="search", expected="a word to look for", came=repr(text[:40]))])
    ranker = Ranker(asked)
    found: list[Hit] = []
    for one in _ranked(db, asked, ranker, section):
        row = _label(db, one.number, section)
        if row is not None:
            found.append(_hit(db, one.number, ranker.excerpt(one.text), row))
            if len(found) >= limit:
                break
    return tuple(found)


def _ranked(db: Connection, asked: Sequence[Term], ranker: Ranker, section: str) -> list[_Text]:
    """The texts that promise most, best first, the newer of two equals first."""
    questions = [_question(db, term) for term in asked]
    enough = ENOUGH * WITHIN_ONE if section else ENOUGH
    found = _texts(db, " AND ".join(questions), enough + 1)
    if len(found) <= enough:
        rows = _rows(db, found)
    else:
        most = CHARACTERS * WITHIN_ONE if section else CHARACTERS
        rows = _rows(db, found, most)
        told = {row.number for row in rows}
        more = dict.fromkeys(_promising(db, asked, questions, rows))
        rows += _rows(db, [number for number in more if number not in told], most)
    scored = [(ranker.score(row.text, row.heading, row.drugs), row.number, row) for row in rows]
    return [row for *_, row in sorted(scored, reverse=True)]


class _Text(NamedTuple):
    number: int
    text: str
    heading: str
    drugs: str


def _rows(db: Connection, ids: Sequence[int], characters: int | None = None) -> list[_Text]:
    """The texts, the newest first; with `characters` no more of them than hold about so many together."""
    marks = ", ".join("?" * len(ids))
    asked = f"SELECT id, text, heading, drugs FROM body WHERE id IN ({marks}) ORDER BY id DESC"  # noqa: S608 -- marks only
    rows: list[_Text] = []
    held = 0
    for row in map(_Text._make, db.execute(asked, ids)):
        rows.append(row)
        held += len(row.text)
        if characters is not None and held > characters:
            break
    return rows


def _promising(
    db: Connection, asked: Sequence[Term], questions: Sequence[str], found: Sequence[_Text]
) -> Iterator[int]:
    """Texts with every word that promise more than others: in the heading, close together, in the medicine's name."""
    yield from _texts(db, " AND ".join(map(_in_heading, asked, questions)), PROMISING, "heading_fts")
    if len(asked) > 1:
        yield from _texts(db, _close_by(asked), PROMISING)
        for place, term in enumerate(asked):
            if _may_name_a_medicine(db, term, questions[place], found):
                rest = " AND ".join((*questions[:place], *questions[place + 1 :]))
                yield from _texts(db, f"(drugs : {questions[place]}) AND {rest}", PROMISING)


def _question(db: Connection, term: Term) -> str:
    """The term as a question to the index: an open ending by the words of the index that begin so."""
    if not term.open_ended:
        return term.asked
    beginning = term.words[0]
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.word USING fts5vocab(words, body_fts, instance)")
    found: list[str] = []
    after = beginning
    while len(found) <= MANY_ENDINGS:
        row = db.execute("SELECT term FROM temp.word WHERE term >= ? LIMIT 1", (after,)).fetchone()
        if row is None or not row[0].startswith(beginning):
            # A word with an accent, which the index has taken off, is left to the index.
            return f"({' OR '.join(found)})" if found else term.asked
        found.append(f'"{row[0]}"')
        after = f"{row[0]}\x01"
    return term.asked


def _in_heading(term: Term, question: str) -> str:
    """The question to the index of headings, which knows no phrases."""
    return question if len(term.words) == 1 else " AND ".join(f'"{word}"' for word in term.words)


def _close_by(asked: Sequence[Term]) -> str:
    """Asks the index for the words as typed, close together."""
    words = [term.as_typed for term in asked]
    if len(words) <= FEW_WORDS:
        return f"NEAR({' '.join(words)}, {CLOSE_BY})"
    return " AND ".join(f"NEAR({' '.join(words[at : at + 2])}, {CLOSE_BY})" for at in range(0, len(words), 2))


def _may_name_a_medicine(db: Connection, term: Term, question: str, found: Sequence[_Text]) -> bool:
    """Whether texts of a medicine with the word in its name are worth looking for.

    They are when some of the texts found are of one, or when the word is rare. A word that stands in very many texts
    and names the medicine of none of them ('liver', '12') would have the index walk through them all in vain.
    """
    if not _is_in_a_name(db, term):
        return False
    return any(term.words[0] in text.drugs for text in found) or not _is_common(db, question)


def _is_in_a_name(db: Connection, term: Term) -> bool:
    """Whether the name of some medicine holds the word."""
    word = term.words[0]
    last = f"{word}\U0010ffff" if term.open_ended else word
    row = db.execute("SELECT 1 FROM name_word WHERE word BETWEEN ? AND ? LIMIT 1", (word, last)).fetchone()
    return row is not None


def _is_common(db: Connection, question: str) -> bool:
    """Whether more texts hold a word than are walked through in a few milliseconds."""
    asked = "SELECT 1 FROM body_fts WHERE body_fts MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?"
    return db.execute(asked, (question, COMMON)).fetchone() is not None


def _texts(db: Connection, asked: str, most: int, index: str = "body_fts") -> list[int]:
    """The newest texts that answer a question to an index."""
    question = f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT ?"  # noqa: S608 -- our own names
    rows = db.execute(question, (asked, most))
    return [row[0] for row in rows]


Row = tuple[int, str, int, str, str, str, str, int, str, str]


def _label(db: Connection, body: int, section: str) -> Row | None:
    """The newest current label that holds a text, and where; None when only older versions hold it."""
    row: Row | None = db.execute(
        "SELECT label.id, label.set_id, label.version, label.effective, label.name, label.labeler, label.country, "
        "section.place, section.within, section.title FROM section JOIN label ON label.id = section.label_id "
        "WHERE section.body_id = ? AND label.current AND (? = '' OR section.within = ? OR section.code = ?) "
        "ORDER BY label.effective DESC, label.id LIMIT 1",
        (body, section, section, section),
    ).fetchone()
    return row


def _hit(db: Connection, body: int, excerpt: str, row: Row) -> Hit:
    label_id, set_id, version, effective, name, labeler, country, place, within, title = row
    (labels,) = db.execute(
        "SELECT count(DISTINCT label.id) FROM section JOIN label ON label.id = section.label_id "
        "WHERE section.body_id = ? AND label.current",
        (body,),
    ).fetchone()
    return Hit(
        set_id=set_id,
        version=version,
        effective=effective,
        label=name,
        labeler=labeler,
        country=country,
        section=title or _title_around(db, label_id, place),
        within=within,
        excerpt=excerpt,
        also_in=int(labels) - 1,
    )


def _title_around(db: Connection, label_id: object, place: object) -> str:
    """The title of the nearest section before this one that has one."""
    found = db.execute(
        "SELECT title FROM section WHERE label_id = ? AND place < ? AND title <> '' ORDER BY place DESC LIMIT 1",
        (label_id, place),
    ).fetchone()
    return str(found[0]) if found else ""
