"""Clauses to phases: what each stretch of days holds. Whether its parts agree is asked in `agreement`."""

from __future__ import annotations

from dataclasses import replace

from lissom.case.regimen import Amount, AmountUnit, Intake, Phase
from lissom.case.sig.agreement import agrees_with_total, check_lengths, must_end, not_a_rate, within_limit
from lissom.case.sig.clauses import clauses
from lissom.case.sig.doses import MOST_BARE, Known, settle
from lissom.case.sig.draft import Draft, Group, draft_of
from lissom.case.sig.items import Dose, Interval, Item, Mark, PerDay, Step, Times
from lissom.case.sig.steps import steps
from lissom.case.sig.times import Schedule, schedule
from lissom.case.sig.tokens import Refused
from lissom.case.sig.words import HOURS_OF, PATTERN_HOURS, UNDIVIDED

_UNDIVIDED_PARTS = 3
"""How many equal parts stand for a daily total whose division is not stated."""


def phases(found: list[Item], known: Known, *, pump: bool = False) -> tuple[Phase, ...]:
    """The phases that the items describe, in order; what was learnt and assumed is added to `known`."""
    done: list[Phase] = []
    schedules: list[Schedule] = []
    for clause in clauses(found):
        place = next((index for index, item in enumerate(clause) if isinstance(item, Step)), None)
        before = clause if place is None else [*clause[:place], *_started(clause[place])]
        draft = draft_of(before, known)
        draft.pump = draft.pump or pump
        if not _says_nothing(draft):
            done.append(_phase(draft, known, done[-1] if done else None, schedules))
        elif draft.length is not None and place is None:
            raise Refused("days without a dose are named; a pause or a cycle cannot be read")
        elif draft.stop and done:
            must_end(done[-1])
        if place is not None:
            _add_steps(done, clause, place, known)
    if not done:
        raise Refused("no dose and no time are given")
    check_lengths(done)
    return tuple(done)


def _started(step: Item) -> tuple[Item, ...]:
    """The dose that a step names as its own beginning."""
    return step.start if isinstance(step, Step) else ()


def _says_nothing(draft: Draft) -> bool:
    return not (
        draft.groups or draft.total or draft.pattern or draft.holds or draft.as_needed or draft.up_to or draft.single
    )


def _phase(draft: Draft, known: Known, before: Phase | None, schedules: list[Schedule]) -> Phase:
    if draft.pattern:
        phase = _patterned(draft, known)
    elif draft.total and draft.total.rate and draft.total.form and not _dosed(draft):
        phase = _released(draft, draft.total, known, before, schedules)
    elif draft.pump and draft.total and not draft.groups:
        phase = Phase(intakes=(), continuous=draft.total.amount)
    elif draft.total and not _dosed(draft):
        phase = _divided(draft, draft.total, known)
    else:
        not_a_rate(draft)
        phase = _ordinary(draft, known, before, schedules)
        agrees_with_total(draft, phase, known)
    phase = _with_rest(draft, phase, known)
    within_limit(phase, known)
    return phase


def _released(draft: Draft, total: PerDay, known: Known, before: Phase | None, schedules: list[Schedule]) -> Phase:
    """'50 mcg/h patch every 72 hours': one patch at a time, whose strength is a rate."""
    known.assume(f"an amount per hour is read as the strength of the {total.form}")
    dose = Dose(1, 1, AmountUnit.UNIT, total.form)
    group = Group(doses=[dose], whens=[item for one in draft.groups for item in one.whens])
    return _ordinary(replace(draft, groups=[group], total=None), known, before, schedules)


def _dosed(draft: Draft) -> bool:
    return any(group.doses for group in draft.groups)


def _patterned(draft: Draft, known: Known) -> Phase:
    assert draft.pattern is not None
    counts = draft.pattern.counts
    unit, scale = AmountUnit.UNIT, 1.0
    doses = [dose for group in draft.groups for dose in group.doses]
    whens = [item for group in draft.groups for item in group.whens if not (isinstance(item, Times) and item.weak)]
    if whens or draft.total:
        raise Refused("a pattern such as 1-0-1 stands beside other times of day")
    if doses:
        # '10 mg 1-0-1': the amount belongs to each 1.
        amount = settle(doses, known)
        unit, scale = amount.unit, amount.high
        if amount.low != amount.high or (any(count not in (0, 1) for count in counts) and unit is not AmountUnit.UNIT):
            raise Refused(
                "the numbers of the pattern may be tablets or parts of the dose", ("tablets", "parts of the dose")
            )
        if unit is AmountUnit.UNIT and scale != 1:
            raise Refused(
                "the numbers of the pattern may be tablets or parts of the dose", ("tablets", "parts of the dose")
            )
    known.form = known.form or draft.pattern.form
    if unit is AmountUnit.UNIT and not known.form and max(counts) > MOST_BARE:
        most = f"{max(counts):g}"
        raise Refused("the numbers of the pattern have no unit", (f"{most} tablets", f"{most} mg"))
    known.unit = unit
    hours = PATTERN_HOURS[len(counts)]
    known.assume("the pattern is read as morning, midday, evening" + (", bedtime" if len(counts) == 4 else ""))
    return Phase(
        intakes=tuple(
            Intake(hour=hour, amount=Amount(low=count * scale, high=count * scale, unit=unit))
            for hour, count in zip(hours, counts, strict=True)
            if count
        )
    )


def _divided(draft: Draft, total: PerDay, known: Known) -> Phase:
    """A daily total: in as many parts as stated, else in equal parts by assumption."""
    if total.rate:
        raise Refused("an amount per hour is read only for a pump or an infusion")
    whens = [item for group in draft.groups for item in group.whens]
    if draft.divided and draft.divided > 24:
        raise Refused(f"{draft.divided} parts of a daily total is not a rhythm")
    if draft.divided:
        whens.append(Times(draft.divided, draft.divided))
    plan = schedule(whens)
    stated = plan is not None and not (draft.divided == 0 and len(plan.hours) == 1)
    if plan is None or not stated:
        plan = Schedule(hours=HOURS_OF[_parts(total.amount)])
        stated = total.amount.unit is AmountUnit.UNIT and total.amount.high == 1
    known.unit = total.amount.unit
    known.form = known.form or total.form
    if not stated:
        known.assume(UNDIVIDED)
    for text in plan.assumed:
        known.assume(text)
    part = _share(total.amount, len(plan.hours))
    if part.unit is AmountUnit.UNIT and (part.high * 4) % 1:
        raise Refused(f"{total.amount.high:g} a day cannot be divided into {len(plan.hours)} equal parts")
    return replace(_planned(plan, part), division_stated=stated)


def _parts(amount: Amount) -> int:
    if amount.unit is AmountUnit.UNIT:
        return int(amount.high) if amount.high % 1 == 0 and amount.high <= 6 and amount.low == amount.high else 1
    return _UNDIVIDED_PARTS


def _share(amount: Amount, parts: int) -> Amount:
    return Amount(low=amount.low / parts, high=amount.high / parts, unit=amount.unit)


def _planned(plan: Schedule, amount: Amount) -> Phase:
    return Phase(
        intakes=tuple(Intake(hour=hour, amount=amount, hour_stated=plan.stated) for hour in plan.hours),
        every_days=plan.every_days,
        weekdays=plan.weekdays,
        interval_h=plan.interval_h,
        fewest_intakes=plan.fewest,
    )


def _ordinary(draft: Draft, known: Known, before: Phase | None, schedules: list[Schedule]) -> Phase:
    if not draft.groups:
        draft.groups.append(Group())
    if draft.single:
        draft.groups[0].whens.append(Mark("single"))
    if draft.up_to:
        draft.groups[0].whens.append(Times(draft.up_to, draft.up_to))
    if draft.divided is not None:
        return _whole_in_parts(draft, known)
    parts = [_group(group, draft, known, before, schedules) for group in draft.groups]
    if len(parts) == 1:
        return parts[0]
    return _merged(draft, parts)


def _whole_in_parts(draft: Draft, known: Known) -> Phase:
    """'60 mg daily in 3 divided doses': the dose is the day's total."""
    if len(draft.groups) != 1 or not draft.groups[0].doses:
        raise Refused("it is not clear what is divided")
    amount = settle(draft.groups[0].doses, known)
    whens = draft.groups[0].whens
    if draft.divided:
        whens = [item for item in whens if not (isinstance(item, Times) and item.weak)]
    return _divided(replace(draft, groups=[Group(whens=whens)] if whens else []), PerDay(amount), known)


def _group(group: Group, draft: Draft, known: Known, before: Phase | None, schedules: list[Schedule]) -> Phase:
    amount = _amount(group, draft, known, before)
    plan = schedule(group.whens)
    if plan is None and before is not None and schedules and not draft.as_needed and not draft.that_day:
        plan = schedules[-1]
        known.assume("how often is read as before, since the later part does not say")
    if plan is None and draft.that_day:
        plan = Schedule(hours=HOURS_OF[1])
        known.assume("a dose on a named day is read as once on that day")
    if plan is None and draft.as_needed and draft.limits:
        plan = Schedule(hours=HOURS_OF[1])
    if plan is None:
        raise _no_rhythm(amount, as_needed=draft.as_needed is not None)
    schedules.append(plan)
    if not draft.as_needed:
        for text in plan.assumed:
            known.assume(text)
    phase = _planned(plan, amount)
    return replace(phase, days=1) if plan.single else phase


def _amount(group: Group, draft: Draft, known: Known, before: Phase | None) -> Amount:
    if group.doses:
        return settle(group.doses, known)
    if known.one_each or (draft.holds and known.strength and known.strength.per_unit is AmountUnit.UNIT):
        known.unit = AmountUnit.UNIT
        known.assume(f"one {known.form or 'tablet'} at a time is read, since only the strength is given")
        return Amount(low=1, high=1, unit=AmountUnit.UNIT)
    amounts = {intake.amount for intake in before.intakes} if before else set()
    if len(amounts) == 1:
        known.assume("how much is read as before, since the later part does not say")
        return amounts.pop()
    raise Refused("how much at a time is not stated")


def _no_rhythm(amount: Amount, *, as_needed: bool) -> Refused:
    said = f"{amount.high:g} {'tablet' if amount.unit is AmountUnit.UNIT else amount.unit}"
    if as_needed:
        return Refused(
            "it is as needed, but how often at most is not stated",
            (f"{said} up to once a day", f"{said} up to 3 times a day"),
        )
    return Refused("how often is not stated", (f"{said} once", f"{said} once a day", f"{said} 3 times a day"))


def _merged(draft: Draft, parts: list[Phase]) -> Phase:
    """Several doses within a day: '10 mg in the morning and 20 mg at night'."""
    if draft.as_needed:
        raise Refused("part of it is regular and part as needed; write them as two medicines' lines")
    counted = [
        group
        for group in draft.groups
        if any(
            isinstance(item, Interval) or (isinstance(item, Times) and not item.weak and item.high > 1)
            for item in group.whens
        )
    ]
    joined = all(group.doses and group.doses[0].joined for group in draft.groups[1:])
    if len(counted) > 1 or (counted and not joined):
        raise Refused("two doses with rhythms of their own stand side by side; it is not clear whether they add up")
    if len({(part.every_days, part.weekdays, part.interval_h, part.days) for part in parts}) > 1:
        raise Refused("the doses have different rhythms of days")
    intakes = sorted((intake for part in parts for intake in part.intakes), key=lambda intake: intake.hour)
    if len({intake.hour for intake in intakes}) < len(intakes):
        raise Refused("two doses fall on the same time of day")
    return replace(parts[0], intakes=tuple(intakes))


def _with_rest(draft: Draft, phase: Phase, known: Known) -> Phase:
    if draft.length is not None:
        if phase.days is not None and phase.days != draft.length:
            raise Refused("a single dose cannot last several days")
        phase = replace(phase, days=draft.length)
    if draft.stop and phase.days is None:
        must_end(phase)
    as_needed = draft.as_needed is not None
    count = draft.up_to
    if draft.up_to and not as_needed:
        known.assume('"up to" is read as: as needed, and no more often than that')
        as_needed = True
    limit = None
    for one in draft.limits:
        if one.times is not None and one.bare and _counts_several(phase):
            limit = Amount(low=one.times, high=one.times, unit=AmountUnit.UNIT)
            known.assume(f"the maximum of {one.times} a day is read as {known.form or 'tablet'}s, not as intakes")
        elif one.times is not None:
            count = min(one.times, count) if count else one.times
        elif one.amount is not None:
            limit = settle([one.amount], known)
    return replace(
        phase,
        as_needed=as_needed,
        reason=draft.as_needed.reason if draft.as_needed else "",
        max_per_day=limit,
        max_intakes_per_day=count,
        with_food=draft.food,
    )


def _counts_several(phase: Phase) -> bool:
    return any(intake.amount.unit is AmountUnit.UNIT and intake.amount.high != 1 for intake in phase.intakes)


def _add_steps(done: list[Phase], clause: list[Item], place: int, known: Known) -> None:
    step = clause[place]
    assert isinstance(step, Step)
    after = [item for item in clause[place + 1 :] if not (isinstance(item, Mark) and item.word == "target")]
    if not done:
        raise Refused("the dose to start from is not stated")
    if any(isinstance(item, Step) for item in after):
        raise Refused("two steps stand in one sentence")
    target = draft_of(after, known)
    done[-1:] = steps(done[-1], step, _target(target, known, step), known, limits=target.limits)


def _target(draft: Draft, known: Known, step: Step) -> tuple[Amount | None, int | None, bool]:
    """(amount, times a day or None, per day) of the dose a titration ends at."""
    if step.off or draft.stop:
        return None, None, True
    if draft.total:
        return draft.total.amount, None, True
    if not _dosed(draft):
        return None, None, False
    amount = settle([dose for group in draft.groups for dose in group.doses], known)
    plan = schedule([item for group in draft.groups for item in group.whens])
    return amount, len(plan.hours) if plan else None, False
