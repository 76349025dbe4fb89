"""The chances a forecast shows: of whom something holds, over the averages of a day, with and without the drug."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lissom.dynamics.layout import Floats
from lissom.facts.statement import Statement
from lissom.population import wording
from lissom.population.model import Variant
from lissom.population.observed import Rated, rated_lower
from lissom.population.people import Crowd


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Per person, for the day shown: average relief (the best of a single dose) and spasms, chance of drowsiness, 1
    where the drug works at all.
    """

    relief: Floats
    spasms: Floats
    force: Floats
    drowsy: Floats
    responds: Floats
    people: Crowd
    neck: Floats | None = None
    """Average level in the spinal fluid of the neck, where the model has one."""
    arms: Floats | None = None
    """Average relief in the arms."""

    @property
    def rated(self) -> Rated:
        """Chances that an examiner writes a lower grade."""
        return rated_lower(self.people, self.relief)

    def seen_from(self, limit: float) -> Floats:
        """1 for people whose average relief reaches the limit."""
        return (self.relief >= limit).astype(np.float64)


class Asked(NamedTuple):
    """One chance that is asked for: of whom it holds, how it is said, and for whom it holds without the drug."""

    name: str
    title: str
    of: Callable[[Day], Floats]
    say: Callable[[Variant, wording.Three, float | None], Statement]
    without: Callable[[Day], Floats] | None = None
    without_is: str = ""


def asked(variant: Variant, limit: float, *, drowsiness: bool) -> Iterator[Asked]:
    """The chances that a forecast of this model shows, in order; `limit` is the relief that can be seen."""
    yield Asked("response", "Stiffness visibly less", lambda day: day.seen_from(limit), wording.of_response)
    yield Asked(
        "non_response", "No relief from the drug itself", lambda day: 1.0 - day.responds, wording.of_non_response
    )
    if "rater_noise" in variant.parameters:
        yield Asked(
            "rated_lower",
            "An examiner writes a lower grade",
            lambda day: day.rated.with_drug,
            wording.of_rating,
            lambda day: day.rated.noise_alone,
            "by the noise of rating alone",
        )
    if drowsiness:  # the trial was of a course, not of a single dose
        placebo = variant.value("drowsy_on_placebo")
        yield Asked(
            "drowsiness",
            "Drowsy at some time",
            lambda day: day.drowsy,
            wording.of_drowsiness,
            lambda day: np.full_like(day.drowsy, placebo),
            "on placebo in the trial",
        )
