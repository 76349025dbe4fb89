"""One clause of a sig, its items sorted by what they are for, before it becomes a phase."""

from __future__ import annotations

from dataclasses import dataclass, field

from lissom.case.regimen import Amount
from lissom.case.sig.doses import Known, learn_strength
from lissom.case.sig.items import (
    AsNeeded,
    Dose,
    Holds,
    Interval,
    Item,
    Length,
    Limit,
    Mark,
    Meals,
    Moments,
    Note,
    Pattern,
    PerDay,
    Rhythm,
    Times,
    UpTo,
    Weekdays,
)
from lissom.case.sig.tokens import Refused

_WHEN = (Times, Interval, Moments, Meals, Weekdays, Rhythm)


@dataclass(slots=True)
class Group:
    """Doses and the times that go with them."""

    doses: list[Dose] = field(default_factory=list)
    whens: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """One clause of a sig, sorted by what its items are for."""

    groups: list[Group] = field(default_factory=list)
    total: PerDay | None = None
    pattern: Pattern | None = None
    length: int | None = None
    limits: list[Limit] = field(default_factory=list)
    as_needed: AsNeeded | None = None
    food: bool | None = None
    divided: int | None = None
    single: bool = False
    that_day: bool = False
    pump: bool = False
    holds: bool = False
    up_to: int | None = None
    stop: bool = False


def draft_of(clause: list[Item], known: Known) -> Draft:
    draft = Draft()
    marks = [item for item in clause if isinstance(item, Mark) and item.word != "target"]
    if any(isinstance(item, Mark) and item.word == "target" for item in clause):
        raise Refused("a dose to reach is given without a step to reach it by")
    _read_marks(marks, draft)
    timing_first = _timing_first(clause)
    for item in clause:
        if isinstance(item, Holds):
            learn_strength(item, known)
            draft.holds = True
        elif isinstance(item, Length) and item.ranged:
            known.assume(f"the longer length, {item.days} days, is read")
            _add_rest(draft, item)
        elif isinstance(item, Note):
            known.assume(item.text)
        elif isinstance(item, Dose):
            _add_dose(draft, item)
        elif isinstance(item, _WHEN):
            _add_when(draft, item, timing_first=timing_first)
        else:
            _add_rest(draft, item)
    _whole_day_first(draft)
    return draft


def _whole_day_first(draft: Draft) -> None:
    """'60 mg daily (20 mg TID)': what stands before the bracket is the day's total of what stands in it."""
    if len(draft.groups) != 2 or draft.total or len(draft.groups[0].doses) != 1:
        return
    whole, parts = draft.groups
    daily = bool(whole.whens) and all(isinstance(item, Times) and item.weak for item in whole.whens)
    inside = bool(parts.doses) and all(dose.bracketed for dose in parts.doses)
    dose = whole.doses[0]
    if daily and inside and parts.whens and dose.unit is not None and not dose.bracketed:
        draft.total = PerDay(Amount(low=dose.low, high=dose.high, unit=dose.unit))
        draft.groups = [parts]


def _read_marks(marks: list[Mark], draft: Draft) -> None:
    for mark in marks:
        if mark.word == "divided":
            draft.divided = mark.number
        draft.single = draft.single or mark.word == "single"
        draft.that_day = draft.that_day or mark.word == "that day"
        draft.pump = draft.pump or mark.word == "pump"
        draft.stop = draft.stop or mark.word == "stop"


def _timing_first(clause: list[Item]) -> bool:
    """'In the morning 10 mg, at night 20 mg' rather than '10 mg in the morning, 20 mg at night'."""
    order = [isinstance(item, Dose) for item in clause if isinstance(item, Dose | Moments)]
    return bool(order) and not order[0]


def _add_dose(draft: Draft, dose: Dose) -> None:
    last = draft.groups[-1] if draft.groups else None
    if last is None or (last.doses and last.whens):
        draft.groups.append(Group(doses=[dose]))
    else:
        last.doses.append(dose)


def _add_when(draft: Draft, item: Item, *, timing_first: bool) -> None:
    if isinstance(item, Meals):
        draft.food = item.with_food
        if not item.rhythm:
            return
    last = draft.groups[-1] if draft.groups else None
    if last is None or (timing_first and isinstance(item, Moments) and last.doses):
        draft.groups.append(Group(whens=[item]))
    else:
        last.whens.append(item)


def _add_rest(draft: Draft, item: Item) -> None:
    if isinstance(item, PerDay):
        if draft.total is not None and draft.total.amount != item.amount:
            raise Refused(
                "two daily totals are given", tuple(f"{one.amount.high:g} a day" for one in (draft.total, item))
            )
        draft.total = item
    elif isinstance(item, Pattern):
        draft.pattern = item
    elif isinstance(item, Length):
        if draft.length not in (None, item.days):
            raise Refused("two lengths are given", (f"{draft.length} days", f"{item.days} days"))
        draft.length = item.days
    elif isinstance(item, Limit):
        draft.limits.append(item)
    elif isinstance(item, AsNeeded):
        reason = item.reason or (draft.as_needed.reason if draft.as_needed else "")
        draft.as_needed = AsNeeded(reason)
    elif isinstance(item, UpTo):
        draft.up_to = item.times
