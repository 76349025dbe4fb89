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
from lissom.population.model import Structure, Variant
from lissom.population.people import Crowd
from lissom.population.subject import Subject

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
    return lambda x: at["CLu"] * unbound(x / at["Vc"] * to_umol, at["Bmax"], at["Km"]) / to_umol


ELIMINATION: Mapping[str, Callable[[Mapping[str, Floats]], Callable[[Floats], Floats]]] = {
    "michaelis_menten": _michaelis_menten,
    "unbound": _unbound,
}


def clearance_at_low_level(structure: Structure, rates: Mapping[str, Floats]) -> Floats:
    """The clearance (L/h) as the level goes to nothing; that at every level where elimination is linear."""
    if structure.elimination == "michaelis_menten":
        return rates["Vmax"] / rates["Km"]
    return rates["CL"]


def half_life(variant: Variant, typical: Crowd) -> float:
    """Terminal half-life in plasma (h) of the first person of a crowd, as the level goes to nothing."""
    layout = crowds.layout(variant.structure)
    rates = crowds.kinetics(variant.structure, typical)
    A = rate_matrix(layout, {**rates, "CL": clearance_at_low_level(variant.structure, rates)})[:, :, 0]
    inner = slice(layout.central - layout.tip, layout.central + max(1, len(layout.places)) + layout.peripherals)
    slowest = float(np.min(-np.linalg.eigvals(A[inner, inner]).real))
    return float(np.log(2.0)) / slowest


def absorbed(variant: Variant, doses: Sequence[Dose]) -> tuple[Dose, ...]:
    """The doses, less what saturable absorption leaves behind: F = F_top / (F_half + mg), dose by dose."""
    if not variant.structure.saturable_F:
        return tuple(doses)
    top, half = variant.value("F_top"), variant.value("F_half")
    return tuple((time, mg * top / (half + mg)) for time, mg in doses)


def haemodialysis(variant: Variant, who: Subject, days: int) -> tuple[tuple[float, float], ...]:
    """(begin, end) in hours of the sessions of a person on dialysis: when they are is an assumption of the model."""
    if not who.dialysis or "session_hours" not in variant.parameters:
        return ()
    begin, hours = variant.value("session_begins"), variant.value("session_hours")
    apart = int(DAYS_OF_A_WEEK // variant.value("sessions_a_week"))
    first = [day for day in range(days) if day % DAYS_OF_A_WEEK % apart == 0]
    kept = [day for day in first if day % DAYS_OF_A_WEEK < apart * variant.value("sessions_a_week")]
    return tuple((24.0 * day + begin, 24.0 * day + begin + hours) for day in kept)


DAYS_OF_A_WEEK = 7
