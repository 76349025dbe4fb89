"""The compiler of the reader's fast form; imported only where there are so many labels that it pays."""

from __future__ import annotations

from pathlib import Path

from lissom.machine import compiling
from lissom.machine.kept import folder

SOURCES = ("names", "characters", "tags", "writing", "gathering")
"""Modules with compiled functions, and with the tables that are built into them."""

_here = Path(__file__).parent
compiled = compiling.compiler(folder("labels", [Path(compiling.__file__), *(_here / f"{name}.py" for name in SOURCES)]))
