"""Which rows hold in a country: its own, and those of the European Union for its members."""

from __future__ import annotations

from collections.abc import Iterable

from lissom.checks.dosing import Dosing

EU = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)


def holds_in(row: Dosing, country: str) -> bool:
    """Whether the row states the rule of this country."""
    return country in row.countries or ("EU" in row.countries and country in EU)


def own(rows: Iterable[Dosing], country: str) -> tuple[Dosing, ...]:
    """The rows that hold in the country."""
    return tuple(row for row in rows if holds_in(row, country))
