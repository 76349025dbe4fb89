"""The sections of an SPL document: code, title, depth and text, each without the text of its subsections.

A stylesheet gathers them (`spl_sections.xsl`): one pass in C, where a walk in Python takes as long as three parsings.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lissom.medicines.label import UNCLASSIFIED, LabelSection
from lissom.medicines.label_codes import section_titles
from lissom.medicines.spl_tree import words

if TYPE_CHECKING:
    from lxml.etree import XSLT, _Element

_SECTION, _FIELD, _LINE = "\ue000", "\ue001", "\ue002"
"""What parts sections, fields and lines in the gathered text; see the stylesheet."""
_LISTING = frozenset({"48780-1", "48779-3"})
"""Sections that hold products or an index instead of text."""


def sections_of(root: _Element) -> tuple[LabelSection, ...]:
    """Every section that says something, in document order."""
    found: list[LabelSection] = []
    around: list[str] = []
    # Blanks are put right for the whole document at once: a label has a thousand lines.
    gathered = words(str(_stylesheet()(root)))
    for section in gathered.split(_SECTION)[1:]:
        # A mark inside a label's own text would shift fields; `maxsplit` keeps it in the text.
        depth_said, code, heading, body = map(str.strip, section.split(_FIELD, 3))
        depth = int(depth_said)
        del around[depth:]
        within = (around[-1] if around else "") if code in ("", UNCLASSIFIED) else code
        around.append(within)
        if code in _LISTING:
            continue
        text = "\n".join(filter(None, map(str.strip, body.split(_LINE))))
        title = heading or ("" if code == UNCLASSIFIED else section_titles().get(code, ""))
        if text or heading:
            found.append(LabelSection(code=code, title=title, text=text, depth=depth, within=within))
    return tuple(found)


@cache
def _stylesheet() -> XSLT:
    from lxml import etree

    return etree.XSLT(etree.parse(Path(__file__).with_name("spl_sections.xsl")))
