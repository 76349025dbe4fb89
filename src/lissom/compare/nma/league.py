"""The league table: every treatment of a row against every treatment of a column, in one orientation that it states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lissom.compare.nma.estimate import Effect, Estimates


@dataclass(frozen=True, slots=True, kw_only=True)
class League:
    """`cells[i][j]` is row i against column j, None on the diagonal; `orientation` says so in words."""

    orientation: str
    treatments: tuple[str, ...]
    cells: tuple[tuple[Effect | None, ...], ...]

    def cell(self, row: str, column: str) -> Effect | None:
        return self.cells[self.treatments.index(row)][self.treatments.index(column)]


def league(estimates: Estimates, order: Sequence[str] | None = None) -> League:
    """All pairs of one connected network; the rows stand in `order`, or with the reference first."""
    names = tuple(order or estimates.treatments)
    measure = estimates.measure
    how = "row divided by column" if measure.is_ratio else "row minus column"
    return League(
        orientation=f"Each cell is {how}: {measure.words}, {estimates.level:.0%} interval, {estimates.model.value}.",
        treatments=names,
        cells=tuple(
            tuple(None if row == column else estimates.between(row, column) for column in names) for row in names
        ),
    )
