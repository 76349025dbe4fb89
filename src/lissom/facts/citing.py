"""Which sources a row of any table cites."""

from __future__ import annotations


def sources_of(row: object) -> tuple[str, ...]:
    """The source ids of a row, whether it has one `source` or several `sources`."""
    several: tuple[str, ...] | None = getattr(row, "sources", None)
    return several if several is not None else tuple(filter(None, getattr(row, "source", "").split(";")))
