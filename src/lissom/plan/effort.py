"""How hard a recorded activity was, from its mean heart rate; said only where both guidelines agree.

Speed is not used: what is a stroll for one person is hard work for another whose walking is impaired.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lissom.case.exercise import Intensity, Session
from lissom.plan.numbers import Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """One activity out of a watch or a phone; `start` is on the clock where it was made, and carries its zone."""

    activity: str
    start: datetime
    minutes: float | None
    beats: float | None
    """Mean heart rate (1/min)."""


def highest_heart_rate(age_years: float, numbers: Numbers) -> float:
    """Highest heart rate (1/min) expected at an age (years), adults: 220 - age, an assumption (`effort.heart_most`)."""
    return numbers["effort.heart_most"] - age_years


def effort(beats: float, highest: float, numbers: Numbers) -> Intensity | None:
    """How hard a mean heart rate (1/min) is beside the highest one; None where the guidelines disagree."""
    share = beats / highest
    if share < numbers["effort.light_below"]:
        return Intensity.LIGHT
    if numbers["effort.moderate_from"] <= share <= numbers["effort.moderate_to"]:
        return Intensity.MODERATE
    return Intensity.VIGOROUS if share >= numbers["effort.vigorous_from"] else None


def as_session(recording: Recording, highest: float | None, numbers: Numbers) -> Session:
    """The recording as a session of its weekday; its intensity where a highest heart rate is known."""
    start, beats = recording.start, recording.beats
    return Session(
        activity=recording.activity,
        days=(start.weekday(),),
        hour=start.hour + start.minute / 60,
        minutes=recording.minutes,
        intensity=effort(beats, highest, numbers) if beats and highest else None,
    )
