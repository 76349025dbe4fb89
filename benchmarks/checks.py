"""How long a check takes in process: one person with 12 medicines, and many people in a row, without forecasts.

Times are of the processor, so that other work on the machine does not count.

The people are made up with a fixed seed from common medicines and conditions, in the manner of synthetic records.
Run: python benchmarks/checks.py [PEOPLE]
"""

from __future__ import annotations

import platform
import random
import sys
import time
from datetime import date
from statistics import median

from lissom.case.flags import case_from_lines
from lissom.checks.run import findings
from lissom.checks.view import view
from lissom.library import Library, load

TODAY = date(2026, 11, 25)
TWELVE = (
    "baclofen 10 mg three times a day", "tizanidine 2 mg at bedtime", "naproxen 220 mg twice a day",
    "lisinopril 10 mg once a day", "hydrochlorothiazide 25 mg once a day", "amlodipine 5 mg once a day",
    "metformin 500 mg twice a day", "atorvastatin 20 mg at night", "sertraline 50 mg once a day",
    "gabapentin 300 mg three times a day", "omeprazole 20 mg once a day", "oxybutynin 5 mg twice a day",
)  # fmt: skip
COMMON = (
    *TWELVE, "simvastatin 20 mg at night", "warfarin 5 mg once a day", "digoxin 125 mcg once a day",
    "oxycodone 5 mg every 6 hours as needed",
    "acetaminophen 325 mg every 6 hours as needed", "ibuprofen 400 mg twice a day",
    "clopidogrel 75 mg once a day", "diazepam 5 mg at night", "insulin glargine", "prednisone 5 mg once a day",
    "loratadine 10 mg once a day", "cyclobenzaprine 5 mg three times a day",
    "hydrocodone/acetaminophen 5/325 1 tab q6h prn",
    "amoxicillin 500 mg three times a day", "ciprofloxacin 500 mg twice a day", "alendronate 70 mg once a week",
)  # fmt: skip
CONDITIONS = (
    "hypertension", "diabetes", "chronic kidney disease stage 3", "multiple sclerosis", "osteoarthritis", "prediabetes",
    "anemia", "chronic sinusitis", "epilepsy", "obesity", "viral sinusitis", "sleep apnea",
)  # fmt: skip


def check(library: Library, lines: tuple[str, ...], **person: object) -> int:
    """The number of findings for one person; reading the lines is part of the work."""
    case = case_from_lines(lines, **person)  # type: ignore[arg-type]
    return len(findings(view(case, library.names, library.rules, library.drugs, TODAY)))


def twelve_medicines(library: Library, repeats: int = 200) -> tuple[float, float]:
    """Median milliseconds of the check of 12 medicines: from the looked-up view on, and with reading the lines."""
    person = {"age": 71, "sex": "F", "weight": "68 kg", "creatinine": "1.3 mg/dL"}
    case = case_from_lines(TWELVE, **person)  # type: ignore[arg-type]
    alone, whole = [], []
    for _ in range(repeats):
        start = time.process_time()
        findings(view(case, library.names, library.rules, library.drugs, TODAY))
        alone.append(time.process_time() - start)
        start = time.process_time()
        check(library, TWELVE, **person)
        whole.append(time.process_time() - start)
    return 1e3 * median(alone), 1e3 * median(whole)


def people(library: Library, count: int) -> float:
    """People a minute on one core: 0 to 12 medicines and 0 to 5 conditions each."""
    draw = random.Random(20261125)
    made = [
        (
            tuple(draw.sample(COMMON, draw.randint(0, 12))),
            {
                "age": draw.randint(18, 95),
                "sex": draw.choice("FM"),
                "weight": f"{draw.randint(45, 120)} kg",
                "creatinine": f"{draw.choice((0.6, 0.8, 0.9, 1.1, 1.4, 2.2))} mg/dL",
                "conditions": draw.sample(CONDITIONS, draw.randint(0, 5)),
            },
        )
        for _ in range(count)
    ]
    start = time.process_time()
    for lines, person in made:
        check(library, lines, **person)
    return 60 * count / (time.process_time() - start)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    start = time.process_time()
    library = load()
    check(library, TWELVE)
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, one core")
    print(f"loading the library and the first check     {1e3 * (time.process_time() - start):8.1f} ms")
    alone, whole = twelve_medicines(library)
    print(f"a person with 12 medicines, case in hand    {alone:8.2f} ms (aim: under 2)")
    print(f"the same with reading the twelve lines      {whole:8.2f} ms")
    print(f"people a minute, lines to findings          {people(library, count):8.0f} (aim: 10,000)")


if __name__ == "__main__":
    main()
