"""The compiler of the engine's fast forms; imported only where a crowd is large enough to pay for it."""

from __future__ import annotations

from pathlib import Path

from lissom.machine import compiling
from lissom.machine.kept import folder

SOURCES = ("building", "kernel", "lanes", "oral", "ranks")
"""Modules with compiled functions."""

_here = Path(__file__).parent
compiled = compiling.compiler(folder("engine", [Path(compiling.__file__), *(_here / f"{name}.py" for name in SOURCES)]))
