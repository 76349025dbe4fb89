"""What the labels in the store say of one medicine when another is taken too: sentences that name it or its class.

Quoted word for word, with set id and version. That no label names a medicine does not mean that the two go together.
The labels of a medicine are taken out once, and read for every other medicine that is asked about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from lissom.medicines.label_codes import ways_of
from lissom.medicines.label_quote import LONGEST, Mentions, Named, Quote, urgency

if TYPE_CHECKING:
    from sqlite3 import Connection

LABELS = 12
"""Labels of a medicine that are read, the newest first."""
TEXTS = 4000
"""Texts of labels that hold the substance, the last added first: these lead to the labels."""


class _Label(NamedTuple):
    number: int
    set_id: str
    version: int
    effective: str
    name: str
    drugs: str
    labeler: str
    country: str


class _Text(NamedTuple):
    """One section, its text in small letters as well: most texts name no other medicine, which is seen there."""

    label: _Label
    within: str
    title: str
    text: str
    small: str


def labels_of(db: Connection, one: Named) -> int:
    """How many current labels of a medicine, and of nothing else, the store holds."""
    rows = db.execute("SELECT drugs, count(*) FROM label WHERE current GROUP BY drugs")
    return sum(count for drugs, count in rows if one.is_of(drugs))


class Quoting:
    """Asks the labels of a store what they say of medicines.

    `sections` (LOINC codes) keeps to these; `labels` is how many labels of a medicine are read, the newest first.
    """

    def __init__(
        self, db: Connection, *, sections: Sequence[str] = (), labels: int = LABELS, longest: int = LONGEST
    ) -> None:
        self._db = db
        self._sections = sections
        self._labels = labels
        self._longest = longest
        self._read: dict[Named, tuple[_Text, ...]] = {}

    def __call__(self, one: Named, other: Named) -> tuple[Quote, ...]:
        """What the current labels of `one` say of `other`, the same sentence once.

        The most urgent section comes first, then what names the medicine itself, then the newest label.
        """
        texts = self._texts_of(one)
        mentions = Mentions(one, other) if texts else None
        found: dict[str, Quote] = {}
        for text in texts if mentions else ():
            if mentions and mentions.may_be_in(text.small):
                for quote in self._quotes(text, mentions):
                    found.setdefault(" ".join(quote.text.lower().split()), quote)
        return tuple(sorted(found.values(), key=lambda quote: quote.order))

    def _quotes(self, text: _Text, mentions: Mentions) -> Iterator[Quote]:
        for sentence, word, how in mentions.in_text(text.text, self._longest):
            yield Quote(
                label=text.label.name,
                labeler=text.label.labeler,
                country=text.label.country,
                set_id=text.label.set_id,
                version=text.label.version,
                effective=text.label.effective,
                section=text.title,
                within=text.within,
                text=sentence,
                names=word,
                how=how,
            )

    def _texts_of(self, one: Named) -> tuple[_Text, ...]:
        if one not in self._read:
            once: dict[tuple[str, str], _Text] = {}
            for label in self._newest(one) if one.substances else ():
                for text in self._sections_of(label):
                    once.setdefault((text.within, text.text), text)
            self._read[one] = tuple(sorted(once.values(), key=lambda text: urgency(text.within)))
        return self._read[one]

    def _newest(self, one: Named) -> list[_Label]:
        """The newest current labels of the medicine as it is taken; none whose route is known to be another.

        The index of texts leads to them.
        """
        asked = " AND ".join(f"drugs : ({_any(names)})" for names in one.substances)
        rows = self._db.execute(
            "WITH hit AS (SELECT rowid AS id FROM body_fts WHERE body_fts MATCH ? ORDER BY rowid DESC LIMIT ?) "
            "SELECT id, set_id, version, effective, name, drugs, labeler, country FROM label WHERE current AND id IN "
            "(SELECT label_id FROM hit CROSS JOIN section ON section.body_id = hit.id) ORDER BY effective DESC, set_id",
            (asked, TEXTS),
        )
        labels = [label for label in map(_Label._make, rows) if one.is_of(label.drugs)]
        for way in one.ways or ("",):
            if found := list(islice((label for label in labels if self._may_serve(label, way)), self._labels)):
                return found
        return []

    def _may_serve(self, label: _Label, way: str) -> bool:
        """Whether a label is for this way of taking; one that does not say its routes may be."""
        if not way:
            return True
        rows = self._db.execute("SELECT DISTINCT routes FROM product WHERE label_id = ?", (label.number,))
        ways = ways_of(route for (routes,) in rows for route in routes.split(";"))
        return not ways or way in ways

    def _sections_of(self, label: _Label) -> Iterator[_Text]:
        rows = self._db.execute(
            "SELECT section.within, section.title, body.text FROM section JOIN body ON body.id = section.body_id "
            "WHERE section.label_id = ? ORDER BY section.place",
            (label.number,),
        )
        for within, title, text in rows:
            if not self._sections or within in self._sections:
                yield _Text(label, within, title, text, text.lower())


def _any(names: Sequence[str]) -> str:
    return " OR ".join('"{}"'.format(name.replace('"', " ")) for name in names)
