"""Activities out of FIT and GPX files, beside the calendars in `report/calendar.py`: what, when, how long, heart rate.

Places are read past: only the times and heart rates of a track leave this module.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from importlib import import_module
from statistics import fmean
from typing import Any

from lissom.facts.errors import EnvironmentFault, Fault, InputError
from lissom.plan.effort import Recording

MOST_BYTES = 32 << 20
LONGEST_NAME = 80
QUARTER = timedelta(minutes=15)
"""Offsets of time zones are whole quarters of an hour."""
_LETTERS = re.compile(r"[A-Za-z]")
_DECLARES = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def read_fit(content: bytes, zone: tzinfo | None) -> tuple[Recording, ...]:
    """The sessions of a FIT file, on the clock of the device where it wrote one, else on that of `zone`.

    Raises `InputError` for what is no FIT file or holds no session with a start, and where the clock is not known;
    `EnvironmentFault` where fitdecode is not installed.
    """
    library = _library("fitdecode")
    _small(content)
    try:
        messages = _messages(library, content)
        clock = _device_clock(messages) or zone
        made = tuple(
            one for kind, values in messages if kind == "session" for one in _fit_session(values, _known(clock))
        )
    except InputError:
        raise
    except Exception:  # the library raises many kinds for files that are no FIT file
        raise _refused("a FIT file", "something else") from None
    return made or _none()


def read_gpx(content: bytes, zone: tzinfo | None) -> tuple[Recording, ...]:
    """The tracks of a GPX file with times, on the clock of `zone`: GPX keeps time in UTC and no place's clock.

    Raises `InputError` for what is no GPX file or holds no track with times, and where no zone is given;
    `EnvironmentFault` where gpxpy is not installed.
    """
    library = _library("gpxpy")
    _small(content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused("a GPX file in UTF-8", "other bytes") from None
    if _DECLARES.search(text):
        raise _refused("a GPX file", "a document with declarations of its own")
    try:
        tracks = library.parse(text).tracks
        found = [(track, list(_timed(track))) for track in tracks]
    except Exception:  # the library and the XML reader raise many kinds
        raise _refused("a GPX file", "something else") from None
    made = tuple(_track(track, points, _known(zone)) for track, points in found if points)
    return made or _none()


def _messages(library: Any, content: bytes) -> list[tuple[str, dict[str, Any]]]:
    with library.FitReader(io.BytesIO(content)) as reader:
        return [
            (frame.name, {field.name: field.value for field in frame.fields})
            for frame in reader
            if isinstance(frame, library.FitDataMessage) and frame.name in ("session", "activity")
        ]


def _device_clock(messages: Iterable[tuple[str, dict[str, Any]]]) -> tzinfo | None:
    """The offset of the device's clock from UTC, where the file tells both."""
    for kind, values in messages:
        exact, local = values.get("timestamp"), values.get("local_timestamp")
        if kind == "activity" and isinstance(exact, datetime) and isinstance(local, datetime):
            # The library hands over the local time under the name of UTC.
            offset = round((local.replace(tzinfo=UTC) - exact) / QUARTER) * QUARTER
            return timezone(offset) if abs(offset) < timedelta(hours=24) else None
    return None


def _fit_session(values: dict[str, Any], clock: tzinfo) -> Iterator[Recording]:
    start = values.get("start_time")
    if not isinstance(start, datetime):
        return
    kinds = [values.get("sport"), values.get("sub_sport")]
    named = [kind.replace("_", " ") for kind in kinds if isinstance(kind, str) and kind not in ("generic", "all")]
    seconds = values.get("total_timer_time") or values.get("total_elapsed_time")
    yield Recording(
        activity=_name(", ".join(named)),
        start=start.astimezone(clock),
        minutes=_positive(seconds, 1 / 60),
        beats=_positive(values.get("avg_heart_rate"), 1.0),
    )


def _timed(track: Any) -> Iterator[tuple[datetime, float | None]]:
    for segment in track.segments:
        for point in segment.points:
            if point.time is not None:
                when = point.time if point.time.tzinfo else point.time.replace(tzinfo=UTC)
                yield when, _beats(point.extensions)


def _beats(extensions: Iterable[Any]) -> float | None:
    """The heart rate of a point: an element `hr` of whichever maker's extension."""
    for element in extensions:
        for inner in element.iter():
            if str(inner.tag).rpartition("}")[2] in ("hr", "heartrate"):
                return _positive(_number(inner.text), 1.0)
    return None


def _track(track: Any, points: Sequence[tuple[datetime, float | None]], clock: tzinfo) -> Recording:
    times = [when for when, _ in points]
    beats = [rate for _, rate in points if rate is not None]
    written = [text for text in (track.type, track.name) if text and _LETTERS.search(text)]
    return Recording(
        activity=_name(written[0] if written else ""),
        start=min(times).astimezone(clock),
        minutes=_positive((max(times) - min(times)).total_seconds(), 1 / 60),
        beats=fmean(beats) if beats else None,
    )


def _name(text: str) -> str:
    return " ".join(text.replace("_", " ").split())[:LONGEST_NAME] or "activity"


def _number(text: str | None) -> float | None:
    try:
        return float(text or "")
    except ValueError:
        return None


def _positive(value: object, scale: float) -> float | None:
    """A value in another unit; None for what is missing, not finite, or not above zero."""
    if not isinstance(value, int | float) or not math.isfinite(value) or value <= 0:
        return None
    return float(value) * scale


def _known(clock: tzinfo | None) -> tzinfo:
    if clock is None:
        todo = "Say on which clock you were, such as --zone America/New_York."
        raise InputError([Fault(where="--zone", expected="a time zone for the recording", came="none", todo=todo)])
    return clock


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise EnvironmentFault(f"FIT and GPX files need {name}: install lissom[wearables].") from None


def _small(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise _refused("a recording of at most 32 MB", f"{len(content)} bytes")


def _none() -> tuple[Recording, ...]:
    raise _refused("at least one activity with a start", "none")


def _refused(expected: str, came: str) -> InputError:
    return InputError([Fault(where="--week", expected=expected, came=came)])
