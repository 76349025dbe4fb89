"""When a pump reaches its alarm volume and when it is empty, by the numbers stated, and whether the refill comes in
time.

An empty pump and a refill that is overdue are emergencies: `danger_now` tells them, from the clues of `evidence.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lissom.checks.dosing import Dosing
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.present import Present
from lissom.checks.rules.stopping import warnings_of
from lissom.checks.view import View
from lissom.checks.wording import from_the_case, ours
from lissom.facts.quantity import in_words
from lissom.facts.sentence import capital
from lissom.facts.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsOut:
    """The days of a pump, and the sentence that tells them with what they were worked out from."""

    alarm: date | None
    empty: date
    said: str


def runs_out(view: View, drug: Present) -> RunsOut | None:
    """The days of the pump that holds this medicine; None where it is in none, or what they need is not stated.

    Of directions that change the largest dose counts: the earliest days.
    """
    pump, regimen = view.case.pump, drug.medicine.regimen if drug.medicine else None
    day = regimen.peak_daily_mg if regimen else None
    if pump is None or drug.route != "intrathecal" or day is None:
        return None
    if pump.last_refill is None or pump.last_refill > view.today:
        return None
    empty = pump.day_with(0.0, day.high)
    if empty is None or pump.volume_mL is None or pump.mg_per_mL is None:
        return None
    alarm = None if pump.alarm_mL is None else pump.day_with(pump.alarm_mL, day.high)
    sounds = f"is at its alarm volume of {in_words(pump.alarm_mL or 0, 3)} mL on {alarm} and " if alarm else ""
    said = (
        f"By the numbers stated ({in_words(pump.volume_mL, 3)} mL of {in_words(1e3 * pump.mg_per_mL, 4)} micrograms/mL "
        f"on {pump.last_refill}, {in_words(1e3 * day.high, 4)} micrograms a day) the {drug.name} pump {sounds}is "
        f"empty on {empty}. It may stop before: some fluid stays in a pump, and no pump runs exactly as set."
    )
    return RunsOut(alarm=alarm, empty=empty, said=said)


def refills(view: View) -> Iterator[Finding]:
    """The days of a pump, and whether the next refill is booked before them."""
    for drug in view.present:
        warnings = warnings_of(view, drug) if drug.route == "intrathecal" else []
        days = runs_out(view, drug) if warnings else None
        if days is not None and view.today < days.empty:
            yield _finding(view, drug, days, warnings)


def told(view: View) -> tuple[Statement, ...]:
    """The days of each pump of the case, as sentences."""
    found = ((drug, runs_out(view, drug)) for drug in view.present)
    return tuple(from_the_case(days.said) for _, days in found if days is not None)


def _finding(view: View, drug: Present, days: RunsOut, warnings: list[Dosing]) -> Finding:
    pump = view.case.pump
    booked = pump.next_refill if pump else None
    first = days.alarm or days.empty
    if first <= view.today:
        name, severity, stance = "is_at_its_alarm_volume", Severity.MAJOR, Stance.INTERRUPT
        because = "the pump has reached its alarm volume, by the numbers stated"
        title = f"The {drug.name} pump needs a refill now"
        todo = f"Call the pump clinic today: the pump has to be refilled before {days.empty}."
    elif booked is not None and booked < view.today:
        name, severity, stance = "refill_is_overdue", Severity.MAJOR, Stance.INTERRUPT
        because = f"the refill was booked for {booked}"
        title = f"The refill of the {drug.name} pump is overdue"
        todo = f"Call the pump clinic today: the pump has to be refilled before {first}."
    elif booked is not None and booked > first:
        name, severity, stance = "refill_comes_too_late", Severity.MAJOR, Stance.INTERRUPT
        because = f"the refill is booked for {booked}, the pump has to be refilled by {first}"
        title = f"The booked refill of the {drug.name} pump comes too late"
        todo = f"Ask the pump clinic for a day before {first}."
    else:
        name, severity, stance = "runs_out_on_a_known_day", Severity.INFORMATION, Stance.SHOW
        because = "the volume, the concentration and the day of the last refill are stated"
        title = f"When the {drug.name} pump runs out"
        kept = f"The refill booked for {booked} comes before: keep it." if booked else f"Book a refill before {first}."
        todo = f"{kept} A change of the dose moves these days."
    return Finding(
        id=f"intrathecal_{drug.id}_{name}",
        severity=severity,
        stance=stance,
        because=because,
        title=title,
        what=(from_the_case(days.said),),
        why=(ours(f"{capital(drug.name)} by pump must not stop: withdrawal can kill.", *warnings[:1]),),
        todo=(ours(todo, *warnings[:1]),),
        triggers=(drug.where, "pump"),
    )
