"""The task every engine is timed on, frozen: two compartments, first-order absorption with lag, an effect compartment
and a saturating effect; 42 doses over 14 days, 337 hourly points, three outputs, five percentiles over people who
differ.
"""

from __future__ import annotations

import numpy as np

from lissom.dynamics.crowd import Chunk, Output
from lissom.dynamics.layout import Floats, Layout, rate_matrix

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
TIMES = np.arange(0.0, 337.0)
LAG = 0.25
STEPS = [5.0] * 3 + [10.0] * 3 + [15.0] * 3 + [20.0] * 5
DOSES = [(24.0 * day + hour, mg) for day, mg in enumerate(STEPS) for hour in (6.0, 14.0, 22.0)]
LAYOUT = Layout(peripherals=1, effect_sites=("cord",))
EMAX, EC50 = 0.9, 0.4
NAMES = ("ka", "CL", "Vc", "Q", "Vp", "ke0_cord")


def people(count: int, seed: int = 20) -> dict[str, Floats]:
    """Parameters of the virtual people (1/h, L/h, L): clearance by weight and kidneys, log-normal spread."""
    random = np.random.default_rng(seed)
    weight, CrCl = (
        75.0 * np.exp(0.2 * random.standard_normal(count)),
        90.0 * np.exp(0.3 * random.standard_normal(count)),
    )
    eta = random.standard_normal((3, count))
    return {
        "ka": 1.6 * np.exp(0.55 * eta[0]),
        "CL": 10.0 * (weight / 70) ** 0.75 * (CrCl / 100) ** 0.6 * np.exp(0.32 * eta[1]),
        "Vc": 35.0 * weight / 70 * np.exp(0.42 * eta[2]),
        "Q": np.full(count, 13.0),
        "Vp": np.full(count, 20.0),
        "ke0_cord": np.full(count, 0.5),
    }


def chunk(count: int, seed: int = 20) -> Chunk:
    """The crowd as the engine takes it."""
    person = people(count, seed)
    return Chunk(
        A=rate_matrix(LAYOUT, person),
        outputs=[Output(state=1, scale=1 / person["Vc"]), Output(state=3, scale=np.ones(count))],
        effect=(np.full(count, EMAX), np.full(count, EC50)),
        lag=LAG,
    )


def rows(count: int) -> Floats:
    """The same people as rows of `NAMES`, for engines that take one person at a time."""
    person = people(count)
    return np.array([person[name] for name in NAMES]).T.copy()
