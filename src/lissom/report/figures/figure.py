"""What a renderer needs of one figure: the picture, words for those who cannot see it, the numbers underneath."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`svg` is a whole <svg> element whose colours are CSS classes; `alt` says in words what it shows."""

    title: str
    svg: str
    alt: str
    caption: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    wide: bool = False
    """Drawn over the whole width of the page, not beside another figure."""
