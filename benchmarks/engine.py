"""Times the engine beside the peers that are installed, in one run, one thread, answers checked.

    .venv/bin/python benchmarks/engine.py [--million]

Every figure is a median of at least seven; those beside the peers are taken in turn with them, and are per person.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, Python looks for modules beside it only

from benchmarks.peers import PEERS
from benchmarks.problem import DOSES, LAG, LEVELS, TIMES, chunk, people, rows
from lissom.dynamics.crowd import Chunk, exact, sketched, tiles
from lissom.dynamics.curves import curves


def seconds(work: Callable[[], Any]) -> float:
    """Processor seconds of all threads: the clock on the wall also tells what else the machine is doing."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def median(work: Callable[[], Any], repeats: int = 7) -> float:
    work()
    return statistics.median(seconds(work) for _ in range(repeats))


BARS = {"scipy": 7000, "numbalsoda": 500}
"""How many times as long they should take for each person at least."""


def simulate(one: Chunk, dtype: type[np.floating[Any]] = np.float32) -> None:
    for _ in tiles(one, DOSES, TIMES, dtype=dtype):
        pass


def say(what: str, value: float, unit: str, bar: str = "") -> None:
    print(f"{what:58s} {value:10.3g} {unit:12s} {bar}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What this machine can do at best, measured in the same run."""

    fill: float
    """Bytes a second into memory."""
    multiply_add: float
    """Single-precision operations a second in registers, a multiply-add being two."""
    percentile: float
    """Seconds np.percentile takes for each value."""


FLOP = 2 * 11
"""Of one person at one time: the filled entries of the matrix, a multiply-add each."""
STEPS_AT_ONCE = 16


def limits() -> Limits:
    """Measures and prints what this machine can do."""
    large = np.empty(25_000_000, dtype=np.float32)
    fill = large.nbytes / median(lambda: large.fill(1.0))
    say("memory fill", fill / 1e9, "GB/s")
    from numba import njit

    @njit(fastmath={"contract"})
    def multiply_add(x: Any, times: int) -> None:
        a, b = np.float32(0.999), np.float32(1e-3)
        for _ in range(times):
            for k in range(len(x)):
                value = x[k]
                for _ in range(STEPS_AT_ONCE):
                    value = value * a + b
                x[k] = value

    small = np.ones(2048, dtype=np.float32)
    operations = 2 * STEPS_AT_ONCE * len(small) * 2000 / median(lambda: multiply_add(small, 2000))
    say("multiply-add in registers", operations / 1e9, "GFLOP/s")
    values = np.random.default_rng(1).lognormal(size=(8, 100_000)).astype(np.float32)
    taken = median(lambda: np.percentile(values, [5, 25, 50, 75, 95], axis=1)) / values.size
    say("np.percentile, five levels", taken * 1e9, "ns/value")
    return Limits(fill=fill, multiply_add=operations, percentile=taken)


def share(limit: Limits, people: int, seconds: float) -> str:
    """What part of the machine a simulation of three outputs used."""
    points = people * len(TIMES)
    arithmetic, writing = points * FLOP / seconds / limit.multiply_add, points * 12 / seconds / limit.fill
    return f"{arithmetic:.0%} of multiply-add, {writing:.0%} of fill"


def accuracy() -> None:
    """The largest relative errors of both precisions against the readable form in double precision."""
    one, person = chunk(512), people(512)
    readable = curves(one.A, DOSES, TIMES, LAG)
    true = np.stack([readable[:, 1] / person["Vc"], readable[:, 3]], axis=1)
    for dtype, bar in ((np.float64, "bar 1e-12"), (np.float32, "bar 3e-6")):
        ours = np.concatenate([tile[:, :2].astype(np.float64) for tile in tiles(one, DOSES, TIMES, dtype=dtype)])
        error = float(np.max(np.abs(ours - true) / np.where(true > 0, true, np.inf)))
        say(f"largest relative error, {np.dtype(dtype).name}", error, "", bar)


def against_peers() -> None:
    """Simulation only, three outputs, 1,000 people, interleaved with each peer on as many people as it can bear."""
    one = chunk(1000)
    simulate(one)
    for name, (make, count) in PEERS.items():
        try:
            engine = make()
        except ImportError:
            print(f"{name:58s} {'not installed':>10s}")
            continue
        parameters = rows(count)
        answer = engine(parameters)
        readable = curves(chunk(count).A, DOSES, TIMES, LAG)
        C = (readable[:, 1] / people(count)["Vc"]).T
        error = float(np.max(np.abs(answer[:, :, 0] - C)) / C.max())
        theirs, ours = [], []
        for _ in range(3 if name == "libroadrunner" else 7):
            theirs.append(seconds(lambda: engine(parameters)) / count)  # noqa: B023 - called at once
            ours += [seconds(lambda: simulate(one)) / 1000 for _ in range(5)]
        peer, mine = statistics.median(theirs), statistics.median(ours)
        bar = f"; bar {BARS[name]:,}" if name in BARS else ""
        say(
            f"{name} {version_of(name)}, per person",
            peer * 1e6,
            "us",
            f"{peer / mine:,.0f} times ours{bar}; error {error:.0e}",
        )


def crowds(limit: Limits, million: bool) -> None:
    thousand, hundred = chunk(1000), chunk(100_000)
    alone = median(lambda: simulate(thousand), 25)
    say("1,000 people, simulation", alone * 1e3, "ms", share(limit, 1000, alone))
    say("1,000 people, double precision", median(lambda: simulate(thousand, np.float64), 25) * 1e3, "ms")
    say(
        "1,000 people, exact percentiles",
        median(lambda: exact(lambda: [thousand], DOSES, TIMES, LEVELS), 25) * 1e3,
        "ms",
        "bar 8",
    )
    alone = median(lambda: simulate(hundred))
    whole = median(lambda: exact(lambda: [hundred], DOSES, TIMES, LEVELS))
    say("100,000 people, simulation", alone, "s", share(limit, 100_000, alone))
    say("100,000 people, exact percentiles", whole, "s", "bar 0.5, stretch 0.25")
    sketch = median(lambda: sketched(lambda: [hundred], DOSES, TIMES, LEVELS))
    say("100,000 people, sketch", sketch, "s", "bar 0.2, stretch 0.1")
    values = len(TIMES) * 3 * 100_000
    for name, taken in (("exact", whole - alone), ("sketched", sketch - alone)):
        times = f"np.percentile takes {limit.percentile / taken * values:.1f} times as long; bar 8"
        say(f"{name} percentiles alone", taken / values * 1e9, "ns/value", times)
    if million:
        del hundred

        def chunks() -> Iterator[Chunk]:
            return (chunk(50_000, seed) for seed in range(20))

        say("1,000,000 people, sketch", seconds(lambda: sketched(chunks, DOSES, TIMES, LEVELS)), "s", "bar 2")
        say("1,000,000 people, exact in two passes", seconds(lambda: exact(chunks, DOSES, TIMES, LEVELS)), "s", "bar 5")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    say("peak memory of this run", peak, "GB", "bar 0.6 without peers")


def version_of(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--million", action="store_true", help="also a million people")
    parser.add_argument("--no-peers", action="store_true", help="the engine alone")
    chosen = parser.parse_args()
    named = ", ".join(f"{name} {version_of(name)}" for name in ("numpy", "numba", "scipy"))
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {named}")
    print("one thread, processor time")
    limit = limits()
    accuracy()
    crowds(limit, chosen.million)
    if not chosen.no_peers:
        against_peers()


if __name__ == "__main__":
    main()
