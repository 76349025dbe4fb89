"""Whether the parts of a phase agree with one another: totals with doses, doses with maxima, ends with lengths."""

from __future__ import annotations

from lissom.case.regimen import Amount, Phase, Regimen
from lissom.case.sig.doses import Known
from lissom.case.sig.draft import Draft
from lissom.case.sig.items import Times
from lissom.case.sig.tokens import Refused


def must_end(phase: Phase) -> None:
    """Refuses 'stop' after a stretch without a length."""
    if phase.days is None:
        raise Refused("it says stop but not after how many days")


def check_lengths(done: list[Phase]) -> None:
    """Refuses a stretch without a length before another."""
    for phase in done[:-1]:
        if phase.days is None:
            raise Refused("it does not say how long the first part lasts before the next begins")


def not_a_rate(draft: Draft) -> None:
    """Refuses '100 mcg daily' into the spinal fluid: one bolus, or a day's continuous delivery."""
    doses = [dose for group in draft.groups for dose in group.doses]
    whens = [item for group in draft.groups for item in group.whens]
    if draft.pump and doses and whens and all(isinstance(item, Times) and item.weak for item in whens):
        said = f"{doses[0].high:g} {doses[0].unit or ''}".strip()
        raise Refused(
            "into the spinal fluid, daily may mean two things",
            (f"{said} a day continuously", f"{said} as one dose a day"),
        )


def agrees_with_total(draft: Draft, phase: Phase, known: Known) -> None:
    """Refuses a daily total that the doses do not come to."""
    if draft.total is None or draft.total.rate:
        if draft.total is not None:
            known.assume("an amount per hour is read as the strength of the patch")
        return
    total = draft.total.amount
    same = {intake.amount.unit for intake in phase.intakes} == {total.unit}
    regimen = Regimen(phases=(phase,), strength=known.strength)
    doses = [regimen.mg(intake.amount) for intake in phase.intakes]
    stated = regimen.mg(total)
    if same:
        ours, theirs = sum(intake.amount.high for intake in phase.intakes), total.high
    elif stated is None or any(dose is None for dose in doses):
        raise Refused("the daily total cannot be compared with the doses: the strength is not known")
    else:
        ours, theirs = sum(dose.high for dose in doses if dose), stated.high
    if abs(ours - theirs) > 1e-4 * theirs:
        unit = total.unit.value if same else "mg"
        raise Refused(
            f"the daily total of {total.high:g} {total.unit} does not agree with the doses",
            (f"{ours:g} {unit} a day", f"{theirs:g} {unit} a day"),
        )


def within_limit(phase: Phase, known: Known) -> None:
    """Refuses a regular schedule that breaks its own maximum, in its own unit or in milligrams where both are known."""
    if phase.as_needed or not phase.intakes:
        return
    if phase.max_intakes_per_day is not None and len(phase.intakes) > phase.max_intakes_per_day:
        raise Refused("it asks for more intakes a day than its own maximum")
    if phase.max_per_day is not None and _passes(phase, phase.max_per_day, known):
        raise Refused("the doses of a day come to more than their own maximum")


def _passes(phase: Phase, cap: Amount, known: Known) -> bool:
    """Whether the lower ends of a day's doses come to more than the maximum; False where that cannot be told."""
    if {intake.amount.unit for intake in phase.intakes} == {cap.unit}:
        return sum(intake.amount.low for intake in phase.intakes) > cap.high * (1 + 1e-9)
    regimen = Regimen(phases=(phase,), strength=known.strength)
    most, doses = regimen.mg(cap), [regimen.mg(intake.amount) for intake in phase.intakes]
    if most is None or any(dose is None for dose in doses):
        return False
    return sum(dose.low for dose in doses if dose) > most.high * (1 + 1e-9)
