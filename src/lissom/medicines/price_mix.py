"""The cheapest tablets that make a dose: whole ones, and halves where a tablet may be halved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

MOST_PIECES = 8
"""Tablets and halves in one intake; more than this nobody can be asked to swallow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """One strength at one price. The price is for a whole tablet."""

    mg: float
    price: float
    currency: str
    product: str
    source: str
    """Id of the source of the price."""
    effective: str
    form: str = "tablet"
    brand: bool = False
    halves: bool = False
    fact: str = ""
    """Row of our own data it stands in, '' when it comes from a list in the store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """So many halves of one tablet: 2 is a whole one, 3 one and a half."""

    tablet: Priced
    halves: int

    @property
    def count(self) -> int:
        return self.halves // 2 + self.halves % 2

    @property
    def price(self) -> float:
        """What the tablets cost of which so many halves are taken, the other half kept for the next time."""
        return self.tablet.price * self.halves / 2

    def __str__(self) -> str:
        whole, half = divmod(self.halves, 2)
        strength = f"{self.tablet.mg:g} mg"
        counted = (f"{whole} × {strength}" if whole else "", f"half a {strength}" if half else "")
        return " and ".join(filter(None, counted))


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedMix:
    """The tablets of one intake and what they cost."""

    pieces: tuple[Piece, ...]

    @property
    def price(self) -> float:
        return sum(piece.price for piece in self.pieces)

    @property
    def tablets(self) -> tuple[Priced, ...]:
        return tuple(piece.tablet for piece in self.pieces)

    def __str__(self) -> str:
        return " + ".join(map(str, self.pieces))


def cheapest(mg: float, tablets: Iterable[Priced]) -> PricedMix | None:
    """The cheapest way to make the dose exactly, fewest pieces where two cost the same; None when none makes it.

    One currency is assumed: the caller keeps currencies apart.
    """
    wanted = _exact(mg)
    offers = _offers(tablets)
    if wanted <= 0 or not offers:
        return None
    best: dict[Fraction, Way] = {Fraction(0): (0.0, 0, ())}
    for _ in range(MOST_PIECES):
        best = _one_more(best, offers, wanted)
    found = best.get(wanted)
    return None if found is None else PricedMix(pieces=_pieces(found[2], offers))


Way = tuple[float, int, tuple[int, ...]]
"""(price, pieces, which offers, in ascending order)"""
Offer = tuple[Fraction, float, Priced, int]
"""(mg, price, tablet, halves)"""


def _offers(tablets: Iterable[Priced]) -> tuple[Offer, ...]:
    """Every piece there is; of one strength the cheapest tablet, and the cheapest that may be halved."""
    found: dict[tuple[Fraction, int], Offer] = {}
    for one in tablets:
        for halves in (2, 1) if one.halves else (2,):
            offer = (_exact(one.mg) * halves / 2, one.price * halves / 2, one, halves)
            held = found.get((_exact(one.mg), halves))
            if held is None or offer[1] < held[1]:
                found[_exact(one.mg), halves] = offer
    return tuple(found[key] for key in sorted(found))


def _one_more(best: dict[Fraction, Way], offers: Sequence[Offer], wanted: Fraction) -> dict[Fraction, Way]:
    grown = dict(best)
    for mg, (price, count, used) in best.items():
        for place, (more, cost, _tablet, _halves) in enumerate(offers):
            if mg + more > wanted or (used and place < used[-1]):
                continue
            way = (round(price + cost, 10), count + 1, (*used, place))
            if mg + more not in grown or way[:2] < grown[mg + more][:2]:
                grown[mg + more] = way
    return grown


def _pieces(used: Sequence[int], offers: Sequence[Offer]) -> tuple[Piece, ...]:
    halves: dict[int, tuple[Priced, int]] = {}
    for place in used:
        _, _, tablet, count = offers[place]
        held = halves.get(id(tablet), (tablet, 0))[1]
        halves[id(tablet)] = (tablet, held + count)
    ordered = sorted(halves.values(), key=lambda one: -one[0].mg)
    return tuple(Piece(tablet=tablet, halves=count) for tablet, count in ordered)


def _exact(mg: float) -> Fraction:
    return Fraction(mg).limit_denominator(1000)
