"""Price lists of countries, read by one loader: which columns mean what is a row of `data/prices/tables.csv`.

Also the JSON extract of NADAC. What a price is (what a pharmacy pays, what a shop asks) is said by its kind, always.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any

from lissom.facts.source import Source

FILE = Path(__file__).parents[1] / "data" / "prices" / "tables.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPrice:
    """What one unit (tablet, mL, g) of one product costs by one list."""

    source: str
    """Which list."""
    country: str
    currency: str
    code: str
    """The product's code in the list (an NDC)."""
    product: str
    """As the list describes it."""
    per_unit: float
    unit: str
    """'EA' one tablet or capsule, 'ML', 'GM'."""
    effective: str
    """ISO date."""
    kind: str = ""
    """'generic', 'brand' or ''."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceTable:
    """How one list is laid out: for each field the heading it stands under, '' where the value is fixed or absent."""

    source: str
    country: str
    currency: str
    unit: str
    code: str
    product: str
    per_unit: str
    unit_column: str
    effective: str
    kind: str
    country_column: str
    currency_column: str

    def fits(self, header: Iterable[str]) -> bool:
        given = {_plain(name) for name in header}
        needed = (self.code, self.product, self.per_unit, self.effective, self.country_column, self.currency_column)
        return all(_plain(name) in given for name in needed if name)


@cache
def price_tables() -> tuple[PriceTable, ...]:
    """Every layout we know, the most particular first."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(PriceTable(**row) for row in csv.DictReader(lines))


def table_of(header: Iterable[str]) -> PriceTable | None:
    """The layout of a list with this header, or None."""
    names = tuple(header)
    return next((table for table in price_tables() if table.fits(names)), None)


def prices_in_rows(table: PriceTable, rows: Iterable[Mapping[str, str]]) -> Iterator[ListPrice]:
    """Every price of a list; rows without a product or a positive price are left out."""
    for row in rows:
        cells = {_plain(name): (value or "").strip() for name, value in row.items() if name}
        found = _price(table, cells)
        if found:
            yield found


def _price(table: PriceTable, cells: Mapping[str, str]) -> ListPrice | None:
    def cell(name: str) -> str:
        return cells.get(_plain(name), "") if name else ""

    value = _number(cell(table.per_unit))
    product = cell(table.product)
    if value is None or value <= 0 or not product:
        return None
    return ListPrice(
        source=table.source,
        country=cell(table.country_column).upper() or table.country,
        currency=cell(table.currency_column).upper() or table.currency,
        code=cell(table.code),
        product=product,
        per_unit=value,
        unit=cell(table.unit_column).upper() or table.unit,
        effective=_iso(cell(table.effective)),
        kind={"G": "generic", "B": "brand", "B-ANDA": "generic", "B-BIO": "brand"}.get(
            cell(table.kind).upper(), cell(table.kind).lower()
        ),
    )


def is_nadac_extract(value: object) -> bool:
    """Whether a JSON value is the extract of NADAC grouped by first word."""
    return isinstance(value, dict) and isinstance(value.get("d"), dict) and "NADAC" in str(value.get("src", ""))


def nadac_extract_prices(value: Mapping[str, Any]) -> Iterator[ListPrice]:
    """Every single product of the extract. Its averages mix strengths and forms and are not used."""
    effective = _iso(str(value.get("date", "")))
    for group in value["d"].values():
        listed = group.get("l") if isinstance(group, dict) else None
        for one in listed if isinstance(listed, list) else ():
            price = _number(str(one.get("p"))) if isinstance(one, dict) else None
            if price is not None and price > 0 and one.get("d"):
                yield ListPrice(
                    source="NADAC",
                    country="US",
                    currency="USD",
                    code=str(one.get("n", "")),
                    product=str(one["d"]),
                    per_unit=price,
                    unit=str(one.get("u", "EA")),
                    effective=effective,
                )


def _plain(name: str) -> str:
    return name.lower().replace("_", " ").strip()


def _number(text: str) -> float | None:
    try:
        found = float(text.replace("$", "").replace(",", ""))
    except ValueError:
        return None
    return found if isfinite(found) else None


def _iso(text: str) -> str:
    """An ISO date from '12/24/2025', '2025-12-24' or '2025-12-24T00:00:00'."""
    parts = text[:10].split("/")
    if len(parts) == 3 and all(part.isascii() and part.isdigit() for part in parts):
        month, day, year = parts
        return f"{year}-{int(month):02d}-{int(day):02d}"
    return text[:10]


@cache
def _lists() -> Mapping[str, Mapping[str, str]]:
    with FILE.with_name("lists.csv").open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row for row in csv.DictReader(lines)}


def list_source(source: str, effective: str, country: str = "") -> Source:
    """One issue of a price list as a source: `prices:NADAC:2025-12-24`."""
    known = _lists().get(source, {})
    return Source(
        id=f"prices:{source}:{effective}",
        kind="dataset",
        title=f"{known.get('title') or source}, prices of {effective or 'an unstated day'}",
        authors=tuple(filter(None, (known.get("publisher", ""),))),
        year=int(effective[:4]) if effective[:4].isdigit() else None,
        jurisdiction=known.get("jurisdiction") or country,
        issued=effective,
        url=known.get("url", ""),
    )


def meaning_of(source: str) -> str:
    """What a price of this list is, in words; '' for a list that is not described."""
    return _lists().get(source, {}).get("meaning", "")
