"""What the commands cost from a cold start, beside the bare interpreter: medians of whole processes, run in turn.
Processor seconds stand beside those of the clock, which also tells what else the machine is doing.

python -m benchmarks.startup [REPEATS]
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time

CHECK = ["check", "baclofen 10 mg TID", "Aleve 220 mg BID", "--age", "52", "--sex", "F", "--weight", "68 kg"]
COMMANDS = {
    "bare interpreter": ["-c", "pass"],
    "import lissom": ["-c", "import lissom"],
    "lissom --help": ["-m", "lissom", "--help"],
    "lissom identify": ["-m", "lissom", "identify", "--imprint", "LCI 1330"],
    "lissom check": ["-m", "lissom", *CHECK],
    "lissom check, simulated": ["-m", "lissom", *CHECK, "--creatinine", "0.9 mg/dL"],
    "lissom simulate": ["-m", "lissom", "simulate", "examples/ms-aleve.toml"],
    "lissom assess": ["-m", "lissom", "assess", "examples/ms-aleve.toml", "--json"],
}
AIM = {"import lissom": 0.07, "lissom --help": 0.2, "lissom check": 0.4, "lissom simulate": 1.5, "lissom assess": 3.0}
"""Seconds by the clock, where the machine is idle."""


def seconds(arguments: list[str]) -> tuple[float, float]:
    """By the clock, and of the processor."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, used


def main() -> None:
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    for _ in range(repeats):
        for name, arguments in COMMANDS.items():
            taken[name].append(seconds(arguments))
    bare = statistics.median(clock for clock, _ in taken["bare interpreter"])
    print(f"Python {sys.version.split()[0]}, {repeats} runs each, in turn; seconds")
    for name, times in taken.items():
        clock, processor = (statistics.median(each) for each in zip(*times, strict=True))
        aim = f"  aim {AIM[name]:g}" if name in AIM else ""
        print(f"{name:26} clock {clock:6.3f}  processor {processor:6.3f}  {clock / bare:6.1f}x bare{aim}")


if __name__ == "__main__":
    main()
