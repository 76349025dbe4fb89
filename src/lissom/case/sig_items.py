"""Tokens to items: each reader takes one thing a sig can say (a dose, a rhythm, a length, a limit) off the front.

A reader returns None and moves nothing when its thing is not there. `items` tries the readers that can begin with the
next token; whatever no reader accounts for is refused by name, because a word that is not understood may change the dose.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from lissom.case.regimen import Amount, AmountUnit
from lissom.case.sig_tokens import Refused, Token
from lissom.case.sig_words import K

_PACKED = frozenset({AmountUnit.UNIT, AmountUnit.ML})


@dataclass(frozen=True, slots=True)
class Dose:
    """How much at one time. `unit` is None for a bare number; `mg_each` is the milligrams of one unit when written with it."""

    low: float
    high: float
    unit: AmountUnit | None
    form: str = ""
    mg_each: float | None = None
    bracketed: bool = False
    total: bool = False
    each: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Holds:
    """A strength in passing: mg in one unit ('10 mg tablet') or in `per` mL ('5 mg/5 mL')."""

    mg: float
    per: float
    unit: AmountUnit
    form: str = ""


@dataclass(frozen=True, slots=True)
class PerDay:
    """A daily total of something counted in `amount.unit`."""

    amount: Amount
    form: str = ""
    rate: bool = False
    """True when it was written per hour: only a pump delivers so."""


@dataclass(frozen=True, slots=True)
class Times:
    """So many times in `days` days; `weak` for a plain 'daily', which other words may refine."""

    low: int
    high: int
    days: int = 1
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """Every so many hours; `high` is the longer end of 'every 6 to 8 hours'."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Moments:
    """Moments of the day, as hours; `stated` for clock times, `about` for clock times that only illustrate."""

    hours: tuple[float, ...]
    stated: bool = False
    about: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Meals:
    """With or before meals; `rhythm` when meals can also tell how often."""

    with_food: bool
    rhythm: bool


@dataclass(frozen=True, slots=True)
class Weekdays:
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every so many days."""

    days: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """'1-0-1': units in the morning, at midday, in the evening."""

    counts: tuple[float, ...]
    form: str = ""


@dataclass(frozen=True, slots=True)
class Length:
    """So many days; `closes` for 'after 3 days', which ends what stands before it."""

    days: int
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """'Day 1-3:' or 'week 2:' opens a phase of so many days."""

    first: int
    days: int


@dataclass(frozen=True, slots=True)
class AsNeeded:
    reason: str = ""


@dataclass(frozen=True, slots=True)
class UpTo:
    """'Up to 3 times a day': a limit that is also the rhythm."""

    times: int


@dataclass(frozen=True, slots=True)
class Limit:
    """The most in a day: an amount, or a count of intakes."""

    amount: Dose | None = None
    count: int | None = None
    bare: bool = False
    """'Max 6/day': of the tablets or of the intakes, whichever the dose counts in."""


@dataclass(frozen=True, slots=True)
class Step:
    """Up or down by an amount every so many days, towards a target (None: off)."""

    sign: int
    by: Dose
    by_day: bool
    every: int
    off: bool = False
    by_dose: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of structure: 'then', 'stop', 'divided', 'single', 'pump', 'target', 'and'."""

    word: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """Something read and reported, which is no part of the schedule."""

    text: str


Item = (Dose | Holds | PerDay | Times | Interval | Moments | Meals | Weekdays | Rhythm | Pattern | Length | Label | AsNeeded
        | UpTo | Limit | Step | Mark | Note)  # fmt: skip
Reader = Callable[["Cursor"], "Item | None"]

_END = Token(K.COMMA, "", 0.0, "end", -1)


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
        return self.tokens[place] if 0 <= place < len(self.tokens) else _END

    def done(self) -> bool:
        return self.at >= len(self.tokens)

    def take(self, *kinds: K) -> Token | None:
        """The next token when it is of one of the kinds."""
        token = self.peek()
        if token is not _END and token.kind in kinds:
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
            return _ordered(low, high)
    cursor.at = start
    return low, low


def _ordered(low: float, high: float) -> tuple[float, float]:
    if high < low:
        raise Refused(f"the range {low:g} to {high:g} runs backwards", (f"{low:g}", f"{high:g}", f"{low + high:g}"))
    return low, high


def _far_unit(cursor: Cursor, unit: Token, low: float, high: float) -> tuple[float, float]:
    """'5 mg to 10 mg': the second end repeats the unit."""
    start = cursor.at
    if low == high and cursor.take(K.DASH, K.TO, K.OR):
        far = number(cursor)
        again = cursor.take(unit.kind)
        if far is not None and again and again.word == unit.word and not _begins_period(cursor):
            return _ordered(low, far)
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


def read_dose(cursor: Cursor) -> Item | None:
    start = cursor.peek()
    joined = cursor.joined
    if cursor.take(K.A):
        form = cursor.take(K.FORM)
        return Dose(1, 1, AmountUnit.UNIT, form.word, joined=joined) if form else None
    ends = span(cursor)
    if ends is None:
        return None
    dose = _measured(cursor, *ends) or _counted(cursor, *ends)
    if isinstance(dose, Dose) and dose.unit is None:
        _whole_number(cursor, start)
    if isinstance(dose, Dose):
        _trustworthy(start, dose)
        return replace(dose, joined=joined, bracketed=cursor.depth > 0)
    return dose


def _whole_number(cursor: Cursor, first: Token) -> None:
    """Refuses '1 0 mg' and '2,5 mg': digits that may be one number."""
    comma = cursor.peek().text == "," and cursor.peek().glued and cursor.peek(1).glued
    second, unit = (cursor.peek(1), cursor.peek(2)) if comma else (cursor.peek(), cursor.peek(1))
    if first.text[:1].isdigit() and second.kind is K.NUM and second.text.isdigit() and unit.kind is K.UNIT:
        point = (f"{first.text}.{second.text} {unit.text}",) if comma else ()
        raise Refused(
            f'"{first.text}{"," if comma else " "}{second.text} {unit.text}" may be one number or two',
            (*point, f"{first.text}{second.text} {unit.text}", f"{second.text} {unit.text}"),
        )


def _trustworthy(start: Token, dose: Dose) -> None:
    if dose.high == 0:
        raise Refused("a dose of zero is not a dose")
    if dose.unit is None and dose.high >= 1000:
        raise Refused(f'"{start.text}" has no unit', (f"{dose.high:g} mg", f"{dose.high:g} units"))


def _measured(cursor: Cursor, low: float, high: float) -> Item | None:
    """A number with mg, mcg, g, mL: a dose, a daily total, or a strength."""
    unit = cursor.take(K.UNIT)
    if unit is None:
        return None
    low, high = _far_unit(cursor, unit, low, high)
    scale = unit.number or 1.0
    kind = AmountUnit(unit.word)
    dose = Dose(low * scale, high * scale, kind)
    if held := _held(cursor, dose):
        return held
    if total := _per_day(cursor, dose):
        return total
    if each(cursor):
        return replace(dose, each=True)
    return replace(dose, total=cursor.take(K.TOTAL) is not None)


def _mg(dose: Dose) -> float | None:
    factor = {AmountUnit.MG: 1.0, AmountUnit.UG: 1e-3, AmountUnit.G: 1e3}.get(dose.unit or AmountUnit.UNIT)
    return None if factor is None or dose.low != dose.high else dose.high * factor


def _held(cursor: Cursor, dose: Dose) -> Holds | None:
    """'10 mg tablet', '5 mg/5 mL', '10 mg per mL', '25 mcg/h patch'."""
    mg, start = _mg(dose), cursor.at
    if mg is None:
        return None
    cursor.skip(K.ROUTE)
    if form := cursor.take(K.FORM):
        if form.word != "dose":
            return Holds(mg, 1.0, AmountUnit.UNIT, form.word)
    elif cursor.take(K.SLASH, K.PER):
        per = number(cursor) or 1.0
        if (unit := cursor.take(K.UNIT)) and unit.word == AmountUnit.ML:
            return Holds(mg, per * (unit.number or 1.0), AmountUnit.ML)
        if (form := cursor.take(K.FORM)) and per == 1.0 and form.word != "dose":
            return Holds(mg, 1.0, AmountUnit.UNIT, form.word)
    cursor.at = start
    return None


def _per_day(cursor: Cursor, dose: Dose) -> PerDay | None:
    """'30 mg/day', '300 mcg per 24 h', '12.5 mcg/h'; refuses 'mg/kg'."""
    start = cursor.at
    if dose.unit is None or not cursor.take(K.SLASH, K.PER, K.A, K.IN):
        return None
    if cursor.peek().text in ("kg", "m"):
        raise Refused("a dose per kilogram or square metre needs the person's measure; write the dose in mg")
    count = number(cursor) or 1.0
    if length := cursor.take(K.PERIOD, K.ADVERB):
        hours = length.number * count * (24 if length.kind is K.ADVERB else 1)
        amount = Amount(low=dose.low * 24 / hours, high=dose.high * 24 / hours, unit=dose.unit)
        if abs(hours - 24) < 1e-9 or hours <= 1:
            cursor.take(K.TOTAL)
            form = cursor.take(K.FORM) if hours <= 1 else None
            return PerDay(amount, form.word if form else "", rate=hours <= 1)
        raise Refused(f"a total over {hours:g} hours does not tell when it is taken")
    cursor.at = start
    return None


def _counted(cursor: Cursor, low: float, high: float) -> Item | None:
    """A number of tablets, puffs, patches, or a bare number."""
    if form := cursor.take(K.FORM):
        low, high = _far_unit(cursor, form, low, high)
        dose = Dose(low, high, AmountUnit.UNIT, form.word)
        dose = replace(dose, mg_each=_each(cursor))
        start = cursor.at
        if cursor.take(K.SLASH, K.PER, K.A, K.IN):
            count = number(cursor) or 1.0
            length = cursor.take(K.PERIOD)
            if length and abs(length.number * count - 24) < 1e-9:
                cursor.take(K.TOTAL)
                return PerDay(Amount(low=low, high=high, unit=AmountUnit.UNIT), form.word)
            cursor.at = start
        return replace(dose, total=cursor.take(K.TOTAL) is not None)
    return _times_strength(cursor, low, high) or Dose(low, high, None)


def _each(cursor: Cursor) -> float | None:
    """'of 10 mg', 'x 10 mg', '10 mg each' after a number of tablets."""
    start = cursor.at
    said = cursor.take(K.OF, K.X)
    value = number(cursor)
    unit = cursor.take(K.UNIT) if value is not None else None
    if value is not None and unit:
        mg = _mg(Dose(value, value, AmountUnit(unit.word)))
        if mg is not None and (bool(said) | each(cursor)):
            return mg
    cursor.at = start
    return None


def _times_strength(cursor: Cursor, low: float, high: float) -> Dose | None:
    """'2 x 10 mg', 'two 10 mg tablets'; two numerals side by side may be one number that fell apart."""
    start, before = cursor.at, cursor.peek(-1)
    by = cursor.take(K.X, K.OF)
    first = cursor.peek()
    value = number(cursor)
    unit = cursor.take(K.UNIT) if value is not None else None
    mg = _mg(Dose(value, value, AmountUnit(unit.word))) if value is not None and unit else None
    form = cursor.take(K.FORM)
    if mg and (by or form):
        if not by and before.text[:1].isdigit() and first.text[:1].isdigit():
            raise Refused(
                f'"{before.text} {first.text}" may be two numbers or one that fell apart',
                (f"{before.text} x {mg:g} mg", f"{before.text}{first.text} mg"),
            )
        return Dose(low, high, AmountUnit.UNIT, form.word if form else "tablet", mg_each=mg)
    cursor.at = start
    return None


def read_of(cursor: Cursor) -> Item | None:
    """'10 mL of 5 mg/5 mL': the strength after 'of'."""
    cursor.take(K.OF)
    found = read_dose(cursor)
    return found if isinstance(found, Holds) else None


def read_pattern(cursor: Cursor) -> Item | None:
    """'1-0-1', '1-1-1-1', '½-0-1', '1+0+1'."""
    counts: list[float] = []
    while (value := number(cursor)) is not None:
        counts.append(value)
        if not cursor.take(K.DASH, K.PLUS):
            break
    if len(counts) not in (3, 4) or not any(counts) or max(counts) > 10:
        return None
    form = cursor.take(K.FORM)
    if form is None and cursor.peek().kind is K.UNIT:
        return None
    return Pattern(tuple(counts), form.word if form else "")


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
                return _ordered(token.number, value)
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
    return ends if cursor.peek().kind is K.SLASH and cursor.peek(1).kind is K.PERIOD else None


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
    if cursor.take(K.OTHER) and (token := cursor.take(K.PERIOD)):
        return Rhythm(int(token.number / 12)) if token.number >= 24 else None
    ends = span(cursor) or (1.0, 1.0)
    low, high = ends
    if cursor.peek().kind is K.DASH:
        cursor.at += 1
    token = cursor.take(K.PERIOD)
    return _every(low * token.number, high * token.number, token) if token else None


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


_AFTER_CLOCK = frozenset({K.COMMA, K.AND, K.CLOSE, K.THEN, K.FOR, K.PRN, K.MEAL, K.NOISE, K.SLASH, K.PERIOD, K.CLOCK, K.WEEKDAY})


def _clock_hour(cursor: Cursor, expected: bool) -> tuple[float | None, bool]:
    """(hour, surely so) of the next token; a bare number is a time only where one is expected and nothing is counted."""
    if token := cursor.take(K.CLOCK):
        return token.number, True
    token, after = cursor.peek(), cursor.peek(1)
    marked = after.text in ("h", "hrs", "hours", "hr")
    if token.kind is not K.NUM or not token.text.isdigit() or after.kind not in _AFTER_CLOCK:
        return None, False
    if after.kind is K.PERIOD and not marked or after.kind is K.SLASH and cursor.peek(2).kind is not K.NUM:
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
    minutes = _minutes_before(cursor)
    token = cursor.take(K.MEAL)
    if token is None:
        return None
    del minutes
    return Meals(bool(token.number), token.word == "meals")


def _minutes_before(cursor: Cursor) -> float | None:
    """'30 minutes before meals': the minutes change nothing here but are accounted for."""
    start = cursor.at
    ends = span(cursor)
    if ends and (token := cursor.take(K.PERIOD)) and token.number <= 1 and cursor.peek().kind is K.MEAL:
        return ends[1] * token.number
    cursor.at = start
    return None


def read_weekdays(cursor: Cursor) -> Item | None:
    cursor.take(K.ON)
    cursor.take(K.EVERY)
    days: list[int] = []
    while token := cursor.take(K.WEEKDAY):
        days.append(int(token.number))
        start = cursor.at
        cursor.skip(K.COMMA, K.AND, K.SLASH, K.ON)
        if cursor.at == start or cursor.peek().kind is not K.WEEKDAY:
            cursor.at = start
            break
    return Weekdays(tuple(sorted(set(days)))) if days else None


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
    if opened and cursor.take(K.SLASH) and (below := cursor.take(K.NUM)):
        days = {7.0: 1, 52.0: 7, 12.0: 30}.get(below.number)
        return Length(int(ends[1] * days)) if days and ends[1] % 1 == 0 else None
    token = cursor.take(K.PERIOD)
    if token is None or token.number < 24 or (not opened and token.text == "w"):
        return None
    days_long = ends[1] * token.number / 24
    if days_long % 1 or not 1 <= days_long <= 3660:
        raise Refused(f"{ends[1]:g} {token.text} is not a whole number of days")
    return Length(int(days_long), closes=opened is not None and opened.kind is K.AFTER)


def read_label(cursor: Cursor) -> Item | None:
    """'Day 1-3:', 'days 4 to 6', 'week 2:'."""
    cursor.take(K.ON)
    token = cursor.take(K.PERIOD)
    if token is None or token.number < 24 or token.text in ("d", "w"):
        return None
    ends = span(cursor)
    if ends is None or ends[0] < 1 or ends[1] % 1 or ends[0] % 1:
        return None
    days = token.number / 24
    return Label(int((ends[0] - 1) * days) + 1, int((ends[1] - ends[0] + 1) * days))


_REASON = frozenset({K.WORD, K.NOISE, K.OR, K.AND, K.MOMENT, K.OF, K.A, K.DASH, K.SLASH})
_REASON_START = frozenset({K.WORD})
_STRONG = frozenset({"unless", "except", "avoid", "if", "double", "hold", "skip", "until", "alternate", "alternating", "not", "but",
                     "instead", "kg", "only", "never", "weight", "when", "do", "don't", "while", "whenever"})  # fmt: skip


def reason_words(cursor: Cursor) -> str:
    """The words of a purpose ('muscle spasms', 'pain or stiffness'), as written; at most eight."""
    words: list[str] = []
    while cursor.peek().kind in _REASON and not cursor.done() and len(words) < 8:
        token = cursor.peek()
        if token.text in _STRONG or token.text.startswith("-"):
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
    cursor.take(K.PRN)
    start = cursor.at
    cursor.skip(K.COMMA, K.OPEN) if cursor.peek(1).kind is K.FOR and cursor.peek().kind is K.COMMA else None
    cursor.take(K.FOR)
    reason = reason_words(cursor)
    if not reason:
        cursor.at = start
    return AsNeeded(reason)


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
        return Limit(count=times.high, bare=bare) if isinstance(times, Times) and times.days == 1 else None
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
        return Limit(count=int(found.high), bare=found.unit is None) if found.high % 1 == 0 else None
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
    start = cursor.at
    cursor.skip(K.COMMA, K.NOTE, K.AND)
    off = cursor.take(K.OFF, K.STOP) is not None
    if not off:
        cursor.at = start
    return Step(sign, found, by_day, days, off, by_dose)


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


def read_total(cursor: Cursor) -> Item | None:
    """'total 30 mg/day', 'total daily dose 30 mg'."""
    token = cursor.take(K.TOTAL)
    cursor.skip(K.NOISE, K.COMMA, K.OF)
    found = read_dose(cursor)
    if isinstance(found, PerDay):
        return found
    if (
        token
        and isinstance(found, Dose)
        and found.unit
        and ("daily" in token.text or token.text == "tdd" or period(cursor) == 24)
    ):
        return PerDay(Amount(low=found.low, high=found.high, unit=found.unit))
    return None


def read_divided(cursor: Cursor) -> Item | None:
    """'in 3 divided doses', 'divided TID', 'in two equal doses'."""
    opened = cursor.take(K.IN)
    count = span(cursor)
    cursor.skip(K.NOISE)
    token = cursor.take(K.DIVIDED)
    cursor.skip(K.NOISE, K.IN)
    if token is None:
        form = cursor.take(K.FORM) if opened and count and count[1] % 1 == 0 else None
        return Mark("divided", int(count[1])) if form and form.word == "dose" and count else None
    if count is None:
        start = cursor.at
        count = span(cursor)
        if count is None or not cursor.take(K.FORM):
            cursor.at = start
            count = None
    cursor.take(K.FORM)
    return Mark("divided", int(count[1]) if count else 0)


def read_single(cursor: Cursor) -> Item | None:
    """'stat', 'single dose', 'x 1'; 'single daily dose' is once daily."""
    if cursor.take(K.X):
        one = cursor.take(K.NUM)
        if one is None or one.number != 1 or cursor.peek().kind in (K.PERIOD, K.UNIT, K.FORM, K.ADVERB, K.SLASH, K.PER):
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


def _mark(word: str, *kinds: K) -> Reader:
    def read(cursor: Cursor) -> Item | None:
        return Mark(word) if cursor.take(*kinds) else None

    return read


_ANY_NUMBER: tuple[Reader, ...] = (read_dispensed, read_clock, read_pattern, read_times, read_hourly, read_meals, read_length,
                                   read_divided, read_dose)  # fmt: skip
READERS: dict[K, tuple[Reader, ...]] = {
    K.NUM: _ANY_NUMBER,
    K.OF: (read_of,),
    K.HALF: (read_pattern, read_dose),
    K.A: (read_dose, read_length),
    K.COUNT: (read_times,),
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
    K.ON: (read_weekdays, read_label),
    K.PRN: (read_as_needed,),
    K.FOR: (read_dispensed, read_length, read_purpose),
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
    K.IN: (read_divided, read_length),
    K.DIVIDED: (read_divided,),
    K.SINGLE: (read_single,),
    K.PUMP: (_mark("pump", K.PUMP),),
    K.ROUTE: (),
    K.NOTE: (read_note,),
    K.TRAILER: (read_trailer,),
}  # fmt: skip

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
    if token.kind not in _SILENT:
        unread.append(token.text)
