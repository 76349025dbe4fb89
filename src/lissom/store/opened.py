"""Opens a database file the way every file of the cabinet is opened, and changes it all or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection, Error

WAIT = 30.0
"""Seconds to wait for another program that is writing."""
PAGE = 1 << 14
"""Bytes of a page of a new file: texts of a few thousand characters then lie in one piece."""
CHECKPOINT = 1 << 12
"""Pages in the write-ahead log before they are moved into the file: many writes of one page then cost one move."""
PAUSE = 0.01
"""Seconds between two attempts."""
CACHE = 1 << 16
"""Kibibytes of a file that are held in memory."""


def opened(path: Path, *, cache: int = CACHE, wait: float = WAIT) -> Connection:
    """The open file, made when it is not there. Raises `sqlite3.Error`.

    Write-ahead log: readers never wait, and a process killed at any moment leaves the last whole transaction. Nothing
    in it is secret, so what is deleted is not written over.
    """
    import sqlite3

    db = sqlite3.connect(path, timeout=wait, isolation_level=None, check_same_thread=False, uri=True)
    try:
        db.execute(f"PRAGMA page_size = {PAGE}")
        _log_ahead(db, wait)
        for setting in (
            "synchronous = NORMAL",
            "foreign_keys = ON",
            f"cache_size = -{cache}",
            "temp_store = MEMORY",
            "secure_delete = OFF",
            f"wal_autocheckpoint = {CHECKPOINT}",
        ):
            db.execute(f"PRAGMA {setting}")
    except sqlite3.Error:
        db.close()
        raise
    return db


def _log_ahead(db: Connection, wait: float) -> None:
    """Two programs that do so to a new file at once do not wait for one another by themselves."""
    import sqlite3

    end = monotonic() + wait
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if kind(error) != sqlite3.SQLITE_BUSY or monotonic() > end:
                raise
            sleep(PAUSE)
        else:
            return


@contextmanager
def transaction(db: Connection) -> Iterator[None]:
    """What is written within is written whole, or not at all when anything goes wrong. Nobody else writes meanwhile."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        # Some errors, such as a full disk, may have taken it back already.
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def kind(error: Error) -> int:
    """SQLite's code of an error without its finer distinctions; 0 for an error of another origin."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
