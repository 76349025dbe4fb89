"""How long a network meta-analysis takes: `python benchmarks/nma.py [FOLDER]`; FOLDER holds the published data sets.

Without FOLDER a simulated network of the size of a large published one (100 trials, 12 treatments) is timed alone.
"""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from lissom.compare.nma.between import Method
from lissom.compare.nma.contributions import contributions
from lissom.compare.nma.estimate import analyse
from lissom.compare.nma.from_arms import from_arms
from lissom.compare.nma.inconsistency import inconsistency, split
from lissom.compare.nma.measure import Measure
from lissom.compare.nma.study import Arm, Evidence
from lissom.compare.validation.sets import evidence

PUBLISHED = (
    ("netmeta_Senn2013", Measure.MD),
    ("netmeta_smokingcessation", Measure.OR),
    ("netmeta_Baker2009", Measure.OR),
    ("netmeta_Stowe2010", Measure.MD),
)


def simulated(trials: int = 100, treatments: int = 12) -> Evidence:
    """Two- and three-arm trials of random pairs, seed 1."""
    rng = np.random.default_rng(1)
    arms = []
    for i in range(trials):
        chosen = rng.choice(treatments, size=2 + (i % 5 == 0), replace=False)
        arms += [Arm(study=f"s{i}", treatment=f"t{t:02d}", mean=float(rng.normal(t / 10)), se=0.2) for t in chosen]
    return from_arms(arms, Measure.MD)


def milliseconds(work: Callable[[], object]) -> float:
    """Best of five runs."""
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return 1000 * best


def main() -> None:
    sets = [("simulated, 100 trials", simulated())]
    if len(sys.argv) > 1:
        sets += [(name, evidence(Path(sys.argv[1]), name, measure)) for name, measure in PUBLISHED]
    print(
        f"Python {platform.python_version()}, {platform.machine()}, numpy {np.__version__}; milliseconds, best of five"
    )
    print(f"{'network':28}{'DL':>8}{'REML':>8}{'designs':>9}{'split':>8}{'contributions':>15}")
    for name, found in sets:
        fit = analyse(found).parts[0]
        times = (
            milliseconds(lambda found=found: analyse(found)),  # type: ignore[misc]
            milliseconds(lambda found=found: analyse(found, method=Method.REML)),  # type: ignore[misc]
            milliseconds(lambda fit=fit: inconsistency(fit)),  # type: ignore[misc]
            milliseconds(lambda fit=fit: split(fit)),  # type: ignore[misc]
            milliseconds(lambda fit=fit: contributions(fit)),  # type: ignore[misc]
        )
        print(f"{name:28}{times[0]:8.1f}{times[1]:8.1f}{times[2]:9.1f}{times[3]:8.1f}{times[4]:15.1f}")


if __name__ == "__main__":
    main()
