"""Puts everything under some paths into the cabinet: reading in processes beside this one, writing here, in order.

The index of words follows in a thread.
What is written is committed together with the note that its file was read; a run that was killed goes on where it was,
and its store holds in the end what an undisturbed run would have made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from lissom.store.ahead import done_ahead, processes_for
from lissom.store.cabinet import cabinet
from lissom.store.feeding import Item, Kind, items
from lissom.store.following import following
from lissom.store.opened import transaction
from lissom.store.place import cabinet_path
from lissom.store.reading import Outcome, prepare_to_scan, read_documents, scanning_pays
from lissom.store.tables import add_json, add_table
from lissom.store.tally import Tally
from lissom.store.writing import Writer

if TYPE_CHECKING:
    from sqlite3 import Connection

BATCH = 1 << 20
"""Bytes of documents that one process reads at a time."""
COMMIT_EVERY = 48 << 20
"""Bytes of documents between commits: what a killed run has to do again at most."""

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all."""
Read = Callable[[tuple[Item, ...]], tuple[Outcome, ...]]


def add(
    paths: Iterable[Path],
    *,
    at: Path | None = None,
    processes: int | None = None,
    progress: Progress | None = None,
) -> Tally:
    """Put everything under the paths into the cabinet. Raises `InputError` for a path that is not there."""
    found = list(items(paths))
    at = at or cabinet_path()
    tally = Tally()
    with cabinet(at, make=True) as db:
        todo = [item for item in found if _is_new(db, item, tally)]
    scanned = scanning_pays(sum(item.size for item in todo if item.kind is Kind.SPL))
    if scanned:
        prepare_to_scan()
    # Processes that read begin while no database is open, whose locks they would take along.
    read_beside = sum(item.size for item in todo if item.kind is not Kind.TABLE)
    with (
        processes_for(read_beside, processes) as executor,
        cabinet(at, make=True) as db,
        following(at) as committed,
    ):
        read = partial(read_documents, scanned=scanned)
        _Run(db, tally, sum(item.size for item in todo), progress, committed).all(todo, executor, read)
    return tally


def _is_new(db: Connection, item: Item, tally: Tally) -> bool:
    """Whether an item was not read before, or changed since. What could not be read is tried again."""
    if item.kind is Kind.UNKNOWN:
        tally.not_ours += 1
        return False
    known = db.execute("SELECT size, changed, outcome FROM file WHERE name = ?", (item.name,)).fetchone()
    same = known is not None and known[:2] == (item.size, item.changed) and known[2] != "bad"
    tally.passed_over += same
    return not same


class _Run:
    """One run: what is written, and when it is committed."""

    def __init__(
        self, db: Connection, tally: Tally, total: int, progress: Progress | None, committed: Callable[[], None]
    ) -> None:
        self._db = db
        self._writer = Writer(db)
        self._committed = committed
        self._tally = tally
        self._total = total
        self._progress = progress
        self._done = self._since = 0

    def all(self, todo: list[Item], executor: Executor | None, read: Read) -> None:
        with transaction(self._db):
            self._writer.count_on()
            for are_documents, group in groupby(todo, key=lambda item: item.kind is Kind.SPL):
                if are_documents:
                    for outcomes in done_ahead(executor, read, _batches(group)):
                        for outcome in outcomes:
                            self._document(outcome)
                else:
                    for item in group:
                        self._one(item, executor)

    def _advance(self, size: int) -> None:
        self._done += size
        self._since += size
        self._tally.size += size
        if self._since >= COMMIT_EVERY:
            self._db.execute("COMMIT")
            self._db.execute("BEGIN IMMEDIATE")
            self._writer.count_on()
            self._since = 0
            self._committed()
        if self._progress:
            self._progress(min(self._done, self._total), self._total)

    def _document(self, outcome: Outcome) -> None:
        kind = "label"
        for rows in outcome.labels:
            self._tally.labels[self._writer.label(rows)] += 1
        if outcome.index:
            self._writer.index(outcome.index)
            self._tally.indexes += 1
            kind = "class index"
        elif outcome.bad:
            self._tally.bad.append((outcome.name, outcome.bad))
            kind = "bad"
        elif outcome.other:
            self._tally.others[outcome.other] += 1
            kind = "other"
        self._writer.file(outcome.name, outcome.size, outcome.changed, kind, outcome.bad or outcome.other)
        self._advance(outcome.size)

    def _one(self, item: Item, executor: Executor | None) -> None:
        """A file of records or a table, from end to end."""
        faults = len(self._tally.bad)
        if item.kind is Kind.JSON:
            kind = add_json(item, self._writer, self._tally, executor)
        else:
            kind = add_table(item, self._writer, self._tally)
        self._writer.file(item.name, item.size, item.changed, "bad" if len(self._tally.bad) > faults else kind)
        self._advance(item.size)


def _batches(documents: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    """The documents in their order, about as many bytes at a time as a process reads in one go."""
    batch: list[Item] = []
    size = 0
    for item in documents:
        batch.append(item)
        size += item.size
        if size >= BATCH:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)
