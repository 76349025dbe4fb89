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

NAMES = {
    "AT": "Austria", "AU": "Australia", "BD": "Bangladesh", "BE": "Belgium", "CA": "Canada", "CH": "Switzerland",
    "DE": "Germany", "DK": "Denmark", "ES": "Spain", "EU": "the European Union", "FI": "Finland", "FR": "France",
    "GB": "the United Kingdom", "HK": "Hong Kong", "IE": "Ireland", "IN": "India", "IT": "Italy", "JP": "Japan",
    "KR": "South Korea", "NL": "the Netherlands", "NO": "Norway", "NZ": "New Zealand", "PL": "Poland", "PT": "Portugal",
    "SE": "Sweden", "SG": "Singapore", "TH": "Thailand", "US": "the United States", "ZA": "South Africa",
}  # fmt: skip
"""Code -> the name within a sentence; a code that is not here is shown as it is."""


def holds_in(row: Dosing, country: str) -> bool:
    """Whether the row states the rule of this country."""
    return country in row.countries or ("EU" in row.countries and country in EU)


def own(rows: Iterable[Dosing], country: str) -> tuple[Dosing, ...]:
    """The rows that hold in the country."""
    return tuple(row for row in rows if holds_in(row, country))
