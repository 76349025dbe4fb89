"""Dosage written as directions in plain words, which the sig reader then reads as it reads any others.

The text of a Dosage is what the prescriber saw, so it goes first; the structured timing and dose are put into words of
their own, to stand in where there is no text or the text cannot be read, and to notice where the two disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lissom.fhir.concepts import codes, words
from lissom.fhir.node import Node

UNITS = {
    "ug": "mcg", "mcg": "mcg", "µg": "mcg", "mg": "mg", "g": "g", "ml": "mL", "l": "L", "tab": "tablet",
    "tabs": "tablet", "tablet": "tablet", "tablets": "tablet", "{tablet}": "tablet", "tablet(s)": "tablet",
    "tbl": "tablet", "pill": "tablet", "pills": "tablet", "cap": "capsule", "capsule": "capsule",
    "capsules": "capsule", "{capsule}": "capsule", "capsule(s)": "capsule", "puff": "puff", "{puff}": "puff",
    "puffs": "puff", "[drp]": "drop", "drop": "drop", "drops": "drop", "patch": "patch", "{patch}": "patch",
    "sachet": "sachet", "[iu]": "IU", "iu": "IU", "suppository": "suppository", "spray": "spray", "{spray}": "spray",
    "unit": "unit", "units": "unit", "meq": "mEq",
}  # fmt: skip
SOLID = ("tablet", "capsule", "patch", "suppository", "sachet", "puff")
"""Forms that a bare number of doses can be counted in, when the name of the product states them."""

CODED = {
    "BID": "twice a day", "TID": "three times a day", "QID": "four times a day", "QD": "once a day", "QOD":
    "every other day", "Q1H": "every hour", "Q2H": "every 2 hours", "Q3H": "every 3 hours", "Q4H": "every 4 hours",
    "Q6H": "every 6 hours", "Q8H": "every 8 hours", "Q12H": "every 12 hours", "AM": "in the morning",
    "PM": "in the evening", "BED": "at bedtime", "WK": "once a week", "MO": "once a month",
}  # fmt: skip
WHEN = {
    "MORN": "in the morning", "MORN.early": "in the morning", "MORN.late": "in the morning", "NOON": "at noon",
    "AFT": "in the afternoon", "AFT.early": "in the afternoon", "AFT.late": "in the afternoon",
    "EVE": "in the evening", "EVE.early": "in the evening", "EVE.late": "in the evening", "NIGHT": "at night",
    "HS": "at bedtime", "WAKE": "on waking", "C": "with meals", "CM": "with breakfast", "CD": "with lunch",
    "CV": "with dinner", "AC": "before meals", "ACM": "before breakfast", "ACD": "before lunch",
    "ACV": "before dinner", "PC": "after meals", "PCM": "after breakfast", "PCD": "after lunch", "PCV": "after dinner",
}  # fmt: skip
PERIODS = {"min": "minute", "h": "hour", "d": "day", "wk": "week", "mo": "month"}
TIMES = {1: "once", 2: "twice", 3: "three times", 4: "four times"}
DAYS = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday",
    "sun": "Sunday",
}  # fmt: skip


def written(dosages: Node, *, product: str) -> str:
    """The directions as the prescriber wrote them, a step without text in its coded words; '' when none has text."""
    ordered = _in_order(dosages)
    texts = [_text(dosage) for dosage in ordered]
    return (
        _joined(ordered, [text or _in_words(one, product) for text, one in zip(texts, ordered, strict=True)])
        if any(texts)
        else ""
    )


def structured(dosages: Node, *, product: str) -> str:
    """The structured dose and timing in words; '' when they say nothing, or a step of several is in text alone.
    `product` is a name that may state a form.
    """
    ordered = _in_order(dosages)
    coded = [_in_words(dosage, product) for dosage in ordered]
    if any(not said and _text(dosage) for said, dosage in zip(coded, ordered, strict=True)):
        return ""
    return _joined(ordered, coded)


def further(dosages: Node) -> str:
    """What the prescriber added to the directions ('take with food'), each once."""
    added = [words(one) for dosage in dosages for one in dosage["additionalInstruction"]]
    return ", ".join(dict.fromkeys(filter(None, added)))


UNREAD = {
    "maxDosePerAdministration": "a limit of one dose",
    "maxDosePerLifetime": "a limit of a lifetime",
}
"""Elements of a Dosage that no direction of ours can hold."""


def unread(dosages: Node) -> Iterator[tuple[Node, str]]:
    """The elements that are stated and not read, with what they are: nothing is lost in silence."""
    for dosage in dosages:
        timing, repeat = dosage["timing"], dosage["timing"]["repeat"]
        yield from ((dosage[key], what) for key, what in UNREAD.items() if dosage[key])
        if timing["event"]:
            yield timing["event"], "single days or hours of intake"
        if repeat["duration"] and not dosage["doseAndRate"]["rateQuantity"]:
            yield repeat["duration"], "how long one intake lasts"


def modified(dosages: Node) -> Node | None:
    """The first extension that may change what the directions mean. FHIR forbids to use what carries one unread."""
    places = ((dosage, dosage["timing"]) for dosage in dosages)
    return next((one["modifierExtension"] for pair in places for one in pair if one["modifierExtension"]), None)


def _text(dosage: Node) -> str:
    return dosage["text"].text or dosage["patientInstruction"].text


def _in_order(dosages: Node) -> list[Node]:
    return sorted(dosages, key=lambda dosage: dosage["sequence"].number or 0.0)


def _joined(ordered: list[Node], texts: list[str]) -> str:
    """Steps with rising sequence follow one another; those that share one go side by side, each said once."""
    line, last = "", None
    beside: set[str] = set()
    for dosage, text in zip(ordered, texts, strict=True):
        step = dosage["sequence"].number
        beside = beside if step == last else set()
        if text and text not in beside:
            between = "" if not line else ", then " if step != last else " and "
            line = f"{line}{between}{text}"
            beside.add(text)
        last = step
    return line


def _in_words(dosage: Node, product: str) -> str:
    timing = dosage["timing"]
    parts = (*_amount(dosage, product), *_rhythm(timing), *_bounds(timing["repeat"]), *_need(dosage), *_most(dosage))
    return " ".join(part for part in parts if part)


def _amount(dosage: Node, product: str) -> Iterator[str]:
    # In R4 dose and rate stand inside doseAndRate; older records have them on the Dosage itself.
    inner = _ordered(dosage["doseAndRate"]) or dosage
    if dose := inner["doseQuantity"]:
        yield _counted(_figure(dose["value"]), _unit(dose, product))
    elif span := inner["doseRange"]:
        low, high = _figure(span["low"]["value"]), _figure(span["high"]["value"])
        yield _counted(f"{low}-{high}" if low and high else low or high, _unit(span["high"] or span["low"], product))
    elif rate := inner["rateQuantity"]:
        yield f"{_figure(rate['value'])} {rate['code'].text or rate['unit'].text}"
    elif ratio := inner["rateRatio"]:
        top, below = ratio["numerator"], ratio["denominator"]
        per = "" if below["value"].number == 1 else _figure(below["value"])
        yield f"{_figure(top['value'])} {_unit(top, product)}/{per}{below['code'].text or below['unit'].text}"


def _ordered(rates: Node) -> Node:
    """The dose that was ordered, where the one calculated per kilogram stands beside it; else the first."""
    found = list(rates)
    chosen = [one for one in found if any(code.code == "ordered" for code in codes(one["type"]))]
    return (chosen or found or [rates])[0]


def _unit(quantity: Node, product: str) -> str:
    stated = quantity["unit"].text or quantity["code"].text
    if stated:
        return _known(stated) or _known(quantity["code"].text) or stated
    return next((form for form in SOLID if form in product.casefold()), "")


def _known(unit: str) -> str:
    return UNITS.get(unit.casefold()) or UNITS.get(unit.casefold().strip("{}"), "")


def _counted(figure: str, unit: str) -> str:
    plural = "s" if figure not in ("", "1", "0.5") and unit in SOLID else ""
    return f"{figure} {unit}{plural}".strip()


def _figure(number: Node) -> str:
    return "" if number.number is None else f"{number.number:g}"


def _rhythm(timing: Node) -> Iterator[str]:
    repeat = timing["repeat"]
    counted = _frequency(repeat)
    if counted:
        yield counted
    else:
        coded = next((CODED[code.code] for code in codes(timing["code"]) if code.code in CODED), "")
        yield coded or words(timing["code"])
    moments = [WHEN[moment.text] for moment in repeat["when"] if moment.text in WHEN]
    yield _listed(moments)
    clock = [moment.text[:5] for moment in repeat["timeOfDay"] if moment.text]
    yield f"at {_listed(clock)}" if clock else ""
    days = [DAYS[day.text.casefold()] for day in repeat["dayOfWeek"] if day.text.casefold() in DAYS]
    yield f"on {_listed(days)}" if days else ""


def _frequency(repeat: Node) -> str:
    period, unit = repeat["period"].number, PERIODS.get(repeat["periodUnit"].text, "")
    if period is None or not unit:
        return ""
    often, most = repeat["frequency"].number or 1.0, repeat["frequencyMax"].number
    longest = repeat["periodMax"].number
    if period == 1 and unit != "hour":
        times = f"{often:g}-{most:g} times" if most and most != often else TIMES.get(int(often), f"{often:g} times")
        return f"{times} a {unit}"
    span = f"{period:g}-{longest:g}" if longest and longest != period else f"{period:g}"
    every = f"every {span} {unit}s" if span != "1" else f"every {unit}"
    return every if often == 1 else f"{TIMES.get(int(often), f'{often:g} times')} {every}"


def _bounds(repeat: Node) -> Iterator[str]:
    length = repeat["boundsDuration"]
    unit = _period(length)
    if length["value"].number is not None and unit:
        yield f"for {length['value'].number:g} {unit}s"
    low, high = repeat["boundsRange"]["low"], repeat["boundsRange"]["high"]
    longest = high or low
    unit = _period(longest)
    if longest["value"].number is not None and unit:
        least = f"{low['value'].number:g} to " if high and low["value"].number is not None else ""
        yield f"for {least}{longest['value'].number:g} {unit}s"
    if (doses := repeat["count"].number) is not None:
        yield _so_many(doses, repeat)


def _period(length: Node) -> str:
    return PERIODS.get(length["code"].text) or PERIODS.get(length["unit"].text) or length["unit"].text.rstrip("s")


def _so_many(doses: float, repeat: Node) -> str:
    """So many intakes as days, where the rhythm is so many a day; else as written, which the sig reader refuses."""
    period = repeat["period"].number
    hours = 0 if period or repeat["dayOfWeek"] else sum(1 for _ in repeat["timeOfDay"])  # hours alone mean every day
    days = doses / (hours or repeat["frequency"].number or 1.0)
    daily = hours or (repeat["periodUnit"].text == "d" and period == 1)
    whole = daily and days % 1 == 0 and not repeat["frequencyMax"]
    return f"for {days:g} days" if whole else f"for {doses:g} doses"


def _need(dosage: Node) -> Iterator[str]:
    reason = words(dosage["asNeededCodeableConcept"]) or words(dosage["asNeededFor"])
    if reason:
        yield f"as needed for {reason}"
    elif dosage["asNeededBoolean"].flag or dosage["asNeeded"].flag:
        yield "as needed"


def _most(dosage: Node) -> Iterator[str]:
    limit = dosage["maxDosePerPeriod"]
    top, below = limit["numerator"], limit["denominator"]
    figure, unit = _figure(top["value"]), _unit(top, "")
    period = PERIODS.get(below["code"].text) or PERIODS.get(below["unit"].text)
    if figure and period:
        span = f"{below['value'].number or 1:g}"
        yield f"maximum {_counted(figure, unit)} " + (f"a {period}" if span == "1" else f"in {span} {period}s")


def _listed(items: Iterable[str]) -> str:
    found = list(items)
    return " and ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)
