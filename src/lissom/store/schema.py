"""The tables of the cabinet, as the steps that lead to them. A step, once released, is never changed.

Texts are kept once, under a digest of what they say: versions and repackagers' labels share most of theirs. The
standard library's sqlite3 is used, not an object mapper: start-up is a feature, and rows are written by the million.
The index of words, which follows from the texts, is a file of its own (`words.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lissom.facts.errors import EnvironmentFault
from lissom.store.opened import transaction

if TYPE_CHECKING:
    from sqlite3 import Connection

_LABELS = """
CREATE TABLE label (
    id INTEGER PRIMARY KEY,
    set_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    document_id TEXT NOT NULL,
    effective TEXT NOT NULL,
    type_code TEXT NOT NULL,
    type_name TEXT NOT NULL,
    title TEXT NOT NULL,
    name TEXT NOT NULL,
    drugs TEXT NOT NULL,
    labeler TEXT NOT NULL,
    origin TEXT NOT NULL,
    country TEXT NOT NULL,
    current INTEGER NOT NULL,
    UNIQUE (set_id, version)
);
CREATE TABLE product (
    id INTEGER PRIMARY KEY,
    label_id INTEGER NOT NULL REFERENCES label (id) ON DELETE CASCADE,
    name TEXT NOT NULL, ndc TEXT NOT NULL, generic TEXT NOT NULL, form TEXT NOT NULL, routes TEXT NOT NULL,
    inactive TEXT NOT NULL, packages TEXT NOT NULL, category TEXT NOT NULL, application TEXT NOT NULL,
    status TEXT NOT NULL, marketed_from TEXT NOT NULL, marketed_to TEXT NOT NULL, schedule TEXT NOT NULL,
    part INTEGER NOT NULL,
    imprint TEXT NOT NULL, colours TEXT NOT NULL, shape TEXT NOT NULL, size_mm REAL, score INTEGER
);
CREATE INDEX product_label ON product (label_id);
CREATE INDEX product_ndc ON product (ndc);
CREATE TABLE ingredient (
    product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    name TEXT NOT NULL, unii TEXT NOT NULL, moiety TEXT NOT NULL,
    value REAL, unit TEXT NOT NULL, per REAL, per_unit TEXT NOT NULL,
    PRIMARY KEY (product_id, place)
) WITHOUT ROWID;
CREATE TABLE body (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    text TEXT NOT NULL, heading TEXT NOT NULL, drugs TEXT NOT NULL
);
CREATE VIRTUAL TABLE body_fts USING fts5 (
    text, heading, drugs, content = 'body', content_rowid = 'id', columnsize = 0,
    tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO body_fts (body_fts, rank) VALUES ('hashsize', 16777216);
CREATE TABLE section (
    label_id INTEGER NOT NULL REFERENCES label (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    code TEXT NOT NULL,
    within TEXT NOT NULL,
    title TEXT NOT NULL,
    body_id INTEGER NOT NULL REFERENCES body (id),
    PRIMARY KEY (label_id, place)
) WITHOUT ROWID;
CREATE INDEX section_body ON section (body_id);
CREATE TABLE drug_class (
    unii TEXT NOT NULL, substance TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, set_id TEXT NOT NULL,
    PRIMARY KEY (unii, code)
) WITHOUT ROWID;
CREATE TABLE file (
    name TEXT PRIMARY KEY, size INTEGER NOT NULL, changed INTEGER NOT NULL, outcome TEXT NOT NULL, note TEXT NOT NULL
) WITHOUT ROWID;
"""
_TABLETS = """
CREATE TABLE tablet (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    label_id INTEGER REFERENCES label (id) ON DELETE CASCADE,
    name TEXT NOT NULL, drug TEXT NOT NULL, strength TEXT NOT NULL, holder TEXT NOT NULL, country TEXT NOT NULL,
    source TEXT NOT NULL,
    imprint TEXT NOT NULL, colours TEXT NOT NULL, shape TEXT NOT NULL, size_mm REAL, score INTEGER
);
CREATE INDEX tablet_label ON tablet (label_id);
CREATE TABLE mark (
    key TEXT NOT NULL, tablet_id INTEGER NOT NULL REFERENCES tablet (id) ON DELETE CASCADE,
    PRIMARY KEY (key, tablet_id)
) WITHOUT ROWID;
CREATE INDEX mark_tablet ON mark (tablet_id);
"""
_PRICES = """
CREATE TABLE price (
    source TEXT NOT NULL, country TEXT NOT NULL, currency TEXT NOT NULL, code TEXT NOT NULL, product TEXT NOT NULL,
    first_word TEXT NOT NULL, per_unit REAL NOT NULL, unit TEXT NOT NULL, effective TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (source, code, effective)
) WITHOUT ROWID;
CREATE INDEX price_word ON price (first_word, country);
CREATE TABLE approval (
    application TEXT NOT NULL, product TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
    ingredients TEXT NOT NULL, form TEXT NOT NULL, strength TEXT NOT NULL, te_code TEXT NOT NULL,
    status TEXT NOT NULL, sponsor TEXT NOT NULL, reference INTEGER NOT NULL,
    PRIMARY KEY (application, product)
) WITHOUT ROWID;
CREATE INDEX approval_ingredients ON approval (ingredients);
"""
_FOR_SEARCHES = """
CREATE TABLE name_word (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE temp.word_of_column USING fts5vocab(main, body_fts, col);
INSERT INTO name_word SELECT DISTINCT term FROM temp.word_of_column WHERE col = 'drugs';
DROP TABLE temp.word_of_column;
CREATE VIRTUAL TABLE heading_fts USING fts5 (
    heading, content = '', columnsize = 0, detail = none, tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO heading_fts (heading_fts, rank) VALUES ('hashsize', 4194304);
INSERT INTO heading_fts (rowid, heading) SELECT id, heading FROM body WHERE heading <> '';
"""
_WORDS_APART = """
DROP TABLE body_fts;
DROP TABLE heading_fts;
CREATE TABLE identity (key TEXT NOT NULL);
INSERT INTO identity VALUES (lower(hex(randomblob(16))));
UPDATE body SET digest = text_digest(drugs, heading, text);
"""
"""The digests were made by another function before: a text that comes again shall be known."""
STEPS = (_LABELS, _TABLETS, _PRICES, _FOR_SEARCHES, _WORDS_APART)
"""Step n leads from version n to version n + 1."""


def migrate(db: Connection) -> None:
    """Bring the database to the newest version. Raises `EnvironmentFault` when it comes from a newer Lissom."""
    if _version(db) == len(STEPS):
        return
    with transaction(db):
        _climb(db)


def _climb(db: Connection) -> None:
    from lissom.store.rows import text_digest

    # Asked again under the lock: another program may have taken the steps meanwhile.
    version = _version(db)
    if version > len(STEPS):
        raise EnvironmentFault(
            f"the cabinet is of version {version}, and this Lissom reads up to {len(STEPS)}: a newer Lissom is needed, "
            "or another folder in LISSOM_DATA_DIR"
        )
    db.create_function("text_digest", 3, text_digest, deterministic=True)
    for step in STEPS[version:]:
        for statement in step.strip().split(";\n"):
            db.execute(statement)
    db.execute(f"PRAGMA user_version = {len(STEPS)}")


def _version(db: Connection) -> int:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    return int(version)
