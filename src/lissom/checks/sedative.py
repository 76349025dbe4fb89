"""One row of `sedatives.csv`: how much of a sedating medicine is a usual dose, and how long it stays."""

from __future__ import annotations

from typing import NamedTuple


class Sedative(NamedTuple):
    """One row of `sedatives.csv`: the smallest usual single dose (mg), and the half-life (h) with its range."""

    id: str
    drug: str
    single_mg: float
    half_life_h: float
    low: float
    high: float
    source: str = ""
    note: str = ""
