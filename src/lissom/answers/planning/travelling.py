"""Dose times on a journey across time zones, in words and dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lissom.answers.planning.asked import Asked
from lissom.answers.planning.proposal import DISCUSS
from lissom.facts.errors import Fault, InputError
from lissom.facts.quantity import in_words
from lissom.facts.sentence import capital
from lissom.facts.statement import Statement, reasoned
from lissom.plan.travel import Journey, journey, zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    title: str
    medicine: str
    old_zone: str
    new_zone: str
    journey: Journey
    says: tuple[Statement, ...]
    rules: tuple[Statement, ...]


def plan_trip(asked: Asked, old: str, new: str, leave: date) -> Trip:
    """The doses from the day of leaving until they stand at the usual hours of the new place. Raises `InputError`."""
    if not asked.doses:
        raise InputError([Fault(where=f"case.{asked.where}", expected="doses by the clock", came="none")])
    if leave < asked.today:
        raise InputError([Fault(where="--leave", expected="today or later", came=leave.isoformat())])
    most = asked.numbers["travel.shift_per_day"]
    made = journey(asked.doses, zone(old, "--from"), zone(new, "--to"), leave=leave, most_h=most)
    return Trip(
        title=f"{capital(asked.drug.name)} from {old} to {new}",
        medicine=asked.drug.name,
        old_zone=old,
        new_zone=new,
        journey=made,
        says=(DISCUSS, *_says(asked, made)),
        rules=(
            asked.numbers.why("travel.shift_per_day"),
            *(() if asked.limits.apart_h is None else (asked.limits.apart_h.why,)),
        ),
    )


def _says(asked: Asked, made: Journey) -> Iterator[Statement]:
    way = "ahead" if made.shift_h > 0 else "behind"
    yield reasoned(
        f"The new clock is {in_words(abs(made.shift_h), 3)} hours {way}. The doses move a little each day and stand at "
        f"their usual hours after {made.days} days."
        if made.shift_h
        else "Both places keep the same time: nothing changes."
    )
    gaps = made.gaps_h
    if gaps and made.shift_h:
        yield reasoned(
            f"The shortest gap between two doses on the way is {in_words(min(gaps), 3)} hours, the longest "
            f"{in_words(max(gaps), 3)}. No dose is left out and none is doubled."
        )
    if asked.limits.warned:
        yield reasoned(
            "Carry the tablets and the prescription in the hand luggage: running out on a journey is a sudden stop."
        )
