"""A medicine written on one line, taken apart: its name, its strength, its form and its directions.

'baclofen 10 mg 1 tab TID', 'Baclofen 10 MG Oral Tablet', 'tizanidine 4 mg tablet: take 1 po q8h prn'. The name is
kept as written; `lissom.medicines` recognises it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lissom.case.medicine import Route
from lissom.case.regimen import AmountUnit, Strength
from lissom.case.sig.tokens import Refused, Token, tokens
from lissom.case.sig.words import CHANGING, K


@dataclass(frozen=True, slots=True)
class Order:
    """The parts of a medicine's line. `sig` is '' when it has no directions; `strength` None when it names none."""

    name: str
    strength: Strength | None
    sig: str
    form: str
    route: Route
    holds_strengths: bool = False
    """The name holds the strengths of a combination, so that directions without an amount mean one of it."""


_MG = {AmountUnit.MG: 1.0, AmountUnit.UG: 1e-3, AmountUnit.G: 1e3}
_STARTERS = frozenset(
    {
        "take",
        "takes",
        "give",
        "use",
        "apply",
        "inject",
        "swallow",
        "sig",
        "chew",
        "place",
        "instil",
        "instill",
        "inhale",
    }
)
_BEGINS_SIG = frozenset(
    {
        K.TIMES_A_DAY,
        K.EVERY,
        K.COUNT,
        K.ADVERB,
        K.PRN,
        K.HALF,
        K.MOMENT,
        K.MAX,
        K.UP_TO,
        K.FOR,
        K.THEN,
        K.STEP,
        K.SINGLE,
        K.NOTE,
    }
)
_HOURS_RELEASE = re.compile(r"^\s*\d+\s*(?:hr|hour)s?\s+(?=[A-Za-z])", re.IGNORECASE)
_STARTING = re.compile(r"^(?:take|takes|give|use|patient takes|rx:?)\s+", re.IGNORECASE)
_NUMBER, _UNIT = r"\d+(?:\.\d+)?", r"(?:mg|mcg|g)"
_ONE_MORE = rf"\s*/\s*(?!(?:ml|l|h|hr|hour|d|day)\b)(?:[A-Za-z][A-Za-z ]*\s)?{_NUMBER}\s*"
_COMBINATION = re.compile(
    rf"{_NUMBER}\s*{_UNIT}?(?:{_ONE_MORE}{_UNIT}?)*{_ONE_MORE}{_UNIT}\b(?!\s*/\s*\d*\s*ml)", re.IGNORECASE
)
"""'5/325 mg', '200 mg/aspirin 325 mg/codeine 16 mg'; not '10 mg/5 mL'."""
_BARE = re.compile(rf"{_NUMBER}(?:\s?/\s?{_NUMBER})+(?![\d.])(?!\s*(?:ml\b|/))", re.IGNORECASE)
_PAIR = re.compile(
    rf"(?P<low>{_NUMBER})\s*{_UNIT}?-(?P<high>{_NUMBER})(?:\s*{_UNIT}?-{_NUMBER})*\s*{_UNIT}?\b", re.IGNORECASE
)
_JOINED_NAME = re.compile(r"[A-Za-z][-/][A-Za-z]")
_WIDEST_RANGE = 8
"""Times by which the upper end of a range of doses may pass the lower; '5-325' is two strengths."""
_WIDEST_DAY = 4
"""Times by which one of three numbers may pass another where they are the doses of a day."""
_FIRST_YEAR = 1900
"""The last number of a date with a year; no strength of a combination is as large."""


def _strengths(text: str, name: str) -> re.Match[str] | None:
    """The strengths of a combination at the head of a text: '5/325 mg', '200/325/16', '5-325'; not '10-20 mg'."""
    if found := _COMBINATION.match(text):
        return found
    joined = _JOINED_NAME.search(name) is not None
    if (bare := _BARE.match(text)) and _are_strengths(bare[0].replace(" ", "").split("/"), joined=joined):
        return bare
    pair = _PAIR.match(text)
    if pair is None:
        return None
    low, high = float(pair["low"]), float(pair["high"])
    apart = high < low or high >= _WIDEST_RANGE * low
    return pair if low and high and (apart or joined) else None


def _are_strengths(numbers: list[str], *, joined: bool) -> bool:
    """Whether numbers with strokes between them are strengths, not a fraction ('1/2'), days ('5/7'), a date, or the
    doses of a day ('10/20/10').
    """
    first, second, *others = values = [float(one) for one in numbers]
    broken = any("." in one for one in numbers)
    if others:
        far_apart = max(values) > _WIDEST_DAY * min(values)
        return others[-1] < _FIRST_YEAR and (joined or broken or far_apart)
    if broken or second >= 10 or first >= 100:
        return True
    fraction = first < second and first <= 3
    return not fraction if joined else first > second and second != 7


def read_order(line: str) -> Order:
    """The parts of one line; never raises. What cannot be taken apart stays in the name."""
    text = _STARTING.sub("", " ".join(line.split()))
    try:
        found = tokens(text)
    except Refused:
        return _by_first_digit(text)
    if inverted := _amount_first(text, found):
        return inverted
    offset = len(text) - len(_HOURS_RELEASE.sub("", text))
    end = _name_end(found, offset)
    if end is None:
        return Order(text.strip(" ,;:-"), None, "", "", _route(found))
    name = text[: found[end].start].strip(" ,;:-(")
    rest = found[end:]
    if match := _strengths(text[found[end].start :], name):
        return _combination(text, name, found, found[end].start + match.end())
    return _with_strength(text, name, rest, _route(found))


def _by_first_digit(text: str) -> Order:
    """A line whose numbers are unsafe: the name ends at the first digit, the rest is for the sig reader to refuse."""
    match = re.search(r"\s[\d.]", text)
    name, sig = (text[: match.start()], text[match.start() :]) if match else (text, "")
    return Order(name.strip(" ,;:-"), None, sig.strip(), "", Route.UNKNOWN)


def _amount_first(text: str, found: list[Token]) -> Order | None:
    """'5 mg baclofen TID', '2 tabs baclofen 10 mg tid': the name stands behind the amount."""
    if len(found) < 3 or found[0].kind not in (K.NUM, K.HALF) or found[1].kind not in (K.UNIT, K.FORM):
        return None
    first = 3 if found[2].kind is K.OF else 2
    last = first
    while last < len(found) and found[last].kind is K.WORD:
        last += 1
    if last == first:
        return None
    end = found[last].start if last < len(found) else len(text)
    name, amount = text[found[first].start : end].strip(" ,;:-("), text[: found[2].start].strip()
    strength, used = _strength(found[last:]) if found[1].kind is K.FORM else (None, 0)
    rest = text[found[last + used].start :] if last + used < len(found) else ""
    return Order(name, strength, f"{amount} {rest}".strip(), _form(found), _route(found))


def _name_end(found: list[Token], offset: int) -> int | None:
    """The place of the first token that is no longer the name."""
    started = False
    for place, token in enumerate(found):
        if token.start < offset:
            continue
        if token.kind is K.NUM and started and (_in_the_name(found, place) or _is_q_number(found, place - 1)):
            continue
        if started and (
            token.kind in (K.NUM, K.CLOCK)
            or (token.kind in _BEGINS_SIG and token.text != "pm" and not _is_q_number(found, place))
            or token.text in _STARTERS
            or token.text == ":"
        ):
            return place
        if started and token.kind in (K.ROUTE, K.FORM):
            return place
        if not started and token.kind is K.NUM and place == 0 and not _begins_a_name(found):
            return place if len(found) > 1 and found[1].kind in (K.UNIT, K.FORM) else None
        started = started or token.kind not in (K.COMMA, K.NUM)
    return None


def _begins_a_name(found: list[Token]) -> bool:
    """Whether the first number belongs to a word: '5-HTP 100 mg daily'."""
    return [one.kind for one in found[1:3]] == [K.DASH, K.WORD] and found[1].glued and found[2].glued


def _in_the_name(found: list[Token], place: int) -> bool:
    """Whether a number is part of the name: 'B12', 'Tylenol #3', and the first of 'Tylenol 3 1-2 tabs'."""
    token, before = found[place], found[place - 1]
    if token.glued and (before.kind in (K.WORD, K.PERIOD, K.DASH) or before.text == "#"):
        return True
    after = [one.kind for one in found[place + 1 : place + 5]]
    counted = after[:1] == [K.HALF] or after[:2] == [K.NUM, K.FORM]
    return counted or (after[:1] + after[2:] == [K.NUM, K.NUM, K.FORM] and after[1] in (K.DASH, K.TO, K.OR))


def _is_q_number(found: list[Token], place: int) -> bool:
    """Whether a 'q' belongs to a name: 'coenzyme Q10 100 mg'; 'q8' without hours is no time either."""
    after = found[place + 1 : place + 3]
    glued = bool(after) and found[place].text == "q" and after[0].kind is K.NUM and after[0].glued
    return glued and (len(after) == 1 or after[1].kind in (K.NUM, K.COMMA, K.FORM))


def number_behind(sig: str) -> str:
    """The bare whole number that directions begin with, which may belong to the name ('Tylenol', '3 q6h'); else ''."""
    if not _BARE_NUMBER.match(sig):
        return ""
    try:
        first, *rest = tokens(sig)[:3]
    except Refused:
        return ""
    kinds = [token.kind for token in rest]
    counted = kinds[:1] and (kinds[0] in _COUNTED or kinds == [K.A, K.PERIOD])
    return first.text if first.kind is K.NUM and first.text.isdigit() and not counted else ""


_BARE_NUMBER = re.compile(
    r"\d{1,4}\s+(?!(?:mg|mcg|µg|ug|g|ml|iu|units?|tab|cap|pill|puff|patch|drop|spray|sachet|times?|x)[a-z]*\b)",
    re.IGNORECASE,
)
"""Spares most directions the reading into tokens."""
_COUNTED = frozenset({K.UNIT, K.FORM, K.DASH, K.TO, K.OR, K.SLASH, K.PLUS, K.TIMES, K.X, K.PERIOD, K.PER, K.HALF})


def _route(found: list[Token]) -> Route:
    for token in found:
        if token.kind is K.ROUTE:
            return Route(token.word)
    forms = {token.word for token in found if token.kind is K.FORM}
    if forms & {"tablet", "capsule", "pill"}:
        return Route.ORAL
    if "patch" in forms:
        return Route.TOPICAL
    return Route.INHALED if "puff" in forms else Route.UNKNOWN


def _form(found: list[Token]) -> str:
    return next((token.word for token in found if token.kind is K.FORM and token.word != "dose"), "")


def _combination(text: str, name: str, found: list[Token], stop: int) -> Order:
    """'Percocet 5/325 mg 1 tab q6h': two strengths belong to the name, since neither is the strength."""
    rest = [token for token in found if token.start >= stop]
    form = _form(rest)
    while rest and rest[0].kind in (K.FORM, K.ROUTE, K.COMMA):
        rest.pop(0)
    sig = text[rest[0].start :] if rest else ""
    return Order(text[:stop].strip(" ,;:-") if name else text[:stop], None, sig, form, _route(found), True)


def _with_strength(text: str, name: str, rest: list[Token], route: Route) -> Order:
    strength, used = _strength(rest)
    other_name = _bracketed_name(rest[used:]) if strength is not None else 0
    if other_name:  # 'baclofen 10 mg (Lioresal) 1 tab TID'
        name = f"{name} {text[rest[used].start : rest[used + other_name - 1].start + 1]}"
        rest = [*rest[:used], *rest[used + other_name :]]
    after = rest[used:]
    product = used
    while (after and after[0].kind in (K.FORM, K.COMMA, K.CLOSE, K.DASH)) or (
        after and after[0].kind is K.ROUTE and _form(after[:3])
    ):
        after = after[1:]
        product += 1
    named_form = any(token.kind is K.FORM for token in rest[used:product])
    sig_tokens = [token for token in after if token.kind not in (K.COMMA, K.ROUTE, K.OPEN, K.CLOSE)]
    form = _form(rest)
    if not sig_tokens:
        sig = "" if strength is not None or not used else text[rest[0].start :]
        return Order(name, strength, sig.strip(), form, route)
    if (
        strength is not None
        and _own_amount(after)
        and (strength.per_unit is AmountUnit.ML or named_form or _counts(after))
    ):
        return Order(name, strength, text[after[0].start :].strip(" ,;:-"), form, route)
    if strength is not None and (named_form or strength.per_unit is AmountUnit.ML) and not _own_amount(after):
        sig = text[after[0].start :].strip(" ,;:-")
        whole = sig if strength.per_unit is AmountUnit.ML else text[rest[0].start :].strip(" ,;:-")
        return Order(name, strength, whole, form, route)
    return Order(name, None, text[rest[0].start :].strip(" ,;:-"), form, route)


def _bracketed_name(after: list[Token]) -> int:
    """How many tokens '(Lioresal)' takes: brackets round words that may be a name; 0 when there is none."""
    if not after or after[0].kind is not K.OPEN:
        return 0
    end = next((place for place, token in enumerate(after) if token.kind is K.CLOSE), 0)
    inside = after[1:end]
    named = inside and all(token.kind is K.WORD and token.text.isalpha() and len(token.text) > 3 for token in inside)
    return end + 1 if named and not any(token.text in CHANGING for token in inside) else 0


def _strength(rest: list[Token]) -> tuple[Strength | None, int]:
    """The strength at the head of the tokens and how many tokens it takes."""
    if len(rest) < 2 or rest[0].kind is not K.NUM or rest[1].kind is not K.UNIT or rest[0].number <= 0:
        return None, 0
    factor = _MG.get(AmountUnit(rest[1].word))
    if factor is None:
        return None, 0
    mg = rest[0].number * factor
    if len(rest) > 3 and rest[2].kind in (K.SLASH, K.PER):
        per, place = (rest[3].number, 4) if rest[3].kind is K.NUM else (1.0, 3)
        if place < len(rest) and rest[place].kind is K.UNIT and rest[place].word == AmountUnit.ML and per > 0:
            return Strength(mg=mg, per=per * (rest[place].number or 1.0), per_unit=AmountUnit.ML), place + 1
        return None, 0
    return Strength(mg=mg), 2


def _own_amount(after: list[Token]) -> bool:
    """Whether the directions say how much to take, so that the milligrams before them are a strength."""
    return any(
        token.kind is K.HALF or (token.kind is K.NUM and _is_amount(after, place)) for place, token in enumerate(after)
    )


def _is_amount(after: list[Token], place: int) -> bool:
    following = after[place + 1] if place + 1 < len(after) else None
    before = after[place - 1] if place else None
    if before is not None and before.kind in (K.EVERY, K.X, K.FOR, K.MAX, K.AFTER, K.ABOUT, K.AT):
        return False
    if following is None:
        return place == 0
    if following.kind in (K.TIMES, K.PERIOD, K.X, K.SLASH) or (
        following.kind is K.DASH and before is not None and before.kind is K.EVERY
    ):
        return False
    return following.kind in (
        K.FORM,
        K.UNIT,
        K.TIMES_A_DAY,
        K.ROUTE,
        K.EVERY,
        K.MOMENT,
        K.DASH,
        K.TO,
        K.ADVERB,
        K.COUNT,
        K.PRN,
        K.AT,
        K.OR,
    )


def _counts(after: list[Token]) -> bool:
    """Whether the directions count tablets or millilitres rather than milligrams."""
    place = next((place for place, token in enumerate(after) if token.kind in (K.NUM, K.HALF)), None)
    if place is None:
        return False
    units = [token for token in after[place:] if token.kind in (K.UNIT, K.FORM)]
    return not units or units[0].kind is K.FORM or units[0].word == AmountUnit.ML
