"""Weights, heights, creatinine, eGFR, ages and strengths as people write them, turned into the one unit kept inside.

A unit is always stated, never guessed. Each kind is a table of the unit spellings it accepts; a spelling outside it
is a fault. That is deliberate for eGFR: general unit parsers read `mL/min/1.73.m2` as something else without a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from lissom.case.regimen import AmountUnit, Strength
from lissom.facts.errors import Fault, InputError
from lissom.facts.quantity import in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of quantity: the unit kept inside, the accepted spellings with their factors, and what can be at all.

    `low` and `high` are wide guards against a slipped decimal point or a wrong unit; they make no medical claim.
    """

    name: str
    unit: str
    units: Mapping[str, float]
    readings: tuple[str, ...]
    """The units a bare number might have meant, as shown to the reader."""
    low: float
    high: float
    joins: bool = False
    """True when parts may follow each other: 5 ft 5 in, 10 st 7 lb."""

    @property
    def expected(self) -> str:
        return f"{self.name} with its unit, such as {' or '.join(self.readings)}"


_POUND = 0.45359237
_INCH = 2.54
_CREATININE_UMOL_PER_MG_DL = 88.4  # molar mass of creatinine, 113.12 g/mol

_KG = {"kg": 1.0, "kgs": 1.0, "kilo": 1.0, "kilos": 1.0, "kilogram": 1.0, "kilograms": 1.0}
_G = {"g": 1e-3, "gram": 1e-3, "grams": 1e-3}
_LB = {"lb": _POUND, "lbs": _POUND, "pound": _POUND, "pounds": _POUND, "[lb_av]": _POUND, "lb_av": _POUND}
_STONE = {"st": 14 * _POUND, "stone": 14 * _POUND, "stones": 14 * _POUND}
WEIGHT = Kind(
    name="a weight",
    unit="kg",
    units={**_KG, **_G, **_LB, **_STONE},
    readings=("kg", "lb"),
    low=0.3,
    high=400.0,
    joins=True,
)

_CM = {"cm": 1.0, "centimetre": 1.0, "centimetres": 1.0, "centimeter": 1.0, "centimeters": 1.0, "mm": 0.1}
_M = {"m": 100.0, "metre": 100.0, "metres": 100.0, "meter": 100.0, "meters": 100.0}
_IN = {'"': _INCH, "in": _INCH, "inch": _INCH, "inches": _INCH, "[in_i]": _INCH, "[in_us]": _INCH, "''": _INCH}
_FT = {"'": 12 * _INCH, "ft": 12 * _INCH, "foot": 12 * _INCH, "feet": 12 * _INCH, "[ft_i]": 12 * _INCH}
HEIGHT = Kind(
    name="a height",
    unit="cm",
    units={**_CM, **_M, **_IN, **_FT},
    readings=("cm", "in"),
    low=20.0,
    high=260.0,
    joins=True,
)

CREATININE = Kind(
    name="a serum creatinine",
    unit="mg/dL",
    units={
        "mg/dl": 1.0,
        "mg/100ml": 1.0,
        "mg%": 1.0,
        "mg/l": 0.1,
        "umol/l": 1 / _CREATININE_UMOL_PER_MG_DL,
        "micromol/l": 1 / _CREATININE_UMOL_PER_MG_DL,
        "micromole/l": 1 / _CREATININE_UMOL_PER_MG_DL,
        "mcmol/l": 1 / _CREATININE_UMOL_PER_MG_DL,
        "mmol/l": 1000 / _CREATININE_UMOL_PER_MG_DL,
    },
    readings=("mg/dL", "µmol/L"),
    low=0.05,
    high=30.0,
)

EGFR = Kind(
    name="an eGFR",
    unit="mL/min/1.73 m2",
    units=dict.fromkeys(
        (
            "ml/min/1.73m2",
            "ml/min/1.73m^2",
            "ml/min/1.73m**2",
            "ml/min/1.73sqm",
            "ml/min/1.73sq.m",
            "ml/min/1.73_m2",
            "ml/min/{1.73_m2}",
            "ml/min/{1.73m2}",
            "ml/min/1,73m2",
            "ml/min/1.73",
            "ml/minper1.73m2",
            "ml/min/bsa",
            "ml/(min*1.73m2)",
            "{ml/min/1.73m2}",
        ),
        1.0,
    ),
    readings=("mL/min/1.73 m2",),
    low=0.5,
    high=250.0,
)

_YEARS = {"y": 1.0, "yr": 1.0, "yrs": 1.0, "year": 1.0, "years": 1.0, "yearsold": 1.0, "a": 1.0, "yo": 1.0, "y/o": 1.0}
_MONTHS = {"mo": 1 / 12, "month": 1 / 12, "months": 1 / 12, "monthsold": 1 / 12}
_DAYS = {"d": 1 / 365.25, "day": 1 / 365.25, "days": 1 / 365.25, "daysold": 1 / 365.25}
_WEEKS = {"wk": 7 / 365.25, "week": 7 / 365.25, "weeks": 7 / 365.25, "weeksold": 7 / 365.25}
AGE = Kind(
    name="an age",
    unit="years",
    units={"": 1.0, **_YEARS, **_MONTHS, **_DAYS, **_WEEKS},
    readings=("years", "months"),
    low=0.0,
    high=120.0,
    joins=True,
)

VOLUME = Kind(
    name="the volume of a pump",
    unit="mL",
    units={"ml": 1.0, "millilitre": 1.0, "millilitres": 1.0, "milliliter": 1.0, "milliliters": 1.0, "cc": 1.0},
    readings=("mL",),
    low=0.0,
    high=100.0,
)

_A_DAY = ("/d", "/day", "/24h", "/24hr", "aday", "perday", "daily")
FLOW = Kind(
    name="the flow of a pump",
    unit="mL/day",
    units={**{f"ml{tail}": 1.0 for tail in _A_DAY}, "ml/h": 24.0, "ml/hr": 24.0, "ml/hour": 24.0},
    readings=("mL/day",),
    low=0.001,
    high=50.0,
)

_AN_HOUR = ("/h", "/hr", "/hour", "anhour", "perhour")
_MICROGRAMS = ("ug", "mcg", "microgram", "micrograms")
PUMP_RATE = Kind(
    name="the rate of a pump",
    unit="mg/h",
    units={
        **{f"{unit}{tail}": 1e-3 for unit in _MICROGRAMS for tail in _AN_HOUR},
        **{f"{unit}{tail}": 1e-3 / 24 for unit in _MICROGRAMS for tail in _A_DAY},
        **{f"mg{tail}": 1.0 for tail in _AN_HOUR},
        **{f"mg{tail}": 1 / 24 for tail in _A_DAY},
    },
    readings=("mcg/h", "mcg/day"),
    low=0.0,
    high=1.0,
)

_NUMBER = r"[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)"
_PART = re.compile(rf"({_NUMBER})\s*(\D*?)\s*(?=[+-]?[.,]?\d|$)")
_WHOLE = re.compile(rf"({_NUMBER})\s*(.*)", re.DOTALL)
_LONGEST = 80


def quantity(raw: object, kind: Kind) -> float:
    """The value in the kind's own unit (kg, cm, mg/dL, mL/min/1.73 m2, years).

    `raw` is a text ('68 kg'), or a table with `value` and `unit`. Raises `InputError` when the unit is missing or
    unknown, the number cannot be read, or no person can have the value.
    """
    if isinstance(raw, Mapping):
        raw = _from_table(raw, kind)
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise _fault(kind.expected, shown(raw))
    text = _written(raw).strip()
    return within(_value(text, kind), kind, text)


def within(value: float, kind: Kind, came: str) -> float:
    """The value itself, or `InputError` when no person has such a value, naming the unit that was perhaps meant."""
    if isfinite(value) and kind.low <= value <= kind.high:
        return value
    bounds = f"{kind.name} between {in_words(kind.low)} and {in_words(kind.high, 3)} {kind.unit}"
    digits = _WHOLE.fullmatch(came)
    meant = [unit for unit in kind.readings if digits and _fits(digits[1], unit, kind)]
    perhaps = f" Was '{digits[1]} {meant[0]}' meant?" if digits and meant else ""
    raise _fault(bounds, shown(came), f"Check the number, its decimal point and its unit.{perhaps}")


def _fits(digits: str, unit: str, kind: Kind) -> bool:
    return kind.low <= float(digits.replace(",", ".")) * kind.units[plain_unit(unit)] <= kind.high


def factor(unit: str, kind: Kind) -> float | None:
    """What a value in this unit is multiplied by to give the kind's own unit; None for a spelling not accepted."""
    return kind.units.get(plain_unit(unit))


def plain_unit(unit: str) -> str:
    """The unit without spaces, capitals, micro signs and superscripts."""
    text = unit.casefold().replace("µ", "u").replace("μ", "u").replace("²", "2").replace("′", "'").replace("″", '"')
    return "".join(text.split()).rstrip(".")


def shown(raw: object) -> str:
    """The faulty value as it may be shown: one line, short."""
    text = raw if isinstance(raw, str) else _written(raw)
    text = " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
    text = "".join(character if character.isprintable() else "?" for character in text)
    short = text if len(text) <= _LONGEST else text[:_LONGEST] + "..."
    return f"'{short}'" if text else "nothing"


def _written(raw: object) -> str:
    try:
        return str(raw)
    except ValueError:  # Python will not print an integer of thousands of digits
        return "a number of thousands of digits"


def strength(raw: str) -> Strength:
    """Milligrams per tablet ('10 mg') or per volume ('5 mg/5 mL', '500 mcg/mL'); `InputError` for anything else."""
    match = _STRENGTH.fullmatch(plain_unit(raw).replace("per", "/"))
    if match is None:
        todo = "The strengths of a combination belong in the name: 'Percocet 5/325'." if _SEVERAL.search(raw) else ""
        raise _fault("a strength such as '10 mg' (per tablet) or '5 mg/5 mL'", shown(raw), todo)
    mg = number(match["mg"]) * {"mg": 1.0, "g": 1e3}.get(match["unit"], 1e-3)
    if not 0 < mg < 1e5:
        raise _fault("a strength above zero", shown(raw))
    if match["volume"] is None:
        return Strength(mg=mg)
    per = number(match["per"]) if match["per"] else 1.0
    if not 0 < per < 1e5:
        raise _fault("a volume above zero", shown(raw))
    return Strength(mg=mg, per=per, per_unit=AmountUnit.ML)


_SEVERAL = re.compile(r"\d[^/+]*[/+]\s*\d")
_STRENGTH = re.compile(
    r"(?P<mg>\d+(?:[.,]\d+)?|\.\d+)(?P<unit>mg|mcg|ug|g)"
    r"(?:/(?P<per>\d+(?:[.,]\d+)?)?(?P<volume>ml)|/(?:1)?(?:tab|tablet|cap|capsule|unit|patch|sachet))?"
)


def not_negative(text: str) -> str:
    """The text itself, or `InputError` when it states a negative dose ('-10 mg'). '- 10 mg' is only punctuation."""
    if (found := _NEGATIVE.search(text)) is not None:
        raise _fault("a dose above zero", shown(found[1]), "Check the sign.")
    return text


_NEGATIVE = re.compile(
    r"(?:^|[A-Za-z:]\s+)(-\d[\d.,]*\s*(?:mg|mcg|[µμu]g|g|ml|iu|units?|tab|cap|puff|drop|patch)\w*)", re.IGNORECASE
)


def number(text: str) -> float:
    """A number with a decimal point or comma. Raises `InputError` for '1,234', which could be either."""
    if re.search(r"[1-9]\d*,\d{3}$", text):
        raise _fault("a number without a thousands comma", shown(text), "'1,234' could be 1234 or 1.234.")
    return float(text.replace(",", "."))


def _from_table(raw: Mapping[str, object], kind: Kind) -> str:
    value, unit = raw.get("value"), raw.get("unit")
    if set(raw) - {"value", "unit"} or isinstance(value, bool) or not isinstance(value, int | float):
        raise _fault(f"{kind.expected}, or a table with value and unit", shown(dict(raw)))
    return f"{value!r} {unit}" if isinstance(unit, str) else repr(value)


def _value(text: str, kind: Kind) -> float:
    parts = _parts(text, kind)
    if not parts:
        raise _fault(kind.expected, shown(text))
    total, larger = 0.0, float("inf")
    for place, (digits, unit) in enumerate(parts):
        scale = _scale(unit, kind, after=larger if place else None)
        if scale is None:
            raise _no_unit(digits, unit, text, kind)
        if place and (scale >= larger or digits[0] in "+-"):
            raise _fault(kind.expected, shown(text))
        total, larger = total + number(digits) * scale, scale
    return total


def _scale(unit: str, kind: Kind, *, after: float | None) -> float | None:
    if unit:
        return factor(unit, kind)
    if after == _FT["ft"] and kind is HEIGHT:
        return _INCH  # 5 ft 5: after feet come inches
    return kind.units.get("") if after is None else None


def _parts(text: str, kind: Kind) -> list[tuple[str, str]]:
    if not kind.joins:
        match = _WHOLE.fullmatch(text)
        return [(match[1], match[2])] if match else []
    matches = list(_PART.finditer(text))
    gaps = _PART.sub("", text).strip(" ,")
    return [] if gaps else [(match[1], match[2]) for match in matches]


def _no_unit(digits: str, unit: str, text: str, kind: Kind) -> InputError:
    meant = " or ".join(f"'{digits} {reading}'" for reading in kind.readings)
    if kind is EGFR and unit:
        todo = f"Write {meant}. 'mL/min' alone is a clearance, and other spellings can be misread as another number."
    elif unit:
        todo = f"Write {meant}, with the unit of the report."
    else:
        todo = f"The unit is missing: write {meant}."
    return _fault(kind.expected, shown(text), todo)


def _fault(expected: str, came: str, todo: str = "") -> InputError:
    return InputError([Fault(where="", expected=expected, came=came, todo=todo)])
