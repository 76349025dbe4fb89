"""One row of `combinations.csv`: ingredients that together are a medicine with a name and rules of its own."""

from __future__ import annotations

from typing import NamedTuple


class Combination(NamedTuple):
    """`drug` stands for a product that holds all of `parts` (ingredient ids)."""

    id: str
    drug: str
    parts: frozenset[str]
    source: str
