"""Opens the cabinet, made and brought up to date on the way: one SQLite file, and the index of its words beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from lissom.facts.errors import EnvironmentFault
from lissom.store.opened import CACHE, opened
from lissom.store.place import cabinet_path

if TYPE_CHECKING:
    from sqlite3 import Connection

MAPPED = 1 << 28
"""Bytes of the file that a reader maps into its memory; a writer maps none, so that its memory stays flat."""
WRITING = 48 << 10
"""Kibibytes of the file that a writer holds in memory: with the index beside it no more than a reader."""
_EMPTY = (
    "there is no cabinet yet: put labels into one with `lissom labels add PATH` or `lissom labels fetch DRUG` "
    "(LISSOM_DATA_DIR says where it lies)"
)


@contextmanager
def cabinet(path: Path | None = None, *, make: bool = False, words: bool = True) -> Iterator[Connection]:
    """The open cabinet. Raises `EnvironmentFault` when there is none and none is to be made, or it cannot be read.

    With `words` its texts can be searched. To make or fill it (`make`) is not to search it.
    """
    import sqlite3

    from lissom.store.words import is_broken, throw_away

    path = path or cabinet_path()
    words = words and not make
    if not make and not path.is_file():
        raise EnvironmentFault(_EMPTY)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        db = opened(path, cache=WRITING if make else CACHE)
    except (OSError, sqlite3.Error) as error:
        raise EnvironmentFault(f"{path}: the cabinet cannot be opened ({error})") from None
    try:
        with closing(db):
            _made_ready(db, path, make=make, words=words)
            yield db
    except sqlite3.DatabaseError as error:
        told = f"{path}: the cabinet cannot be used ({error})"
        if words and is_broken(error):
            throw_away(path)
            told += "; if it is the index of its words, that is made anew the next time"
        raise EnvironmentFault(told) from None


def _made_ready(db: Connection, path: Path, *, make: bool, words: bool) -> None:
    from lissom.store.schema import migrate
    from lissom.store.words import attach_words

    if not make:
        db.execute(f"PRAGMA mmap_size = {MAPPED}")
    migrate(db)
    if words:
        attach_words(db, path)
