"""Doses out of what exists: whole tablets, halves only where a source says so, or a liquid measured with a syringe."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from lissom.facts.quantity import in_words

MOST_PIECES = 8
"""Tablets and halves in one intake; more than this nobody can be asked to swallow."""
NEARLY = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Tablet:
    """One strength that is sold in the person's country. `halves` only where its score line was seen or stated."""

    mg: float
    form: str = "tablet"
    halves: bool = False
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """So many whole tablets and so many halves of one strength."""

    mg: float
    form: str
    whole: int
    half: int

    @property
    def total(self) -> float:
        return self.whole * self.mg + self.half * self.mg / 2

    def __str__(self) -> str:
        strength = f"{in_words(self.mg, 4)} mg"
        counts = []
        if self.whole:
            counts.append(f"{self.whole} × {strength} {self.form}")
        if self.half:
            counts.append(f"{'half' if self.half == 1 else f'{self.half} halves of'} a {strength} {self.form}")
        return " and ".join(counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Liquid:
    """A liquid the person has: milligrams in one millilitre, and the smallest volume that is measured."""

    mg_per_mL: float
    step_mL: float

    @property
    def grain(self) -> float:
        return self.mg_per_mL * self.step_mL


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """The tablets of one intake, largest first; () for no tablet. For a liquid the volume instead."""

    pieces: tuple[Pieces, ...] = ()
    mL: float = 0.0
    mg_per_mL: float = 0.0

    @property
    def mg(self) -> float:
        return sum(piece.total for piece in self.pieces) + self.mL * self.mg_per_mL

    @property
    def count(self) -> int:
        return sum(piece.whole + piece.half for piece in self.pieces)

    def __str__(self) -> str:
        if self.mL:
            return f"{in_words(self.mL, 4)} mL of the liquid with {in_words(self.mg_per_mL, 4)} mg per mL"
        return " + ".join(map(str, self.pieces)) or "none"


@dataclass(frozen=True, slots=True)
class Cabinet:
    """The tablets of one medicine in one country, or the person's liquid, and every dose they can make."""

    tablets: tuple[Tablet, ...]
    liquid: Liquid | None = None

    @staticmethod
    def of(tablets: Iterable[Tablet]) -> Cabinet:
        """One tablet a strength, the one that can be halved where there are several, smallest first."""
        kept: dict[float, Tablet] = {}
        for tablet in tablets:
            if tablet.mg not in kept or (tablet.halves and not kept[tablet.mg].halves):
                kept[tablet.mg] = tablet
        return Cabinet(tuple(kept[mg] for mg in sorted(kept)))

    def doses(self, most_mg: float) -> tuple[float, ...]:
        """Every dose from 0 to `most_mg` that these tablets make in one intake, ascending."""
        if self.liquid:
            grain = self.liquid.grain
            return tuple(round(grain * k, 6) for k in range(int((most_mg + NEARLY) / grain) + 1))
        possible = _possible(self._units)
        return possible[: bisect_right(possible, most_mg + NEARLY)]

    def mix(self, mg: float) -> Mix | None:
        """The tablets of one dose: fewest halves, then fewest pieces, then fewest strengths; None where none do."""
        if self.liquid:
            return self._measured(mg, self.liquid)
        counts = _made(self._units).get(_exact(mg))
        return None if counts is None else Mix(pieces=self._pieces(counts))

    def at_most(self, mg: float) -> float:
        """The largest dose that can be made and is not above `mg`."""
        if self.liquid:
            return round(self.liquid.grain * int((mg + NEARLY) / self.liquid.grain), 6)
        possible = _possible(self._units)
        return possible[max(0, bisect_right(possible, mg + NEARLY) - 1)]

    @property
    def grain(self) -> float:
        """The smallest dose that can be made (mg); 0 without tablets."""
        if self.liquid:
            return self.liquid.grain
        return float(min((unit for unit, _ in self._units), default=Fraction(0)))

    @property
    def empty(self) -> bool:
        """True when nothing is known that a dose could be made of."""
        return not self.tablets and self.liquid is None

    def _measured(self, mg: float, liquid: Liquid) -> Mix | None:
        steps = mg / liquid.grain
        if abs(steps - round(steps)) > 1e-6:
            return None
        volume = round(steps) * liquid.step_mL
        return Mix(mL=round(volume, 6), mg_per_mL=liquid.mg_per_mL if volume else 0.0)

    @property
    def _units(self) -> tuple[tuple[Fraction, bool], ...]:
        return _units(self.tablets)

    def _pieces(self, counts: tuple[int, ...]) -> tuple[Pieces, ...]:
        number = dict(zip(self._units, counts, strict=True))
        made = [
            Pieces(
                mg=tablet.mg,
                form=tablet.form,
                whole=number.get((_exact(tablet.mg), False), 0),
                half=number.get((_exact(tablet.mg) / 2, True), 0),
            )
            for tablet in reversed(self.tablets)
        ]
        return tuple(piece for piece in made if piece.whole or piece.half)


@cache
def _units(tablets: tuple[Tablet, ...]) -> tuple[tuple[Fraction, bool], ...]:
    """(mg, is a half) of every piece there is, largest first."""
    whole = [(_exact(tablet.mg), False) for tablet in tablets]
    half = [(_exact(tablet.mg) / 2, True) for tablet in tablets if tablet.halves]
    return tuple(sorted([*whole, *half], reverse=True))


def _exact(mg: float) -> Fraction:
    return Fraction(mg).limit_denominator(1000)


@cache
def _possible(units: tuple[tuple[Fraction, bool], ...]) -> tuple[float, ...]:
    """Every dose that can be made, ascending, from 0."""
    return tuple(float(mg) for mg in sorted(_made(units)))


@cache
def _made(units: tuple[tuple[Fraction, bool], ...]) -> dict[Fraction, tuple[int, ...]]:
    """Every dose of at most `MOST_PIECES` pieces -> how many of each piece make it best."""
    best: dict[Fraction, tuple[int, ...]] = {Fraction(0): (0,) * len(units)}
    edge = dict(best)
    for _ in range(MOST_PIECES):
        grown: dict[Fraction, tuple[int, ...]] = {}
        for mg, counts in edge.items():
            for place, (unit, _half) in enumerate(units):
                more = (*counts[:place], counts[place] + 1, *counts[place + 1 :])
                total = mg + unit
                for held in (grown, best):
                    if total in held and _cost(held[total], units) <= _cost(more, units):
                        break
                else:
                    grown[total] = more
        best |= grown
        edge = grown
    return best


def _cost(counts: tuple[int, ...], units: tuple[tuple[Fraction, bool], ...]) -> tuple[int, int, int]:
    halves = sum(count for count, (_, half) in zip(counts, units, strict=True) if half)
    return halves, sum(counts), sum(count > 0 for count in counts)
