"""How the fast forms are compiled. Loading Numba costs a third of a second, so this is imported only where there is so
much to do that it pays. Machine code is kept (`kept.py`): only the first run on a machine compiles.
"""

# mypy: disallow-untyped-calls=False

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numba
from numba import njit
from numba.core import event
from numba.core.caching import FunctionCache

from lissom.machine.kept import tell

FAST = {"contract", "nnan", "ninf", "nsz", "arcp"}
"""Not re-association: sums keep their order, so results do not depend on the width of the lanes."""


class _Teller(event.Listener):
    """Tells before the first function is compiled; loading one that was kept is no such event."""

    def on_start(self, event: Any) -> None:  # noqa: ARG002
        tell()

    def on_end(self, event: Any) -> None: ...


event.register("numba:compile", _Teller())


class _Kept(FunctionCache):
    """The machine code of one function, in files. Files that are damaged, by a fall of the current or a full disk, or
    that cannot be written, cost a compilation, not the run."""

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        try:
            return super().load_overload(sig, target_context)
        except Exception:  # bytes of any kind can raise anything
            with suppress(OSError):
                self.flush()
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        with suppress(OSError):
            super().save_overload(sig, data)


def compiler(folder: Path) -> Callable[[Any], Any]:
    """What compiles a function without the interpreter lock, kept in that folder where it can be written."""

    def compiled(function: Any) -> Any:
        made: Any = njit(function, nogil=True, fastmath=FAST, error_model="numpy")
        config: Any = numba.config
        config.CACHE_DIR = str(folder)
        with suppress(RuntimeError):  # Numba found no such folder: compile for this process alone
            made._cache = _Kept(function)  # as its `cache=True` does, which offers no other way
        return made

    return compiled
