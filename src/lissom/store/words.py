"""The index of words: a file beside the cabinet that follows its texts, and can be made again from them at any time.

The words of a stretch of texts and the note how far the index has come are one transaction: a process killed at any
moment leaves out nothing, and two at work side by side take nothing twice. An index that is broken, of another
cabinet, of another Lissom, or of texts that are no longer there is made anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lissom.facts.errors import EnvironmentFault
from lissom.store.opened import CACHE, WAIT, kind, opened, transaction

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection, Error

LAYOUT = 1
"""Counted up when the tables of the index change: one of another layout is made anew."""
STRETCH = 1 << 15
"""Texts that are taken in at a time: others wait for the index so long at most."""
OWN_CACHE = 1 << 13
"""Kibibytes of the index that are held in memory while it is written."""
PATIENCE = 1.0
"""Seconds that a reader waits for another program at work on the index, before it goes on with what there is."""
_TABLES = (
    "CREATE TABLE followed (cabinet TEXT NOT NULL, text INTEGER NOT NULL, digest BLOB NOT NULL)",
    "CREATE VIRTUAL TABLE body_fts USING fts5 (text, heading, drugs, content = '', columnsize = 0, "
    "tokenize = 'unicode61 remove_diacritics 2')",
    "INSERT INTO body_fts (body_fts, rank) VALUES ('hashsize', 16777216)",
    "CREATE VIRTUAL TABLE heading_fts USING fts5 (heading, content = '', columnsize = 0, detail = none, "
    "tokenize = 'unicode61 remove_diacritics 2')",
    "INSERT INTO heading_fts (heading_fts, rank) VALUES ('hashsize', 4194304)",
    "INSERT INTO followed SELECT key, 0, x'' FROM identity",
    f"PRAGMA main.user_version = {LAYOUT}",
)

_TEXTS = (
    "INSERT INTO body_fts (rowid, text, heading, drugs) "
    "SELECT id, text, heading, drugs FROM body WHERE id > ? AND id <= ?"
)
_HEADINGS = (
    "INSERT INTO heading_fts (rowid, heading) SELECT id, heading FROM body WHERE id > ? AND id <= ? AND heading <> ''"
)


def words_path(cabinet: Path) -> Path:
    """The file of the index of a cabinet; it need not exist yet."""
    return cabinet.with_name(f"{cabinet.stem}-words{cabinet.suffix}")


def attach_words(db: Connection, cabinet: Path) -> None:
    """Lend an open cabinet its index, brought up to its texts. Raises `sqlite3.Error`, `EnvironmentFault`.

    While another program is at work on the index, or it cannot be written, it is lent as far as it has come.
    """
    import sqlite3

    came_to = _lent(db, cabinet)
    if came_to == _newest(db):
        return
    # A file that is thrown away must not be open here.
    if came_to is not None:
        db.execute("DETACH words")
    follower = Follower(cabinet, wait=PATIENCE)
    try:
        follower.follow()
    except sqlite3.OperationalError as error:
        if came_to is None or kind(error) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY):
            raise
    finally:
        follower.close()
    _lent(db, cabinet)


def _lent(db: Connection, cabinet: Path) -> int | None:
    """Attach the index as `words`: up to which text it has come; None, and not attached, when it serves for nothing."""
    import sqlite3

    index = words_path(cabinet)
    if not index.is_file():
        return None
    try:
        db.execute("ATTACH ? AS words", (str(index),))
    except sqlite3.Error:
        return None
    try:
        came_to = _came_to(db, "words")
    except sqlite3.Error:
        came_to = None
    if came_to is None:
        db.execute("DETACH words")
    else:
        db.execute(f"PRAGMA words.cache_size = -{CACHE}")
    return came_to


def _newest(db: Connection) -> int:
    (newest,) = db.execute("SELECT coalesce(max(id), 0) FROM body").fetchone()
    return int(newest)


def _came_to(db: Connection, index: str) -> int | None:
    """Up to which text an index has come; None when it is not of this cabinet and these texts, or of another layout."""
    if db.execute(f"PRAGMA {index}.user_version").fetchone() != (LAYOUT,):
        return None
    # The index is asked first: texts that are added meanwhile are then no texts that it knows too early.
    cabinet, text, digest = db.execute("SELECT cabinet, text, digest FROM followed").fetchone()
    same = db.execute("SELECT 1 FROM identity WHERE key = ?", (cabinet,)).fetchone()
    there = text == 0 or db.execute("SELECT 1 FROM body WHERE id = ? AND digest = ?", (text, digest)).fetchone()
    return int(text) if same and there else None


class Follower:
    """Brings the index of a cabinet up to its texts."""

    def __init__(self, cabinet: Path, *, wait: float = WAIT) -> None:
        self._cabinet = cabinet
        self._wait = wait
        self._db: Connection | None = None
        self._stopped = False

    def follow(self) -> None:
        """Take in every text that is committed. Raises `sqlite3.Error`, `EnvironmentFault`."""
        import sqlite3

        try:
            self._take_all()
        except sqlite3.DatabaseError as error:
            if not is_broken(error):
                raise
            self.close()
            throw_away(self._cabinet)
            self._take_all()

    def _take_all(self) -> None:
        if self._db is None:
            self._db = self._opened()
        more = True
        while more and not self._stopped:
            with transaction(self._db):
                more = _take_next(self._db)

    def _opened(self) -> Connection:
        """The index, with the texts to be read only: to begin a transaction then locks the index alone."""
        import sqlite3

        db = opened(words_path(self._cabinet), cache=OWN_CACHE, wait=self._wait)
        try:
            db.execute("ATTACH ? AS texts", (f"{self._cabinet.absolute().as_uri()}?mode=ro",))
        except sqlite3.Error:
            db.close()
            raise
        return db

    def stop(self) -> None:
        """End what is going on in another thread, after the stretch it is at."""
        self._stopped = True

    def close(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None


def _take_next(db: Connection) -> bool:
    """Take in the next texts; whether there were any. To be called within a transaction."""
    came_to = _came_to(db, "main")
    if came_to is None:
        _make_anew(db)
        came_to = 0
    upto = db.execute(
        "SELECT id, digest FROM body WHERE id = "
        "(SELECT max(id) FROM (SELECT id FROM body WHERE id > ? ORDER BY id LIMIT ?))",
        (came_to, STRETCH),
    ).fetchone()
    if upto is None:
        return False
    # One statement for many texts: it runs beside this interpreter's other threads from end to end.
    db.execute(_TEXTS, (came_to, upto[0]))
    db.execute(_HEADINGS, (came_to, upto[0]))
    db.execute("UPDATE followed SET text = ?, digest = ?", upto)
    return True


def _make_anew(db: Connection) -> None:
    for table in ("followed", "body_fts", "heading_fts"):
        db.execute(f"DROP TABLE IF EXISTS main.{table}")
    for statement in _TABLES:
        db.execute(statement)


def throw_away(cabinet: Path) -> None:
    """Delete the index of a cabinet: the next to open it makes it anew. Raises `EnvironmentFault`."""
    index = words_path(cabinet)
    try:
        for end in ("", "-wal", "-shm"):
            index.with_name(index.name + end).unlink(missing_ok=True)
    except OSError as error:
        raise EnvironmentFault(f"{index}: the index of words is broken and cannot be deleted ({error})") from None


def is_broken(error: Error) -> bool:
    """Whether a file is damaged, or no database at all."""
    import sqlite3

    return kind(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
