"""The consent record on this machine: entries are only ever added, each sealed with the hash of the one before.

SQLite keeps what was acknowledged through a crash and lets writers take turns. What SQLite cannot see, a changed,
removed or reordered entry, the chain shows; a chain cut off at its end is seen by the list of heads beside it, and by
the receipt that a person takes home.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lissom.answers.consent_record import Kind, Record, canonical, digest, from_plain, to_plain
from lissom.facts.errors import EnvironmentFault, Fault, InputError
from lissom.store.place import folder

if TYPE_CHECKING:
    from sqlite3 import Connection

FILE = "consents.sqlite"
HEADS = "consents.heads"
VERSION = 1
PATIENCE = 30.0
"""Seconds a writer waits for its turn."""
GENESIS = "0" * 64
"""What the first entry follows."""

_TABLES = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS shown (hash TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS entry (
    number INTEGER PRIMARY KEY, body TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL UNIQUE
);
CREATE TRIGGER IF NOT EXISTS shown_stays BEFORE UPDATE ON shown BEGIN SELECT RAISE(ABORT, 'only added to'); END;
CREATE TRIGGER IF NOT EXISTS shown_kept BEFORE DELETE ON shown BEGIN SELECT RAISE(ABORT, 'only added to'); END;
CREATE TRIGGER IF NOT EXISTS entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'only added to'); END;
CREATE TRIGGER IF NOT EXISTS entry_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'only added to'); END;
PRAGMA user_version = {VERSION};
COMMIT;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as it lies in the record."""

    number: int
    record: Record
    previous: str
    hash: str

    @property
    def receipt(self) -> str:
        """What a person takes home: number and hash; with it a later change of this or an earlier entry shows."""
        return f"{self.number}:{self.hash}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """How many entries there are, and everything that does not fit; no fault means that nothing was changed."""

    entries: int
    head: str
    faults: tuple[str, ...]


class Consents:
    """The record in one folder. Opens the file for each call, so that many programs may write side by side."""

    def __init__(self, place: Path | None = None) -> None:
        self._folder = place or folder()

    @property
    def path(self) -> Path:
        return self._folder / FILE

    def append(self, record: Record, shown: bytes = b"") -> Entry:
        """Add an entry, with the page that was shown. When this returns, the entry is on the disk.

        Raises `InputError` when a withdrawal names no decision that still stands, `EnvironmentFault` on a full disk.
        """
        assert digest(shown) == record.shown or not (shown or record.shown), "a record is bound to what was shown"
        import sqlite3

        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with self._open() as db:
                entry = _added(record, shown, db)
            self._note_head(entry)
        except (sqlite3.OperationalError, OSError) as error:
            todo = "Nothing was acknowledged. Make room or ask who may write there, and record again."
            raise EnvironmentFault(f"{self.path}: cannot be written ({error}). {todo}") from None
        return entry

    def entries(self) -> tuple[Entry, ...]:
        """Every entry, in order; () when there is no record yet. Raises `EnvironmentFault` when it cannot be read."""
        if not self.path.is_file():
            return ()
        with self._open() as db:
            rows = db.execute("SELECT number, body, previous, hash FROM entry ORDER BY number").fetchall()
        return tuple(_entry(row) for row in rows)

    def entry(self, number: int) -> Entry:
        """The entry of that number. Raises `InputError` when there is none."""
        for one in self.entries():
            if one.number == number:
                return one
        raise InputError([Fault(where="NUMBER", expected="the number of an entry", came=str(number))])

    def withdrawn_by(self, number: int) -> Entry | None:
        """The entry that withdraws a decision, or None while it stands."""
        return next((one for one in self.entries() if one.record.withdraws == number), None)

    def shown(self, hash_: str) -> bytes:
        """The page with that hash. Raises `InputError` when it is not held."""
        with self._open() as db:
            row = db.execute("SELECT content FROM shown WHERE hash = ?", (hash_,)).fetchone()
        if row is None:
            raise InputError([Fault(where="shown", expected="a page that is held", came=hash_[:12])])
        return bytes(row[0])

    def verify(self, receipt: str = "") -> Verification:
        """Go through the whole record. `receipt` is what `append` gave out. A damaged file is a fault, not an error."""
        heads = self._heads()  # before the entries: one that is added meanwhile would look removed
        if not self.path.is_file():
            lost = ("the record is gone, though its list of heads is there",) if heads else ()
            return Verification(entries=0, head=GENESIS, faults=(*lost, *_against_receipt(receipt, {})))
        import sqlite3

        try:
            with self._open() as db:
                rows = db.execute("SELECT number, body, previous, hash FROM entry ORDER BY number").fetchall()
                pages = dict(db.execute("SELECT hash, content FROM shown").fetchall())
        except (sqlite3.DatabaseError, EnvironmentFault) as error:
            return Verification(entries=0, head=GENESIS, faults=(f"the file cannot be read: {error}",))
        hashes = {int(row[0]): str(row[3]) for row in rows}
        lost = ("the list of heads is gone",) if len(rows) > 1 and not (self._folder / HEADS).is_file() else ()
        faults = (
            *lost,
            *_chain(rows),
            *_pages(rows, pages),
            *(f"entry {number}: noted as written, and not there as written" for number, hash_ in heads
              if hashes.get(number) != hash_),
            *_against_receipt(receipt, hashes),
        )  # fmt: skip
        return Verification(entries=len(rows), head=str(rows[-1][3]) if rows else GENESIS, faults=faults)

    def _note_head(self, entry: Entry) -> None:
        """Add the head to the list beside the file, on a line of its own even after one torn by a crash."""
        line = f"\n{entry.number} {entry.hash}\n".encode()
        handle = os.open(self._folder / HEADS, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(handle, line)
            os.fsync(handle)
        finally:
            os.close(handle)

    def _heads(self) -> tuple[tuple[int, str], ...]:
        path = self._folder / HEADS
        lines = path.read_text("ascii", errors="replace").splitlines() if path.is_file() else []
        parts = [line.split() for line in lines]
        return tuple((int(one[0]), one[1]) for one in parts if len(one) == 2 and one[0].isdigit() and len(one[1]) == 64)

    @contextmanager
    def _open(self) -> Iterator[Connection]:
        import sqlite3

        if not self.path.exists():
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        try:
            db = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
        except sqlite3.Error as error:
            raise EnvironmentFault(f"{self.path}: cannot be opened ({error})") from None
        try:
            db.execute("PRAGMA synchronous = EXTRA")  # an acknowledged entry survives a loss of power too
            (version,) = db.execute("PRAGMA user_version").fetchone()
            if version > VERSION:
                raise EnvironmentFault(f"the consent record is of version {version}: update Lissom")
            if version < VERSION:
                db.executescript(_TABLES)
            yield db
        finally:
            db.close()


def _added(record: Record, shown: bytes, db: Connection) -> Entry:
    db.execute("BEGIN IMMEDIATE")
    try:
        _may_follow(record, db)
        entry = _next(record, db)
        if shown:
            db.execute("INSERT OR IGNORE INTO shown VALUES (?, ?)", (digest(shown), shown))
        body = canonical(to_plain(record)).decode()
        db.execute("INSERT INTO entry VALUES (?, ?, ?, ?)", (entry.number, body, entry.previous, entry.hash))
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk may have ended it already
            db.execute("ROLLBACK")
        raise
    return entry


def seal(number: int, previous: str, body: str) -> str:
    """The hash of an entry: over its number, the entry before it, and all it says."""
    return digest(f"{number}\n{previous}\n{body}".encode())


def _next(record: Record, db: Connection) -> Entry:
    row = db.execute("SELECT number, hash FROM entry ORDER BY number DESC LIMIT 1").fetchone()
    number, previous = (int(row[0]) + 1, str(row[1])) if row else (1, GENESIS)
    body = canonical(to_plain(record)).decode()
    return Entry(number=number, record=record, previous=previous, hash=seal(number, previous, body))


def _may_follow(record: Record, db: Connection) -> None:
    """A withdrawal needs a decision that stands."""
    if record.kind is not Kind.WITHDRAWAL:
        return
    earlier = [json.loads(body) for (body,) in db.execute("SELECT body FROM entry ORDER BY number")]
    there = 0 < record.withdraws <= len(earlier) and earlier[record.withdraws - 1]["kind"] == Kind.DECISION
    if not there:
        raise InputError([Fault(where="NUMBER", expected="the number of a decision", came=str(record.withdraws))])
    if any(one["withdraws"] == record.withdraws for one in earlier):
        raise InputError([Fault(where="NUMBER", expected="a decision that stands", came="one that was withdrawn")])


def _entry(row: tuple[Any, ...]) -> Entry:
    number, body, previous, hash_ = row
    try:
        value = json.loads(body)
    except ValueError:
        raise EnvironmentFault(
            f"entry {number} of the consent record cannot be read: run lissom consent verify"
        ) from None
    return Entry(number=number, record=from_plain(value), previous=previous, hash=hash_)


def _chain(rows: list[tuple[Any, ...]]) -> Iterator[str]:
    """Everything in the chain itself that does not fit."""
    before = GENESIS
    for place, (number, body, previous, hash_) in enumerate(rows, start=1):
        if number != place:
            yield f"entry {place} is missing"
            return
        if previous != before:
            yield f"entry {number} does not follow the one before it"
        if seal(number, previous, body) != hash_:
            yield f"entry {number} was changed"
        before = hash_


def _pages(rows: list[tuple[Any, ...]], pages: dict[str, object]) -> Iterator[str]:
    """Every page that is not as it was shown, of whatever type it has become, and every page that is missing."""
    for hash_, content in pages.items():
        if not isinstance(content, bytes) or digest(content) != hash_:
            yield f"the page {hash_[:12]} was changed"
    for number, body, _, _ in rows:
        try:
            wanted = json.loads(str(body)).get("shown")
        except (ValueError, AttributeError):
            continue  # the chain has reported it
        if wanted and wanted not in pages:
            yield f"the page shown at entry {number} is missing"


def _against_receipt(receipt: str, hashes: dict[int, str]) -> Iterator[str]:
    if not receipt:
        return
    number, _, hash_ = receipt.partition(":")
    if not number.isdigit() or hashes.get(int(number)) != hash_:
        yield f"the receipt {receipt[:16]}... is not of this record, or the record was changed since"
