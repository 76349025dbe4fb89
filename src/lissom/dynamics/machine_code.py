"""Where the machine code of the compiled forms is kept, and who is told before any is made; the compiler is not loaded
here.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

COMPILED_FROM = 8192
"""People from which the compiled forms pay for being loaded."""
SOURCES = ("building", "compiling", "kernel", "lanes", "oral", "ranks")
"""Modules with compiled functions. Functions of one are built into those of another, and the compiler sees only changes
of the file it compiles: so each state of all of them has a folder of its own."""

_told: list[Callable[[], None]] = []


@lru_cache(maxsize=1)
def folder() -> Path:
    """The folder of the machine code, which need not exist; NUMBA_CACHE_DIR goes before the user's cache folder."""
    from platformdirs import user_cache_path

    here, digest = Path(__file__).parent, sha256()
    for name in SOURCES:
        digest.update((here / f"{name}.py").read_bytes())
    chosen = os.environ.get("NUMBA_CACHE_DIR")
    return (Path(chosen) if chosen else user_cache_path("lissom")) / f"engine-{digest.hexdigest()[:12]}"


def before_compiling(say: Callable[[], None]) -> None:
    """Has `say` called once, before the first function is compiled in this process; never where all machine code is
    found in its folder."""
    _told[:] = [say]


def tell() -> None:
    """Calls what `before_compiling` was given, once."""
    while _told:
        _told.pop()()
