"""Opens a database file the way every file of the cabinet is opened, and changes it all or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

WAIT = 30.0
"""Seconds to wait for another program that is writing."""
PAGE = 1 << 14
"""Bytes of a page of a new file: texts of a few thousand characters then lie in one piece."""
CHECKPOINT = 1 << 12
"""Pages in the write-ahead log before they are moved into the file: many writes of one page then cost one move."""
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
        for setting in (
            f"page_size = {PAGE}",
            "journal_mode = WAL",
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
