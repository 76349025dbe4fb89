"""From a regimen to the doses that are simulated, the days, and the day that is shown in detail; or a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil

from lissom.case.regimen import Phase, Regimen

DAYS_AT_LEAST = 7
DAYS_AT_MOST = 42
"""A planned course longer than this is cut: the curves of the last day would repeat."""
FIRST_DOSE_HOUR = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Doses in hours from the midnight of day 0. `shown_day` is the last day with the largest planned daily amount."""

    doses: tuple[tuple[float, float], ...]
    """(hour, mg)"""
    infusions: tuple[tuple[float, float, float], ...] = ()
    """(first hour, last hour, mg/h) of what a pump delivers."""
    days: int
    shown_day: int
    as_needed: bool = False
    """The curve is of one dose taken as needed, not of a course."""
    partly_as_needed: bool = False
    """Further doses may be taken as needed and are not in the curve."""
    upper_end: bool = False
    """A range was written and its upper end is simulated."""
    division_assumed: bool = False
    """Only a daily total was written; its division over the day is assumed."""
    cut: bool = False
    """The plan goes on after the last day simulated."""
    stops_at: float | None = None
    """The hour at which everything stops unplanned: a pump that fails, a medicine that runs out."""
    leaks: tuple[float, float] | None = None
    """(hour, share): from that hour on this share of what a pump delivers is lost on the way."""

    def mg_on(self, day: int) -> float:
        """Milligrams on one day."""
        begin, end = 24.0 * day, 24.0 * (day + 1)
        run = sum(rate * max(0.0, min(end, last) - max(begin, first)) for first, last, rate in self.infusions)
        return run + sum(mg for time, mg in self.doses if begin <= time < end)

    @property
    def steady(self) -> bool:
        """Whether a pump delivers at one rate on the day shown, and nothing else happens."""
        begin, end = 24.0 * self.shown_day, 24.0 * (self.shown_day + 1)
        rates = {round(rate, 12) for first, last, rate in self.infusions if first < end and last > begin}
        return len(rates) == 1 and not self.doses and self.stops_at is None and self.leaks is None

    @property
    def one_dose(self) -> bool:
        """Whether the curve is of one dose: taken as needed, or the only one of the plan."""
        return self.as_needed or (len(self.doses) == 1 and not self.infusions)

    @property
    def largest_mg(self) -> float:
        """The largest amount of any one day."""
        return max(self.mg_on(day) for day in range(self.days))

    @property
    def last_hour(self) -> float:
        """When the last dose is given or the last infusion ends."""
        return max([time for time, _ in self.doses] + [end for _, end, _ in self.infusions])

    def stopped(self, hour: float) -> Schedule:
        """The same plan, with nothing given from `hour` on."""
        return replace(
            self,
            doses=tuple(dose for dose in self.doses if dose[0] < hour),
            infusions=tuple((a, min(b, hour), rate) for a, b, rate in self.infusions if a < hour),
            shown_day=int(hour // 24),
            stops_at=hour,
        )

    def leaking(self, hour: float, share: float) -> Schedule:
        """The same plan, with `share` of what the pump delivers lost from `hour` on: a torn or slipped catheter."""
        whole = tuple((a, min(b, hour), rate) for a, b, rate in self.infusions if a < hour)
        less = tuple((max(a, hour), b, rate * (1.0 - share)) for a, b, rate in self.infusions if b > hour)
        return replace(self, infusions=whole + less, shown_day=int(hour // 24), leaks=(hour, share))

    def by_night(self, factor: float) -> Schedule:
        """The same amount a day, with the pump running `factor` times as fast by night as by day."""
        night = (24.0 - NIGHT[0] + NIGHT[1]) / 24.0
        by_day = 1.0 / (1.0 - night + night * factor)
        pieces = [
            (max(a, begin), min(b, end), rate * by_day * (factor if dark else 1.0))
            for a, b, rate in self.infusions
            for begin, end, dark in _turns(a, b)
            if min(b, end) > max(a, begin)
        ]
        return replace(self, infusions=tuple(pieces))


NIGHT = (22.0, 6.0)
"""Hours of the clock between which a pump runs its night rate; a choice, as each pump has its own."""


def _turns(begin: float, end: float) -> Iterator[tuple[float, float, bool]]:
    """(from, to, night) of the days and nights that cover a stretch of time."""
    for day in range(int(begin // 24) - 1, int(end // 24) + 1):
        yield 24.0 * day + NIGHT[0], 24.0 * (day + 1) + NIGHT[1], True
        yield 24.0 * (day + 1) + NIGHT[1], 24.0 * (day + 1) + NIGHT[0], False


class Kind(StrEnum):
    """What may happen to a delivery that was planned."""

    STOP = "stop"
    LEAK = "leak"
    NIGHT = "night"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One thing that happens to the plan."""

    kind: Kind
    day: int = 4
    """The day at whose first midnight it begins (1 the first); a night rate holds from the start."""
    amount: float = 0.5
    """The share lost in a leak, or how many times as fast the pump runs by night."""

    def applied(self, plan: Schedule) -> Schedule:
        """The plan as this scenario has it."""
        hour = 24.0 * (self.day - 1)
        if self.kind is Kind.STOP:
            return plan.stopped(hour)
        return plan.leaking(hour, self.amount) if self.kind is Kind.LEAK else plan.by_night(self.amount)

    @property
    def title(self) -> str:
        """In words, for a heading."""
        if self.kind is Kind.STOP:
            return f"delivery stops on day {self.day} (a fault, or a refill that was not made)"
        if self.kind is Kind.LEAK:
            return f"{round(100 * self.amount)}% is lost through a leak from day {self.day} on"
        return f"{self.amount:g} times as fast by night, the same amount a day"


def schedule(regimen: Regimen, *, settle_days: int, days: int | None = None) -> Schedule | None:
    """The doses of a regimen over its planned days and at least `settle_days` of an open last phase.

    None where a dose is not known in milligrams or there is no dose at all.
    """
    amounts = [intake.amount for phase in regimen.phases for intake in phase.intakes]
    amounts += [phase.continuous for phase in regimen.phases if phase.continuous is not None]
    if not amounts or any(regimen.mg(amount) is None for amount in amounts):
        return None
    planned = [phase for phase in regimen.phases if not phase.as_needed]
    upper = any(amount.low != amount.high for amount in amounts) or any(phase.fewest_intakes for phase in planned)
    if not planned:
        return _one_dose(regimen, upper, days)
    long = _planned_days(regimen.phases, settle_days)
    wanted = days or min(DAYS_AT_MOST, max(DAYS_AT_LEAST, long))
    doses, infusions = tuple(sorted(regimen.events(wanted))), tuple(regimen.rates(wanted))
    if not doses and not infusions:
        return None
    whole = Schedule(doses=doses, infusions=infusions, days=wanted, shown_day=0)
    return replace(
        whole,
        shown_day=max(range(wanted), key=lambda day: (round(whole.mg_on(day), 6), day)),
        partly_as_needed=len(planned) < len(regimen.phases),
        upper_end=upper,
        division_assumed=not all(phase.division_stated for phase in planned),
        cut=long > wanted,
    )


def largest_dose(regimen: Regimen) -> float | None:
    """Milligrams of the largest single dose, or None where one is not known."""
    doses = [regimen.mg(intake.amount) for phase in regimen.phases for intake in phase.intakes]
    known = [dose.high for dose in doses if dose is not None]
    return max(known, default=None) if len(known) == len(doses) else None


def _planned_days(phases: tuple[Phase, ...], settle_days: int) -> int:
    """The days of the limited phases, then enough of an open one to settle (or to see the last dose wash out)."""
    return sum(phase.days if phase.days is not None else 0 for phase in phases) + max(1, settle_days)


def _one_dose(regimen: Regimen, upper: bool, days: int | None) -> Schedule | None:
    intake = next(intake for phase in regimen.phases for intake in phase.intakes)
    dose = regimen.mg(intake.amount)
    if dose is None or dose.high <= 0:
        return None
    return Schedule(doses=((FIRST_DOSE_HOUR, dose.high),), days=days or 2, shown_day=0, as_needed=True, upper_end=upper)


def settling_days(half_life_h: float) -> int:
    """Days after which levels no longer rise: five half-lives, and one day to show."""
    return ceil(5 * half_life_h / 24) + 1
