"""SVG elements as text, escaped. Colours come from classes, so that one picture serves light, dark and paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

Points = Sequence[tuple[float, float]]


def document(width: float, height: float, parts: Iterable[str], *, title: str, desc: str) -> str:
    """A whole picture with its name and description for those who listen."""
    inner = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(width)} {number(height)}" role="img">'
        f"<title>{escape(title)}</title><desc>{escape(desc)}</desc>{inner}</svg>"
    )


def number(value: float) -> str:
    """A coordinate to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def rect(x: float, y: float, width: float, height: float, kind: str, radius: float = 0) -> str:
    round_ = f' rx="{number(radius)}"' if radius else ""
    return (
        f'<rect class="{kind}" x="{number(x)}" y="{number(y)}" width="{number(max(width, 0))}" '
        f'height="{number(max(height, 0))}"{round_}/>'
    )


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"/>'


def circle(x: float, y: float, radius: float, kind: str) -> str:
    return f'<circle class="{kind}" cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>'


def curve(points: Points, kind: str) -> str:
    return f'<path class="{kind}" d="{_path(points)}"/>'


def area(upper: Points, lower: Points, kind: str) -> str:
    return f'<path class="{kind}" d="{_path([*upper, *reversed(lower)])}Z"/>'


def polygon(points: Points, kind: str) -> str:
    return f'<path class="{kind}" d="{_path(points)}Z"/>'


def text(x: float, y: float, words: str, kind: str, anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{number(x)}" y="{number(y)}" text-anchor="{anchor}">{escape(words)}</text>'


def _path(points: Points) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)
