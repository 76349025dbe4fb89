"""The compiler of the engine's fast forms; imported only where a crowd is large enough to pay for it."""

from __future__ import annotations

from pathlib import Path

from lissom.machine.compiling import compiler
from lissom.machine.kept import folder

SOURCES = ("building", "kernel", "lanes", "oral", "ranks")
"""Modules with compiled functions."""

compiled = compiler(folder("engine", [Path(__file__).with_name(f"{name}.py") for name in SOURCES]))
