"""What the labels in the store say of one medicine when another is taken too: sentences that name it or its class.

Quoted word for word, with set id and version. That no label names a medicine does not mean that the two go together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lissom.medicines.label_changes import sentences

if TYPE_CHECKING:
    from sqlite3 import Connection

LABELS = 12
"""Labels of a medicine that are read, the newest first."""
_INTERACTIONS = ("34066-1", "34070-3", "34073-7", "43685-7", "34071-1", "34072-9", "42232-9", "34068-7")
"""Sections in which a label speaks of other medicines, most urgent first; the rest follows."""
LONGEST = 600
"""Characters; a longer sentence is a table that lost its shape, and is cut around the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A medicine by all its names, and the names of its classes."""

    name: str
    names: tuple[str, ...]
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One sentence of a label that names the other medicine or its class."""

    label: str
    set_id: str
    version: int
    effective: str
    section: str
    within: str
    text: str
    names: str
    """The word by which it names the other."""
    by_class: bool


def labels_of(db: Connection, one: Named) -> int:
    """How many current labels of a medicine the store holds."""
    return len(_labels(db, one))


def quotes(db: Connection, one: Named, other: Named) -> tuple[Quote, ...]:
    """What the labels of `one` say of `other`: by name first, then by class; the same sentence once."""
    found: dict[str, Quote] = {}
    by_name, by_class = _pattern(other.names), _pattern(other.classes)
    for label_id, set_id, version, effective, name in _labels(db, one)[:LABELS]:
        for within, title, text in _sections(db, label_id):
            for sentence in sentences(text):
                named = by_name.search(sentence) if by_name else None
                classed = by_class.search(sentence) if by_class and not named else None
                match = named or classed
                if match:
                    quote = Quote(
                        label=name,
                        set_id=set_id,
                        version=version,
                        effective=effective,
                        section=title,
                        within=within,
                        text=_around(sentence, match),
                        names=match[0],
                        by_class=named is None,
                    )
                    found.setdefault(" ".join(quote.text.lower().split()), quote)
    return tuple(sorted(found.values(), key=lambda quote: (quote.by_class, _urgency(quote.within))))


Row = tuple[int, str, int, str, str]


def _labels(db: Connection, one: Named) -> list[Row]:
    names = {name.lower() for name in (one.name, *one.names[:6])}
    rows: dict[int, Row] = {}
    for name in sorted(names):
        for row in db.execute(
            "SELECT id, set_id, version, effective, name FROM label WHERE current AND "
            "(' ' || drugs || ' ' LIKE '% ' || ?1 || ' %' OR ' ' || lower(name) || ' ' LIKE '% ' || ?1 || ' %') "
            "ORDER BY effective DESC LIMIT 50",
            (name,),
        ):
            rows[row[0]] = row
    return sorted(rows.values(), key=lambda row: (row[3], row[0]), reverse=True)


def _sections(db: Connection, label_id: int) -> list[tuple[str, str, str]]:
    rows = db.execute(
        "SELECT section.within, section.title, body.text FROM section JOIN body ON body.id = section.body_id "
        "WHERE section.label_id = ? ORDER BY section.place",
        (label_id,),
    ).fetchall()
    return sorted(rows, key=lambda row: _urgency(row[0]))


def _urgency(within: str) -> int:
    return _INTERACTIONS.index(within) if within in _INTERACTIONS else len(_INTERACTIONS)


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    words = sorted({re.escape(name) for name in names if len(name) > 3}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)})(?:s|es)?\b", re.IGNORECASE) if words else None


def _around(sentence: str, match: re.Match[str]) -> str:
    if len(sentence) <= LONGEST:
        return sentence
    start = max(match.start() - LONGEST // 2, 0)
    return f"{'... ' if start else ''}{sentence[start : start + LONGEST].strip()} ..."
