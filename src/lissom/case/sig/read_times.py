"""Readers of rhythm and length: how often a day, every so many hours or days, on which weekdays, for how long."""

from __future__ import annotations

from lissom.case.sig.cursor import Cursor, number, ordered, period, span
from lissom.case.sig.items import Interval, Item, Label, Length, Rhythm, Times, Weekdays
from lissom.case.sig.read_hours import read_moments
from lissom.case.sig.tokens import Refused, Token
from lissom.case.sig.words import K


def read_times(cursor: Cursor) -> Item | None:
    """'TID', '3 times a day', '3x/day', 'once or twice daily', 'twice weekly', 'x3 daily'."""
    if token := cursor.take(K.TIMES_A_DAY):
        return _many_abbreviation(cursor, int(token.number))
    low, high = 0.0, 0.0
    if ends := _counts(cursor):
        low, high = ends
    hours = period(cursor)
    if hours is None and cursor.peek(-1).kind is K.X and cursor.peek().text == "day" and cursor.take(K.PERIOD):
        hours = 24.0
    if not low or hours is None or low % 1 or high % 1 or hours < 24 or hours % 24:
        return None
    return _rate(int(low), int(high), int(hours / 24))


def _many_abbreviation(cursor: Cursor, times: int) -> Times:
    start = cursor.at
    if cursor.take(K.DASH, K.TO, K.OR) and (other := cursor.take(K.TIMES_A_DAY)):
        return Times(min(times, int(other.number)), max(times, int(other.number)))
    cursor.at = start
    return Times(times, times)


def _counts(cursor: Cursor) -> tuple[float, float] | None:
    """The counts of 'once or twice', '3 times', '2 to 3 times', '3x', 'x3'."""
    if token := cursor.take(K.COUNT):
        start = cursor.at
        if cursor.take(K.DASH, K.TO, K.OR):
            other = cursor.take(K.COUNT)
            value = other.number if other else number(cursor)
            if value is not None and (other or cursor.take(K.TIMES)):
                return ordered(token.number, value)
        cursor.at = start
        return token.number, token.number
    if cursor.take(K.X):
        return span(cursor)
    ends = span(cursor)
    if ends is None:
        return None
    if cursor.take(K.TIMES, K.X):
        return ends
    # '2 or 3 times', and "1 time or 2 times" is not worth a reader of its own.
    return ends if cursor.peek().kind in (K.SLASH, K.A, K.PER) and cursor.peek(1).kind is K.PERIOD else None


def _rate(low: int, high: int, days: int) -> Item:
    if high > 24 * days or low < 1:
        raise Refused(f"{high} times in {days} days is not a rhythm")
    if low == high == 1 and days > 1:
        return Rhythm(days)
    return Times(low, high, days)


def read_adverb(cursor: Cursor) -> Item | None:
    """'daily', 'weekly', 'every other day'."""
    token = cursor.take(K.ADVERB)
    if token is None:
        return None
    return Times(1, 1, weak=True) if token.number == 1 else Rhythm(int(token.number))


def read_every(cursor: Cursor) -> Item | None:
    """'every 8 hours', 'q6-8h', 'every morning', 'every 3 days', 'every other day', 'every Monday', 'every day'."""
    cursor.take(K.EVERY)
    if cursor.peek().kind in (K.MOMENT, K.WEEKDAY, K.ADVERB):
        return _after_every(cursor)
    if cursor.take(K.OTHER):
        return _every_other(cursor)
    ends = span(cursor) or (1.0, 1.0)
    low, high = ends
    if cursor.peek().kind is K.DASH:
        cursor.at += 1
    token = cursor.take(K.PERIOD)
    return _every(low * token.number, high * token.number, token) if token else None


def _every_other(cursor: Cursor) -> Item | None:
    """'Every other day', 'every other week'; of 'every other night' the night is left to its own reader."""
    if cursor.peek().kind is K.MOMENT:
        return Rhythm(2)
    token = cursor.take(K.PERIOD)
    return Rhythm(int(token.number / 12)) if token and token.number >= 24 else None


def read_alternate(cursor: Cursor) -> Item | None:
    """'Alternate nights', 'on alternate mornings'; the moment is left to its own reader."""
    cursor.take(K.ON)
    token = cursor.take(K.OTHER)
    return Rhythm(2) if token and token.text == "alternate" and cursor.peek().kind is K.MOMENT else None


def read_once(cursor: Cursor) -> Item | None:
    """'Once nightly', 'once at bedtime': the moment says how often."""
    once = cursor.take(K.COUNT)
    cursor.skip(K.EVERY, K.AT, K.IN)
    return read_moments(cursor) if once and once.number == 1 and cursor.peek().kind is K.MOMENT else None


def _after_every(cursor: Cursor) -> Item | None:
    token = cursor.peek()
    if token.kind is K.MOMENT:
        return read_moments(cursor)
    return read_weekdays(cursor) if token.kind is K.WEEKDAY else read_adverb(cursor)


def _every(low: float, high: float, token: Token) -> Item:
    if token.word in ("hour", "minute"):
        if low <= 0 or low > 24 * 31:
            raise Refused(f"every {low:g} hours is not a rhythm")
        return Interval(low, high)
    if low != high:
        raise Refused(f"every {low / 24:g} to {high / 24:g} days is not one schedule")
    days = round(low / 24)
    if days < 1:
        raise Refused("an interval of no days is not a rhythm")
    return Times(1, 1, weak=True) if days == 1 else Rhythm(days)


def read_hourly(cursor: Cursor) -> Item | None:
    """'8 hourly', '4-6 hourly', '6hrly': British wording without 'every'."""
    ends = span(cursor)
    cursor.take(K.DASH)
    token = cursor.take(K.PERIOD)
    return _every(*ends, token) if ends and token and token.text in ("hourly", "hrly") else None


def read_weekdays(cursor: Cursor) -> Item | None:
    """'On Monday and Thursday', 'Mon Wed Fri', 'Monday to Friday'."""
    cursor.take(K.ON)
    cursor.take(K.EVERY)
    days: list[int] = []
    through: list[bool] = []
    while token := cursor.take(K.WEEKDAY):
        days.append(int(token.number))
        start = cursor.at
        through.append(cursor.take(K.DASH, K.TO) is not None)
        cursor.skip(K.COMMA, K.AND, K.SLASH, K.ON)
        if cursor.peek().kind is not K.WEEKDAY:
            cursor.at = start
            break
    if not days:
        return None
    return Weekdays(_days_through(days) if any(through[:-1]) else tuple(sorted(set(days))))


def _days_through(days: list[int]) -> tuple[int, ...]:
    """Monday to Friday is five days; 'Mon-Wed-Fri' may be three or five."""
    if len(days) > 2:
        raise Refused("the days may be single days or a stretch", ("each day named", "from the first to the last"))
    first, last = days
    return tuple(sorted((first + step) % 7 for step in range((last - first) % 7 + 1)))


def read_length(cursor: Cursor) -> Item | None:
    """'for 7 days', 'x 3 days', 'x3d', 'for 2 weeks', 'for 5/7', 'after 3 days', 'for one week'."""
    opened = cursor.take(K.FOR, K.X, K.AFTER, K.IN)
    cursor.take(K.A)
    ends = span(cursor)
    if ends is None:
        if not opened or cursor.peek().kind is not K.PERIOD:
            return None
        ends = (1.0, 1.0)
    cursor.take(K.DASH)
    if cursor.take(K.SLASH):
        return _slashed(cursor, opened, ends[1])
    if opened and cursor.peek().text in ("nights", "mornings", "evenings") and ends[1] % 1 == 0:
        cursor.at += 1
        return Length(int(ends[1]), closes=opened.kind is K.AFTER, ranged=ends[0] < ends[1])
    token = cursor.take(K.PERIOD)
    if (
        token is None
        or token.number < 24
        or (token.word == "year" and not opened)
        or (not opened and token.text == "w")
    ):
        return None
    days_long = ends[1] * token.number / 24
    if days_long % 1 or not 1 <= days_long <= 3660:
        raise Refused(f"{ends[1]:g} {token.text} is not a whole number of days")
    return Length(int(days_long), closes=opened is not None and opened.kind is K.AFTER, ranged=ends[0] < ends[1])


_BEFORE_A_FRACTION = frozenset({K.TIMES_A_DAY, K.ADVERB, K.PERIOD, K.MOMENT, K.MEAL, K.TIMES, K.CLOCK, K.COMMA})


def _slashed(cursor: Cursor, opened: Token | None, count: float) -> Item | None:
    """'5/7', '2/52', '1/12': days, weeks, months as British prescribers write them."""
    if not opened and cursor.peek(-3).kind not in _BEFORE_A_FRACTION:
        return None  # 'started 3/7' is a date.
    below = cursor.take(K.NUM)
    days = {7.0: 1, 52.0: 7, 12.0: 30}.get(below.number) if below else None
    if days is None or count % 1 or (days == 30 and not opened):
        return None
    return Length(int(count * days), closes=opened is not None and opened.kind is K.AFTER)


def read_label(cursor: Cursor) -> Item | None:
    """'Day 1-3:', 'days 4 to 6', 'for days 2-5', 'week 2:'."""
    cursor.take(K.ON, K.FOR)
    token = cursor.take(K.PERIOD)
    if token is None or token.number < 24 or token.text in ("d", "w"):
        return None
    ends = span(cursor)
    if ends is None or ends[0] < 1 or ends[1] % 1 or ends[0] % 1:
        return None
    days = token.number / 24
    first = int((ends[0] - 1) * days) + 1
    if ends[0] == ends[1] and _onwards(cursor):
        return Label(first, 0)
    return Label(first, int((ends[1] - ends[0] + 1) * days))


def _onwards(cursor: Cursor) -> bool:
    """'Week 3 onwards', 'day 7 on'."""
    token, after = cursor.peek(), cursor.peek(1)
    said = token.text in ("onwards", "onward", "+") or (token.kind is K.ON and after.kind in (K.COMMA, K.NUM, K.HALF))
    cursor.at += said
    return said
