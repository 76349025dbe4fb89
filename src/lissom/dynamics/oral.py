"""The commonest shape, compiled: depot, centre, periphery and one effect site, of states 0 to 3.

Sums and numbers stay in registers over several terms or steps; otherwise as `building.py` and `kernel.py`. Arrays are
flat, so that the compiler sees that nothing overlaps.
"""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

from __future__ import annotations

from lissom.dynamics.compiling import compiled
from lissom.dynamics.lanes import LANES

AT_ONCE = 6
"""Terms of the series at once."""
STRETCH = 8
"""Steps at once."""


@compiled
def matrix_of_oral(B, coefficient, x):
    """x := B x + coefficient[k] for each k, from the last to the first."""
    n = LANES
    for p in range(n):
        b_dd, b_cd, b_cc, b_co = B[p], B[n + p], B[2 * n + p], B[3 * n + p]
        b_oc, b_oo, b_ec, b_ee = B[4 * n + p], B[5 * n + p], B[6 * n + p], B[7 * n + p]
        dd, cd, cc, co = x[p], x[n + p], x[2 * n + p], x[3 * n + p]
        od, oc, oo = x[4 * n + p], x[5 * n + p], x[6 * n + p]
        ed, ec, eo, ee = x[7 * n + p], x[8 * n + p], x[9 * n + p], x[10 * n + p]
        for k in range(AT_ONCE):
            c = coefficient[AT_ONCE - 1 - k]
            ed, ec, eo, ee = b_ec * cd + b_ee * ed, b_ec * cc + b_ee * ec, b_ec * co + b_ee * eo, b_ee * ee + c
            cd, od = b_cd * dd + b_cc * cd + b_co * od, b_oc * cd + b_oo * od
            cc, oc = b_cc * cc + b_co * oc + c, b_oc * cc + b_oo * oc
            co, oo = b_cc * co + b_co * oo, b_oc * co + b_oo * oo + c
            dd = b_dd * dd + c
        x[p], x[n + p], x[2 * n + p], x[3 * n + p] = dd, cd, cc, co
        x[4 * n + p], x[5 * n + p], x[6 * n + p] = od, oc, oo
        x[7 * n + p], x[8 * n + p], x[9 * n + p], x[10 * n + p] = ed, ec, eo, ee


@compiled
def column_of_oral(B, coefficient, v, x):
    """As `matrix_of_oral`, of the column of the depot alone, times v [lane]."""
    n = LANES
    for p in range(n):
        b_dd, b_cd, b_cc, b_co = B[p], B[n + p], B[2 * n + p], B[3 * n + p]
        b_oc, b_oo, b_ec, b_ee = B[4 * n + p], B[5 * n + p], B[6 * n + p], B[7 * n + p]
        dd, cd, od, ed = x[p], x[n + p], x[2 * n + p], x[3 * n + p]
        for k in range(AT_ONCE):
            ed = b_ec * cd + b_ee * ed
            cd, od = b_cd * dd + b_cc * cd + b_co * od, b_oc * cd + b_oo * od
            dd = b_dd * dd + coefficient[AT_ONCE - 1 - k] * v[p]
        x[p], x[n + p], x[2 * n + p], x[3 * n + p] = dd, cd, od, ed


@compiled
def stretch_of_oral(P, W, mg, path):
    """STRETCH steps of the shape `ORAL`, all arrays flat: from the first states of `path` [step, state, LANES] to the
    others. `mg` times the column W is added at the end of each step.

    What is known first is added first, so that the processor can begin with the next step.
    """
    n = LANES
    for p in range(n):
        dd, cd, cc, co = P[p], P[n + p], P[2 * n + p], P[3 * n + p]
        od, oc, oo = P[4 * n + p], P[5 * n + p], P[6 * n + p]
        ed, ec, eo, ee = P[7 * n + p], P[8 * n + p], P[9 * n + p], P[10 * n + p]
        wd, wc, wo, we = W[p], W[n + p], W[2 * n + p], W[3 * n + p]
        depot, centre, outer, effect = path[p], path[n + p], path[2 * n + p], path[3 * n + p]
        for step in range(STRETCH):
            dose, at = mg[step], (step + 1) * 4 * n + p
            effect = dose * we + ed * depot + eo * outer + ec * centre + ee * effect
            centre, outer = (
                dose * wc + cd * depot + co * outer + cc * centre,
                dose * wo + od * depot + oc * centre + oo * outer,
            )
            depot = dose * wd + dd * depot
            path[at], path[at + n], path[at + 2 * n], path[at + 3 * n] = depot, centre, outer, effect
