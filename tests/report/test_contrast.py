"""Words can be read against what they stand on, in light and in the dark (WCAG 2.2, 1.4.3: at least 4.5 to 1)."""

from __future__ import annotations

import re

import pytest

from lissom.report.html import TEMPLATES

CSS = (TEMPLATES / "report.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", block))
    for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
)
PAIRS = [
    *((ink, ground) for ink in ("ink", "soft", "accent", "red", "orange", "amber", "slate") for ground in ("paper",)),
    ("ink", "wash"), ("soft", "wash"),
    ("ink", "red-wash"), ("red", "red-wash"), ("soft", "red-wash"), ("amber", "red-wash"), ("accent", "red-wash"),
    ("ink", "orange-wash"), ("orange", "orange-wash"), ("soft", "orange-wash"), ("amber", "orange-wash"),
    ("ink", "amber-wash"), ("amber", "amber-wash"), ("soft", "amber-wash"),
]  # fmt: skip


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(one * 2 for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
def test_words_stand_out(theme: dict[str, str], pair: tuple[str, str]) -> None:
    bright, dim = sorted((luminance(theme[name]) for name in pair), reverse=True)
    assert (bright + 0.05) / (dim + 0.05) >= 4.5
