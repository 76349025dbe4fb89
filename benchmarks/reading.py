"""What reading costs once started: names, directions, tables; medians in process.

python -m benchmarks.reading
"""

from __future__ import annotations

import csv
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from lissom.case.sig import read_sig
from lissom.library import FOLDER, load
from lissom.medicines.names import read_names

SIGS = Path(__file__).parents[1] / "tests" / "case" / "sigs.csv"
NAMES = ("baclofen", "Aleve", "Baclofen 10 MG Oral Tablet", "oxycodone / acetaminophen", "tizandine")


def median_seconds(work: Callable[[], object], repeats: int = 9) -> float:
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    with SIGS.open(encoding="utf-8", newline="") as file:
        sigs = [row["sig"] for row in csv.DictReader(file)]
    names = read_names(FOLDER / "names")
    for written in NAMES:
        names.recognise(written)  # the spelling index is built on the first misspelling
    print(
        f"one sig                 {1e6 * median_seconds(lambda: [read_sig(sig) for sig in sigs]) / len(sigs):8.0f} us"
    )
    for written in NAMES:
        took = median_seconds(lambda written=written: names.recognise(written))  # type: ignore[misc]
        print(f"{written[:22]:23} {1e6 * took:8.0f} us")
    print(f"all names, from disk    {1e3 * median_seconds(lambda: read_names(FOLDER / 'names')):8.1f} ms")
    print(f"all tables, from disk   {1e3 * median_seconds(lambda: list(load().tally())):8.1f} ms")


if __name__ == "__main__":
    main()
