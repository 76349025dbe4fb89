"""Work for processes beside this one: given out a few parts ahead, taken back in its order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

WORTH_PROCESSES = 6 << 20
"""Bytes below which starting processes costs more than it saves."""
AHEAD = 6
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
    """As many processes as wanted, or as there are cores; None where the work (bytes) is small or there is one core."""
    if wanted is None:
        wanted = os.cpu_count() or 1 if size >= WORTH_PROCESSES else 1
    if wanted < 2:
        yield None
        return
    from multiprocessing import get_context

    # Started afresh rather than forked: a copy of this process would hold the open database too.
    with ProcessPoolExecutor(wanted, mp_context=get_context("spawn")) as executor:
        yield executor
