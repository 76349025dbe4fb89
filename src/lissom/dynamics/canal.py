"""A canal whose places exchange with their neighbours: flows that give a stated fall of the level along it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from operator import mul

import numpy as np

from lissom.dynamics.layout import Floats


def canal(CL: Floats, V: Floats, falls: Sequence[Floats]) -> dict[str, Floats]:
    """`CL_place` and `V_place` of every place and the flows `Q_place1` ... between neighbours (L/h, L).

    `falls` are the levels of each place over that of the one before while a steady infusion enters the first, between 0
    and 1. `CL` is that infusion over the level in the first place, `V` the volume that gives CL / V as the rate at
    which all is lost. Places lose alike: CL_place = CL / sum(c), with c = 1, f1, f1 f2 ... the levels; what passes from
    place k to k + 1 is lost beyond it, so Q_k (c_k - c_k+1) = CL_place (c_k+1 + c_k+2 + ...).
    """
    levels = list(accumulate(falls, mul, initial=np.ones_like(CL)))
    whole = sum(levels, np.zeros_like(CL))
    made = {"CL_place": CL / whole, "V_place": V / whole}
    for number in range(1, len(levels)):
        beyond = sum(levels[number:], np.zeros_like(CL))
        made[f"Q_place{number}"] = made["CL_place"] * beyond / (levels[number - 1] - levels[number])
    return made
