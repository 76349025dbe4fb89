"""Work for processes beside this one: given out a few parts ahead, taken back in its order."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context, parent_process
from typing import TypeVar

from lissom.facts.errors import EnvironmentFault

WORTH_PROCESSES = 6 << 20
"""Bytes below which starting processes costs more than it saves."""
AHEAD = 16
"""Parts given out ahead; bounds the memory, and how many processes have something to do."""

Part = TypeVar("Part")
Done = TypeVar("Done")


def done_ahead(executor: Executor | None, work: Callable[[Part], Done], parts: Iterable[Part]) -> Iterator[Done]:
    """What the work makes of each part, in their order; without processes it is done here."""
    if executor is None:
        yield from map(work, parts)
        return
    waiting: deque[Future[Done]] = deque()
    with _none_lost():
        for part in parts:
            waiting.append(executor.submit(work, part))
            if len(waiting) >= AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def _none_lost() -> Iterator[None]:
    try:
        yield
    except BrokenExecutor:
        raise EnvironmentFault(
            "a process that was reading was ended from outside, perhaps for want of memory; what was kept before stays "
            "and the same command goes on from there"
        ) from None


@contextmanager
def processes_for(size: int, wanted: int | None) -> Iterator[Executor | None]:
    """As many processes as wanted, or as there are cores; None where the work (bytes) is small or there is one core.

    They begin as copies of this process where it has one thread only, and so hold what it has loaded: no database may
    be open then, whose locks a copy would take along. Elsewhere they are started afresh.
    """
    if wanted is None:
        wanted = min(os.cpu_count() or 1, AHEAD) if size >= WORTH_PROCESSES else 1
    if wanted < 2:
        yield None
        return
    copied = "fork" in get_all_start_methods() and sys.platform == "linux" and threading.active_count() == 1
    gc.freeze()  # what is there now is neither searched for garbage again and again, nor copied by being searched
    try:
        with ProcessPoolExecutor(
            wanted, mp_context=get_context("fork" if copied else "spawn"), initializer=_live_as_long
        ) as executor:
            try:
                with _none_lost():
                    executor.submit(int).result()  # they start with the first work, which is now
                yield executor
            except BaseException:
                executor.shutdown(wait=False, cancel_futures=True)  # what was given out ahead is not waited for
                raise
    finally:
        gc.unfreeze()


def _live_as_long() -> None:
    """To live as long as the process that began this one: an interrupt from the keyboard, which reaches both, is left
    to that one, and when it is gone, in whatever way, so is this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None, "only a process that was begun by another runs this"
    parent.join()
    os._exit(1)
