"""What the labels in the store say of one medicine when another is taken too: sentences that name it or its class.

Quoted word for word, with set id and version. That no label names a medicine does not mean that the two go together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lissom.medicines.label_quote import LONGEST, Mentions, Named, Quote, urgency

if TYPE_CHECKING:
    from sqlite3 import Connection

TEXTS = 400
"""Texts of the labels of a medicine that hold a name of the other: so many are read, the last added first."""


def labels_of(db: Connection, one: Named) -> int:
    """How many current labels of a medicine, and of nothing else, the store holds."""
    rows = db.execute("SELECT drugs, count(*) FROM label WHERE current GROUP BY drugs")
    return sum(count for drugs, count in rows if one.is_of(drugs))


def quotes(
    db: Connection,
    one: Named,
    other: Named,
    *,
    sections: Sequence[str] = (),
    texts: int = TEXTS,
    longest: int = LONGEST,
) -> tuple[Quote, ...]:
    """What the current labels of `one` say of `other`, the same sentence once.

    The most urgent section comes first, then what names the medicine itself, then the newest label. `sections` (LOINC
    codes) keeps to these.
    """
    mentions = Mentions(one, other)
    if not (one.substances and mentions.words):
        return ()
    found: dict[str, Quote] = {}
    for row in _rows(db, _question(one, mentions.words), texts):
        set_id, version, effective, name, drugs, labeler, country, within, title, text = row
        if (sections and within not in sections) or not one.is_of(drugs):
            continue
        for sentence, word, by_class in mentions.in_text(text, longest):
            quote = Quote(
                label=name,
                labeler=labeler,
                country=country,
                set_id=set_id,
                version=version,
                effective=effective,
                section=title,
                within=within,
                text=sentence,
                names=word,
                by_class=by_class,
            )
            found.setdefault(" ".join(sentence.lower().split()), quote)
    return tuple(sorted(found.values(), key=lambda quote: quote.order))


Row = tuple[str, int, str, str, str, str, str, str, str, str]


def _rows(db: Connection, question: str, texts: int) -> list[Row]:
    """The texts of current labels that answer the question, each with its label: most urgent first, then newest."""
    rows: list[Row] = db.execute(
        "WITH hit AS MATERIALIZED "
        "(SELECT rowid AS id FROM body_fts WHERE body_fts MATCH ? ORDER BY rowid DESC LIMIT ?) "
        "SELECT label.set_id, label.version, label.effective, label.name, label.drugs, label.labeler, label.country, "
        "section.within, section.title, body.text FROM hit CROSS JOIN section ON section.body_id = hit.id "
        "CROSS JOIN label ON label.id = section.label_id CROSS JOIN body ON body.id = hit.id "
        "WHERE label.current ORDER BY label.effective DESC, label.set_id, section.place",
        (question, texts),
    ).fetchall()
    return sorted(rows, key=lambda row: urgency(row[7]))


def _question(one: Named, words: Sequence[str]) -> str:
    """Asks the index for the labels of one medicine and any of the words in their texts.

    The plural is asked for by itself: the index gathers every text of a beginning before it answers.
    """
    held = " AND ".join(f"drugs : ({_any(names)})" for names in one.substances)
    plurals = [form for word in words for form in (word, f"{word}s", f"{word}es")]
    return f"{held} AND text : ({_any(plurals)})"


def _any(names: Sequence[str]) -> str:
    return " OR ".join('"{}"'.format(name.replace('"', " ")) for name in names)
