"""Countries as words, and which rows hold in a country that was asked for."""

from __future__ import annotations

from collections.abc import Iterable

from lissom.checks.countries import EU, NAMES
from lissom.facts.sentence import capital, joined


def in_words(codes: Iterable[str]) -> str:
    """'Canada, Ireland and Singapore'; 'no country stated' for ()."""
    return joined(NAMES.get(code, code) for code in codes) or "no country stated"


def heading(codes: Iterable[str]) -> str:
    """The same as the start of a sentence, without the article: 'United States'."""
    words = in_words(codes).replace("the ", "")
    return capital(words)


def holds(codes: tuple[str, ...], country: str) -> bool:
    """Whether a row of these countries holds in the one asked for; '' asks for all, a row of none holds everywhere."""
    return not country or not codes or country in codes or ("EU" in codes and country in EU)


def is_of(codes: tuple[str, ...], country: str) -> bool:
    """Whether the row states the country itself, or the union it belongs to."""
    return country in codes or ("EU" in codes and country in EU)
