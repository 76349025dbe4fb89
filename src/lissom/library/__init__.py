"""Everything Lissom knows, read from `data/` once and handed round as one value: `load()`, `Library`."""

from __future__ import annotations

from lissom.facts.citing import sources_of
from lissom.library.library import Library, load

__all__ = ["Library", "load", "sources_of"]
