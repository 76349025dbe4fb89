"""A course: dated steps of one medicine, each with its doses in tablets and the reason it is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lissom.case.regimen import Amount, AmountUnit, Intake, Phase, Regimen
from lissom.facts.quantity import in_words
from lissom.facts.statement import Statement
from lissom.plan.tablets import Cabinet, Mix


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """One intake of a day: hours after midnight, milligrams, and the tablets that make it."""

    hour: float
    mg: float
    mix: Mix

    @property
    def clock(self) -> str:
        return clock(self.hour)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A stretch of days on the same doses; `days` None: until further notice. No doses: the medicine is off."""

    begin: date
    days: int | None
    doses: tuple[Dose, ...]
    why: tuple[Statement, ...]

    def __post_init__(self) -> None:
        assert self.why, "every step says why it is there"

    @property
    def daily_mg(self) -> float:
        return sum(dose.mg for dose in self.doses)

    @property
    def end(self) -> date | None:
        """The last day of the step; None when it is open."""
        return None if self.days is None else self.begin + timedelta(days=self.days - 1)

    @property
    def in_words(self) -> str:
        """'08:00 10 mg, 20:00 5 mg'; 'none' when it is off."""
        return ", ".join(f"{dose.clock} {in_words(dose.mg, 4)} mg" for dose in self.doses) or "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The steps of one medicine in order, without gap or overlap."""

    ingredient: str
    name: str
    """What the medicine is called to the reader."""
    kind: str
    """`taper`, `titration`, `switch out`, `switch in`."""
    pace: str
    """`label`, `faster`, `slower`, `slowest`."""
    steps: tuple[Step, ...]
    before_mg: float = 0.0
    """Milligrams a day before the first step."""
    statements: tuple[Statement, ...] = ()

    def __post_init__(self) -> None:
        for one, two in zip(self.steps, self.steps[1:], strict=False):
            assert one.end is not None, "an open step is the last"
            assert two.begin == one.end + timedelta(days=1), "steps follow each other"

    @property
    def begin(self) -> date:
        return self.steps[0].begin

    @property
    def days(self) -> int:
        """Days until the last step begins: how long things keep changing."""
        return (self.steps[-1].begin - self.begin).days

    @property
    def daily(self) -> tuple[float, ...]:
        """Milligrams on each day until the last step begins, and on its first day."""
        whole = [step.daily_mg for step in self.steps[:-1] for _ in range(step.days or 0)]
        return (*whole, self.steps[-1].daily_mg)

    def on(self, day: date) -> Step | None:
        """The step a day belongs to; None before and after."""
        for step in self.steps:
            if step.begin <= day and (step.end is None or day <= step.end):
                return step
        return None

    @property
    def regimen(self) -> Regimen:
        """The same as directions: what the checks and the forecast read. A step without doses ends them."""
        return Regimen(phases=tuple(_phase(step) for step in self.steps if step.doses), unit_name="tablet")

    @property
    def in_words(self) -> str:
        """'20 mg at 08:00 ... for 7 days, then ...'."""
        parts = [step.in_words + _lasting(step) for step in self.steps if step.doses]
        return ", then ".join(parts) + (", then off" if not self.steps[-1].doses else "")


def _lasting(step: Step) -> str:
    return "" if step.days is None else f" for {days_in_words(step.days)}"


def _phase(step: Step) -> Phase:
    intakes = tuple(
        Intake(hour=dose.hour, amount=Amount(low=dose.mg, high=dose.mg, unit=AmountUnit.MG), hour_stated=True)
        for dose in step.doses
    )
    return Phase(intakes=intakes, days=step.days)


def doses(hours: Sequence[float], amounts: Sequence[float], cabinet: Cabinet) -> tuple[Dose, ...]:
    """The intakes above zero, each in tablets that exist. Raises AssertionError for a dose that cannot be made."""
    made = []
    for hour, mg in zip(hours, amounts, strict=True):
        if mg > 0:
            mix = cabinet.mix(mg)
            assert mix is not None, f"{mg} mg cannot be made of the tablets sold"
            made.append(Dose(hour=hour, mg=mg, mix=mix))
    return tuple(made)


def clock(hour: float) -> str:
    """'07:30' of 7.5."""
    minutes = round(hour * 60) % (24 * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def days_in_words(days: int) -> str:
    """'1 day', '3 days', '2 weeks'."""
    if days >= 14 and days % 7 == 0:
        return f"{days // 7} weeks"
    return f"{days} day{'' if days == 1 else 's'}"
