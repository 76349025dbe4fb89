"""Where the machine code of the compiled form is kept; the compiler is not loaded here."""

from __future__ import annotations

from pathlib import Path

from lissom.machine import kept

SOURCES = ("names", "characters", "tags", "writing", "looking", "products", "gathering")
"""Modules with compiled functions, and with the tables that are built into them."""


def folder() -> Path:
    """The folder of the machine code, which need not exist."""
    here = Path(__file__).parent
    return kept.folder("labels", [here / f"{name}.py" for name in SOURCES])


def is_kept() -> bool:
    """Whether it was made before, to its end: the function that calls all others is kept last."""
    return any(folder().rglob("gathering.gather-*.nbi"))
