"""exp(A h) of a Metzler matrix, without a single subtraction.

With mu = max |A_ii| the matrix M = I + A/mu has no negative entry, and exp(A s) = e^(-mu s) sum_k (mu s)^k/k! M^k is a
sum of non-negative terms (uniformisation). The step is halved until mu s <= 1 and the result squared back. Nothing
cancels, so the answer is accurate in every entry, and equal rates (ka = alpha, ke0 = beta), an idle compartment (Q =
0) or a very fast one need no case of their own. Sums of exponentials divide by the difference of rates and fail there.
"""

from __future__ import annotations

from itertools import count
from math import factorial

import numpy as np

from lissom.dynamics.layout import Floats


def terms(size: int) -> int:
    """How many terms of the series suffice for `size` states where rate times time is at most 1.

    Drug may pass all of them one after the other, so the first term of an entry may be that of order size - 1; beside
    it, the first one left out is under the rounding of a double. In sixes, as the compiled form takes them.
    """
    first = size - 1
    return next(n for n in count(6, 6) if factorial(first) / factorial(n + 1) < np.finfo(float).eps / 2)


def ratios_of_factorials(size: int) -> Floats:
    """n! / k! for k from 0 to n, the number of terms."""
    n = terms(size)
    return np.array([float(factorial(n) // factorial(k)) for k in range(n + 1)])


def multiply(left: Floats, right: Floats) -> Floats:
    """The matrix product of each person's pair: [i, j, people] x [j, k, people]."""
    product: Floats = np.einsum("ijp,jkp->ikp", left, right)
    return product


def propagator(A: Floats, hours: float | Floats) -> Floats:
    """exp(A hours), [state, state, people], every entry >= 0; `hours` >= 0 is one number or one per person."""
    size = A.shape[0]
    h = np.broadcast_to(np.asarray(hours, dtype=np.float64), A.shape[2:])
    mu = np.maximum(np.max(-np.diagonal(A), axis=-1), np.finfo(float).tiny)
    reach = float(np.max(mu * h, initial=0.0))
    halvings = max(0, int(np.ceil(np.log2(reach)))) if reach > 1.0 else 0
    step = mu * h * 0.5**halvings
    identity = np.eye(size)[:, :, None]
    M = np.maximum(identity + A / mu, 0.0)
    total = np.broadcast_to(identity, A.shape).copy()
    term = total.copy()
    for k in range(1, terms(size) + 1):
        term = multiply(term, M) * (step / k)
        total += term
    total *= np.exp(-step)
    for _ in range(halvings):
        total = multiply(total, total)
    return total


def with_input(A: Floats, into: Floats) -> Floats:
    """The matrix with one more state, constant at 1, that feeds `into` (mg/h, [state, people]) all the time.

    Its propagator carries the integral of an infusion in its last column: still a Metzler matrix, still no subtraction.
    """
    size = A.shape[0]
    wider = np.zeros((size + 1, size + 1, A.shape[2]))
    wider[:size, :size] = A
    wider[:size, size] = into
    return wider


def steady_state(P: Floats, added: Floats, doublings: int = 40) -> Floats:
    """The state just after an addition that is repeated for ever: x = P x + added, [state, people].

    Sums the series added + P added + P^2 added + ... by doubling its length, so that nothing cancels. Raises ValueError
    where the drug never leaves (the series has no end).
    """
    total: Floats = added
    power: Floats = P
    for _ in range(doublings):
        grown: Floats = total + np.einsum("ijp,jp->ip", power, total)
        if bool((grown - total <= np.finfo(float).eps * grown).all()):
            return grown
        total, power = grown, multiply(power, power)
    raise ValueError("the drug never leaves, so there is no steady state")
