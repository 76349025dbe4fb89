"""Never stop abruptly: a stop without steps down alarms; a planned taper, a short course or a switch of tablet does
not.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from lissom.checks.countries import holds_in
from lissom.checks.doses import TO_DAYS, Step, steps
from lissom.checks.dosing import Dosing
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.present import Present, of_medicine
from lissom.checks.view import View
from lissom.checks.wording import capital, from_the_case, joined, ours, rule
from lissom.facts.quantity import in_words
from lissom.facts.statement import Statement

WARNINGS = ("withdrawal_warning", "boxed_warning")


def stopping(view: View) -> Iterator[Finding]:
    """Stops that happened, directions that end without steps down, tapers faster than the label, and the standing
    reminder.
    """
    yield from _stopped(view)
    for drug in view.present:
        warnings = warnings_of(view, drug)
        if warnings:
            yield from _ends(view, drug, warnings)
            yield _reminder(drug, warnings)


def warnings_of(view: View, drug: Present) -> list[Dosing]:
    """The rows that warn of stopping this medicine by this route suddenly; the case's country first."""
    rows = [
        row
        for row in view.rules.dosing_of(drug.id, *WARNINGS, route=drug.route)
        if row.item == "withdrawal_warning" or "withdrawal" in row.text or "stopped abruptly" in row.text
    ]
    return sorted(rows, key=lambda row: not holds_in(row, view.case.country))


def _stopped(view: View) -> Iterator[Finding]:
    current = {(one.id, one.route) for one in view.present}
    for taken in view.stopped:
        for drug in of_medicine(taken.medicine, taken.recognition):
            warnings = warnings_of(view, drug)
            if warnings and (drug.id, drug.route) not in current and still_matters(view, drug):
                yield _alarm(view, drug, warnings)


def still_matters(view: View, drug: Present) -> bool:
    """Not when the stop is weeks old, the course was short, or the directions stepped down."""
    medicine = drug.medicine
    assert medicine is not None
    if medicine.stop is not None and (view.today - medicine.stop).days > view.number("withdrawal.asked_within_days"):
        return False
    if drug.as_needed or (drug.days is not None and drug.days < view.number("withdrawal.needs_steps_after_days")):
        return False
    if medicine.start is not None and medicine.stop is not None:
        return (medicine.stop - medicine.start).days >= view.number("withdrawal.needs_steps_after_days") and not tapers(
            view, drug
        )
    return not tapers(view, drug)


def has_ended(view: View, drug: Present) -> bool:
    """Whether a long course on the list has, by its start and its directions, come to its end within the last days."""
    start, days = (drug.medicine.start if drug.medicine else None), drug.days
    if start is None or days is None or days < view.number("withdrawal.needs_steps_after_days"):
        return False
    since = (view.today - start).days - days
    return 0 < since <= view.number("withdrawal.asked_within_days") and not tapers(view, drug)


def _alarm(view: View, drug: Present, warnings: list[Dosing]) -> Finding:
    medicine = drug.medicine
    assert medicine is not None
    pump = drug.route == "intrathecal"
    from_record = medicine.stop is None and medicine.start is not None
    tapers = sorted(view.rules.dosing_of(drug.id, "taper"), key=lambda row: not holds_in(row, view.case.country))
    onset = tuple(rule(row) for row in view.rules.dosing_of(drug.id, "withdrawal_onset") if not pump)
    stance, because = _stance(pump=pump, from_record=from_record, grave=any(map(can_kill, warnings)))
    help_text = (
        "This is an emergency: call the pump clinic or an ambulance now."
        if pump
        else f"If {drug.name} was stopped in the last days without steps down, call the prescriber or a doctor today. "
        "Fever, confusion, hallucinations or seizures are an emergency."
    )
    return Finding(
        id=f"intrathecal_{drug.id}_stopped_is_an_emergency" if pump else f"{drug.id}_stopped_without_steps_down",
        severity=Severity.MAJOR,
        stance=stance,
        because=because,
        title=f"{capital(drug.name)} stopped suddenly is dangerous",
        what=(
            rule(warnings[0], lead=f"{capital(drug.said)} is stated as stopped."),
            *(rule(row) for row in warnings[1:2]),
        ),
        why=onset,
        todo=(ours(help_text, *warnings[:1]), *(rule(row) for row in tapers[:1])),
        triggers=(drug.where,),
        emergency=pump,
    )


def can_kill(warning: Dosing) -> bool:
    return any(word in warning.text for word in ("seizure", "death", "life"))


def _stance(*, pump: bool, from_record: bool, grave: bool) -> tuple[Stance, str]:
    if from_record and not pump:
        return Stance.SHOW, "the record gives no date of the stop, so it may be long past"
    if not grave:
        return Stance.SHOW, "it is stated as stopped; the warnings speak of rebound, not of seizures or death"
    return Stance.INTERRUPT, "it is stated as stopped, and no steps down are stated"


def _ends(view: View, drug: Present, warnings: list[Dosing]) -> Iterator[Finding]:
    made, days = steps(drug), drug.days
    if not made or days is None or days < view.number("withdrawal.needs_steps_after_days"):
        return
    if not tapers(view, drug):
        yield Finding(
            id=f"{drug.id}_directions_end_without_steps_down",
            severity=Severity.MODERATE,
            stance=Stance.SHOW,
            because=f"the directions end after {days} days at the full dose; they may only be a supply",
            title=f"The directions for {drug.name} end without steps down",
            what=(
                from_the_case(f"The directions for {drug.said} end after {days} days without steps down."),
                rule(warnings[0]),
            ),
            todo=(ours("Ask whether it goes on afterwards, or how it is to be reduced.", *warnings[:1]),),
            triggers=(drug.where,),
        )
    else:
        way = way_down(made)
        yield _is_a_taper(view, drug, way)
        yield from _too_fast(view, drug, way.days)


class WayDown(NamedTuple):
    """The steps down of a taper: from and to (mg a day), over how many days, and the largest single step (mg a day)."""

    top: float
    last: float
    days: int
    largest: float


def way_down(made: tuple[Step, ...]) -> WayDown:
    """What a taper comes to, from its highest phase on; the days of the highest phase are not part of it."""
    peak = max(range(len(made)), key=lambda index: made[index].daily)
    falls = [before.daily - after.daily for before, after in pairwise(made[peak:])]
    down = made[peak + 1 :]
    return WayDown(made[peak].daily, made[-1].daily, sum(step.days or 0 for step in down), max(falls, default=0.0))


def _is_a_taper(view: View, drug: Present, way: WayDown) -> Finding:
    """A planned way down is no alarm: it is named, and set beside what labels say of its length and its steps."""
    rows = list(view.rules.dosing_of(drug.id, "taper", route=drug.route))
    local = [row for row in rows if holds_in(row, view.case.country)]
    country = view.case.country
    lead = (
        f"This is a planned way off {drug.said}, not a sudden stop: from {in_words(way.top, 3)} to "
        f"{in_words(way.last, 3)} mg a day over {way.days} days, "
        f"in steps of at most {in_words(way.largest, 3)} mg a day."
    )
    elsewhere = [row for row in rows if row not in local]
    beside = (
        [rule(row, lead=f"Label of {joined(row.countries)}:") for row in local]
        or [from_the_case(f"We hold no taper rule of {country}; other countries are shown.")]
    ) + [rule(row, lead=f"Elsewhere ({joined(row.countries) or 'no country'}):") for row in elsewhere]
    return Finding(
        id=f"{drug.id}_is_being_tapered",
        severity=Severity.INFORMATION,
        stance=Stance.SHOW,
        because="the directions step down before they end, as the labels ask",
        title=f"A planned taper of {drug.name}",
        what=(from_the_case(lead), *([_compared(drug, way, local or elsewhere)] if rows else [])),
        why=tuple(beside if rows else [from_the_case(f"We hold no rule on how long a taper of {drug.name} takes.")]),
        todo=(
            ours(
                "Keep to the steps. If stiffness, confusion, fever or hallucinations come, do not take the next step "
                "down: call the prescriber the same day.",
                *rows[:1],
            ),
        ),
        triggers=(drug.where,),
    )


def _compared(drug: Present, way: WayDown, rows: list[Dosing]) -> Statement:
    """The length of the taper beside the lengths the rows name."""
    named = [(row.low or 0) * TO_DAYS[row.unit] for row in rows if row.low is not None and row.unit in TO_DAYS]
    if not named:
        return ours(f"The labels we hold name steps for {drug.name}, not a length.", *rows[:2])
    least, most = min(named), max((row.high or row.low or 0) * TO_DAYS[row.unit] for row in rows if row.unit in TO_DAYS)
    side = "shorter than" if way.days < least else "longer than" if way.days > most else "within"
    span = f"{in_words(least, 2)} to {in_words(most, 2)}" if most > least else in_words(least, 2)
    slower = " Slower is allowed." if side == "longer than" else ""
    return ours(
        f"Its {way.days} days of steps down are {side} the {span} days that these labels name.{slower}", *rows[:3]
    )


def _too_fast(view: View, drug: Present, down: int) -> Iterator[Finding]:
    rows = [row for row in view.rules.dosing_of(drug.id, "taper") if row.low is not None and row.unit in TO_DAYS]
    local = [row for row in rows if holds_in(row, view.case.country)] or rows
    if not local:
        return
    shortest = min(local, key=lambda row: (row.low or 0) * TO_DAYS[row.unit])
    if down < (shortest.low or 0) * TO_DAYS[shortest.unit]:
        yield Finding(
            id=f"{drug.id}_taper_is_shorter_than_the_label",
            severity=Severity.MODERATE,
            stance=Stance.SHOW,
            because=f"the steps down take {down} days, fewer than the label of the country asks for",
            title=f"The steps down of {drug.name} are quick",
            what=(from_the_case(f"The steps down of {drug.said} take {down} days."), rule(shortest)),
            todo=(ours("Ask the prescriber whether the steps can be slower.", shortest),),
            triggers=(drug.where,),
        )


def tapers(view: View, drug: Present) -> bool:
    """Whether the directions step down before they end."""
    made = steps(drug)
    if len(made) < 2 or made[-1].days is None:
        return False
    peak = max(step.daily for step in made)
    return made[-1].daily <= peak * view.number("withdrawal.last_step_share")


def _reminder(drug: Present, warnings: list[Dosing]) -> Finding:
    if drug.route == "intrathecal":
        return _pump_reminder(drug, warnings)
    return Finding(
        id=f"{drug.id}_must_not_be_stopped_suddenly",
        severity=Severity.INFORMATION,
        stance=Stance.SILENT,
        because="true of everyone who takes it; nothing here suggests a stop",
        title=f"{capital(drug.name)} must not be stopped suddenly",
        what=tuple(rule(row) for row in warnings[:2]),
        triggers=(drug.where,),
    )


def _pump_reminder(drug: Present, warnings: list[Dosing]) -> Finding:
    """The boxed warning: always shown, because a pump can fail on any day and withdrawal from it can kill."""
    return Finding(
        id=f"intrathecal_{drug.id}_must_not_stop",
        severity=Severity.MAJOR,
        stance=Stance.SHOW,
        because="a pump can run empty or fail, and a sudden stop can kill",
        title=f"The {drug.name} pump must never stop suddenly",
        what=tuple(rule(row) for row in warnings[:2]),
        todo=(
            ours(
                "Keep every refill date and know the alarm of the pump. More spasms, itching, fever, sweating, "
                "confusion or hallucinations: an emergency, call the pump clinic and an ambulance.",
                *warnings[:1],
            ),
        ),
        triggers=(drug.where,),
    )
