"""Where the machine code of the compiled forms is kept, and who is told before any is made; the compiler is not loaded
here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

_told: list[Callable[[], None]] = []


def folder(name: str, sources: Sequence[Path]) -> Path:
    """The folder of the machine code of some modules, which need not exist; NUMBA_CACHE_DIR goes before the user cache.

    Functions of one module are built into those of another, and the compiler sees only changes of the file it compiles:
    so each state of all of them has a folder of its own.
    """
    from platformdirs import user_cache_path

    digest = sha256()
    for source in (Path(__file__).with_name("compiling.py"), *sources):
        digest.update(source.read_bytes())
    chosen = os.environ.get("NUMBA_CACHE_DIR")
    return (Path(chosen) if chosen else user_cache_path("lissom")) / f"{name}-{digest.hexdigest()[:12]}"


def before_compiling(say: Callable[[], None]) -> None:
    """Has `say` called once, before the first function is compiled in this process; never where all machine code is
    found in its folder."""
    _told[:] = [say]


def tell() -> None:
    """Calls what `before_compiling` was given, once."""
    while _told:
        _told.pop()()
