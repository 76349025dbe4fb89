"""Dose times across time zones: from the old clock to the new one a little each day, so that no gap changes much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lissom.facts.errors import Fault, InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """One dose on the way: the same moment on both clocks."""

    mg: float
    old: datetime
    new: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    shift_h: float
    """Hours the new clock is ahead of the old one, -12 to 12 the shorter way round."""
    days: int
    """Days the change takes."""
    doses: tuple[Crossing, ...]

    @property
    def gaps_h(self) -> tuple[float, ...]:
        """Hours between one dose and the next."""
        return tuple(
            (two.new - one.new).total_seconds() / 3600 for one, two in zip(self.doses, self.doses[1:], strict=False)
        )


def zone(name: str, where: str) -> ZoneInfo:
    """The time zone of that name ('Europe/London'). Raises `InputError`."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        todo = "Zones are named by region and city: Europe/London, America/New_York, Asia/Tokyo."
        raise InputError([Fault(where=where, expected="a time zone", came=repr(name), todo=todo)]) from None


def journey(
    doses: Sequence[tuple[float, float]], old: ZoneInfo, new: ZoneInfo, *, leave: date, most_h: float
) -> Journey:
    """The doses from the day of leaving until they stand at the usual hours of the new clock.

    Each day they move by at most `most_h` hours, the shorter way round. Raises AssertionError without doses.
    """
    assert doses, "a journey has doses"
    noon = datetime(leave.year, leave.month, leave.day, 12, tzinfo=old)
    ahead = (noon.astimezone(new).utcoffset() or timedelta()) - (noon.utcoffset() or timedelta())
    shift = (ahead.total_seconds() / 3600 + 12.0) % 24.0 - 12.0
    days = ceil(abs(shift) / most_h)
    made = []
    for day in range(days + 1):
        moved = shift * (day / days if days else 1.0)
        for hour, mg in sorted(doses):
            # Where the new clock is ahead, its morning comes earlier on the old one: the doses move to earlier hours.
            at = datetime(leave.year, leave.month, leave.day, tzinfo=old) + timedelta(days=day, hours=hour - moved)
            at = _on_the_line(at)
            made.append(Crossing(mg=mg, old=at, new=at.astimezone(new)))
    return Journey(shift_h=shift, days=days, doses=tuple(made))


def _on_the_line(moment: datetime) -> datetime:
    """The moment to the nearest quarter of an hour: people set alarms, not seconds."""
    minutes = 15 * round((moment.hour * 60 + moment.minute) / 15)
    return moment.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(minutes=minutes)
