"""The sections of an SPL document: code, title, depth and text, each without the text of its subsections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lissom.medicines.label import UNCLASSIFIED, LabelSection
from lissom.medicines.label_codes import section_titles
from lissom.medicines.spl_gathered import FIELD, LINE

_LISTING = frozenset({"48780-1", "48779-3"})
"""Sections that hold products or an index instead of text."""


def sections_of(gathered: Iterable[str]) -> tuple[LabelSection, ...]:
    """Every section that says something, in document order."""
    found: list[LabelSection] = []
    around: list[str] = []
    titles = section_titles()
    for section in gathered:
        depth_said, code, heading, body = section.split(FIELD)
        depth, code, heading = int(depth_said), code.strip(), " ".join(_lines(heading))
        del around[depth:]
        within = (around[-1] if around else "") if code in ("", UNCLASSIFIED) else code
        around.append(within)
        if code in _LISTING:
            continue
        text = "\n".join(_lines(body))
        title = heading or ("" if code == UNCLASSIFIED else titles.get(code, ""))
        if text or heading:
            found.append(LabelSection(code=code, title=title, text=text, depth=depth, within=within))
    return tuple(found)


def _lines(text: str) -> Iterator[str]:
    """The lines of a text with marks that say something."""
    return filter(None, map(str.strip, text.split(LINE)))
