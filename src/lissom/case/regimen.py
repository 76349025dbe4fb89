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

    def mg(self, amount: Amount) -> Range | None:
        """Milligrams of one intake, or None when tablets or millilitres were written without a strength."""
        per_unit = {AmountUnit.MG: 1.0, AmountUnit.UG: 1e-3, AmountUnit.G: 1e3}.get(amount.unit)
        if per_unit is None and self.strength and amount.unit == self.strength.per_unit:
            per_unit = self.strength.mg / self.strength.per
        return None if per_unit is None else Range(amount.low * per_unit, amount.high * per_unit)

    def daily_mg(self, phase: Phase) -> Range | None:
        """Milligrams on a day of this phase (averaged over `every_days`); as-needed counts from 0 to its maximum."""
        doses = [self.mg(intake.amount) for intake in phase.intakes]
        if any(dose is None for dose in doses):
            return None
        low = sum(dose.low for dose in doses if dose) / phase.every_days
        high = sum(dose.high for dose in doses if dose) / phase.every_days
        if not phase.as_needed:
            return Range(low, high)
        if phase.max_per_day is not None and (cap := self.mg(phase.max_per_day)) is not None:
            high = cap.high
        elif phase.max_intakes_per_day is not None:
            high = max((dose.high for dose in doses if dose), default=0.0) * phase.max_intakes_per_day
        return Range(0.0, high)

    @property
    def peak_daily_mg(self) -> Range | None:
        """The largest daily milligrams over all phases, or None when any phase is not known in milligrams."""
        days = [self.daily_mg(phase) for phase in self.phases]
        known = [day for day in days if day is not None]
        if len(known) != len(days) or not known:
            return None
        return max(known, key=lambda day: day.high)

    def events(self, days: int, start_hour: float = 0.0) -> Iterator[tuple[float, float]]:
        """(hours since midnight of day 0, mg) of every scheduled dose over `days`, upper end of a range; PRN left out.

        Raises ValueError when milligrams are not known: ask `peak_daily_mg` first.
        """
        day = 0
        for phase in self.phases:
            last = days if phase.days is None else min(days, day + phase.days)
            if phase.as_needed:
                day = last
                continue
            first = day
            while day < last:
                if (day - first) % phase.every_days == 0:
                    for intake in phase.intakes:
                        dose = self.mg(intake.amount)
                        if dose is None:
                            raise ValueError("the strength is not known, so the milligrams are not")
                        time = 24.0 * day + intake.hour
                        if time >= start_hour:
                            yield time, dose.high
                day += 1
            if day >= days:
                return
