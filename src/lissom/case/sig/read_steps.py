"""Readers of titrations and tapers: 'increase by 5 mg every 3 days'."""

from __future__ import annotations

from lissom.case.sig.cursor import Cursor, attempt
from lissom.case.sig.items import Dose, Interval, Item, Mark, PerDay, Rhythm, Step, Times
from lissom.case.sig.read_doses import read_dose
from lissom.case.sig.read_times import read_adverb, read_every, read_times
from lissom.case.sig.words import K


def read_step(cursor: Cursor) -> Item | None:
    """'increase by 5 mg every 3 days', 'reduce by 10 mg/day each week until off', 'increase every 3 days by 5 mg'."""
    token = cursor.take(K.STEP)
    if token is None:
        return None
    if token.text in ("taper", "titrate", "wean") and cursor.peek().kind is K.COMMA:
        return Mark("announced")
    cursor.skip(K.NOISE)
    if cursor.peek().text == "from":
        cursor.at += 1
        found = read_dose(cursor)
        cursor.direction = int(token.number)
        return found
    return _step(cursor, int(token.number))


def read_by(cursor: Cursor) -> Item | None:
    """The rest of 'reduce from 80 mg/day by 10 mg every week'."""
    return _step(cursor, cursor.direction) if cursor.direction else None


def _step(cursor: Cursor, sign: int) -> Item | None:
    days = _step_rhythm(cursor)
    cursor.skip(K.NOISE, K.BY)
    found = read_dose(cursor)
    by_day = isinstance(found, PerDay)
    if isinstance(found, PerDay):
        found = Dose(found.amount.low, found.amount.high, found.amount.unit)
    if not isinstance(found, Dose):
        return None
    by_dose = _per_dose(cursor)
    if cursor.peek().kind is K.ADVERB and cursor.peek().number == 1 and cursor.peek(1).kind is K.EVERY:
        cursor.at, by_day = cursor.at + 1, True
    cursor.skip(K.COMMA)
    days = days or _step_rhythm(cursor)
    if days is None:
        return None
    began = _began(cursor)
    start = cursor.at
    cursor.skip(K.COMMA, K.NOTE, K.AND)
    off = cursor.take(K.OFF, K.STOP) is not None
    if not off:
        cursor.at = start
    return Step(sign, found, by_day, days, off, by_dose, began)


def _began(cursor: Cursor) -> tuple[Dose | PerDay | Times, ...]:
    """'From 60 mg/day', 'from 20 mg TID' behind the step."""
    start = cursor.at
    cursor.skip(K.COMMA, K.NOISE)
    if cursor.peek().text == "from":
        cursor.at += 1
        dose, times = read_dose(cursor), attempt(cursor, read_times) or attempt(cursor, read_adverb)
        if isinstance(dose, Dose | PerDay):
            return (dose, times) if isinstance(times, Times) else (dose,)
    cursor.at = start
    return ()


def _step_rhythm(cursor: Cursor) -> int | None:
    kind = cursor.peek().kind
    if kind not in (K.EVERY, K.ADVERB):
        return None
    return _step_days(attempt(cursor, read_every if kind is K.EVERY else read_adverb))


def _per_dose(cursor: Cursor) -> bool:
    """'5 mg/dose', '5 mg per dose'."""
    start = cursor.at
    if cursor.take(K.SLASH, K.PER, K.A) and (form := cursor.take(K.FORM)) and form.word == "dose":
        return True
    cursor.at = start
    return False


def _step_days(every: Item | None) -> int | None:
    if isinstance(every, Rhythm):
        return every.days
    if isinstance(every, Times) and every.weak:
        return 1
    if isinstance(every, Interval) and every.low == every.high and every.low % 24 == 0:
        return int(every.low / 24)
    return None
