"""How the fast forms are compiled. Loading Numba costs a third of a second, so this is imported only where there is so
much to do that it pays. Machine code is kept (`kept.py`): only the first run on a machine compiles.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
from numba import njit
from numba.core import event

from lissom.machine.kept import tell

FAST = {"contract", "nnan", "ninf", "nsz", "arcp"}
"""Not re-association: sums keep their order, so results do not depend on the width of the lanes."""


class _Teller(event.Listener):
    """Tells before the first function is compiled; loading one that was kept is no such event."""

    def on_start(self, event: Any) -> None:  # noqa: ARG002
        tell()

    def on_end(self, event: Any) -> None: ...


event.register("numba:compile", _Teller())  # type: ignore[no-untyped-call]


def compiler(folder: Path) -> Callable[[Any], Any]:
    """What compiles a function without the interpreter lock, kept in that folder where it can be written."""

    def compiled(function: Any) -> Any:
        how: dict[str, Any] = {"nogil": True, "fastmath": FAST, "error_model": "numpy"}
        config: Any = numba.config
        config.CACHE_DIR = str(folder)
        try:
            return njit(function, cache=True, **how)
        except RuntimeError:  # Numba found no such folder: compile for this process alone
            return njit(function, **how)

    return compiled
