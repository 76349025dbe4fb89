"""A course as an iCalendar file with alarms and its time zone, and a week of activity read out of one (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from lissom.answers.planning.lateness import Verdict
from lissom.answers.planning.proposal import Proposal
from lissom.answers.planning.travelling import Trip
from lissom.case.exercise import Session
from lissom.facts.errors import EnvironmentFault, Fault, InputError
from lissom.facts.quantity import in_words
from lissom.facts.sentence import capital
from lissom.plan.course import Course, Dose, Step

if TYPE_CHECKING:
    from icalendar import Calendar, Event

PRODUCT = "-//Lissom//Plan//EN"
DOSE_MINUTES = 10
"""Length of an entry for a dose: long enough to be seen, short enough to hide nothing."""
OPEN_DAYS = 28
"""Days of an open last step that get entries; a plan is reviewed by then."""
MARGIN_DAYS = 400
"""Days before and after the entries for which the rules of a time zone are written out."""
MOST_BYTES = 4 << 20
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def to_ics(proposal: Proposal, zone: ZoneInfo) -> bytes:
    """One entry for each dose time of each step, repeated daily, with an alarm; an all-day note on each change."""
    calendar = _calendar(proposal.title)
    for one in proposal.courses:
        for place, step in enumerate(one.course.steps):
            _add_step(calendar, one.course, step, place, zone, proposal.today)
    return _written(
        calendar, [day for one in proposal.courses for day in (one.course.begin, one.course.steps[-1].begin)]
    )


def trip_ics(trip: Trip, today: date) -> bytes:
    """Every dose of a journey at its moment, in the clock of the new place."""
    calendar = _calendar(trip.title)
    for place, one in enumerate(trip.journey.doses):
        text = f"{trip.medicine} {in_words(one.mg, 4)} mg"
        calendar.add_component(_event(text, one.new, f"trip-{place}", today, alarm=text))
    return _written(calendar, [one.new.date() for one in trip.journey.doses])


def pump_ics(verdict: Verdict, today: date) -> bytes:
    """The day on which the pump is at its alarm volume, and the day on which it is empty. Raises `InputError`."""
    days = verdict.refill
    if days is None:
        todo = (
            "State volume and last_refill under [pump], and the strength of the fluid (--pump-alarm asks about a pump)."
        )
        raise InputError([Fault(where="--ics", expected="a pump whose days are known", came="none", todo=todo)])
    name = f"{capital(verdict.medicine)} pump"
    known = {"alarm": (days.alarm, "at its alarm volume"), "empty": (days.empty, "empty")}
    calendar = _calendar(name)
    for key, (day, what) in known.items():
        if day is not None:
            text = f"{name}: {what}, by the numbers stated"
            calendar.add_component(_all_day(text, days.said, day, f"pump-{key}", today))
    return _written(calendar, [days.alarm or days.empty, days.empty])


def _written(calendar: Calendar, days: Sequence[date]) -> bytes:
    """The file, with the rules of its time zones for the years around the entries and no others."""
    margin = timedelta(days=MARGIN_DAYS)
    calendar.add_missing_timezones(first_date=min(days) - margin, last_date=max(days) + margin)
    for rules in calendar.walk("VTIMEZONE"):
        for change in (*rules.walk("DAYLIGHT"), *rules.walk("STANDARD")):
            _set_onset(change)
    # A trigger of no time is written P0D, which some calendars do not know; all know it in minutes.
    made: bytes = calendar.to_ical().replace(b"TRIGGER:P0D", b"TRIGGER:-PT0M")
    return made


def _set_onset(change: Any) -> None:
    """Where the clock goes forward the library writes the hour after the change; RFC 5545 wants the one before it.

    A dated onset is right when the clock, by the old offset, stands at the hour of the change: 02:00, not 03:00.
    """
    old, new = change["tzoffsetfrom"].td, change["tzoffsetto"].td
    forward = new - old
    if forward > timedelta(0):
        dates = (
            [change["dtstart"].dt, *(one.dt for one in change["rdate"].dts)]
            if "rdate" in change
            else [change["dtstart"].dt]
        )
        for name in ("dtstart", "rdate"):
            change.pop(name, None)
        change.add("dtstart", dates[0] - forward)
        if dates[1:]:
            change.add("rdate", [one - forward for one in dates[1:]])


def _calendar(name: str) -> Calendar:
    try:
        from icalendar import Calendar
    except ImportError:
        raise EnvironmentFault("a calendar needs the package icalendar: pip install icalendar") from None
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    return calendar


def _add_step(calendar: Calendar, course: Course, step: Step, place: int, zone: ZoneInfo, today: date) -> None:
    key = f"{course.ingredient}-{course.kind.replace(' ', '-')}-{place}"
    days = step.days if step.days is not None else OPEN_DAYS
    calendar.add_component(_change(course, step, key, today))
    for number, dose in enumerate(step.doses):
        calendar.add_component(_dose(course, step, dose, f"{key}-{number}", zone, days, today))


def _dose(course: Course, step: Step, dose: Dose, key: str, zone: ZoneInfo, days: int, today: date) -> Event:
    minutes = round(60 * dose.hour)
    begin = datetime.combine(step.begin, time(minutes // 60, minutes % 60), tzinfo=zone)
    event = _event(
        f"{course.name} {in_words(dose.mg, 4)} mg: {dose.mix}", begin, key, today, alarm=f"{course.name}: {dose.mix}"
    )
    event.add("description", "A proposal to discuss with the prescriber. Never two doses at once.")
    if days > 1:
        last = datetime.combine(step.begin + timedelta(days=days - 1), begin.timetz(), tzinfo=zone)
        event.add("rrule", {"freq": "daily", "until": last.astimezone(UTC)})
    return event


def _change(course: Course, step: Step, key: str, today: date) -> Event:
    what = f"{in_words(step.daily_mg, 4)} mg a day" if step.doses else "off"
    why = " ".join(one.text for one in step.why[:1])
    return _all_day(f"{course.name}: {what} from today", why, step.begin, f"{key}-step", today)


def _all_day(summary: str, description: str, day: date, key: str, today: date) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{key}@lissom")
    event.add("dtstamp", _stamp(today))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", summary)
    event.add("description", description)
    return event


def _event(summary: str, begin: datetime, key: str, today: date, *, alarm: str) -> Event:
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", f"{key}@lissom")
    event.add("dtstamp", _stamp(today))
    event.add("dtstart", begin)
    event.add("dtend", begin + timedelta(minutes=DOSE_MINUTES))
    event.add("summary", summary)
    bell = Alarm()
    bell.add("action", "DISPLAY")
    bell.add("description", alarm)
    bell.add("trigger", timedelta(0))
    event.add_component(bell)
    return event


def _stamp(today: date) -> datetime:
    """The day the plan was made, so that the same plan gives the same bytes."""
    return datetime.combine(today, time(0), tzinfo=UTC)


def read_week_ics(content: bytes) -> tuple[Session, ...]:
    """The sessions of a calendar: weekly entries by their days, single ones by the weekday they fall on.

    Times are read as local to the entry. Raises `InputError` for what is no calendar or holds no timed entry.
    """
    try:
        from icalendar import Calendar
    except ImportError:
        raise EnvironmentFault("a calendar needs the package icalendar: pip install icalendar") from None
    if len(content) > MOST_BYTES:
        raise _not_a_week("a calendar of at most 4 MB", f"{len(content)} bytes")
    try:
        calendar = Calendar.from_ical(content)
    except Exception:  # the library raises many kinds for files that are no calendar
        raise _not_a_week("an iCalendar file", "something else") from None
    made = tuple(session for event in calendar.walk("VEVENT") for session in _sessions(event))
    if not made:
        raise _not_a_week("at least one entry with a time", "none")
    return made


def _sessions(event: Any) -> Iterator[Session]:
    start = event.get("dtstart")
    if start is None or not isinstance(start.dt, datetime):
        return
    begin = start.dt
    name = str(event.get("summary") or "activity").strip()[:80]
    yield Session(
        activity=name,
        days=_days(event, begin),
        hour=begin.hour + begin.minute / 60,
        minutes=_minutes(event, begin),
    )


def _days(event: Any, begin: datetime) -> tuple[int, ...]:
    rule = event.get("rrule") or {}
    if "DAILY" in rule.get("FREQ", ()):
        return tuple(range(7))
    named = [str(one)[-2:] for one in rule.get("BYDAY", ())]
    return tuple(sorted(WEEKDAYS.index(one) for one in named if one in WEEKDAYS)) or (begin.weekday(),)


def _minutes(event: Any, begin: datetime) -> float | None:
    end, length = event.get("dtend"), event.get("duration")
    if length is not None:
        return float(length.dt.total_seconds() / 60)
    if end is not None and isinstance(end.dt, datetime) and (end.dt.tzinfo is None) == (begin.tzinfo is None):
        return float((end.dt - begin).total_seconds() / 60)
    return None


def _not_a_week(expected: str, came: str) -> InputError:
    return InputError([Fault(where="--week", expected=expected, came=came)])
