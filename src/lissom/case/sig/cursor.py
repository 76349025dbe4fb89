"""A place in the tokens of a sig, and the small things every reader takes from it: numbers, ranges, periods."""

from __future__ import annotations

from collections.abc import Callable

from lissom.case.sig.items import Item
from lissom.case.sig.tokens import Refused, Token
from lissom.case.sig.words import K

Reader = Callable[["Cursor"], "Item | None"]
END = Token(K.COMMA, "", 0.0, "end", -1)


class Cursor:
    """A place in the tokens."""

    __slots__ = ("at", "depth", "direction", "joined", "tokens")

    def __init__(self, found: list[Token]) -> None:
        self.tokens = found
        self.at = 0
        self.depth = 0
        self.direction = 0
        self.joined = False

    def peek(self, ahead: int = 0) -> Token:
        place = self.at + ahead
        return self.tokens[place] if 0 <= place < len(self.tokens) else END

    def done(self) -> bool:
        return self.at >= len(self.tokens)

    def take(self, *kinds: K) -> Token | None:
        """The next token when it is of one of the kinds."""
        token = self.peek()
        if token is not END and token.kind in kinds:
            self.at += 1
            return token
        return None

    def skip(self, *kinds: K) -> None:
        while self.take(*kinds):
            pass


def attempt(cursor: Cursor, reader: Reader) -> Item | None:
    """What the reader finds, or None with the cursor back where it was."""
    start = cursor.at
    found = reader(cursor)
    if found is None:
        cursor.at = start
    return found


def number(cursor: Cursor) -> float | None:
    """A number, a number word, or a half."""
    token = cursor.peek()
    if token.kind is K.HALF:
        cursor.at += 1
        cursor.take(K.OF)
        return token.number
    if token.kind is not K.NUM:
        return None
    cursor.at += 1
    _said_again(cursor, token.number)
    start = cursor.at
    if cursor.take(K.AND) and (half := cursor.take(K.HALF)):
        return token.number + half.number
    cursor.at = start
    return token.number


def _said_again(cursor: Cursor, value: float) -> None:
    """'One (1)': the figure in brackets repeats the word."""
    opened, again, closed = cursor.peek(), cursor.peek(1), cursor.peek(2)
    if opened.kind is K.OPEN and again.kind is K.NUM and closed.kind is K.CLOSE:
        if again.number != value:
            raise Refused("a number and its figure in brackets differ", (f"{value:g}", f"{again.number:g}"))
        cursor.at += 3


def each(cursor: Cursor) -> bool:
    """'Each' or 'ea' after an amount, not before a time ('each day')."""
    token = cursor.peek()
    if token.kind is K.EACH or (
        token.text == "each" and cursor.peek(1).kind not in (K.PERIOD, K.MOMENT, K.WEEKDAY, K.ADVERB)
    ):
        cursor.at += 1
        return True
    return False


def span(cursor: Cursor) -> tuple[float, float] | None:
    """A number or a range of two ('1-2', '1 to 2', '1 or 2'); refuses a range that runs backwards."""
    low = number(cursor)
    if low is None:
        return None
    start = cursor.at
    if cursor.take(K.DASH, K.TO, K.OR):
        high = number(cursor)
        if high is not None and cursor.peek().kind is not K.DASH:
            return ordered(low, high)
    cursor.at = start
    return low, low


def ordered(low: float, high: float) -> tuple[float, float]:
    if high < low:
        raise Refused(f"the range {low:g} to {high:g} runs backwards", (f"{low:g}", f"{high:g}", f"{low + high:g}"))
    return low, high


def far_unit(cursor: Cursor, unit: Token, low: float, high: float) -> tuple[float, float]:
    """'5 mg to 10 mg': the second end repeats the unit."""
    start = cursor.at
    if low == high and cursor.take(K.DASH, K.TO, K.OR):
        far = number(cursor)
        again = cursor.take(unit.kind)
        if far is not None and again and again.word == unit.word and not _begins_period(cursor):
            return ordered(low, far)
    cursor.at = start
    return low, high


def _begins_period(cursor: Cursor) -> bool:
    return False if cursor.done() else cursor.peek().kind is K.TIMES_A_DAY and cursor.peek(-3).kind is K.TO


def period(cursor: Cursor) -> float | None:
    """Hours of 'a day', 'per week', '/24 h', 'in 24 hours', 'daily', 'each day'."""
    if token := cursor.take(K.ADVERB):
        return token.number * 24
    start = cursor.at
    if cursor.take(K.PER, K.A, K.SLASH, K.EVERY, K.IN):
        cursor.skip(K.A, K.EVERY)
        count = number(cursor)
        if token := cursor.take(K.PERIOD):
            return token.number * (1.0 if count is None else count)
        if token := cursor.take(K.ADVERB):
            return token.number * 24
    cursor.at = start
    return None
