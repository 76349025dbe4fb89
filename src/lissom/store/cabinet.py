"""Opens the cabinet: one SQLite file, made and brought up to date on the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from lissom.facts.errors import EnvironmentFault
from lissom.store.place import cabinet_path

if TYPE_CHECKING:
    from sqlite3 import Connection

WAIT = 30.0
"""Seconds to wait for another program that is writing."""
MAPPED = 1 << 28
"""Bytes of the file that a reader maps into its memory; a writer maps none, so that its memory stays flat."""
PAGE = 1 << 14
"""Bytes of a page of a new file: texts of a few thousand characters then lie in one piece."""
CHECKPOINT = 1 << 12
"""Pages in the write-ahead log before they are moved into the file: many writes of one page then cost one move."""
_EMPTY = (
    "there is no cabinet yet: put labels into one with `lissom labels add PATH` or `lissom labels fetch DRUG` "
    "(LISSOM_DATA_DIR says where it lies)"
)


@contextmanager
def cabinet(path: Path | None = None, *, make: bool = False) -> Iterator[Connection]:
    """The open cabinet. Raises `EnvironmentFault` when there is none and none is to be made, or it cannot be read."""
    import sqlite3

    from lissom.store.schema import migrate

    path = path or cabinet_path()
    if not make and not path.is_file():
        raise EnvironmentFault(_EMPTY)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise EnvironmentFault(f"{path}: the cabinet cannot be opened ({error})") from None
    try:
        _set_up(db)
        if not make:
            db.execute(f"PRAGMA mmap_size = {MAPPED}")
        migrate(db)
        yield db
    except sqlite3.DatabaseError as error:
        raise EnvironmentFault(f"{path}: the cabinet cannot be used ({error})") from None
    finally:
        db.close()


def _set_up(db: Connection) -> None:
    """Write-ahead log: readers never wait, and a process killed at any moment leaves the last whole transaction."""
    for setting in (
        f"page_size = {PAGE}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "cache_size = -65536",
        "temp_store = MEMORY",
        f"wal_autocheckpoint = {CHECKPOINT}",
    ):
        db.execute(f"PRAGMA {setting}")
