"""Keeps the index of words after the texts while they are written, in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from lissom.store.words import Follower

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future
    from pathlib import Path


@contextmanager
def following(cabinet: Path) -> Iterator[Callable[[], None]]:
    """Gives what is to be called after each commit. At the end every text is in the index.

    What goes wrong in the thread is raised at such a call, or at the end. The thread ends when the writing fails.
    """
    from concurrent.futures import ThreadPoolExecutor

    with closing(Follower(cabinet)) as follower, ThreadPoolExecutor(1, "words") as thread:
        beside = _Beside(follower, thread)
        try:
            yield beside.committed
            beside.end()
        finally:
            follower.stop()


class _Beside:
    """The thread's work: one walk at a time through all that is committed."""

    def __init__(self, follower: Follower, thread: Executor) -> None:
        self._follower = follower
        self._thread = thread
        self._walk: Future[None] | None = None

    def committed(self) -> None:
        """See that what is committed will be taken in: by this walk, or by the one after the next commit."""
        if self._walk is None or self._walk.done():
            self._walk = self._next()

    def end(self) -> None:
        """Wait until everything is taken in."""
        self._next().result()

    def _next(self) -> Future[None]:
        if self._walk is not None:
            self._walk.result()
        return self._thread.submit(self._follower.follow)
