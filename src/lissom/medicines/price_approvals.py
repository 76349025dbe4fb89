"""Drugs@FDA: which strengths and forms are approved, by whom, with equivalence codes; discontinued ones too."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO

TABLES = ("Products", "TE", "MarketingStatus", "MarketingStatus_Lookup", "Applications")
"""The files of the release that are read, by stem."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One product of one application, in one strength."""

    application: str
    product: str
    kind: str
    """NDA, ANDA or BLA."""
    name: str
    ingredients: tuple[str, ...]
    """In lower case, as filed, salts included."""
    form: str
    strength: str
    te_code: str
    status: str
    sponsor: str
    reference: bool
    """Whether it is the product that generics are compared with."""


def is_products(header: Iterable[str]) -> bool:
    """Whether a table with this header is the Products table of Drugs@FDA."""
    return {"ApplNo", "ProductNo", "ActiveIngredient", "Strength"} <= set(header)


def approvals(opened: Callable[[str], TextIO | None]) -> Iterator[Approval]:
    """Every product of the release. `opened` gives the text of a table by its stem, or None where it is absent."""
    rows = {name: _rows(opened(name)) for name in TABLES if name != "Products"}
    te = _keyed(rows["TE"], "TECode")
    status_of = _keyed(rows["MarketingStatus"], "MarketingStatusID")
    words = {
        row.get("MarketingStatusID", ""): row.get("MarketingStatusDescription", "")
        for row in rows["MarketingStatus_Lookup"]
    }
    filed = {row.get("ApplNo", ""): row for row in rows["Applications"]}
    for row in _rows(opened("Products")):
        key = row.get("ApplNo", ""), row.get("ProductNo", "")
        application = filed.get(key[0], {})
        yield Approval(
            application=key[0],
            product=key[1],
            kind=application.get("ApplType", ""),
            name=_words(row.get("DrugName")),
            ingredients=tuple(_words(one).lower() for one in (row.get("ActiveIngredient") or "").split(";")),
            form=_words(row.get("Form")).lower(),
            strength=_words(row.get("Strength")),
            te_code=te.get(key, ""),
            status=words.get(status_of.get(key, ""), ""),
            sponsor=_words(application.get("SponsorName")),
            reference=(row.get("ReferenceDrug") or "").strip() == "1",
        )


def _keyed(rows: Iterable[Mapping[str, str]], column: str) -> dict[tuple[str, str], str]:
    found = {(row.get("ApplNo", ""), row.get("ProductNo", "")): (row.get(column) or "").strip() for row in rows}
    return {key: value for key, value in found.items() if value}


def _rows(stream: TextIO | None) -> list[dict[str, str]]:
    return [] if stream is None else list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def _words(text: str | None) -> str:
    return " ".join((text or "").split())
