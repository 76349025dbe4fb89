"""Readers of conditions: as needed and what for, the most in a day, single doses, words outside the schedule."""

from __future__ import annotations

from lissom.case.sig.cursor import Cursor, attempt, period
from lissom.case.sig.items import AsNeeded, Dose, Item, Limit, Mark, Note, PerDay, Times, UpTo
from lissom.case.sig.read_doses import read_dose
from lissom.case.sig.read_times import read_times
from lissom.case.sig.tokens import Refused
from lissom.case.sig.words import CHANGING, K

_REASON = frozenset({K.WORD, K.NOISE, K.OR, K.AND, K.MOMENT, K.OF, K.A, K.DASH, K.SLASH})
_REASON_START = frozenset({K.WORD})


def reason_words(cursor: Cursor) -> str:
    """The words of a purpose ('muscle spasms', 'pain or stiffness'), as written; at most eight."""
    words: list[str] = []
    while cursor.peek().kind in _REASON and not cursor.done() and len(words) < 8:
        token = cursor.peek()
        if token.text in CHANGING or token.text.startswith("-"):
            break
        if token.kind is not K.WORD and (not words or cursor.peek(1).kind not in _REASON_START):
            if token.kind in (K.NOISE, K.A) and not words and cursor.peek(1).kind is K.WORD:
                pass
            elif token.kind is K.MOMENT and not words:
                break
            else:
                break
        cursor.at += 1
        words.append(token.text)
    return " ".join(words)


def read_as_needed(cursor: Cursor) -> Item | None:
    """'As needed', 'PRN for spasms', 'as needed (muscle spasms)', 'PRN, sleep'."""
    if cursor.joined:
        raise Refused("part of it is regular and part as needed; write them as two medicines' lines")
    cursor.take(K.PRN)
    return attempt(cursor, _needed_for) or AsNeeded()


def _needed_for(cursor: Cursor) -> Item | None:
    """The reason after 'as needed'. Behind a comma or bracket without 'for' it must be all that stands there."""
    apart = cursor.take(K.COMMA, K.OPEN)
    said_for = cursor.take(K.FOR)
    reason = reason_words(cursor)
    whole = cursor.done() or cursor.peek().kind in (K.COMMA, K.CLOSE)
    return AsNeeded(reason) if reason and (said_for or not apart or whole) else None


def read_purpose(cursor: Cursor) -> Item | None:
    """'for muscle spasms'."""
    cursor.take(K.FOR)
    reason = reason_words(cursor)
    return Note(f"the purpose is read as: {reason}") if reason else None


def read_limit(cursor: Cursor) -> Item | None:
    """'max 3/day', 'not more than 4 tablets in 24 hours', 'maximum 80 mg daily', 'no more than 3 times a day'."""
    opening = cursor.take(K.MAX)
    if opening and opening.text.startswith(("to ", "up to ")) and _dose_with_times(cursor):
        return Mark("target")
    cursor.skip(K.NOISE, K.COMMA, K.OF, K.TOTAL)
    bare = cursor.peek().kind is K.NUM and cursor.peek(1).kind in (K.SLASH, K.PER, K.A, K.IN, K.ADVERB)
    if times := attempt(cursor, read_times):
        return Limit(times=times.high, bare=bare) if isinstance(times, Times) and times.days == 1 else None
    if cursor.take(K.EVERY):
        return None
    found = read_dose(cursor)
    per_day = bool(opening and "daily" in opening.text)
    if isinstance(found, PerDay):
        amount = found.amount
        found = Dose(amount.low, amount.high, amount.unit, found.form)
        per_day = True
    if not isinstance(found, Dose):
        return None
    cursor.take(K.TOTAL)
    hours = period(cursor)
    cursor.take(K.TOTAL)
    if hours != 24 and not per_day:
        raise Refused(f"the maximum of {found.high:g} does not say per what", ("per day", "per dose"))
    _skip_explanation(cursor, found)
    if found.unit is None or found.form == "dose":
        return Limit(times=int(found.high), bare=found.unit is None) if found.high % 1 == 0 else None
    return Limit(amount=found)


def _dose_with_times(cursor: Cursor) -> bool:
    """Whether '20 mg three times a day' comes next: the end of a titration rather than a limit."""
    start = cursor.at
    found = cursor.peek().kind in (K.NUM, K.HALF) and isinstance(read_dose(cursor), Dose)
    timed = found and isinstance(attempt(cursor, read_times), Times)
    cursor.at = start
    return timed


def _skip_explanation(cursor: Cursor, limit: Dose) -> None:
    """'80 mg daily (20 mg q.i.d.)': the bracket says the same limit again."""
    start = cursor.at
    if cursor.take(K.OPEN):
        dose, times = read_dose(cursor), attempt(cursor, read_times)
        if (
            isinstance(dose, Dose)
            and isinstance(times, Times)
            and dose.unit == limit.unit
            and dose.high * times.high == limit.high
            and cursor.take(K.CLOSE)
        ):
            return
    cursor.at = start


def read_up_to(cursor: Cursor) -> Item | None:
    """'up to 3 times a day'; 'up to 80 mg/day' is a limit."""
    cursor.take(K.UP_TO)
    cursor.skip(K.NOISE)
    times = attempt(cursor, read_times)
    if isinstance(times, Times) and times.days == 1:
        return UpTo(times.high)
    start = cursor.at
    dose = read_dose(cursor)
    if isinstance(dose, PerDay):
        return Limit(amount=Dose(dose.amount.low, dose.amount.high, dose.amount.unit))
    cursor.at = start
    return None


def read_single(cursor: Cursor) -> Item | None:
    """'stat', 'single dose', 'x 1'; 'single daily dose' is once daily."""
    counted = cursor.peek(-1).kind is K.NUM
    if cursor.take(K.X):
        one = cursor.take(K.NUM)
        if (
            counted
            or one is None
            or one.number != 1
            or cursor.peek().kind in (K.PERIOD, K.UNIT, K.FORM, K.ADVERB, K.SLASH, K.PER)
        ):
            return None
        return Mark("single")
    cursor.take(K.SINGLE)
    if cursor.take(K.ADVERB):
        cursor.take(K.FORM)
        return Times(1, 1, weak=True)
    cursor.take(K.FORM)
    return Mark("single")


def read_target(cursor: Cursor) -> Item | None:
    """The 'to' and 'until' before the dose a titration ends at."""
    cursor.take(K.TO, K.UNTIL, K.UP_TO)
    cursor.skip(K.NOISE, K.A, K.OF)
    return Mark("target") if cursor.peek().kind is K.NUM else None


def read_note(cursor: Cursor) -> Item | None:
    token = cursor.take(K.NOTE)
    return Note(token.word) if token else None


def read_trailer(cursor: Cursor) -> Item | None:
    """'Dispense #90', 'refills 2', 'indications: spasm': accounted for, no part of the schedule."""
    first = cursor.take(K.TRAILER)
    if first is None:
        return None
    words = [first.text]
    while token := cursor.take(K.TRAILER, K.COMMA, K.X, K.OF) if first.number else cursor.take(K.COMMA):
        words.append(token.text)
    if first.number:
        while token := cursor.take(K.NUM, K.FORM, K.UNIT, K.PERIOD, K.TRAILER):
            words.append(token.text)
        return Note("no part of the directions: " + " ".join(word for word in words if word.strip(",;:. \n")))
    reason = reason_words(cursor)
    return Note(f"the purpose is read as: {reason}") if reason else None


def read_refills(cursor: Cursor) -> Item | None:
    """'3 refills'."""
    count, word = cursor.take(K.NUM), cursor.take(K.TRAILER)
    return Note(f"no part of the directions: {count.text} {word.text}") if count and word and word.number else None


def read_dispensed(cursor: Cursor) -> Item | None:
    """'90 tablets' after 'for 30 days supply' is left to the refusal; only '30 day supply' is accounted for."""
    start = cursor.at
    cursor.take(K.FOR, K.X)
    if (
        cursor.take(K.NUM)
        and (cursor.take(K.DASH) or True)
        and cursor.take(K.PERIOD)
        and cursor.peek().text == "supply"
    ):
        cursor.at += 1
        return Note("no part of the directions: days of supply")
    cursor.at = start
    return None
