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
    peripherals: int = 0
    metabolite: bool = False
    effect_sites: tuple[str, ...] = ()

    @property
    def central(self) -> int:
        """Index of the central compartment."""
        return self.inputs

    @property
    def states(self) -> tuple[str, ...]:
        """Names of the states in order."""
        chain = tuple("depot" if i == 0 else f"transit{i}" for i in range(self.inputs))
        around = tuple(f"peripheral{i + 1}" for i in range(self.peripherals))
        made = ("metabolite",) if self.metabolite else ()
        return (*chain, "central", *around, *made, *self.effect_sites)

    def index(self, state: str) -> int:
        """Position of a state; ValueError when the layout has none of that name."""
        return self.states.index(state)


def rate_matrix(layout: Layout, parameters: Mapping[str, Floats]) -> Floats:
    """Rates (1/h) between the states, [state, state, people]: dx/dt = A x.

    Reads `ka` (rate of every step of the input chain), `CL`, `Vc`, for each peripheral `Q` and `Vp` (`Q2`, `Vp2` for
    the second), for a metabolite `fm` (share of CL that forms it), `CLm`, `Vm`, for each effect site `ke0_<name>`.
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
        Q, Vp = parameters[f"Q{tail}"], parameters[f"Vp{tail}"]
        outer = central + number
        A[central, central] -= Q / Vc
        A[outer, central] += Q / Vc
        A[outer, outer] -= Q / Vp
        A[central, outer] += Q / Vp
    if layout.metabolite:
        made = layout.index("metabolite")
        A[made, central] += parameters["fm"] * parameters["CL"] / Vc
        A[made, made] -= parameters["CLm"] / parameters["Vm"]
    for site in layout.effect_sites:
        where, ke0 = layout.index(site), parameters[f"ke0_{site}"]
        A[where, central] += ke0 / Vc
        A[where, where] -= ke0
    return A
