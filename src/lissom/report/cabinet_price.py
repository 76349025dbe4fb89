"""What the medicines of a case cost, as a document and as plain JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lissom.answers.cabinet_price import NOT_SHELF, PriceGroup
from lissom.facts.quantity import in_words
from lissom.facts.source import Source
from lissom.report.document import Document, Note, Part, Sentences
from lissom.report.gathering import gather
from lissom.report.plain import plain


def price_document(groups: Sequence[PriceGroup], sources: Mapping[str, Source], version: str) -> Document:
    """One part for each medicine, and what all open plans come to in a month."""
    parts = tuple(
        Part(id=f"price{number}", title=group.medicine, blocks=(Sentences(statements=group.statements),))
        for number, group in enumerate(groups, start=1)
    )
    parts += (Part(id="meaning", title="What these prices are", blocks=(Note(text=NOT_SHELF),)),)
    return Document(
        title="What it costs",
        subtitle=_in_all(groups),
        parts=parts,
        sources=gather(parts, sources),
        version=version,
        kind="Price",
    )


def price_json(groups: Sequence[PriceGroup]) -> list[dict[str, Any]]:
    """Plain values, one for each medicine."""
    return [plain(group) for group in groups]


def _in_all(groups: Sequence[PriceGroup]) -> str:
    known = [group.monthly for group in groups if group.monthly is not None]
    if not known or len({one.unit for one in known}) > 1:
        return ""
    total = sum(one.value for one in known)
    rest = "" if len(known) == len(groups) else f", of {len(known)} of {len(groups)} medicines"
    return f"What is taken without an end comes to about {in_words(total, 3)} {known[0].unit} in 30 days{rest}"
