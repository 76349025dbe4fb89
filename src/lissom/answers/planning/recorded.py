"""What a recording of a watch or phone says of a session, and how hard it was for this person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lissom.answers.planning.asked import Asked
from lissom.case.exercise import Session
from lissom.facts.quantity import in_words
from lissom.facts.statement import Statement, reasoned
from lissom.plan.effort import Recording, as_session, highest_heart_rate
from lissom.plan.numbers import Numbers

HIGH_CORD = re.compile(r"\b(?:C[1-8]|T[1-6])\b|tetrapleg|quadripleg|cervical", re.IGNORECASE)
"""Words of an injury at the sixth thoracic level or above."""
EFFORT = ("effort.light_below", "effort.moderate_from", "effort.moderate_to", "effort.vigorous_from")


def rate(asked: Asked, recordings: Iterable[Recording]) -> tuple[tuple[Session, ...], tuple[Statement, ...]]:
    """The recordings as sessions, and what is to be said of them: each one, then how its intensity was read."""
    found = tuple(recordings)
    highest, reason = _highest(asked)
    sessions = tuple(as_session(one, highest, asked.numbers) for one in found)
    said = [_told(one, session) for one, session in zip(found, sessions, strict=True)]
    if any(one.beats for one in found):
        said += [reasoned(reason)] if highest is None else _reading(highest, asked.numbers)
    return sessions, tuple(said)


def _highest(asked: Asked) -> tuple[float | None, str]:
    """The highest heart rate (1/min) expected of this person; None with the reason where it cannot be told."""
    age = asked.seen.person.age_years
    slowing = dict.fromkeys(one.said for one in asked.seen.of_class("slows_heart"))
    unread = "How hard it was is not read from the heart rate:"
    if age is None:
        return None, f"{unread} the age is not stated."
    if age < asked.numbers["effort.adult_from"]:
        return None, f"{unread} the heart rates of the guidelines are for adults."
    if slowing:
        return None, f"{unread} {' and '.join(slowing)} can slow the heart."
    if any(HIGH_CORD.search(one.name) for one in asked.seen.person.conditions):
        return None, f"{unread} an injury of the cord at this level can keep the heart from speeding up."
    return highest_heart_rate(age, asked.numbers), ""


def _told(one: Recording, session: Session) -> Statement:
    lasted = "" if one.minutes is None else f", {in_words(one.minutes, 3)} minutes"
    beats = "no heart rate" if one.beats is None else f"mean heart rate {round(one.beats)} a minute"
    hard = session.intensity or "not known"
    return reasoned(
        f"Recorded: {one.activity}, {one.start:%Y-%m-%d %H:%M} ({one.start.tzinfo}){lasted}, {beats}; how hard: {hard}."
    )


def _reading(highest: float, numbers: Numbers) -> Iterator[Statement]:
    yield numbers.why("effort.heart_most")
    yield numbers.why("effort.heart_most", f"At this age that is {round(highest)} a minute.")
    yield from (numbers.why(name) for name in EFFORT)
