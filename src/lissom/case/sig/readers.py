"""Tokens to items: for each kind of token the readers that can begin with it, and the loop that tries them.

A reader returns None and moves nothing when its thing is not there. Whatever no reader accounts for is refused by name,
because a word that is not understood may change the dose."""

from __future__ import annotations

from lissom.case.sig.cursor import Cursor, Reader, attempt
from lissom.case.sig.items import Item, Mark
from lissom.case.sig.read_doses import read_divided, read_dose, read_of, read_pattern, read_total
from lissom.case.sig.read_hours import read_clock, read_meals, read_moments
from lissom.case.sig.read_limits import (
    read_as_needed,
    read_dispensed,
    read_limit,
    read_note,
    read_purpose,
    read_refills,
    read_single,
    read_target,
    read_trailer,
    read_up_to,
)
from lissom.case.sig.read_steps import read_by, read_step
from lissom.case.sig.read_times import (
    read_adverb,
    read_alternate,
    read_every,
    read_hourly,
    read_label,
    read_length,
    read_once,
    read_times,
    read_weekdays,
)
from lissom.case.sig.tokens import Refused, Token
from lissom.case.sig.words import K


def _mark(word: str, *kinds: K) -> Reader:
    def read(cursor: Cursor) -> Item | None:
        return Mark(word) if cursor.take(*kinds) else None

    return read


_ANY_NUMBER: tuple[Reader, ...] = (
    read_refills,
    read_dispensed,
    read_clock,
    read_pattern,
    read_times,
    read_hourly,
    read_meals,
    read_length,
    read_divided,
    read_dose,
)
READERS: dict[K, tuple[Reader, ...]] = {
    K.NUM: _ANY_NUMBER,
    K.OF: (read_of,),
    K.HALF: (read_pattern, read_dose),
    K.A: (read_dose, read_length),
    K.COUNT: (read_times, read_once),
    K.TIMES_A_DAY: (read_times,),
    K.X: (read_dispensed, read_length, read_times, read_single),
    K.ADVERB: (read_adverb,),
    K.EVERY: (read_every, read_moments),
    K.MOMENT: (read_moments,),
    K.AT: (read_moments, read_clock),
    K.ABOUT: (read_clock,),
    K.CLOCK: (read_clock,),
    K.MEAL: (read_meals,),
    K.WEEKDAY: (read_weekdays,),
    K.ON: (read_weekdays, read_alternate, read_label),
    K.OTHER: (read_alternate,),
    K.PRN: (read_as_needed,),
    K.FOR: (read_dispensed, read_label, read_length, read_purpose),
    K.AFTER: (read_length,),
    K.PERIOD: (read_label,),
    K.MAX: (read_limit,),
    K.UP_TO: (read_up_to, read_target),
    K.STEP: (read_step,),
    K.BY: (read_by,),
    K.TO: (read_target,),
    K.UNTIL: (read_target,),
    K.OFF: (_mark("stop", K.OFF),),
    K.STOP: (_mark("stop", K.STOP),),
    K.THEN: (_mark("then", K.THEN),),
    K.TOTAL: (read_total,),
    K.IN: (read_divided, read_moments, read_length),
    K.DIVIDED: (read_divided,),
    K.SINGLE: (read_single,),
    K.PUMP: (_mark("pump", K.PUMP),),
    K.ROUTE: (),
    K.NOTE: (read_note,),
    K.TRAILER: (read_trailer,),
}
_SILENT = frozenset({K.COMMA, K.OPEN, K.CLOSE, K.AND, K.NOISE, K.ROUTE, K.DASH, K.FORM, K.PLUS})


def items(found: list[Token]) -> list[Item]:
    """Everything the tokens say, in order; refuses by name the words it cannot account for."""
    cursor = Cursor(found)
    read: list[Item] = []
    unread: list[str] = []
    while not cursor.done():
        kind = cursor.peek().kind
        for reader in READERS.get(kind, ()):
            if (item := attempt(cursor, reader)) is not None:
                read.append(item)
                cursor.joined = False
                break
        else:
            _pass_over(cursor, unread)
    if unread:
        words = ", ".join(f'"{word}"' for word in unread[:6])
        raise Refused(f"not understood: {words}; it may change the dose")
    return read


def _only_joins(cursor: Cursor, token: Token) -> bool:
    """'10 mg am / 20 mg pm', 'tds/prn', 'at 300 mcg/day': a mark or word that joins and says nothing itself."""
    before, after = cursor.peek(-2), cursor.peek()
    if token.kind is K.SLASH:
        return after.kind is K.PRN or (before.kind is K.MOMENT and after.kind is K.NUM)
    return token.kind is K.AT and after.kind is K.NUM and cursor.peek(1).kind is K.UNIT


def _pass_over(cursor: Cursor, unread: list[str]) -> None:
    token = cursor.peek()
    cursor.at += 1
    if token.kind is K.OPEN:
        cursor.depth += 1
    elif token.kind is K.CLOSE:
        cursor.depth = max(0, cursor.depth - 1)
    elif token.kind in (K.AND, K.PLUS):
        cursor.joined = True
    elif token.kind is K.TIMES and (count := cursor.peek(-2).text).isdigit():
        raise Refused(
            f'"{count} {token.text}" does not say per what', (f"{count} times a day", f"{count} times in all")
        )
    elif token.kind is K.COUNT:
        raise Refused(f'"{token.text}" does not say per what', (f"{token.text} a day", f"{token.text} in all"))
    if token.kind not in _SILENT and not _only_joins(cursor, token):
        unread.append(token.text)
