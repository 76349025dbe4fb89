"""A week of activity as people write it: 'Mon Wed 17:30 swimming 40 min moderate; Sat 10:00 gym 1 h hard, hot'."""

from __future__ import annotations

import re

from lissom.case.exercise import Intensity, Session
from lissom.case.words import DAYS, INTENSITY
from lissom.facts.errors import Faults

EVERY = {"daily": range(7), "every day": range(7), "weekdays": range(5), "weekend": (5, 6), "weekends": (5, 6)}
HOT = re.compile(r"\b(hot|heat|sauna|sunny|summer)\b", re.IGNORECASE)
_CLOCK = re.compile(r"\b(\d{1,2})(?::(\d{2}))?\s*(am|pm)\b|\b(\d{1,2})[:.h](\d{2})\b", re.IGNORECASE)
_LONG = re.compile(r"\b(\d+(?:\.\d+)?)\s*(hours?|hrs?|h|minutes?|mins?|min)\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]+")
_JOINERS = frozenset({"and", "at", "on", "for", "the", "in", "of", "every", "each"})
MOST_LINES = 500


def read_week(content: str) -> tuple[Session, ...]:
    """The sessions of a text, one to a line or between semicolons. Raises `InputError` with every faulty line."""
    faults = Faults()
    made = []
    lines = [part.strip() for line in content.splitlines() for part in line.split(";")]
    for number, line in enumerate(lines[:MOST_LINES], start=1):
        if not line or line.startswith("#"):
            continue
        session = _session(line)
        if session is None:
            faults.add(
                f"week:{number}",
                "days, an hour, what and how long: 'Mon Wed 17:30 swimming 40 min moderate'",
                repr(line[:60]),
            )
        else:
            made.append(session)
    if not made and not faults:
        faults.add("week", "at least one session", "none")
    faults.raise_input_error()
    return tuple(made)


def _session(line: str) -> Session | None:
    low = line.casefold()
    rest, hour = _hour(low)
    rest, minutes = _minutes(rest)
    days: set[int] = set()
    for words, several in EVERY.items():
        if re.search(rf"\b{words}\b", rest):
            days.update(several)
            rest = rest.replace(words, " ")
    intensity: Intensity | None = None
    activity = []
    for word in _WORD.findall(rest):
        if word in DAYS:
            days.add(DAYS[word])
        elif word.removesuffix("s") in DAYS and len(word) > 4:
            days.add(DAYS[word.removesuffix("s")])
        elif word in INTENSITY:
            intensity = INTENSITY[word]
        elif word not in _JOINERS and not HOT.fullmatch(word):
            activity.append(word)
    if not activity or (hour is None and not days):
        return None
    return Session(
        activity=" ".join(activity),
        days=tuple(sorted(days)),
        hour=hour,
        minutes=minutes,
        intensity=intensity,
        heat=True if HOT.search(low) else None,
    )


def _hour(text: str) -> tuple[str, float | None]:
    found = _CLOCK.search(text)
    if found is None:
        return text, None
    hour, minute = int(found[1] or found[4]), int(found[2] or found[5] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    rest = text[: found.start()] + " " + text[found.end() :]
    return (rest, hour + minute / 60) if hour < 24 and minute < 60 else (text, None)


def _minutes(text: str) -> tuple[str, float | None]:
    found = _LONG.search(text)
    if found is None:
        return text, None
    scale = 60.0 if found[2].startswith("h") else 1.0
    return text[: found.start()] + " " + text[found.end() :], float(found[1]) * scale
