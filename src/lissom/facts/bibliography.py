"""Reads the one bibliography, `sources.json`: CSL-JSON items into `Source`.

Standard CSL fields are used as they are (`author`, `issued`, `container-title`, `DOI`, `PMID`, `URL`, `note`); what
labels and registers need beyond them stands under `custom`: `set_id`, `licence_number`, `jurisdiction`, and for
reviewers `seen_at` (where the work was looked at, often a mirror), `identified_by` and `used_by`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lissom.facts.errors import Faults
from lissom.facts.source import Source

FILE = "sources.json"
_LONGEST_DATE = 3


def read_sources(path: Path, faults: Faults) -> Mapping[str, Source]:
    """Source id -> source, in the file's order; every faulty item is reported and left out."""
    try:
        items = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        faults.add(FILE, "a list of CSL-JSON items", str(error))
        return {}
    found: dict[str, Source] = {}
    for place, item in enumerate(items, start=1):
        where = f"{FILE}:{item.get('id') or f'item {place}'}"
        wrong = list(_wrong(item, found))
        for expected, came in wrong:
            faults.add(where, expected, came)
        if not wrong:
            found[item["id"]] = source(item)
    return found


def cited_in_code(path: Path) -> frozenset[str]:
    """Ids of the sources of named formulas, which stand in the code (`custom.used_by` is "formula")."""
    try:
        items = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    return frozenset(item["id"] for item in items if item.get("custom", {}).get("used_by") == "formula")


def source(item: Mapping[str, Any]) -> Source:
    """One CSL-JSON item as a `Source`."""
    custom = item.get("custom", {})
    issued = _issued(item)
    return Source(
        id=item["id"],
        kind=item["type"],
        title=item["title"],
        authors=tuple(_name(one) for one in item.get("author", ())),
        year=int(issued[:4]) if issued else None,
        container=item.get("container-title", ""),
        doi=item.get("DOI", ""),
        pmid=str(item.get("PMID", "")),
        set_id=custom.get("set_id", ""),
        licence_number=custom.get("licence_number", ""),
        jurisdiction=custom.get("jurisdiction", ""),
        issued=issued,
        url=item.get("URL", ""),
        note=item.get("note", ""),
    )


def _wrong(item: Mapping[str, Any], found: Mapping[str, Source]) -> Iterator[tuple[str, str]]:
    for field in ("id", "type", "title"):
        if not item.get(field):
            yield f"the field {field}", "nothing"
    if item.get("id") in found:
        yield "an id used once", str(item["id"])
    if (doi := item.get("DOI", "")) and not doi.startswith("10."):
        yield "a DOI that begins with 10.", doi
    if (pmid := str(item.get("PMID", ""))) and not pmid.isdigit():
        yield "a PMID in digits", pmid
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    if not all(isinstance(part, int) for part in parts) or len(parts) > _LONGEST_DATE:
        yield "issued as [year, month, day] in whole numbers", str(parts)


def _issued(item: Mapping[str, Any]) -> str:
    """'2021', '2021-03' or '2021-03-09', as much as is known."""
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    return "-".join(f"{part:04d}" if place == 0 else f"{part:02d}" for place, part in enumerate(parts))


def _name(author: Mapping[str, str]) -> str:
    if "literal" in author:
        return author["literal"]
    return f"{author.get('family', '')} {author.get('given', '')}".strip()
