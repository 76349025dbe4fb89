"""What the commands cost from a cold start, beside the bare interpreter: medians of whole processes, run in turn.

python -m benchmarks.startup [REPEATS]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

CHECK = ["check", "baclofen 10 mg TID", "Aleve 220 mg BID", "--age", "52", "--sex", "F", "--weight", "68 kg"]
COMMANDS = {
    "bare interpreter": ["-c", "pass"],
    "lissom --help": ["-m", "lissom", "--help"],
    "lissom identify": ["-m", "lissom", "identify", "--imprint", "LCI 1330"],
    "lissom check": ["-m", "lissom", *CHECK],
    "lissom check, simulated": ["-m", "lissom", *CHECK, "--creatinine", "0.9 mg/dL"],
    "lissom assess": ["-m", "lissom", "assess", "examples/ms-aleve.toml", "--json"],
}
AIM = {"lissom --help": 0.2, "lissom check": 0.4, "lissom assess": 3.0}
"""Seconds wall."""


def seconds(arguments: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
    return time.perf_counter() - start


def main() -> None:
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(repeats):
        for name, arguments in COMMANDS.items():
            taken[name].append(seconds(arguments))
    bare = statistics.median(taken["bare interpreter"])
    print(f"Python {sys.version.split()[0]}, {repeats} runs each, in turn; seconds wall")
    for name, times in taken.items():
        median = statistics.median(times)
        aim = f"  aim {AIM[name]:g}" if name in AIM else ""
        print(f"{name:26} median {median:6.3f}  best {min(times):6.3f}  {median / bare:6.1f}x bare{aim}")


if __name__ == "__main__":
    main()
