"""The sections of an SPL document: code, title, depth and text, each without the text of its subsections."""

from __future__ import annotations

from collections.abc import Iterable

from lissom.medicines.label import UNCLASSIFIED, LabelSection
from lissom.medicines.label_codes import section_titles
from lissom.medicines.spl_marks import FIELD

_LISTING = frozenset({"48780-1", "48779-3"})
"""Sections that hold products or an index instead of text."""


def sections_of(gathered: Iterable[str]) -> tuple[LabelSection, ...]:
    """Every section that says something, in document order."""
    found: list[LabelSection] = []
    around: list[str] = []
    titles = section_titles()
    for section in gathered:
        depth_said, code, heading, text = section.split(FIELD)
        depth = int(depth_said)
        del around[depth:]
        within = (around[-1] if around else "") if code in ("", UNCLASSIFIED) else code
        around.append(within)
        if code in _LISTING:
            continue
        if text or heading:
            title = heading or ("" if code == UNCLASSIFIED else titles.get(code, ""))
            found.append(LabelSection(code, title, text, depth, within))
    return tuple(found)
