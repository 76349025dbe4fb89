"""The states of a crowd on its doses: in closed form where elimination is linear, integrated where it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from lissom.dynamics.crowd import states
from lissom.dynamics.curves import Dose, Infusion, Switch
from lissom.dynamics.elimination import michaelis_menten, unbound
from lissom.dynamics.layout import Floats, Layout, rate_matrix
from lissom.dynamics.ode import Drain, integrated
from lissom.population import people as crowds
from lissom.population.model import Structure
from lissom.population.people import Crowd

UMOL_PER_MMOL = 1000.0
"""mg/L over g/mol is mmol/L."""


def course(
    structure: Structure,
    people: Crowd,
    doses: Sequence[Dose],
    times: Floats,
    infusions: Sequence[Infusion] = (),
    dialysis: Sequence[tuple[float, float]] = (),
) -> tuple[Layout, Iterator[Floats]]:
    """The layout, and the state of everybody at each time in turn, [state, person].

    During the spans (h) of `dialysis` the clearance `CL_haemodialysis` of the model stands beside the body's own.
    """
    layout = crowds.layout(structure)
    rates = crowds.kinetics(structure, people)
    if structure.elimination == "linear":
        lag = people["lag"] if structure.lag else 0.0
        switch = Switch(A=rate_matrix(layout, _with_dialysis(rates, people)), spans=dialysis) if dialysis else None
        return layout, states(rate_matrix(layout, rates), doses, times, lag, infusions, switch)
    assert not structure.lag, "the integrated course has no lag"
    rest = rate_matrix(layout, {**rates, "CL": np.zeros_like(rates["Vc"])})
    drain = Drain(
        state=layout.central,
        rate=ELIMINATION[structure.elimination](rates),
        into=layout.index("metabolite") if structure.metabolite else None,
        share=rates.get("fm", 0.0),
    )
    return layout, integrated(rest, drain, doses, times, infusions)


def _with_dialysis(rates: Mapping[str, Floats], people: Crowd) -> dict[str, Floats]:
    """The rates during a session. Volumes of oral models are divided by F, so the session's clearance is as well."""
    return {**rates, "CL": rates["CL"] + people["CL_haemodialysis"] / people.get("F", np.ones(1))}


def _michaelis_menten(at: Mapping[str, Floats]) -> Callable[[Floats], Floats]:
    return lambda x: michaelis_menten(x / at["Vc"], at["Vmax"], at["Km"])


def _unbound(at: Mapping[str, Floats]) -> Callable[[Floats], Floats]:
    to_umol = UMOL_PER_MMOL / at["molar_mass"]
    return lambda x: at["CL"] * unbound(x / at["Vc"] * to_umol, at["Bmax"], at["Km"]) / to_umol


ELIMINATION: Mapping[str, Callable[[Mapping[str, Floats]], Callable[[Floats], Floats]]] = {
    "michaelis_menten": _michaelis_menten,
    "unbound": _unbound,
}


def clearance_at_low_level(structure: Structure, rates: Mapping[str, Floats]) -> Floats:
    """The clearance (L/h) as the level goes to nothing; that at every level where elimination is linear."""
    if structure.elimination == "michaelis_menten":
        return rates["Vmax"] / rates["Km"]
    if structure.elimination == "unbound":
        return rates["CL"] / (1.0 + rates["Bmax"] / rates["Km"])
    return rates["CL"]
