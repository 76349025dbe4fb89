"""How long plans take: 2,000 virtual people on 50 candidate schedules, the day's clock, a whole taper.

    python benchmarks/plan.py

Warm times (the compiled code is loaded before), the middle of seven runs; the machine is stated.
"""

from __future__ import annotations

import platform
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from lissom.answers.planning.asked import asked
from lissom.answers.planning.day import plan_day
from lissom.answers.planning.tapering import Wish, plan_taper
from lissom.case.reading import read_case
from lissom.library import load
from lissom.plan.outlook import outlook

RUNS = 7
PEOPLE = 2000
SCHEDULES = 50
CASE = Path(__file__).parents[1] / "examples" / "taper80.toml"


def timed(run: Callable[[], object]) -> float:
    """Seconds, the middle of the runs, after one that warms up."""
    run()
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        run()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def main() -> None:
    library = load()
    case = read_case(CASE.read_bytes(), name=CASE.name)
    question = asked(case, library, date(2026, 11, 25), people=PEOPLE)
    candidates = [
        [(hour + 0.1 * (number % 10), mg * (1 + number // 10) / 5) for hour, mg in question.doses]
        for number in range(SCHEDULES)
    ]

    def compare() -> None:
        crowd = question.crowd()
        assert crowd is not None
        for doses in candidates:
            outlook(crowd, doses)

    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    for title, run in (
        (f"{PEOPLE} people, {SCHEDULES} schedules, people drawn anew", compare),
        ("the day's clock", lambda: plan_day(question)),
        ("a taper with its alternatives and checks", lambda: plan_taper(question, Wish())),
    ):
        print(f"{timed(run):8.3f} s  {title}")


if __name__ == "__main__":
    main()
