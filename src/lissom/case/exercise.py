"""What the person plans to do with their body, and under which conditions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Intensity(StrEnum):
    LIGHT = "light"
    MODERATE = "moderate"
    VIGOROUS = "vigorous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One planned session a week or more: what, which days (0 Monday to 6 Sunday), when, how long, how hard."""

    activity: str
    days: tuple[int, ...] = ()
    hour: float | None = None
    minutes: float | None = None
    intensity: Intensity | None = None
    heat: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExercisePlan:
    sessions: tuple[Session, ...] = ()
    may_be_dehydrated: bool | None = None
