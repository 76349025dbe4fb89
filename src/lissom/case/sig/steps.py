"""Titrations and tapers: a dose that moves by a step every so many days until it reaches its end, as phases."""

from __future__ import annotations

from dataclasses import replace
from math import floor

from lissom.case.regimen import Amount, Phase
from lissom.case.sig.doses import Known, settle
from lissom.case.sig.items import Limit, Step
from lissom.case.sig.tokens import Refused

_MOST_PHASES = 80
Target = tuple[Amount | None, int | None, bool]


def steps(base: Phase, step: Step, target: Target, known: Known, *, limits: list[Limit]) -> list[Phase]:
    """The base phase and every step after it; refuses a step that may be meant per dose or per day."""
    by = settle([step.by], known)
    amount, times, per_day = target
    limited = amount is None and not (step.off or per_day)
    if limited:
        amount, per_day = _from_limit(base, limits), True
    off = amount is None
    count = max(1, len(base.intakes))
    if by.low != by.high or (amount and amount.low != amount.high):
        raise Refused("a step or an end given as a range is not one schedule")
    if off and step.sign > 0:
        raise Refused("the increase has no end")
    by_day = _by_day(base, step, by, times, per_day=per_day, off=off)
    start = _start(base, by, by_day=by_day)
    end = 0.0 if amount is None else amount.high
    if amount is not None and amount.unit != by.unit:
        raise Refused("the step and its end are in different units")
    if by_day and amount is not None and not per_day:
        end *= times or count
    if not by_day and per_day and not off:
        end /= count
    if limited:
        # A maximum is not passed, and not reached by a part of a step.
        end = start + step.sign * by.high * floor(abs(end - start) / by.high + 1e-9)
    if by_day and count > 1:
        known.assume("each day's total is divided equally over the same times")
    values = _values(start, end, step.sign * by.high)
    return _phases(base, values, step, by_day=by_day, off=off)


def _from_limit(base: Phase, limits: list[Limit]) -> Amount:
    amounts = [limit.amount for limit in limits if limit.amount is not None and limit.amount.unit is not None]
    if base.max_per_day is not None:
        return base.max_per_day
    if not amounts:
        raise Refused("it does not say at which dose the change ends")
    return Amount(low=amounts[0].low, high=amounts[0].high, unit=amounts[0].unit or base.intakes[0].amount.unit)


def _by_day(base: Phase, step: Step, by: Amount, times: int | None, *, per_day: bool, off: bool) -> bool:
    """Whether the step changes the day's total (True) or each dose (False)."""
    count = len(base.intakes)
    if times is not None and times != count and base.division_stated and base.continuous is None and not per_day:
        raise Refused("the number of intakes changes on the way to the end dose; write the steps out")
    if step.by_day or count <= 1 or not base.division_stated or base.continuous is not None:
        return True
    if step.by_dose:
        return False
    if times is not None and not per_day and not off:
        return False
    raise Refused(
        f"a step of {by.high:g} {by.unit} may be per day or at each of {count} doses",
        (f"{by.high:g} {by.unit} a day", f"{by.high:g} {by.unit} at each dose ({by.high * count:g} {by.unit} a day)"),
    )


def _start(base: Phase, by: Amount, *, by_day: bool) -> float:
    amounts = [base.continuous] if base.continuous is not None else [intake.amount for intake in base.intakes]
    if any(one.unit != by.unit or one.low != one.high for one in amounts) or base.as_needed:
        raise Refused("the step cannot be added to the dose it starts from")
    if len({one.high for one in amounts}) > 1:
        raise Refused("the doses of the day differ, so it is not clear which of them changes")
    return round(sum(one.high for one in amounts), 6) if by_day else amounts[0].high


def _values(start: float, end: float, by: float) -> list[float]:
    if (end - start) * by <= 0:
        raise Refused("the steps do not lead from the first dose to the last", (f"{start:g}", f"{end:g}"))
    if abs(end - start) / abs(by) > _MOST_PHASES:
        raise Refused(f"that would take more than {_MOST_PHASES} steps")
    values, value = [], start
    while (end - value) * by > 1e-9:
        values.append(value)
        value = round(value + by, 6)
    return [*values, end]


def _phases(base: Phase, values: list[float], step: Step, *, by_day: bool, off: bool) -> list[Phase]:
    made = [replace(_holding(base, value, by_day=by_day), days=step.every) for value in values if value > 0]
    made[0] = replace(made[0], days=base.days or step.every)
    if not off:
        made[-1] = replace(made[-1], days=None)
    return made


def _holding(base: Phase, value: float, *, by_day: bool) -> Phase:
    """The base phase with another dose, or with another daily total in the same equal parts."""
    each = value / max(1, len(base.intakes)) if by_day else value

    def become(amount: Amount) -> Amount:
        return Amount(low=each, high=each, unit=amount.unit)

    return replace(
        base,
        intakes=tuple(replace(intake, amount=become(intake.amount)) for intake in base.intakes),
        continuous=None if base.continuous is None else become(base.continuous),
    )
