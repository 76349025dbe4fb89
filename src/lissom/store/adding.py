"""Puts everything under some paths into the cabinet: parsing in processes beside this one, writing here, in order.

What is written is committed together with the note that its file was read; a run that was killed goes on where it was,
and its store holds in the end what an undisturbed run would have made.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from lissom.store.cabinet import cabinet
from lissom.store.feeding import Item, Kind, items
from lissom.store.reading import Outcome, read_documents
from lissom.store.tables import add_json, add_table
from lissom.store.tally import Tally
from lissom.store.writing import Writer

if TYPE_CHECKING:
    from sqlite3 import Connection

BATCH = 1 << 20
"""Bytes of documents that one process reads at a time."""
WORTH_PROCESSES = 6 << 20
"""Bytes below which starting processes costs more than it saves."""
AHEAD = 6
"""Batches read ahead; bounds the memory."""
COMMIT_EVERY = 24 << 20
"""Bytes of documents between commits: what a killed run has to do again at most."""

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all."""


def add(
    paths: Iterable[Path],
    *,
    at: Path | None = None,
    processes: int | None = None,
    progress: Progress | None = None,
) -> Tally:
    """Put everything under the paths into the cabinet. Raises `InputError` for a path that is not there."""
    found = list(items(paths))
    with cabinet(at, make=True) as db:
        tally = Tally()
        todo = [item for item in found if _is_new(db, item, tally)]
        _Run(db, tally, sum(item.size for item in todo), progress).all(todo, processes)
    return tally


def _is_new(db: Connection, item: Item, tally: Tally) -> bool:
    """Whether an item was not read before, or changed since. What could not be read is tried again."""
    if item.kind is Kind.UNKNOWN:
        return False
    known = db.execute("SELECT size, changed, outcome FROM file WHERE name = ?", (item.name,)).fetchone()
    same = known is not None and known[:2] == (item.size, item.changed) and known[2] != "bad"
    tally.passed_over += same
    return not same


class _Run:
    """One run: what is written, and when it is committed."""

    def __init__(self, db: Connection, tally: Tally, total: int, progress: Progress | None) -> None:
        self._db = db
        self._tally = tally
        self._total = total
        self._progress = progress
        self._done = self._since = 0

    def all(self, todo: list[Item], processes: int | None) -> None:
        documents = sum(item.size for item in todo if item.kind is Kind.SPL)
        with _executor(processes, documents) as executor, self._transaction():
            writer = Writer(self._db)
            for step in _read_ahead(_steps(todo), executor):
                if isinstance(step, Item):
                    self._one(step, writer)
                else:
                    for outcome in step:
                        self._document(outcome, writer)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _advance(self, size: int) -> None:
        self._done += size
        self._since += size
        self._tally.size += size
        if self._since >= COMMIT_EVERY:
            self._db.execute("COMMIT")
            self._db.execute("BEGIN IMMEDIATE")
            self._since = 0
        if self._progress:
            self._progress(min(self._done, self._total), self._total)

    def _document(self, outcome: Outcome, writer: Writer) -> None:
        kind = "label"
        for rows in outcome.labels:
            self._tally.labels[writer.label(rows)] += 1
        if outcome.index:
            writer.index(outcome.index)
            self._tally.indexes += 1
            kind = "class index"
        elif outcome.bad:
            self._tally.bad.append((outcome.name, outcome.bad))
            kind = "bad"
        elif outcome.other:
            self._tally.others[outcome.other] += 1
            kind = "other"
        writer.file(outcome.name, outcome.size, outcome.changed, kind, outcome.bad or outcome.other)
        self._advance(outcome.size)

    def _one(self, item: Item, writer: Writer) -> None:
        """A file of records or a table, read here from end to end."""
        read = add_json if item.kind is Kind.JSON else add_table
        faults = len(self._tally.bad)
        kind = read(item, writer, self._tally)
        writer.file(item.name, item.size, item.changed, "bad" if len(self._tally.bad) > faults else kind)
        self._advance(item.size)


def _steps(todo: Iterable[Item]) -> Iterator[tuple[Item, ...] | Item]:
    """Batches of documents, and the other items one by one, in their order."""
    batch: list[Item] = []
    size = 0
    for item in todo:
        if item.kind is not Kind.SPL:
            if batch:
                yield tuple(batch)
            batch, size = [], 0
            yield item
            continue
        batch.append(item)
        size += item.size
        if size >= BATCH:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)


def _read_ahead(
    steps: Iterable[tuple[Item, ...] | Item], executor: Executor | None
) -> Iterator[tuple[Outcome, ...] | Item]:
    """The steps in their order, documents read; a few batches ahead where there are processes to read them."""
    if executor is None:
        yield from (step if isinstance(step, Item) else read_documents(step) for step in steps)
        return
    waiting: deque[Future[tuple[Outcome, ...]] | Item] = deque()
    for step in steps:
        waiting.append(step if isinstance(step, Item) else executor.submit(read_documents, step))
        if len(waiting) >= AHEAD:
            yield _finished(waiting.popleft())
    while waiting:
        yield _finished(waiting.popleft())


def _finished(step: Future[tuple[Outcome, ...]] | Item) -> tuple[Outcome, ...] | Item:
    return step if isinstance(step, Item) else step.result()


@contextmanager
def _executor(processes: int | None, size: int) -> Iterator[Executor | None]:
    """Processes to parse in, or None where the work is small or there is one core."""
    wanted = processes if processes is not None else (os.cpu_count() or 1 if size >= WORTH_PROCESSES else 1)
    if wanted < 2:
        yield None
        return
    from multiprocessing import get_context

    # Started afresh rather than forked: a copy of this process would hold the open database too.
    with ProcessPoolExecutor(wanted, mp_context=get_context("spawn")) as executor:
        yield executor
