"""A relaxant (or naproxen) held in full: what it is called, what we say about it, and with which sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lissom.facts.statement import Statement


class Topic(StrEnum):
    """The headings of a monograph, in the order they are shown."""

    WHAT = "What it is"
    MECHANISM = "How it works"
    USES = "What it is used for"
    DOSING = "Doses by country"
    PRODUCTS = "Products and strengths"
    BENEFIT = "What it does, beside placebo"
    HARM = "Unwanted effects, beside placebo"
    INTERACTIONS = "With other medicines"
    KIDNEYS = "Kidneys, liver and age"
    PREGNANCY = "Pregnancy and breastfeeding"
    OVERDOSE = "Too much"
    STOPPING = "Stopping"
    PRICE = "Price"
    OPEN = "What is not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drug:
    """One file of `data/drugs/`. `statements` are the sentences written for this drug; tables add the rest."""

    id: str
    """Ingredient id: INN in lower case with underscores."""
    name: str
    names: Mapping[str, str]
    """Country (ISO alpha-2) -> the name used there, where it differs."""
    classes: frozenset[str]
    rxcui: str
    atc: tuple[str, ...]
    routes: tuple[str, ...]
    statements: Mapping[Topic, tuple[Statement, ...]]
