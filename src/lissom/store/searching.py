"""Ranked search in the texts of the current labels, by section, with the words found marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lissom.facts.errors import Fault, InputError

if TYPE_CHECKING:
    from sqlite3 import Connection

OPEN, CLOSE = "\x02", "\x03"
"""Stand around a word that was found. No label holds these characters: XML and JSON texts are cleaned of them."""
RANKED = 400
"""Texts that are ranked by their words before labels are looked up."""
_WEIGHTS = "bm25(1.0, 4.0, 3.0)"
"""A word in the text counts once, in the heading four times, in the names of the medicine three times."""
_ENDINGS = ("ations", "ation", "ically", "ings", "ing", "ies", "ly", "es", "ed", "al", "s")
_SHORTEST_STEM = 5


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
    asked = query(text)
    if not asked:
        raise InputError([Fault(where="search", expected="a word to look for", came=repr(text[:40]))])
    found = _ranked(db, asked, section, limit)
    return tuple(_hit(db, asked, body, row) for body, row in found)


def query(text: str) -> str:
    """The words as a question to the index: each with its endings open, phrases as they are. '' when there is none."""
    asked = []
    for phrase, word in re.findall(r'"([^"]+)"|(\w+)', text.lower()):
        if phrase:
            asked.append('"' + " ".join(re.findall(r"\w+", phrase)) + '"')
        else:
            asked.append(_open_ended(word))
    return " AND ".join(one for one in asked if one != '""')


def _open_ended(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return f'"{word.removesuffix(ending)}" *'
    return f'"{word}" *' if len(word) > _SHORTEST_STEM else f'"{word}"'


def _ranked(db: Connection, asked: str, section: str, limit: int) -> list[tuple[int, tuple[object, ...]]]:
    """(text, its best label) of the best texts that a current label holds, in the order of their rank."""
    rows = db.execute(
        "WITH hit AS MATERIALIZED (SELECT rowid AS body, rank AS score FROM body_fts WHERE body_fts MATCH ? "
        "AND rank MATCH ? ORDER BY rank LIMIT ?) "
        "SELECT hit.body, label.id, label.set_id, label.version, label.effective, label.name, label.labeler, "
        "label.country, section.place, section.within, section.title FROM hit "
        "JOIN section ON section.body_id = hit.body JOIN label ON label.id = section.label_id "
        "WHERE label.current AND (? = '' OR section.within = ? OR section.code = ?) "
        "ORDER BY hit.score, label.effective DESC, label.id",
        (asked, _WEIGHTS, RANKED, section, section, section),
    )
    best: dict[int, tuple[object, ...]] = {}
    for body, *rest in rows:
        if body not in best:
            if len(best) >= limit:
                break
            best[body] = tuple(rest)
    return list(best.items())


def _hit(db: Connection, asked: str, body: int, row: tuple[object, ...]) -> Hit:
    label_id, set_id, version, effective, name, labeler, country, place, within, title = row
    (excerpt,) = db.execute(
        "SELECT snippet(body_fts, 0, ?, ?, ' ... ', 40) FROM body_fts WHERE body_fts MATCH ? AND rowid = ?",
        (OPEN, CLOSE, asked, body),
    ).fetchone()
    (labels,) = db.execute(
        "SELECT count(DISTINCT label.id) FROM section JOIN label ON label.id = section.label_id "
        "WHERE section.body_id = ? AND label.current",
        (body,),
    ).fetchone()
    return Hit(
        set_id=str(set_id),
        version=int(str(version)),
        effective=str(effective),
        label=str(name),
        labeler=str(labeler),
        country=str(country),
        section=str(title) or _title_around(db, label_id, place),
        within=str(within),
        excerpt=" ".join(str(excerpt).split()),
        also_in=int(labels) - 1,
    )


def _title_around(db: Connection, label_id: object, place: object) -> str:
    """The title of the nearest section before this one that has one."""
    found = db.execute(
        "SELECT title FROM section WHERE label_id = ? AND place < ? AND title <> '' ORDER BY place DESC LIMIT 1",
        (label_id, place),
    ).fetchone()
    return str(found[0]) if found else ""
