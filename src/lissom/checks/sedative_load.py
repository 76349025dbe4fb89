"""The load of all sedating medicines over one day: each taken dose counts in usual single doses and fades with its
half-life.

A rule of thumb for comparing hours and medicines of one person. It is no level and no forecast; nothing here knows how
strongly a medicine acts on this brain.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, log
from typing import NamedTuple

from lissom.case.regimen import Intake, Phase, Regimen
from lissom.checks.doses import regimen_of
from lissom.checks.present import Present
from lissom.checks.view import View

POINTS = 48
"""Half-hours of the day."""
STEP = 24 / POINTS
ABSORPTION = 1.5
"""1/h; a tablet is mostly taken up within two hours. Shifts the curve by minutes, not by hours."""


class Part(NamedTuple):
    """What one medicine adds: usual single doses in the body at each half-hour of a settled day."""

    said: str
    where: str
    typical: tuple[float, ...]
    short: tuple[float, ...]
    """With the shortest half-life of its range."""
    long: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The average over the day."""
        return sum(self.typical) / POINTS


class Load(NamedTuple):
    """The parts, and the names of sedating medicines that could not be counted."""

    parts: tuple[Part, ...]
    left_out: tuple[str, ...]

    def total(self, which: str = "typical", without: str = "") -> tuple[float, ...]:
        """Usual single doses in the body at each half-hour, all parts together or all but one."""
        curves = [getattr(part, which) for part in self.parts if part.said != without]
        return tuple(map(sum, zip(*curves, strict=True))) if curves else (0.0,) * POINTS


def load(view: View) -> Load:
    """The load by the directions of this person: the phase with the most milligrams, scheduled doses only."""
    parts, left_out = [], []
    for one in {one.id: one for one in view.of_class("cns_depressant") if one.throughout and one.medicine}.values():
        sedative, phase, regimen = view.rules.sedatives.get(one.id), _phase(one), regimen_of(one)
        doses = _doses(regimen, phase) if regimen and phase else None
        if sedative is None or not doses or one.route == "intrathecal":
            left_out.append(one.said)
        else:
            curves = (
                _curve(doses, sedative.single_mg, half) for half in (sedative.half_life_h, sedative.low, sedative.high)
            )
            parts.append(Part(one.said, one.where, *curves))
    return Load(tuple(parts), tuple(left_out))


def hours_above(curve: tuple[float, ...], doses: float) -> float:
    """Hours of the day at which the load is at least so many usual single doses."""
    return STEP * sum(at >= doses for at in curve)


def peak(curve: tuple[float, ...]) -> tuple[float, float]:
    """(hour of the day, load) of the highest point."""
    place = max(range(len(curve)), key=curve.__getitem__)
    return place * STEP, curve[place]


def _phase(one: Present) -> Phase | None:
    regimen = regimen_of(one)
    known = [phase for phase in regimen.phases if phase.intakes and not phase.as_needed] if regimen else []
    if regimen is None or len(known) < 2:
        return known[0] if known else None
    return max(known, key=lambda phase: (regimen.daily_mg(phase) or _NOTHING).high)


class _Nothing(NamedTuple):
    high: float = 0.0


_NOTHING = _Nothing()


def _doses(regimen: Regimen, phase: Phase) -> tuple[tuple[float, float], ...]:
    """(hour, mg) of each dose of the day; () when milligrams are not known."""
    made = [(intake.hour, _mg(regimen, intake)) for intake in phase.intakes]
    if any(mg is None for _, mg in made):
        return ()
    return tuple((hour, mg * phase.days_share) for hour, mg in made if mg)


def _mg(regimen: Regimen, intake: Intake) -> float | None:
    dose = regimen.mg(intake.amount)
    return dose.high if dose else None


@lru_cache(maxsize=4096)
def _curve(doses: tuple[tuple[float, float], ...], single_mg: float, half_life_h: float) -> tuple[float, ...]:
    """Usual single doses at each half-hour of a settled day; kept, as many people take the same tablets alike."""
    total = [0.0] * POINTS
    for hour, mg in doses:
        share = mg / single_mg
        total = [before + share * at for before, at in zip(total, _shape(hour, half_life_h), strict=True)]
    return tuple(total)


@lru_cache(maxsize=4096)
def _shape(hour: float, half_life_h: float) -> tuple[float, ...]:
    """One usual single dose taken every day at an hour: a dose that is taken once peaks at 1.

    Kept, as the same hours and half-lives come back in person after person.
    """
    k = log(2) / half_life_h
    top = _bateman(log(ABSORPTION / k) / (ABSORPTION - k), k)
    return tuple(_settled((at * STEP - hour) % 24, k) / top for at in range(POINTS))


def _bateman(t: float, k: float) -> float:
    return exp(-k * t) - exp(-ABSORPTION * t)


def _settled(t: float, k: float) -> float:
    """A dose repeated every 24 h for ever, t hours after the last one: the sum of a geometric series."""
    return exp(-k * t) / (1 - exp(-24 * k)) - exp(-ABSORPTION * t) / (1 - exp(-24 * ABSORPTION))
