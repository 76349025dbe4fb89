"""Readers of moments of the day: morning and bedtime, clock times, meals."""

from __future__ import annotations

from lissom.case.sig.cursor import Cursor, span
from lissom.case.sig.items import Item, Meals, Moments
from lissom.case.sig.tokens import Refused
from lissom.case.sig.words import K


def read_moments(cursor: Cursor) -> Item | None:
    """'in the morning, noon and at bedtime', 'am and pm'."""
    joined = cursor.joined
    hours: list[float] = []
    while True:
        start = cursor.at
        if hours:
            cursor.skip(K.COMMA, K.AND, K.SLASH, K.PLUS, K.DASH)
        cursor.skip(K.EVERY, K.AT, K.IN)
        if cursor.peek().text in ("the", "for"):
            cursor.at += 1
        token = cursor.take(K.MOMENT)
        if token is None or (hours and token.number == hours[-1] and cursor.at - start > 1):
            cursor.at = start
            break
        if not hours or token.number != hours[-1]:
            hours.append(token.number)
    return Moments(tuple(hours), joined=joined) if hours else None


def read_clock(cursor: Cursor) -> Item | None:
    """'at 8am, 2pm and 10 pm', '0800 and 2000', 'at 8, 14 and 20'."""
    joined = cursor.joined
    about = cursor.peek().kind is K.ABOUT or cursor.peek(1).kind is K.ABOUT
    at = False
    hours: list[float] = []
    unclear = bare = False
    while True:
        start = cursor.at
        if hours:
            cursor.skip(K.COMMA, K.AND, K.SLASH)
        while token := cursor.take(K.AT, K.ABOUT):
            at = at or token.kind is K.AT
        before = cursor.peek().kind
        hour, sure = _clock_hour(cursor, at and (bare or not hours))
        if hour is None:
            cursor.at = start
            break
        unclear = unclear or not sure
        bare = before is K.NUM
        hours.append(hour)
    if not hours:
        return None
    if unclear and max(hours) <= 12:
        both = tuple(f"{hour + add:02.0f}:00" for hour in hours[:1] for add in (0, 12))
        raise Refused("the clock time does not say morning or evening", both)
    return Moments(tuple(hours), stated=not about, about=about, joined=joined)


_AFTER_CLOCK = frozenset(
    {K.COMMA, K.AND, K.CLOSE, K.THEN, K.FOR, K.PRN, K.MEAL, K.NOISE, K.SLASH, K.PERIOD, K.CLOCK, K.WEEKDAY}
)


def _clock_hour(cursor: Cursor, expected: bool) -> tuple[float | None, bool]:
    """(hour, surely so) of the next token; a bare number is a time only where one is expected."""
    if token := cursor.take(K.CLOCK):
        return token.number, True
    token, after = cursor.peek(), cursor.peek(1)
    marked = after.text in ("h", "hrs", "hours", "hr")
    if token.kind is not K.NUM or not token.text.isdigit() or after.kind not in _AFTER_CLOCK:
        return None, False
    if (after.kind is K.PERIOD and not marked) or (after.kind is K.SLASH and cursor.peek(2).kind is not K.NUM):
        return None, False
    if len(token.text) == 4 and (expected or token.text[0] == "0" or marked):
        hour = int(token.text[:2]) + int(token.text[2:]) / 60
        if hour < 24 and token.text[2] < "6":
            cursor.at += 1 + marked
            return hour, True
    if expected and len(token.text) <= 2 and token.number < 24 and not marked:
        cursor.at += 1
        return token.number, token.number > 12
    return None, False


def read_meals(cursor: Cursor) -> Item | None:
    """'with meals', 'ac', '30 minutes before meals'; the minutes only have to be accounted for."""
    _skip_minutes(cursor)
    if cursor.peek().kind is K.MOMENT:
        return read_moments(cursor)
    token = cursor.take(K.MEAL)
    return Meals(bool(token.number), token.word == "meals") if token else None


def _skip_minutes(cursor: Cursor) -> None:
    start = cursor.at
    token = cursor.take(K.PERIOD) if span(cursor) else None
    after = cursor.peek()
    if token and token.number <= 1 and (after.kind is K.MEAL or after.text.startswith(("before ", "after "))):
        return
    cursor.at = start
