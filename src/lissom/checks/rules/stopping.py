"""Never stop abruptly: a stop without steps down alarms; a planned taper, a short course or a switch of tablet does
not.
"""

from __future__ import annotations

from collections.abc import Iterator

from lissom.checks.countries import holds_in
from lissom.checks.doses import TO_DAYS, Step, steps
from lissom.checks.dosing import Dosing
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.present import Present, of_medicine
from lissom.checks.view import View
from lissom.checks.wording import capital, from_the_case, ours, rule

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
            if warnings and (drug.id, drug.route) not in current and _still_matters(view, drug):
                yield _alarm(view, drug, warnings)


def _still_matters(view: View, drug: Present) -> bool:
    """Not when the stop is weeks old, the course was short, or the directions stepped down."""
    medicine = drug.medicine
    assert medicine is not None
    if medicine.stop is not None and (view.today - medicine.stop).days > view.number("withdrawal.asked_within_days"):
        return False
    if drug.as_needed or (drug.days is not None and drug.days < view.number("withdrawal.needs_steps_after_days")):
        return False
    if medicine.start is not None and medicine.stop is not None:
        return (medicine.stop - medicine.start).days >= view.number(
            "withdrawal.needs_steps_after_days"
        ) and not _tapers(view, drug)
    return not _tapers(view, drug)


def _alarm(view: View, drug: Present, warnings: list[Dosing]) -> Finding:
    medicine = drug.medicine
    assert medicine is not None
    pump = drug.route == "intrathecal"
    from_record = medicine.stop is None and medicine.start is not None
    tapers = sorted(view.rules.dosing_of(drug.id, "taper"), key=lambda row: not holds_in(row, view.case.country))
    onset = tuple(rule(row) for row in view.rules.dosing_of(drug.id, "withdrawal_onset") if not pump)
    stance, because = _stance(pump=pump, from_record=from_record, grave=any(map(_can_kill, warnings)))
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


def _can_kill(warning: Dosing) -> bool:
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
    if not _tapers(view, drug):
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
        yield from _too_fast(view, drug, made)


def _too_fast(view: View, drug: Present, made: tuple[Step, ...]) -> Iterator[Finding]:
    peak = max(range(len(made)), key=lambda index: made[index].daily)
    down = sum(step.days or 0 for step in made[peak + 1 :])
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


def _tapers(view: View, drug: Present) -> bool:
    """Whether the directions step down before they end."""
    made = steps(drug)
    if len(made) < 2 or made[-1].days is None:
        return False
    peak = max(step.daily for step in made)
    return made[-1].daily <= peak * view.number("withdrawal.last_step_share")


def _reminder(drug: Present, warnings: list[Dosing]) -> Finding:
    pump = drug.route == "intrathecal"
    return Finding(
        id=f"intrathecal_{drug.id}_must_not_stop" if pump else f"{drug.id}_must_not_be_stopped_suddenly",
        severity=Severity.INFORMATION,
        stance=Stance.SHOW if pump else Stance.SILENT,
        because="a pump can run empty or fail"
        if pump
        else "true of everyone who takes it; nothing here suggests a stop",
        title=f"{capital(drug.name)} must not be stopped suddenly",
        what=tuple(rule(row) for row in warnings[:2]),
        todo=(ours("Keep every refill date. Itching, fever, more spasms or confusion: emergency.", *warnings[:1]),)
        if pump
        else (),
        triggers=(drug.where,),
    )
