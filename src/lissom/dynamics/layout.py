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


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The chain before the blood (`inputs`: depot and transits), the blood, what it exchanges with, effect sites."""

    inputs: int = 1
    tip: bool = False
    """A small place that the doses enter and that exchanges with the central one: a catheter tip."""
    peripherals: int = 0
    metabolite: bool = False
    effect_sites: tuple[str, ...] = ()

    @property
    def central(self) -> int:
        """Index of the central compartment."""
        return self.inputs + self.tip

    @property
    def states(self) -> tuple[str, ...]:
        """Names of the states in order."""
        chain = tuple("depot" if i == 0 else f"transit{i}" for i in range(self.inputs))
        around = tuple(f"peripheral{i + 1}" for i in range(self.peripherals))
        made = ("metabolite",) if self.metabolite else ()
        return (*chain, *(("tip",) if self.tip else ()), "central", *around, *made, *self.effect_sites)

    def index(self, state: str) -> int:
        """Position of a state; ValueError when the layout has none of that name."""
        return self.states.index(state)


def rate_matrix(layout: Layout, parameters: Mapping[str, Floats]) -> Floats:
    """Rates (1/h) between the states, [state, state, people]: dx/dt = A x.

    Reads `ka` (rate of every step of the input chain), `CL`, `Vc`, for each peripheral `Q` and `Vp` (`Q2`, `Vp2` for
    the second), for a tip `Q_tip` and `V_tip`, for a metabolite `fm` (share of CL that forms it), `CLm`, `Vm`, for each
    effect site `ke0_<name>`.
    """
    people = np.broadcast_shapes(*(np.shape(value) for value in parameters.values()))
    count = people[0] if people else 1
    size = len(layout.states)
    A = np.zeros((size, size, count))
    central = layout.central
    Vc = parameters["Vc"]
    for step in range(layout.inputs):
        A[step, step] -= parameters["ka"]
        A[step + 1, step] += parameters["ka"]
    A[central, central] -= parameters["CL"] / Vc
    for number in range(1, layout.peripherals + 1):
        tail = "" if number == 1 else str(number)
        _exchange(A, central, central + number, parameters[f"Q{tail}"], Vc, parameters[f"Vp{tail}"])
    if layout.tip:
        _exchange(A, central, layout.index("tip"), parameters["Q_tip"], Vc, parameters["V_tip"])
    if layout.metabolite:
        made = layout.index("metabolite")
        A[made, central] += parameters["fm"] * parameters["CL"] / Vc
        A[made, made] -= parameters["CLm"] / parameters["Vm"]
    for site in layout.effect_sites:
        where, ke0 = layout.index(site), parameters[f"ke0_{site}"]
        A[where, central] += ke0 / Vc
        A[where, where] -= ke0
    return A


def _exchange(A: Floats, here: int, there: int, Q: Floats, V_here: Floats, V_there: Floats) -> None:
    """Flow Q both ways between two places."""
    A[here, here] -= Q / V_here
    A[there, here] += Q / V_here
    A[there, there] -= Q / V_there
    A[here, there] += Q / V_there
