"""Never stop abruptly: a stop without steps down alarms; a planned taper, a short course or a switch of tablet does
not.
"""

from __future__ import annotations

from collections.abc import Iterator

from lissom.checks.countries import holds_in
from lissom.checks.doses import steps
from lissom.checks.dosing import Dosing
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.present import Present, of_medicine
from lissom.checks.rules.taper import planned_taper
from lissom.checks.said import Said, in_full, plain
from lissom.checks.view import View
from lissom.checks.wording import from_the_case, ours, rule
from lissom.facts.sentence import capital
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
            yield _reminder(view, drug, warnings)


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
        yield from planned_taper(view, drug, made)


def tapers(view: View, drug: Present) -> bool:
    """Whether the directions step down before they end."""
    made = steps(drug)
    if len(made) < 2 or made[-1].days is None:
        return False
    peak = max(step.daily for step in made)
    return made[-1].daily <= peak * view.number("withdrawal.last_step_share")


def _reminder(view: View, drug: Present, warnings: list[Dosing]) -> Finding:
    """Silent in general; shown, with how the way down is made, to a person who asks about coming off."""
    if drug.route == "intrathecal":
        return _pump_reminder(drug, warnings)
    asked = _asks_to_stop(view, drug) and not tapers(view, drug)
    grave = Severity.MAJOR if any(map(can_kill, warnings)) else Severity.MODERATE
    return Finding(
        id=f"{drug.id}_must_not_be_stopped_suddenly",
        severity=grave if asked else Severity.INFORMATION,
        stance=Stance.SHOW if asked else Stance.SILENT,
        because="the question is about coming off it"
        if asked
        else "true of everyone who takes it; nothing here suggests a stop",
        title=f"{capital(drug.name)} must not be stopped suddenly",
        what=tuple(rule(row) for row in warnings[:2]),
        todo=_way_off(view, drug) if asked else (),
        triggers=(drug.where,),
    )


def _asks_to_stop(view: View, drug: Present) -> bool:
    """Whether the question speaks of coming off this medicine, by its name or as the only one that it can mean."""
    if not view.case.question:
        return False
    question = Said(f" {plain(in_full(view.case.question))} ", "question")
    ways = [way for sign in view.rules.signs if sign.state == "asks_to_stop" for way in sign.words]
    if not any(question.holds(way) for way in ways):
        return False
    named = [
        one
        for one in view.present
        if any(question.says(name) for name in (one.name.lower(), one.id, plain(one.hidden_in)) if name)
    ]
    return drug in named or (not named and len([one for one in view.present if warnings_of(view, one)]) == 1)


def _way_off(view: View, drug: Present) -> tuple[Statement, ...]:
    rows = sorted(
        view.rules.dosing_of(drug.id, "taper", route=drug.route), key=lambda row: not holds_in(row, view.case.country)
    )
    steps_down = ours("Ask the prescriber for steps down; 'lissom plan taper' proposes some to talk about.", *rows[:1])
    return (steps_down, *(rule(row) for row in rows[:1]))


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
