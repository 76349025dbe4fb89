"""A planned way down is no sudden stop: it is named and set beside what labels say of its length and its steps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from lissom.checks.countries import holds_in
from lissom.checks.doses import TO_DAYS, Step
from lissom.checks.dosing import Dosing
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.present import Present
from lissom.checks.view import View
from lissom.checks.wording import from_the_case, ours, rule
from lissom.facts.quantity import in_words
from lissom.facts.sentence import joined
from lissom.facts.statement import Statement


def planned_taper(view: View, drug: Present, made: tuple[Step, ...]) -> Iterator[Finding]:
    """That it is a taper, and that it is quicker than the label's where it is."""
    way = way_down(made)
    yield _named(view, drug, way)
    yield from _too_fast(view, drug, way.days)


class WayDown(NamedTuple):
    """The steps down of a taper: from and to (mg a day), over how many days, and the largest single step (mg a day)."""

    top: float
    last: float
    days: int
    largest: float


def way_down(made: tuple[Step, ...]) -> WayDown:
    """What a taper comes to, from its highest phase on; the days of the highest phase are not part of it."""
    peak = max(range(len(made)), key=lambda index: made[index].daily)
    falls = [before.daily - after.daily for before, after in pairwise(made[peak:])]
    down = made[peak + 1 :]
    return WayDown(made[peak].daily, made[-1].daily, sum(step.days or 0 for step in down), max(falls, default=0.0))


def _named(view: View, drug: Present, way: WayDown) -> Finding:
    """A planned way down is no alarm: it is named, and set beside what labels say of its length and its steps."""
    rows = list(view.rules.dosing_of(drug.id, "taper", route=drug.route))
    local = [row for row in rows if holds_in(row, view.case.country)]
    country = view.case.country
    lead = (
        f"This is a planned way off {drug.said}, not a sudden stop: from {in_words(way.top, 3)} to "
        f"{in_words(way.last, 3)} mg a day over {way.days} days, "
        f"in steps of at most {in_words(way.largest, 3)} mg a day."
    )
    elsewhere = [row for row in rows if row not in local]
    beside = (
        [rule(row, lead=f"Label of {joined(row.countries)}:") for row in local]
        or [from_the_case(f"We hold no taper rule of {country}; other countries are shown.")]
    ) + [rule(row, lead=f"Elsewhere ({joined(row.countries) or 'no country'}):") for row in elsewhere]
    return Finding(
        id=f"{drug.id}_is_being_tapered",
        severity=Severity.INFORMATION,
        stance=Stance.SHOW,
        because="the directions step down before they end, as the labels ask",
        title=f"A planned taper of {drug.name}",
        what=(from_the_case(lead), *([_compared(drug, way, local or elsewhere)] if rows else [])),
        why=tuple(beside if rows else [from_the_case(f"We hold no rule on how long a taper of {drug.name} takes.")]),
        todo=(
            ours(
                "Keep to the steps. If stiffness, confusion, fever or hallucinations come, do not take the next step "
                "down: call the prescriber the same day.",
                *rows[:1],
            ),
        ),
        triggers=(drug.where,),
    )


def _compared(drug: Present, way: WayDown, rows: list[Dosing]) -> Statement:
    """The length of the taper beside the lengths the rows name."""
    named = [(row.low or 0) * TO_DAYS[row.unit] for row in rows if row.low is not None and row.unit in TO_DAYS]
    if not named:
        return ours(f"The labels we hold name steps for {drug.name}, not a length.", *rows[:2])
    least, most = min(named), max((row.high or row.low or 0) * TO_DAYS[row.unit] for row in rows if row.unit in TO_DAYS)
    side = "shorter than" if way.days < least else "longer than" if way.days > most else "within"
    span = f"{in_words(least, 2)} to {in_words(most, 2)}" if most > least else in_words(least, 2)
    slower = " Slower is allowed." if side == "longer than" else ""
    return ours(
        f"Its {way.days} days of steps down are {side} the {span} days that these labels name.{slower}", *rows[:3]
    )


def _too_fast(view: View, drug: Present, down: int) -> Iterator[Finding]:
    rows = [row for row in view.rules.dosing_of(drug.id, "taper") if row.low is not None and row.unit in TO_DAYS]
    local = [row for row in rows if holds_in(row, view.case.country)] or rows
    if not local:
        return
    shortest = min(local, key=lambda row: (row.low or 0) * TO_DAYS[row.unit])
    if down < (shortest.low or 0) * TO_DAYS[shortest.unit]:
        yield Finding(
            id=f"{drug.id}_taper_is_shorter_than_the_label",
            severity=Severity.MODERATE,
            stance=Stance.SHOW,
            because=f"the steps down take {down} days, fewer than the label of the country asks for",
            title=f"The steps down of {drug.name} are quick",
            what=(from_the_case(f"The steps down of {drug.said} take {down} days."), rule(shortest)),
            todo=(ours("Ask the prescriber whether the steps can be slower.", shortest),),
            triggers=(drug.where,),
        )
