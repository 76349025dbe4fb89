"""How the fast forms are compiled, and where their machine code is kept. Loading Numba costs a third of a second, so
this is imported only where a crowd is large enough to pay for it.

Compiled code is kept in the user's cache folder: only the first run on a machine compiles.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from typing import Any

import numba
from numba import njit
from platformdirs import user_cache_dir

config: Any = numba.config
if not config.CACHE_DIR:
    config.CACHE_DIR = user_cache_dir("lissom")

FAST = {"contract", "nnan", "ninf", "nsz", "arcp"}
"""Not re-association: sums keep their order, so results do not depend on the width of the lanes."""


def compiled(function: Any) -> Any:
    """The function compiled without the interpreter lock, kept on disk."""
    return njit(function, cache=True, nogil=True, fastmath=FAST, error_model="numpy")
