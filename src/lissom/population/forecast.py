"""What the simulation hands up: plain frozen arrays with units, and what they rest on. Made in `forecasting.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lissom.facts.quantity import Interval
from lissom.facts.statement import Statement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
"""The quantiles of every band."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One outcome over time: quantiles over virtual people, [level, time].

    `everyone` holds both kinds of spread; `people_differ` only the spread between people at our best guess of the
    parameters; `we_do_not_know` only the spread of the typical person over what we do not know.
    """

    outcome: str
    """`plasma`, `effect_site`, `tone_relief`, `spasms`, `sedation` ..."""
    title: str
    unit: str
    everyone: NDArray[np.float64]
    people_differ: NDArray[np.float64]
    we_do_not_know: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """A share of people (0 to 1) for whom something holds, with the interval of what we do not know."""

    name: str
    title: str
    value: float
    interval: Interval
    statement: Statement
    without: float | None = None
    """The share of people for whom it holds without the drug, to be drawn beside; None where it was not seen."""
    without_is: str = ""
    """What that share is: on placebo in a trial, or by the noise of rating alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterUsed:
    """One parameter of the model as used for this person: value, unit, spread, grade and where it comes from."""

    name: str
    meaning: str
    value: float
    unit: str
    spread: str
    grade: str
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The forecast of one medicine for one person. `times` in hours from the midnight the regimen starts."""

    medicine: str
    """Path of the medicine in the case (`medicines[0]`)."""
    ingredient: str
    model: str
    times: NDArray[np.float64]
    doses: tuple[tuple[float, float], ...]
    """(hours, mg)"""
    infusions: tuple[tuple[float, float, float], ...] = ()
    """(first hour, last hour, mg/h) of what a pump delivers."""
    bands: tuple[Band, ...]
    chances: tuple[Chance, ...]
    parameters: tuple[ParameterUsed, ...]
    statements: tuple[Statement, ...]
    """What the curves show, in plain words, placebo share included."""
    limits: tuple[Statement, ...]
    """What the forecast cannot say, and why."""
    people: int
    seed: int

    def band(self, outcome: str) -> Band:
        """The band of one outcome; KeyError when the forecast has none."""
        for band in self.bands:
            if band.outcome == outcome:
                return band
        raise KeyError(outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastRefused:
    """No forecast, and why: what was asked is not known, or must not be answered with a curve."""

    medicine: str
    ingredient: str
    why: Statement
