"""What goes in: the arms or contrasts a study reports; and what every method uses: effects with their covariance."""

from __future__ import annotations

from dataclasses import dataclass

from lissom.compare.nma.measure import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """One arm of one study, as much of it as was reported. None means not reported, never zero."""

    study: str
    treatment: str
    n: float | None = None
    """People with the outcome measured."""
    mean: float | None = None
    sd: float | None = None
    se: float | None = None
    """Standard error of the mean."""
    low: float | None = None
    high: float | None = None
    """A 95% interval of the mean."""
    events: float | None = None
    exposure: float | None = None
    """Time at risk, in one unit for all studies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """`treatment` minus `against` on the averaged scale, with its standard error."""

    study: str
    treatment: str
    against: str
    effect: float
    se: float
    base_se: float | None = None
    """Standard error of the arm `against` alone: what contrasts of a study with more than two arms share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyEffects:
    """All of one study: each treatment but the first minus the first, and the covariance of these effects."""

    study: str
    treatments: tuple[str, ...]
    effects: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]

    @property
    def design(self) -> tuple[str, ...]:
        """The treatments that were compared, in alphabetical order."""
        return tuple(sorted(self.treatments))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A study, or an arm of one, that could not be used, and why."""

    study: str
    why: str
    treatment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the methods work on: studies on one scale, what was dropped, and what was done to the numbers."""

    measure: Measure
    studies: tuple[StudyEffects, ...]
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()
