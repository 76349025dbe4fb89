"""What was really taken: lines of a log, and the doses of the last full day in it, from which a plan goes on."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lissom.facts.errors import Faults

LONGEST = 20_000
"""Lines; twenty years of three doses a day."""
_MG = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*(?:mg)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Taken:
    when: datetime
    mg: float


def read_log(content: str) -> tuple[Taken, ...]:
    """The doses of a log, oldest first: lines 'YYYY-MM-DD HH:MM, mg' or with a header date,time,mg.

    Raises `InputError` with every faulty line. A line that begins with # is passed over.
    """
    faults = Faults()
    found = []
    for number, line in enumerate(content.splitlines()[:LONGEST], start=1):
        cells = [cell.strip() for cell in next(csv.reader([line]), [])]
        if not any(cells) or cells[0].startswith("#") or cells[0].casefold() in ("date", "when", "day"):
            continue
        taken = _taken(cells)
        if taken is None:
            faults.add(f"log:{number}", "a date, a time and milligrams: '2026-11-24, 08:00, 10 mg'", repr(line[:60]))
        else:
            found.append(taken)
    if not found and not faults:
        faults.add("log", "at least one dose", "none")
    faults.raise_input_error()
    return tuple(sorted(found))


def _taken(cells: Sequence[str]) -> Taken | None:
    if len(cells) not in (2, 3):
        return None
    stamp = cells[0] if len(cells) == 2 else f"{cells[0]} {cells[1]}"
    amount = _MG.fullmatch(cells[-1])
    try:
        when = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    if amount is None or when.tzinfo is not None:
        return None
    return Taken(when=when, mg=float(amount[1]))


def last_moment(log: Sequence[Taken], today: date) -> datetime | None:
    """When the last dose before the end of `today` was taken; None where there is none."""
    return max((taken.when for taken in log if taken.when.date() <= today and taken.mg > 0), default=None)


def last_day(log: Sequence[Taken], today: date) -> tuple[tuple[float, float], ...]:
    """(hour, mg) of each dose on the last day before `today` with a dose; today itself is not over yet.

    () when the log ends after today or holds nothing before it.
    """
    days = sorted({taken.when.date() for taken in log if taken.when.date() < today})
    return tuple(_of_day(log, days[-1])) if days else ()


def _of_day(log: Sequence[Taken], day: date) -> Iterator[tuple[float, float]]:
    for taken in log:
        if taken.when.date() == day and taken.mg > 0:
            yield taken.when.hour + taken.when.minute / 60, taken.mg
