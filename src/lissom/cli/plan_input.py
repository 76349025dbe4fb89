"""What the planning verbs read: the case and its question, logs, weeks, hours and days; and how they answer."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite, nan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lissom.cli import output
from lissom.facts.errors import Fault, InputError

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

    from lissom.answers.planning.asked import Asked
    from lissom.case.exercise import Session
    from lissom.library import Library
    from lissom.plan.day import Window
    from lissom.plan.effort import Recording
    from lissom.report.document import Document

Country = Annotated[str, typer.Option("--country", help="Labels and tablets of this country (US, GB, CH ...).")]
Named = Annotated[str, typer.Option("--medicine", help="Which relaxant, where the case holds several or none.")]
Log = Annotated[str, typer.Option("--from-log", metavar="FILE", help="What was really taken: date, time, mg a line.")]
Html = Annotated[str, typer.Option("--html", metavar="FILE", help="Write the HTML page here.")]
Ics = Annotated[str, typer.Option("--ics", metavar="FILE", help="Write a calendar with alarms here.")]
Zone = Annotated[
    str, typer.Option("--zone", help="Time zone of the clock that is meant: Europe/London, America/New_York ...")
]
People = Annotated[int, typer.Option("--people", min=64, max=1_000_000, help="Virtual people of the simulation.")]


ZONES = {
    "GB": "Europe/London", "IE": "Europe/Dublin", "DE": "Europe/Berlin", "CH": "Europe/Zurich", "AT": "Europe/Vienna",
    "FR": "Europe/Paris", "IT": "Europe/Rome", "ES": "Europe/Madrid", "NL": "Europe/Amsterdam", "SG": "Asia/Singapore",
    "JP": "Asia/Tokyo", "IN": "Asia/Kolkata", "ZA": "Africa/Johannesburg",
}  # fmt: skip
"""The zone of countries that have one; for others --zone is needed."""


def zone_of(named: str, country: str) -> ZoneInfo | None:
    """The zone that was named, else the only one of the country; None where neither says. Raises `InputError`."""
    from lissom.plan.travel import zone

    where = named or ZONES.get(country, "")
    return zone(where, "--zone") if where else None


def question(
    case: str, country: str, medicine: str, tablets: str, log: str, today: str, seed: int, people: int
) -> tuple[Asked, Library]:
    from lissom.answers.planning.asked import asked, with_country

    library = output.library()
    when = output.day(today)
    read = with_country(output.read(case), country)
    doses, last = _logged(log, when) if log else ((), None)
    made = asked(
        read,
        library,
        when,
        medicine=medicine,
        doses=doses,
        last=last,
        tablets=_strengths(tablets),
        seed=seed,
        people=people,
    )
    return made, library


def show(
    value: dict[str, Any] | None, make: Callable[[bool], Document], html: str, clinician: bool, quiet: bool
) -> None:
    """JSON where it was asked for, else the document on the terminal; the HTML page beside either."""
    if html:
        from lissom.report.html import to_html

        output.write(html, lambda: to_html(make(True)).encode(), quiet=quiet, what="page")
    if value is not None:
        output.print_json(value)
    else:
        output.show(make(False), clinician=clinician)


def _logged(path: str, today: date) -> tuple[tuple[tuple[float, float], ...], date | None]:
    """The doses of the last full day of a log, and the day of its last dose."""
    from lissom.plan.log import last_day, last_moment, read_log

    log = read_log(_text(path, "--from-log"))
    found, last = last_day(log, today), last_moment(log, today)
    if not found:
        raise InputError([Fault(where="--from-log", expected="doses of a day before today", came="none")])
    return found, last.date() if last else None


def week(paths: list[str], zone: ZoneInfo | None) -> tuple[tuple[Session, ...], tuple[Recording, ...]]:
    """The sessions planned in text and calendar files, and the activities recorded in FIT and GPX files."""
    planned: list[Session] = []
    recorded: list[Recording] = []
    for path in paths:
        kind = Path(path).suffix.casefold()
        if kind in (".fit", ".gpx"):
            from lissom.report.recording import read_fit, read_gpx

            recorded += (read_fit if kind == ".fit" else read_gpx)(_bytes(path, "--week"), zone)
        elif kind == ".ics":
            from lissom.report.calendar import read_week_ics

            planned += read_week_ics(_bytes(path, "--week"))
        else:
            from lissom.plan.week import read_week

            planned += read_week(_text(path, "--week"))
    return tuple(planned), tuple(recorded)


def _bytes(path: str, where: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InputError([Fault(where=where, expected="a readable file", came=error.strerror or "an error")]) from None


def _text(path: str, where: str) -> str:
    try:
        return _bytes(path, where).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError([Fault(where=where, expected="a text file in UTF-8", came="other bytes")]) from None


def windows(
    alert: list[str] | None, drive: list[str] | None, train: list[str] | None, relief: list[str] | None
) -> list[Window]:
    from lissom.answers.planning.day import window
    from lissom.plan.day import Need

    given = ((alert, Need.ALERT), (drive, Need.DRIVE), (train, Need.TRAIN), (relief, Need.RELIEF))
    return [window(text, need, f"--{need.value}") for texts, need in given for text in texts or ()]


def hours(dose: str, now: str) -> tuple[float, float]:
    """The hour due and the hour it is; an hour before the due one, or with '+1', lies on the next day."""
    from lissom.answers.planning.day import hour_of

    due = hour_of(dose, "--dose")
    clock, _, later = now.partition("+")
    if later and not (later.isascii() and later.isdigit() and len(later) <= 2):
        raise InputError([Fault(where="--now", expected="a time such as '19:00' or '07:00+1'", came=repr(now[:20]))])
    moment = hour_of(clock, "--now") + 24.0 * int(later or 0)
    return due, moment if later or moment >= due else moment + 24.0


def _strengths(text: str) -> tuple[float, ...]:
    return tuple(mg(part, "--tablets") for part in text.split(",") if part.strip())


def mg(text: str, where: str) -> float:
    try:
        read = float(text.casefold().replace("mg", "").strip())
    except ValueError:
        read = nan
    if not isfinite(read):
        raise InputError([Fault(where=where, expected="milligrams, such as 40", came=repr(text[:20]))])
    return read


def day(text: str, where: str) -> date | None:
    return output.written_day(text, where) if text else None
