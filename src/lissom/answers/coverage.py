"""How far the interaction table reaches: every relaxant against every class of medicine that the table speaks of.

A cell is the gravest row that holds for the two, an explicit 'none known' or 'not known', or nothing: a hole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lissom.checks.finding import Severity
from lissom.checks.interaction import Interaction, Knowledge
from lissom.checks.kinds import Kind
from lissom.library import Library

PAINKILLERS = "nsaid"
"""The drugs we hold in full are relaxants, but for those of this class."""

NOT_ABOUT_A_PAIR = (Kind.CONDITION, Kind.SEVERAL, Kind.FOOD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """`cells[drug][class]` is the row that speaks, or None where no row does."""

    drugs: tuple[str, ...]
    classes: tuple[str, ...]
    cells: dict[str, dict[str, Interaction | None]]

    def holes(self) -> Iterator[tuple[str, str]]:
        """(drug, class) of every cell without a row."""
        for drug, row in self.cells.items():
            yield from ((drug, name) for name, cell in row.items() if cell is None)

    def tally(self) -> dict[str, int]:
        """How many cells interact, are known not to, are not known, and are holes."""
        cells = [cell for row in self.cells.values() for cell in row.values()]
        counted = {knowledge.value: 0 for knowledge in Knowledge}
        for cell in cells:
            if cell is not None:
                counted[cell.knowledge.value] += 1
        return {**counted, "no row": sum(cell is None for cell in cells)}


def coverage(library: Library) -> Coverage:
    """The matrix of this library."""
    drugs = relaxants(library)
    classes = tuple(sorted({one for row in library.interactions for one in row.members} & set(library.names.classes)))
    rows = [row for row in library.interactions if library.rules.kinds.get(row.id) not in NOT_ABOUT_A_PAIR]
    cells = {drug: {name: _cell(library, rows, drug, name) for name in classes} for drug in drugs}
    return Coverage(drugs=drugs, classes=classes, cells=cells)


def relaxants(library: Library) -> tuple[str, ...]:
    """The medicines we hold in full that relax muscle or are used for spasticity."""
    ingredients = library.names.ingredients
    return tuple(sorted(drug for drug in library.drugs if PAINKILLERS not in ingredients[drug].classes))


def _cell(library: Library, rows: list[Interaction], drug: str, name: str) -> Interaction | None:
    mine = library.names.ingredients[drug].classes | {drug}
    wide = library.names.classes_of({name})
    fitting = [row for row in rows if row.drug in mine and not row.members.isdisjoint(wide)]
    return min(fitting, key=_gravity, default=None)


def _gravity(row: Interaction) -> tuple[int, int, str]:
    severity = list(Severity).index(row.severity) if row.severity else len(Severity)
    return list(Knowledge).index(row.knowledge), severity, row.id
