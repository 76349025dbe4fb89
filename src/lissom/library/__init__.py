"""Everything Lissom knows, read from `data/` once and handed round as one value: `load()`, `Library`."""

from __future__ import annotations

from pathlib import Path

import lissom
from lissom.facts.citing import sources_of
from lissom.library.library import Library

FOLDER = Path(__file__).parents[1] / "data"
"""The data that come with Lissom."""

__all__ = ["FOLDER", "Library", "load", "sources_of"]


def load(folder: Path | None = None) -> Library:
    """The library of the given data folder, or the one that came with Lissom. Reads nothing yet."""
    return Library(folder or FOLDER, release=lissom.__version__)
