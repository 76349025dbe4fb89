"""How the fast forms are compiled. Loading Numba costs a third of a second, so this is imported only where a crowd is
large enough to pay for it. Machine code is kept (`machine_code.py`): only the first run on a machine compiles.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from typing import Any

import numba
from numba import njit
from numba.core import event

from lissom.dynamics.machine_code import folder, tell

config: Any = numba.config
config.CACHE_DIR = str(folder())

FAST = {"contract", "nnan", "ninf", "nsz", "arcp"}
"""Not re-association: sums keep their order, so results do not depend on the width of the lanes."""


class _Teller(event.Listener):
    """Tells before the first function is compiled; loading one that was kept is no such event."""

    def on_start(self, event: Any) -> None:  # noqa: ARG002
        tell()

    def on_end(self, event: Any) -> None: ...


event.register("numba:compile", _Teller())  # type: ignore[no-untyped-call]


def compiled(function: Any) -> Any:
    """The function compiled without the interpreter lock, kept on disk where any folder for it can be written."""
    how: dict[str, Any] = {"nogil": True, "fastmath": FAST, "error_model": "numpy"}
    try:
        return njit(function, cache=True, **how)
    except RuntimeError:  # Numba found no such folder: compile for this process alone
        return njit(function, **how)
