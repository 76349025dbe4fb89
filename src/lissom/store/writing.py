"""Writes labels, class indexes, tablets and prices into the cabinet. What is there already is not written again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from lissom.medicines.appearance_tablet import Tablet
from lissom.medicines.label import ClassIndex
from lissom.medicines.price_approvals import Approval
from lissom.medicines.price_tables import ListPrice
from lissom.store.rows import LabelRows, TabletRow, tablet_row

if TYPE_CHECKING:
    from sqlite3 import Connection

ASKED_AT_ONCE = 900
"""Values in one query, more than a label has sections; every build of SQLite takes 999."""


class Written(StrEnum):
    """What became of a label."""

    ADDED = "added"
    VERSION = "new version"
    REPLACED = "replaced by its fuller record"
    KNOWN = "already there"


def _insertion(table: str, columns: str, how: str = "INSERT") -> str:
    marks = ", ".join("?" for _ in columns.split(","))
    return f"{how} INTO {table} ({columns}) VALUES ({marks})"


_LABEL = _insertion(
    "label",
    "id, current, set_id, version, document_id, effective, type_code, type_name, title, name, drugs, labeler, origin, "
    "country",
)
_PRODUCT = _insertion(
    "product",
    "id, label_id, name, ndc, generic, form, routes, inactive, packages, category, application, status, "
    "marketed_from, marketed_to, schedule, part, imprint, colours, shape, size_mm, score",
)
_INGREDIENT = _insertion("ingredient", "product_id, place, name, unii, moiety, value, unit, per, per_unit")
_BODY = "INSERT INTO body (id, text, heading, drugs, digest) VALUES (?, CAST(? AS TEXT), ?, ?, ?)"
_SECTION = _insertion("section", "label_id, place, depth, code, within, title, body_id")
_TABLET = _insertion(
    "tablet",
    "id, label_id, ref, name, drug, strength, holder, country, source, imprint, colours, shape, size_mm, score",
    "INSERT OR IGNORE",
)
_MARK = _insertion("mark", "key, tablet_id")
_CLASS = _insertion("drug_class", "unii, substance, code, name, set_id", "INSERT OR REPLACE")
_PRICE = _insertion(
    "price",
    "source, country, currency, code, product, first_word, per_unit, unit, effective, kind",
    "INSERT OR IGNORE",
)
_APPROVAL = _insertion(
    "approval",
    "application, product, kind, name, ingredients, form, strength, te_code, status, sponsor, reference",
    "INSERT OR REPLACE",
)
_FILE = _insertion("file", "name, size, changed, outcome, note", "INSERT OR REPLACE")


class Writer:
    """One writing session. Ids are counted on here, so that rows can be written many at a time."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self.count_on()

    def count_on(self) -> None:
        """Count on from what the store holds: to be called in each new transaction, as others may have written too."""
        self._name_words = {word for (word,) in self._db.execute("SELECT word FROM name_word")}
        self._next = {table: self._after(table) for table in ("label", "product", "body", "tablet")}

    def _after(self, table: str) -> int:
        (highest,) = self._db.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()  # noqa: S608 -- our own names
        return int(highest) + 1

    def _id(self, table: str) -> int:
        number = self._next[table]
        self._next[table] = number + 1
        return number

    def label(self, rows: LabelRows) -> Written:
        """Write one version of a label. The newest version is the current one, whatever the order of arrival."""
        known = self._db.execute(
            "SELECT id, origin FROM label WHERE set_id = ? AND version = ?", (rows.set_id, rows.version)
        ).fetchone()
        if known and (known[1] == rows.origin or rows.origin != "SPL"):
            return Written.KNOWN
        if known:
            self._db.execute("DELETE FROM label WHERE id = ?", (known[0],))
        (newest,) = self._db.execute("SELECT max(version) FROM label WHERE set_id = ?", (rows.set_id,)).fetchone()
        current = newest is None or rows.version > newest
        if current and newest is not None:
            self._db.execute("UPDATE label SET current = 0 WHERE set_id = ?", (rows.set_id,))
        self._insert(rows, current, alone=newest is None)
        if known:
            return Written.REPLACED
        return Written.ADDED if newest is None else Written.VERSION

    def _insert(self, rows: LabelRows, current: bool, *, alone: bool) -> None:
        label_id = self._id("label")
        self._db.execute(
            _LABEL,
            (label_id, current, *rows.cells),
        )
        self._names(rows.drugs)
        self._products(label_id, rows)
        self._sections(label_id, rows)
        if rows.tablets and (alone or self._newest_with_looks(rows)):
            self._tablets(rows.tablets, label_id)

    def _names(self, drugs: str) -> None:
        """Note the words of the names of medicines: a search asks first whether a word is one of them."""
        new = set(re.findall(r"[^\W_]+", drugs)) - self._name_words
        self._name_words |= new
        self._db.executemany("INSERT INTO name_word (word) VALUES (?)", [(word,) for word in sorted(new)])

    def _newest_with_looks(self, rows: LabelRows) -> bool:
        """Whether these looks are the best of the label: coded before those read from words, then the newest.

        Those that are not as good are dropped. A newer record may tell none: the older ones stay, still the best known.
        """
        mine = (rows.origin == "SPL", rows.version)
        held = self._db.execute(
            "SELECT DISTINCT label.id, label.origin, label.version FROM tablet JOIN label ON label.id = label_id "
            "WHERE set_id = ?",
            (rows.set_id,),
        ).fetchall()
        if any((origin == "SPL", version) > mine for _, origin, version in held):
            return False
        self._db.executemany("DELETE FROM tablet WHERE label_id = ?", [(label_id,) for label_id, *_ in held])
        return True

    def _sections(self, label_id: int, rows: LabelRows) -> None:
        """Write the sections; their texts only where they are new."""
        known = self._known([digest for _, digest, _, _ in rows.sections])
        sections, new = [], []
        for cells, digest, text, heading in rows.sections:
            number = known.get(digest)
            if number is None:
                number = known[digest] = self._id("body")
                new.append((number, text, heading, rows.drugs, digest))
            sections.append((label_id, *cells, number))
        self._db.executemany(_BODY, new)
        self._db.executemany(_SECTION, sections)

    def _known(self, digests: Sequence[bytes]) -> dict[bytes, int]:
        """The ids of the texts that are there already; many are asked for at once, which takes half as long."""
        known: dict[bytes, int] = {}
        for begin in range(0, len(digests), ASKED_AT_ONCE):
            asked = digests[begin : begin + ASKED_AT_ONCE]
            marks = ", ".join("?" * len(asked))
            known.update(self._db.execute(f"SELECT digest, id FROM body WHERE digest IN ({marks})", asked).fetchall())  # noqa: S608 -- marks only
        return known

    def _products(self, label_id: int, rows: LabelRows) -> None:
        numbered = [(self._id("product"), product, parts) for product, parts in rows.products]
        self._db.executemany(
            _PRODUCT,
            [(number, label_id, *product) for number, product, _ in numbered],
        )
        self._db.executemany(
            _INGREDIENT,
            [(number, *part) for number, _, parts in numbered for part in parts],
        )

    def _tablets(self, rows: Iterable[TabletRow], label_id: int | None) -> int:
        written = 0
        for cells, keys in rows:
            number = self._id("tablet")
            done = self._db.execute(_TABLET, (number, label_id, *cells))
            if done.rowcount < 1:
                self._next["tablet"] = number
                continue
            self._db.executemany(_MARK, [(key, number) for key in keys])
            written += 1
        return written

    def tablets(self, tablets: Iterable[Tablet]) -> int:
        """Write the tablets of a register; how many were new."""
        return self._tablets((tablet_row(one) for one in tablets), None)

    def index(self, index: ClassIndex) -> None:
        """Write under which classes a substance is filed, in place of what was there."""
        self._db.execute("DELETE FROM drug_class WHERE unii = ?", (index.unii,))
        self._db.executemany(
            _CLASS,
            [(index.unii, index.substance, code, name, index.set_id) for code, name in index.classes],
        )

    def prices(self, prices: Iterable[ListPrice]) -> int:
        """Write the prices of a list; how many were new."""
        before = self._db.total_changes
        self._db.executemany(
            _PRICE,
            (
                (p.source, p.country, p.currency, p.code, p.product, first_word(p.product), p.per_unit, p.unit,
                 p.effective, p.kind)
                for p in prices
            ),
        )  # fmt: skip
        return self._db.total_changes - before

    def approvals(self, approvals: Iterable[Approval]) -> int:
        """Write approved products, in place of what was known of them; how many."""
        before = self._db.total_changes
        self._db.executemany(
            _APPROVAL,
            (
                (a.application, a.product, a.kind, a.name, "; ".join(a.ingredients), a.form, a.strength, a.te_code,
                 a.status, a.sponsor, a.reference)
                for a in approvals
            ),
        )  # fmt: skip
        return self._db.total_changes - before

    def file(self, name: str, size: int, changed: int, outcome: str, note: str = "") -> None:
        """Remember that a file was read to its end, so that it is passed over while it does not change."""
        self._db.execute(
            _FILE,
            (name, size, changed, outcome, note),
        )


def first_word(product: str) -> str:
    """The first word of a product's description, in lower case: what a list of prices is searched by."""
    return next(iter(product.split(maxsplit=1)), "").lower().strip(",")
