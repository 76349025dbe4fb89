"""Countries as words, and which rows hold in a country that was asked for."""

from __future__ import annotations

from collections.abc import Iterable

from lissom.checks.countries import EU

NAMES = {
    "AT": "Austria", "AU": "Australia", "BD": "Bangladesh", "BE": "Belgium", "CA": "Canada", "CH": "Switzerland",
    "DE": "Germany", "DK": "Denmark", "ES": "Spain", "EU": "the European Union", "FI": "Finland", "FR": "France",
    "GB": "the United Kingdom", "HK": "Hong Kong", "IE": "Ireland", "IN": "India", "IT": "Italy", "JP": "Japan",
    "KR": "South Korea", "NL": "the Netherlands", "NO": "Norway", "NZ": "New Zealand", "PL": "Poland", "PT": "Portugal",
    "SE": "Sweden", "SG": "Singapore", "TH": "Thailand", "US": "the United States", "ZA": "South Africa",
}  # fmt: skip
"""Code -> the name within a sentence; a code that is not here is shown as it is."""


def in_words(codes: Iterable[str]) -> str:
    """'Canada and Singapore'; 'no country stated' for ()."""
    names = [NAMES.get(code, code) for code in codes]
    return " and ".join(names) if names else "no country stated"


def heading(codes: Iterable[str]) -> str:
    """The same as the start of a sentence, without the article: 'United States'."""
    words = in_words(codes).replace("the ", "")
    return words[:1].upper() + words[1:]


def holds(codes: tuple[str, ...], country: str) -> bool:
    """Whether a row of these countries holds in the one asked for; '' asks for all, a row of none holds everywhere."""
    return not country or not codes or country in codes or ("EU" in codes and country in EU)


def is_of(codes: tuple[str, ...], country: str) -> bool:
    """Whether the row states the country itself, or the union it belongs to."""
    return country in codes or ("EU" in codes and country in EU)
