"""Work for processes beside this one: given out a few parts ahead, taken back in its order."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

WORTH_PROCESSES = 6 << 20
"""Bytes below which starting processes costs more than it saves."""
AHEAD = 16
"""Parts given out ahead; bounds the memory."""

Part = TypeVar("Part")
Done = TypeVar("Done")


def done_ahead(executor: Executor | None, work: Callable[[Part], Done], parts: Iterable[Part]) -> Iterator[Done]:
    """What the work makes of each part, in their order; without processes it is done here."""
    if executor is None:
        yield from map(work, parts)
        return
    waiting: deque[Future[Done]] = deque()
    for part in parts:
        waiting.append(executor.submit(work, part))
        if len(waiting) >= AHEAD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


@contextmanager
def processes_for(size: int, wanted: int | None) -> Iterator[Executor | None]:
    """As many processes as wanted, or as there are cores; None where the work (bytes) is small or there is one core.

    They begin as copies of this process where it has one thread only, and so hold what it has loaded: no database may
    be open then, whose locks a copy would take along. Elsewhere they are started afresh.
    """
    if wanted is None:
        wanted = os.cpu_count() or 1 if size >= WORTH_PROCESSES else 1
    if wanted < 2:
        yield None
        return
    from multiprocessing import get_all_start_methods, get_context

    copied = "fork" in get_all_start_methods() and sys.platform == "linux" and threading.active_count() == 1
    gc.freeze()  # what is there now is neither searched for garbage again and again, nor copied by being searched
    try:
        with ProcessPoolExecutor(wanted, mp_context=get_context("fork" if copied else "spawn")) as executor:
            executor.submit(int).result()  # they start with the first work, which is now
            yield executor
    finally:
        gc.unfreeze()
