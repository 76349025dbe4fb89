"""Tablets that fit a description, as a document and as plain JSON. Never sure, and it says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lissom.facts.source import Source
from lissom.medicines.appearance import Match
from lissom.report.document import Block, Document, Note, Part, Table
from lissom.report.gathering import gather
from lissom.report.plain import plain

NEVER_SURE = (
    "Many tablets look alike, and this list holds only muscle relaxants. A pharmacist can confirm what a tablet is; "
    "take none that you cannot name."
)
SHOWN = 20


def tablets_document(found: tuple[Match, ...], sources: Mapping[str, Source], version: str) -> Document:
    """The tablets that fit, best first, each with what was compared and what our rows do not record."""
    blocks: tuple[Block, ...] = (_table(found[:SHOWN]),) if found else (Note(text="No tablet we hold fits this."),)
    if len(found) > SHOWN:
        blocks += (Note(text=f"{len(found) - SHOWN} more fit as well: describe the tablet further."),)
    parts = (Part(id="tablets", title="Tablets that fit", blocks=(*blocks, Note(text=NEVER_SURE))),)
    noun = "tablet fits" if len(found) == 1 else "tablets fit"
    return Document(
        title=f"{len(found)} {noun} the description",
        subtitle="",
        parts=parts,
        sources=gather(parts, sources),
        version=version,
        kind="Tablets",
    )


def tablets_json(found: tuple[Match, ...]) -> list[dict[str, Any]]:
    """Plain values, best first."""
    return [plain(match) for match in found]


def _table(found: tuple[Match, ...]) -> Table:
    return Table(
        caption="",
        columns=("Product", "Holds", "Country", "Looks", "Compared on"),
        rows=tuple(_row(match) for match in found),
        sources=tuple((match.product.source,) for match in found),
        row_ids=tuple(match.product.id for match in found),
    )


def _row(match: Match) -> tuple[str, ...]:
    product = match.product
    looks = ", ".join(
        filter(None, (product.colour, product.shape, f"marked {product.imprint}" if product.imprint else ""))
    )
    compared = ", ".join(match.agrees)
    missing = f"; not recorded: {', '.join(match.not_recorded)}" if match.not_recorded else ""
    return (
        " ".join(filter(None, (product.brand, product.strength))),
        ", ".join(one.replace("_", " ") for one in product.ingredients),
        ", ".join(product.countries),
        looks,
        f"{compared}{missing}",
    )
