"""When and how much: the schedule a sig describes, as a value that can be counted, simulated and said back in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class AmountUnit(StrEnum):
    """What an amount on a prescription is counted in."""

    MG = "mg"
    UG = "ug"
    G = "g"
    ML = "mL"
    UNIT = "unit"
    """One tablet, capsule, patch, puff, sachet: whatever the medicine comes in."""
    PERCENT = "%"
    IU = "IU"
    MEQ = "mEq"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """How much at one time; `low` and `high` differ for a range such as '1 to 2 tablets'."""

    low: float
    high: float
    unit: AmountUnit

    def __post_init__(self) -> None:
        assert 0 <= self.low <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """What one unit, or one `per` mL, holds: 10 mg per tablet; 5 mg per 5 mL."""

    mg: float
    per: float = 1.0
    per_unit: AmountUnit = AmountUnit.UNIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """One moment of the day at which the medicine is taken."""

    hour: float
    """Hours after midnight, 0 to under 24. Assumed from the wording unless `hour_stated`."""
    amount: Amount
    hour_stated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A stretch of days over which the schedule does not change."""

    intakes: tuple[Intake, ...]
    days: int | None = None
    """How many days it lasts; None: until further notice."""
    every_days: int = 1
    """1 every day, 2 every other day, 7 once a week."""
    interval_h: float | None = None
    """Set when the sig counts hours ('every 8 hours') rather than moments of the day."""
    as_needed: bool = False
    max_per_day: Amount | None = None
    max_intakes_per_day: int | None = None
    reason: str = ""
    """What an as-needed dose is for, as written."""
    with_food: bool | None = None
    weekdays: tuple[int, ...] = ()
    """0 Monday to 6 Sunday when the week is the rhythm (`every_days` is then 7); assumed when just a count is given."""
    fewest_intakes: int | None = None
    """The fewest intakes a day when the sig gives a range ('2 to 3 times a day'); `intakes` holds the most."""
    continuous: Amount | None = None
    """What a pump delivers evenly over 24 hours; `intakes` is then empty."""
    over_the_day: tuple[tuple[float, float, float], ...] = ()
    """(from hour, to hour, times the even rate) of a pump whose rate follows the clock; empty: evenly."""
    division_stated: bool = True
    """False when only a daily total was written: the intakes then divide it equally by assumption."""

    @property
    def drifts(self) -> bool:
        """True when the interval fits neither the day nor whole days: the clock time changes ('every 9 hours')."""
        hours = self.interval_h
        return hours is not None and (24.0 % hours if hours < 24 else hours % 24.0) > 1e-9

    @property
    def days_share(self) -> float:
        """The share of days on which the medicine is taken: 1 every day, 1/7 once a week."""
        return len(self.weekdays) / 7 if self.weekdays else 1 / self.every_days

    def taken_on(self, day: int) -> bool:
        """Whether day 0, 1, 2 ... of the phase is a day of intake; day 0 counts as a Monday for weekdays."""
        return day % 7 in self.weekdays if self.weekdays else day % self.every_days == 0


@dataclass(frozen=True, slots=True)
class Range:
    """A smallest and a largest value of milligrams."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Regimen:
    """The phases of one medicine in order. Milligrams are known only when the amounts or the strength give them."""

    phases: tuple[Phase, ...]
    strength: Strength | None = None
    unit_name: str = ""
    """What one unit is called ('tablet', 'patch', 'puff'); '' when the sig does not say."""

    def mg(self, amount: Amount) -> Range | None:
        """Milligrams of one intake, or None when tablets or millilitres were written without a strength."""
        per_unit = {AmountUnit.MG: 1.0, AmountUnit.UG: 1e-3, AmountUnit.G: 1e3}.get(amount.unit)
        if per_unit is None and self.strength and amount.unit == self.strength.per_unit:
            per_unit = self.strength.mg / self.strength.per
        return None if per_unit is None else Range(amount.low * per_unit, amount.high * per_unit)

    def daily_mg(self, phase: Phase) -> Range | None:
        """Milligrams on a day of this phase (averaged over its rhythm); as-needed counts from 0 to its maximum."""
        if phase.continuous is not None:
            return self.mg(phase.continuous)
        doses = [dose for intake in phase.intakes if (dose := self.mg(intake.amount)) is not None]
        if len(doses) < len(phase.intakes):
            return None
        share = 24.0 / phase.interval_h if phase.interval_h and phase.drifts else phase.days_share
        low = sum(dose.low for dose in doses[: phase.fewest_intakes]) * share
        high = sum(dose.high for dose in doses) * share
        return self._as_needed_mg(phase, doses, high) if phase.as_needed else Range(low, high)

    def _as_needed_mg(self, phase: Phase, doses: list[Range], high: float) -> Range:
        # A single intake with a maximum is a template; several are a rhythm, which is a limit of its own.
        caps = [high] if len(doses) > 1 else []
        if phase.max_per_day is not None and (cap := self.mg(phase.max_per_day)) is not None:
            caps.append(cap.high)
        if phase.max_intakes_per_day is not None:
            caps.append(max((dose.high for dose in doses), default=0.0) * phase.max_intakes_per_day)
        return Range(0.0, min(caps, default=high))

    @property
    def peak_daily_mg(self) -> Range | None:
        """The largest daily milligrams over all phases, or None when any phase is not known in milligrams."""
        days = [self.daily_mg(phase) for phase in self.phases]
        known = [day for day in days if day is not None]
        if len(known) != len(days) or not known:
            return None
        return max(known, key=lambda day: day.high)

    def events(self, days: int, start_hour: float = 0.0) -> Iterator[tuple[float, float]]:
        """(hours since midnight of day 0, mg) of every scheduled dose over `days`, upper end of a range.

        As-needed doses and continuous delivery are left out (`rates` gives the latter). Raises ValueError when
        milligrams are not known: ask `peak_daily_mg` first.
        """
        for phase, first, last in self._spans(days):
            if phase.as_needed:
                continue
            for time, amount in _times(phase, first, last):
                dose = self.mg(amount)
                if dose is None:
                    raise ValueError("the strength is not known, so the milligrams are not")
                if time >= start_hour:
                    yield time, dose.high

    def rates(self, days: int) -> Iterator[tuple[float, float, float]]:
        """(first hour, last hour, mg per hour) of every continuous phase within `days`."""
        for phase, first, last in self._spans(days):
            if phase.continuous is not None and (per_day := self.mg(phase.continuous)) is not None:
                even = per_day.high / 24.0
                if not phase.over_the_day:
                    yield 24.0 * first, 24.0 * last, even
                for day in range(first, last) if phase.over_the_day else ():
                    for begin, end, times in phase.over_the_day:
                        yield 24.0 * day + begin, 24.0 * day + end, times * even

    def _spans(self, days: int) -> Iterator[tuple[Phase, int, int]]:
        day = 0
        for phase in self.phases:
            last = days if phase.days is None else min(days, day + phase.days)
            if last > day:
                yield phase, day, last
            day = last


def _times(phase: Phase, first: int, last: int) -> Iterator[tuple[float, Amount]]:
    """(hours since midnight of day 0, amount) of a phase that runs from day `first` to before day `last`."""
    if phase.drifts and phase.interval_h and phase.intakes:
        time = 24.0 * first + phase.intakes[0].hour
        while time < 24.0 * last:
            yield time, phase.intakes[0].amount
            time += phase.interval_h
        return
    for day in range(first, last):
        if phase.taken_on(day - first):
            for intake in phase.intakes:
                yield 24.0 * day + intake.hour, intake.amount
