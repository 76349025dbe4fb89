"""A regimen said back in plain words, which the sig reader can read again."""

from __future__ import annotations

from itertools import groupby

from lissom.case.regimen import Amount, AmountUnit, Intake, Phase, Range, Regimen
from lissom.case.sig.times import clock_time
from lissom.case.sig.words import HOURS_OF

_TIMES = {1: "once", 2: "twice", 3: "three times", 4: "four times"}
_UNIT_WORDS = {AmountUnit.UG: "mcg", AmountUnit.IU: "units"}
_MOMENT = {
    8.0: "in the morning",
    12.0: "at noon",
    14.0: "in the afternoon",
    18.0: "with dinner",
    20.0: "in the evening",
    22.0: "at bedtime",
    0.0: "at midnight",
}
_WEEKDAY = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def say(regimen: Regimen) -> str:
    """The regimen in words: '10 mg three times a day (about 08:00, 14:00, 20:00); 30 mg a day'."""
    return "; then ".join(_phase(regimen, phase) for phase in regimen.phases)


def number(value: float) -> str:
    """A number as it is written on a prescription: no trailing zero, a zero before the point."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def amount_words(amount: Amount, unit_name: str = "") -> str:
    """'10 mg', '1 to 2 tablets', '0.5 tablet'."""
    many = number(amount.high) if amount.low == amount.high else f"{number(amount.low)} to {number(amount.high)}"
    if amount.unit is AmountUnit.UNIT:
        name = unit_name or "tablet"
        return f"{many} {name if amount.high <= 1 else _plural(name)}"
    return f"{many} {_UNIT_WORDS.get(amount.unit, amount.unit.value)}"


def _plural(name: str) -> str:
    if name.endswith("ry"):
        return name[:-1] + "ies"
    return name + ("es" if name.endswith("ch") else "s")


def _dose(regimen: Regimen, amount: Amount) -> str:
    words = amount_words(amount, regimen.unit_name)
    mg = regimen.mg(amount)
    if mg is None or amount.unit in (AmountUnit.MG, AmountUnit.UG, AmountUnit.G):
        return words
    return f"{words} ({_range(mg)} in all)"


def _range(value: Range) -> str:
    same = abs(value.low - value.high) < 1e-9
    return f"{number(value.high)} mg" if same else f"{number(value.low)} to {number(value.high)} mg"


def _phase(regimen: Regimen, phase: Phase) -> str:
    if phase.continuous is not None:
        parts = [f"{amount_words(phase.continuous)} a day, delivered continuously by pump"]
    else:
        parts = [_schedule(regimen, phase)]
    parts += _rest(regimen, phase)
    total = regimen.daily_mg(phase)
    if total is not None and phase.division_stated and _plain_day(phase):
        parts.append(f"{_range(total)} a day")
    return "; ".join(parts)


def _plain_day(phase: Phase) -> bool:
    """A day's total is said when every day is alike and it is no repetition."""
    return (
        not phase.as_needed
        and phase.every_days == 1
        and not phase.drifts
        and len(phase.intakes) > 1
        and not phase.fewest_intakes
    )


def _schedule(regimen: Regimen, phase: Phase) -> str:
    if not phase.division_stated:
        whole = Amount(
            low=sum(intake.amount.low for intake in phase.intakes),
            high=sum(intake.amount.high for intake in phase.intakes),
            unit=phase.intakes[0].amount.unit,
        )
        return f"{amount_words(_tidy(whole), regimen.unit_name)} a day; how it is divided over the day is not stated"
    if len({intake.amount for intake in phase.intakes}) == 1:
        dose = _dose(regimen, phase.intakes[0].amount)
        return f"{dose} {_rhythm(phase)}{_days(phase)}".replace("  ", " ").strip()
    runs = groupby(phase.intakes, key=lambda intake: intake.amount)
    said = " and ".join(f"{_dose(regimen, amount)} {_moments(tuple(run))}" for amount, run in runs)
    return said + _days(phase)


def _tidy(amount: Amount) -> Amount:
    return Amount(low=round(amount.low, 6), high=round(amount.high, 6), unit=amount.unit)


def _rhythm(phase: Phase) -> str:
    hours = tuple(intake.hour for intake in phase.intakes)
    stated = all(intake.hour_stated for intake in phase.intakes)
    count = len(hours)
    limited = phase.max_intakes_per_day is not None or phase.max_per_day is not None
    if limited and phase.as_needed and phase.interval_h is None and count == 1 and hours == HOURS_OF[1] and not stated:
        return ""
    if (phase.interval_h is not None and phase.interval_h <= 24) or phase.drifts:
        return f"every {_hours(phase)} hours{_clock(phase)}"
    if phase.interval_h is not None:
        return f"every {number(phase.interval_h)} hours{_clock(phase)}"
    if hours == HOURS_OF.get(count) and not stated and count > 1:
        return f"{_many(phase, count)} a day{_clock(phase)}"
    if hours == HOURS_OF[1] and not stated:
        return f"{_once(phase)}{_clock(phase)}"
    if count > 4:
        return f"{_many(phase, count)} a day{_clock(phase)}"
    return _moments(phase.intakes)


def _is_single(phase: Phase) -> bool:
    return phase.days == 1 and len(phase.intakes) == 1 and phase.intakes[0].hour == HOURS_OF[1][0]


def _once(phase: Phase) -> str:
    """'Once a day', or nothing where the rhythm of days says it."""
    if phase.days == 1:
        return "as a single dose"
    return "once a day" if phase.every_days == 1 else ""


def _many(phase: Phase, count: int) -> str:
    if phase.fewest_intakes:
        return f"{phase.fewest_intakes} to {count} times"
    return _TIMES.get(count, f"{count} times")


def _hours(phase: Phase) -> str:
    assert phase.interval_h is not None
    low = number(phase.interval_h)
    return f"{low} to {number(24 / phase.fewest_intakes)}" if phase.fewest_intakes else low


def _clock(phase: Phase) -> str:
    if phase.as_needed or phase.drifts:
        return ""
    stated = all(intake.hour_stated for intake in phase.intakes)
    return f" ({'at' if stated else 'about'} {', '.join(clock_time(intake.hour) for intake in phase.intakes)})"


def _moments(intakes: tuple[Intake, ...]) -> str:
    if all(intake.hour_stated for intake in intakes):
        return "at " + ", ".join(clock_time(intake.hour) for intake in intakes)
    words = [_MOMENT.get(intake.hour, "") for intake in intakes]
    clock = ", ".join(clock_time(intake.hour) for intake in intakes)
    if all(words):
        return f"{', '.join(words)} (about {clock})"
    return f"at about {clock}"


def _days(phase: Phase) -> str:
    if phase.weekdays:
        return " on " + " and ".join(f"{_WEEKDAY[day]}s" for day in phase.weekdays)
    if phase.every_days == 1 or phase.interval_h is not None:
        return ""
    return {2: " every other day", 7: " once a week"}.get(phase.every_days, f" every {phase.every_days} days")


def _rest(regimen: Regimen, phase: Phase) -> list[str]:
    parts = []
    if phase.as_needed:
        parts.append(f"as needed for {phase.reason}" if phase.reason else "as needed")
    if phase.max_intakes_per_day is not None:
        parts.append(f"no more than {phase.max_intakes_per_day} times a day")
    if phase.max_per_day is not None:
        parts.append(f"no more than {amount_words(phase.max_per_day, regimen.unit_name)} a day")
    if phase.with_food is not None:
        parts.append("with food" if phase.with_food else "on an empty stomach")
    if phase.days is not None and not _is_single(phase):
        parts.append(f"for {phase.days} day{'s' if phase.days > 1 else ''}")
    return parts
