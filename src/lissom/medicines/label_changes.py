"""What changed between two versions of a label: sections added, removed and reworded, products that came and went."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lissom.medicines.label import Label, LabelProduct, LabelSection


class Change(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionChange:
    """One section that differs: the sentences that only the old or only the new version holds."""

    change: Change
    code: str
    within: str
    title: str
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelChanges:
    """Everything that differs between two versions, boxed warning first."""

    old: Label
    new: Label
    sections: tuple[SectionChange, ...]
    products_added: tuple[LabelProduct, ...]
    products_removed: tuple[LabelProduct, ...]

    def __bool__(self) -> bool:
        return bool(self.sections or self.products_added or self.products_removed)


def label_changes(old: Label, new: Label) -> LabelChanges:
    """What the new version says otherwise than the old one."""
    was, now = {_handle(one): one for one in old.products}, {_handle(one): one for one in new.products}
    return LabelChanges(
        old=old,
        new=new,
        sections=_section_changes(old.sections, new.sections),
        products_added=tuple(one for handle, one in now.items() if handle not in was),
        products_removed=tuple(one for handle, one in was.items() if handle not in now),
    )


def _handle(product: LabelProduct) -> tuple[str, ...]:
    return (product.ndc or product.name, *(part.strength for part in product.ingredients))


def _section_changes(old: Sequence[LabelSection], new: Sequence[LabelSection]) -> tuple[SectionChange, ...]:
    was, now = _keyed(old), _keyed(new)
    changes = [
        SectionChange(change=Change.ADDED, code=one.code, within=one.within, title=one.title, added=sentences(one.text))
        if (before := was.get(key)) is None
        else _reworded(before, one)
        for key, one in now.items()
        if key not in was or _plain(was[key].text) != _plain(one.text)
    ]
    gone = [
        SectionChange(
            change=Change.REMOVED, code=one.code, within=one.within, title=one.title, removed=sentences(one.text)
        )
        for key, one in was.items()
        if key not in now
    ]
    return tuple(change for change in (*changes, *gone) if change.removed or change.added or change.title)


def _reworded(before: LabelSection, after: LabelSection) -> SectionChange:
    old, new = sentences(before.text), sentences(after.text)
    known, kept = {_plain(one) for one in old}, {_plain(one) for one in new}
    return SectionChange(
        change=Change.REWORDED,
        code=after.code,
        within=after.within,
        title=after.title,
        removed=tuple(one for one in old if _plain(one) not in kept),
        added=tuple(one for one in new if _plain(one) not in known),
    )


Key = tuple[str, str, int]


def _keyed(sections: Sequence[LabelSection]) -> dict[Key, LabelSection]:
    """The sections by what they are: code and title without its number; the same again by its turn."""
    found: dict[Key, LabelSection] = {}
    for one in sections:
        name = re.sub(r"^[\d.]+\s*", "", _plain(one.title))
        turn = 0
        while (one.within, name, turn) in found:
            turn += 1
        found[one.within, name, turn] = one
    return found


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order. A full stop within a number or after one letter ends none."""
    lines = (line for line in text.split("\n"))
    return tuple(
        piece.strip()
        for line in lines
        for piece in re.split(r"(?<=[a-z)\]]{2}[.!?])\s+(?=[A-Z\[])", line)
        if piece.strip()
    )


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
