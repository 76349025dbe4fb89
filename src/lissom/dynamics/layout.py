"""Where the drug can be: the order of the states, and the matrix of rates between them.

The states are amounts (mg), except effect sites, which are concentrations (mg/L). All entries off
the diagonal are rates into a state and so never negative: the matrix is a Metzler matrix, which `propagator.py` needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

COMPILED_FROM = 8192
"""People from which the compiled forms pay for being loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The chain before the blood (`inputs`: depot and transits), the blood, what it exchanges with, effect sites.

    With `places` there is a canal instead of the blood: a row of places that exchange with their neighbours and lose
    drug, each of them.
    """

    inputs: int = 1
    tip: bool = False
    """A small place that the doses enter and that exchanges with the central one, or with one of the canal: a catheter
    tip."""
    places: tuple[str, ...] = ()
    """Names of the places of a canal, in their order."""
    peripherals: int = 0
    metabolite: bool = False
    effect_sites: tuple[str, ...] = ()
    felt_at: tuple[int, ...] = ()
    """The place of the canal that each effect site follows; the first for all where it is empty."""

    def __post_init__(self) -> None:
        assert not (self.places and (self.inputs or self.peripherals)), "a canal is given into, and has no depot"

    @property
    def central(self) -> int:
        """Index of the central compartment; of a canal, of its first place."""
        return self.inputs + self.tip

    def place_of(self, site: str) -> int:
        """Index of the state that an effect site follows."""
        return self.central + (self.felt_at[self.effect_sites.index(site)] if self.felt_at else 0)

    @property
    def states(self) -> tuple[str, ...]:
        """Names of the states in order."""
        chain = tuple("depot" if i == 0 else f"transit{i}" for i in range(self.inputs))
        around = tuple(f"peripheral{i + 1}" for i in range(self.peripherals))
        made = ("metabolite",) if self.metabolite else ()
        inner = self.places or ("central",)
        return (*chain, *(("tip",) if self.tip else ()), *inner, *around, *made, *self.effect_sites)

    def index(self, state: str) -> int:
        """Position of a state; ValueError when the layout has none of that name."""
        return self.states.index(state)


def rate_matrix(layout: Layout, parameters: Mapping[str, Floats]) -> Floats:
    """Rates (1/h) between the states, [state, state, people]: dx/dt = A x.

    Reads `ka` (rate of every step of the input chain), `CL`, `Vc`, for each peripheral `Q` and `Vp` (`Q2`, `Vp2` for
    the second), for a tip `Q_tip` and `V_tip`, for a metabolite `fm` (share of CL that forms it), `CLm`, `Vm`, for each
    effect site `ke0_<name>`. For a canal: `CL_place` and `V_place` (of every place), `Q_place1` (between the first and
    the second) and so on, and `tip_place`, the number of the place where each person's tip lies.
    """
    people = np.broadcast_shapes(*(np.shape(value) for value in parameters.values()))
    count = people[0] if people else 1
    size = len(layout.states)
    A = np.zeros((size, size, count))
    central = layout.central
    for step in range(layout.inputs):
        A[step, step] -= parameters["ka"]
        A[step + 1, step] += parameters["ka"]
    if layout.places:
        _canal(A, layout, parameters)
    else:
        _exchanges(A, layout, parameters)
    volume = parameters["V_place" if layout.places else "Vc"]
    loss = parameters["CL_place" if layout.places else "CL"] / volume
    for place in range(central, central + max(1, len(layout.places))):
        A[place, place] -= loss
        if layout.metabolite:
            A[layout.index("metabolite"), place] += parameters["fm"] * loss
    if layout.metabolite:
        made = layout.index("metabolite")
        A[made, made] -= parameters["CLm"] / parameters["Vm"]
    for site in layout.effect_sites:
        where, ke0 = layout.index(site), parameters[f"ke0_{site}"]
        A[where, layout.place_of(site)] += ke0 / volume
        A[where, where] -= ke0
    return A


def _exchanges(A: Floats, layout: Layout, parameters: Mapping[str, Floats]) -> None:
    """What the blood exchanges with: tissues, and a tip."""
    central, Vc = layout.central, parameters["Vc"]
    for number in range(1, layout.peripherals + 1):
        tail = "" if number == 1 else str(number)
        _exchange(A, central, central + number, parameters[f"Q{tail}"], Vc, parameters[f"Vp{tail}"])
    if layout.tip:
        _exchange(A, central, layout.index("tip"), parameters["Q_tip"], Vc, parameters["V_tip"])


def _canal(A: Floats, layout: Layout, parameters: Mapping[str, Floats]) -> None:
    """Neighbours along a canal, and the tip with the place it lies in."""
    first, V = layout.central, parameters["V_place"]
    for number in range(1, len(layout.places)):
        _exchange(A, first + number - 1, first + number, parameters[f"Q_place{number}"], V, V)
    for number in range(len(layout.places)) if layout.tip else ():
        Q = parameters["Q_tip"] * (parameters["tip_place"] == number)
        _exchange(A, first + number, layout.index("tip"), Q, V, parameters["V_tip"])


def _exchange(A: Floats, here: int, there: int, Q: Floats, V_here: Floats, V_there: Floats) -> None:
    """Flow Q both ways between two places."""
    A[here, here] -= Q / V_here
    A[there, here] += Q / V_here
    A[there, there] -= Q / V_there
    A[here, there] += Q / V_there
