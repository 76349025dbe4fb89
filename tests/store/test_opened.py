"""Opening a file of the store: others that are at it are waited for."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Timer

import pytest

from lissom.store.opened import opened, transaction


def test_a_new_file_that_another_program_is_making_is_waited_for(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "new.sqlite", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    end = Timer(0.05, other.execute, ("COMMIT",))
    end.start()
    db = opened(tmp_path / "new.sqlite")
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    db.close()
    end.join()
    other.close()


def test_a_file_that_stays_locked_is_given_up(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "new.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        opened(tmp_path / "new.sqlite", wait=0.02)
    other.close()


def test_what_goes_wrong_within_a_transaction_takes_all_of_it_back(tmp_path: Path) -> None:
    db = opened(tmp_path / "new.sqlite")
    db.execute("CREATE TABLE kept (number INTEGER)")
    with pytest.raises(KeyboardInterrupt):
        _write_and_stop(db)
    assert db.execute("SELECT count(*) FROM kept").fetchone() == (0,)
    db.close()


def _write_and_stop(db: sqlite3.Connection) -> None:
    with transaction(db):
        db.execute("INSERT INTO kept VALUES (1)")
        raise KeyboardInterrupt
