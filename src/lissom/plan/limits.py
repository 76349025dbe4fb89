"""What binds a plan for one person and one medicine: plain numbers, each with the sentence it comes from.

Made upstairs from the dosing table; nothing here knows where the rows lie.
"""

from __future__ import annotations

from dataclasses import dataclass

from lissom.facts.statement import Statement
from lissom.plan.advice import Rung
from lissom.plan.tablets import Cabinet


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A number in mg, mg a day or days, and why it holds."""

    value: float
    why: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """How the dose goes up: by so many mg in the day, or on each dose, no sooner than after so many days."""

    mg: float
    on_each_dose: bool
    days: float
    why: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaperRule:
    """How long the way down takes: days, or mg a day taken off each day where `per_day`."""

    low: float
    high: float
    why: Statement
    per_day: bool = False
    own: bool = True
    """False when no rule of the person's country was found and another country's is used."""

    def days(self, mg: float) -> tuple[float, float]:
        """The shortest and the longest number of days from `mg` a day to nothing."""
        return (mg / self.high, mg / self.low) if self.per_day else (self.low, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Everything that binds a plan; what no source gives is None."""

    cabinet: Cabinet
    max_daily: Bound | None = None
    max_single: Bound | None = None
    start_mg: Bound | None = None
    """Milligrams of each dose at the start."""
    start_times: int = 1
    rise: Rise | None = None
    usual: tuple[Bound, Bound] | None = None
    """Low and high end of the usual day."""
    usual_times: int = 1
    """In how many doses the usual day is taken; 1 when no source says."""
    taper: TaperRule | None = None
    ladder: tuple[Rung, ...] = ()
    slow: tuple[Statement, ...] = ()
    """Why each step up is made longer for this person; () when it is not."""
    apart_h: Bound | None = None
    """Doses are at least so many hours apart."""
    country: str = ""
    warned: tuple[Statement, ...] = ()
    """What is said of stopping suddenly."""

    @property
    def doses_a_day(self) -> int:
        """In how many doses the label divides the day."""
        return max(self.start_times, self.usual_times)

    def cap_daily(self, mg: float) -> float:
        """The wanted day's dose, or the highest allowed where that is less."""
        return mg if self.max_daily is None else min(mg, self.max_daily.value)

    def cap_single(self, mg: float) -> float:
        return mg if self.max_single is None else min(mg, self.max_single.value)
