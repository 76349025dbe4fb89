"""Readers of amounts: doses, strengths in passing, daily totals, patterns such as 1-0-1, divided doses."""

from __future__ import annotations

import re

from lissom.case.regimen import Amount, AmountUnit
from lissom.case.sig.cursor import Cursor, each, far_unit, number, period, span
from lissom.case.sig.items import Dose, Holds, Item, Mark, Pattern, PerDay
from lissom.case.sig.tokens import Refused, Token
from lissom.case.sig.words import K


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
    if isinstance(dose, PerDay) and dose.amount.high == 0:
        raise Refused("a dose of zero is not a dose")
    if isinstance(dose, Dose) and dose.unit is None:
        _whole_number(cursor, start)
    if isinstance(dose, Dose):
        _trustworthy(start, dose)
        return dose._replace(joined=joined, bracketed=cursor.depth > 0)
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


def one_number(token: Token, *, most: float = 0.0) -> None:
    """Refuses a whole number above `most` with a part behind it: '4 1/2 tab' may be half a tablet of 4 mg."""
    apart = _APART.fullmatch(token.text)
    if apart and float(apart[1]) > most:
        raise Refused(
            f'"{token.text}" may be a strength and a part of a tablet, or one number',
            (f"{apart[2]} tablet of {apart[1]} mg", f"{token.number:g} tablets"),
        )


_APART = re.compile(r"(\d+)[\s-]+(\d/\d|[½¼¾])")
_MOST_WITH_A_PART = 2
"""'2 1/2 tablets' is one number; in 'tizanidine 4 1/2 tab' the 4 is the strength."""


def _trustworthy(start: Token, dose: Dose) -> None:
    if dose.high == 0:
        raise Refused("a dose of zero is not a dose")
    if dose.unit in (None, AmountUnit.UNIT):
        one_number(start, most=_MOST_WITH_A_PART)
    if dose.form == "patch" and dose.high > _MOST_WITH_A_PART:
        raise Refused(f'"{dose.high:g}" before a patch may be its strength', ("1 patch", f"{dose.high:g} patches"))
    if dose.unit is None and dose.high >= 1000:
        raise Refused(f'"{start.text}" has no unit', (f"{dose.high:g} mg", f"{dose.high:g} units"))


def _measured(cursor: Cursor, low: float, high: float) -> Item | None:
    """A number with mg, mcg, g, mL: a dose, a daily total, or a strength."""
    unit = cursor.take(K.UNIT)
    if unit is None:
        return None
    low, high = far_unit(cursor, unit, low, high)
    scale = unit.number or 1.0
    kind = AmountUnit(unit.word)
    dose = Dose(low * scale, high * scale, kind)
    if held := _held(cursor, dose):
        return held
    if total := _per_day(cursor, dose):
        return total
    if each(cursor):
        return dose._replace(each=True)
    return dose._replace(total=cursor.take(K.TOTAL) is not None)


def milligrams(dose: Dose) -> float | None:
    factor = {AmountUnit.MG: 1.0, AmountUnit.UG: 1e-3, AmountUnit.G: 1e3}.get(dose.unit or AmountUnit.UNIT)
    return None if factor is None or dose.low != dose.high else dose.high * factor


def _held(cursor: Cursor, dose: Dose) -> Holds | None:
    """'10 mg tablet', '5 mg/5 mL', '10 mg per mL', '25 mcg/h patch'."""
    mg, start = milligrams(dose), cursor.at
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
    if cursor.depth and cursor.peek().kind is K.ADVERB and cursor.peek().number == 1 and dose.unit is not None:
        cursor.at += 1  # '10 mg TID (30 mg daily)': in brackets a daily amount is the sum
        return PerDay(Amount(low=dose.low, high=dose.high, unit=dose.unit))
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
            form = (cursor.take(K.FORM) or _patch_before(cursor)) if hours <= 1 else None
            return PerDay(amount, form.word if form else "", rate=hours <= 1)
        raise Refused(f"a total over {hours:g} hours does not tell when it is taken")
    cursor.at = start
    return None


def _patch_before(cursor: Cursor) -> Token | None:
    """The patch of 'patch 12 mcg/h every 3 days'."""
    return next((one for one in cursor.tokens[: cursor.at] if one.kind is K.FORM and one.word == "patch"), None)


def _counted(cursor: Cursor, low: float, high: float) -> Item | None:
    """A number of tablets, puffs, patches, or a bare number."""
    if form := cursor.take(K.FORM):
        low, high = far_unit(cursor, form, low, high)
        dose = Dose(low, high, AmountUnit.UNIT, form.word)
        dose = dose._replace(mg_each=_each(cursor))
        start = cursor.at
        if cursor.take(K.SLASH, K.PER, K.A, K.IN):
            count = number(cursor) or 1.0
            length = cursor.take(K.PERIOD)
            if length and abs(length.number * count - 24) < 1e-9:
                cursor.take(K.TOTAL)
                return PerDay(Amount(low=low, high=high, unit=AmountUnit.UNIT), form.word)
            cursor.at = start
        return dose._replace(total=cursor.take(K.TOTAL) is not None)
    return _times_strength(cursor, low, high) or Dose(low, high, None)


def _each(cursor: Cursor) -> float | None:
    """'of 10 mg', 'x 10 mg', '10 mg each' after a number of tablets."""
    start = cursor.at
    said = cursor.take(K.OF, K.X)
    value = number(cursor)
    unit = cursor.take(K.UNIT) if value is not None else None
    if value is not None and unit:
        mg = milligrams(Dose(value, value, AmountUnit(unit.word)))
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
    mg = milligrams(Dose(value, value, AmountUnit(unit.word))) if value is not None and unit else None
    form = cursor.take(K.FORM)
    if mg and (by or form):
        if not by and before.text[:1].isdigit() and first.text[:1].isdigit():
            raise Refused(
                f'"{before.text} {first.text}" may be two numbers or one that fell apart',
                (f"{before.text} x {mg:g} mg", f"{before.text}{first.text} mg"),
            )
        if by and by.kind is K.X and not form:
            _all_at_once(cursor, high, mg)
        return Dose(low, high, AmountUnit.UNIT, form.word if form else "tablet", mg_each=mg)
    cursor.at = start
    return None


def _all_at_once(cursor: Cursor, count: float, mg: float) -> None:
    """Refuses '3 x 10 mg daily': three tablets at once, or three times a day."""
    start = cursor.at
    if count > 1 and period(cursor) == 24:
        at_once, spread = f"{count * mg:g} mg once a day", f"{mg:g} mg {count:g} times a day"
        raise Refused(f"{count:g} x {mg:g} mg daily may be all at once or spread over the day", (at_once, spread))
    cursor.at = start


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
        in_so_many = token.text.endswith("into") and cursor.peek().kind in (K.COMMA, K.CLOSE)
        if count is None or not (cursor.take(K.FORM) or in_so_many):
            cursor.at = start
            count = None
    cursor.take(K.FORM)
    return Mark("divided", int(count[1]) if count else 0)
