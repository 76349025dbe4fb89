"""What a day on given doses brings, as quantiles over the same people: relief, drowsiness, lowest relief of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lissom.dynamics.layout import Floats
from lissom.plan.responses import STEP_H, Doses, Responses

LEVELS = (0.05, 0.5, 0.95)


@dataclass(frozen=True, slots=True)
class Three:
    """Middle person and the ends of nine in ten."""

    low: float
    middle: float
    high: float

    @staticmethod
    def of(values: Floats) -> Three:
        low, middle, high = np.quantile(values, LEVELS)
        return Three(float(low), float(middle), float(high))


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One outcome over time, nine in ten and the middle person."""

    outcome: str
    title: str
    unit: str
    hours: tuple[float, ...]
    low: tuple[float, ...]
    middle: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """A day on the same doses, settled. Relief and drowsiness are shares (0 to 1); None where the model has none."""

    daily_mg: float
    peak_level: Three
    level_unit: str
    relief: Three | None = None
    """Stiffness taken away at rest, averaged over the day."""
    relief_lowest: Three | None = None
    """The same at the hour of the day where it is least."""
    sedation_peak: Three | None = None
    """Acute drowsiness at the hour where it is most, share of the greatest there is."""
    drowsy: Three | None = None
    """Chance to be drowsy at some time on such a course."""


def outlook(crowd: Responses, doses: Doses) -> Outlook:
    """The settled day on these doses."""
    state = crowd.steady(doses)
    relief = crowd.outcome("tone_relief", state) if "tone_relief" in crowd.outcomes else None
    sedation = crowd.outcome("sedation", state) if "sedation" in crowd.outcomes else None
    return Outlook(
        daily_mg=sum(mg for _, mg in doses),
        peak_level=Three.of(crowd.outcome("plasma", state).max(axis=0)),
        level_unit=crowd.variant.level_unit,
        relief=None if relief is None else Three.of(relief.mean(axis=0)),
        relief_lowest=None if relief is None else Three.of(relief.min(axis=0)),
        sedation_peak=None if sedation is None else Three.of(sedation.max(axis=0)),
        drowsy=Three.of(crowd.drowsy(state)) if "drowsy_on_drug" in crowd.variant.parameters else None,
    )


def outlooks(crowd: Responses, several: Sequence[Doses]) -> tuple[Outlook, ...]:
    """One for each set of doses, each computed once."""
    known: dict[tuple[tuple[float, float], ...], Outlook] = {}
    return tuple(known.setdefault(tuple(doses), outlook(crowd, doses)) for doses in several)


def curves(crowd: Responses, state: Floats, outcomes: Sequence[str], *, begin_h: float = 0.0) -> tuple[Curve, ...]:
    """The named outcomes the model has, over the times of a state."""
    made = []
    for name in outcomes:
        if name in crowd.outcomes:
            low, middle, high = np.quantile(crowd.outcome(name, state), LEVELS, axis=1)
            outcome = crowd.outcomes[name]
            made.append(
                Curve(
                    outcome=name,
                    title=outcome.title,
                    unit=crowd.variant.level_unit if name == "plasma" else outcome.unit,
                    hours=tuple(begin_h + STEP_H * k for k in range(state.shape[1])),
                    low=tuple(map(float, low)),
                    middle=tuple(map(float, middle)),
                    high=tuple(map(float, high)),
                )
            )
    return tuple(made)
