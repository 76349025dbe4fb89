"""What the leaflets' rules give for a late dose: take it, leave it out, or wait with the next."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.answers.planning.asked import Asked
from lissom.facts.quantity import in_words
from lissom.facts.sentence import capital
from lissom.facts.statement import Statement, reasoned
from lissom.plan.advice import LateRule
from lissom.plan.course import clock
from lissom.plan.late import Choice, Timing


def late_choice(asked: Asked, at: Timing) -> tuple[Choice, list[Statement]]:
    """What the leaflet's rule gives for a dose that is late now, and the advice in words."""
    limit, why = _skip_within(asked, at)
    verb = "remains" if in_hours(at.left_h) == "1 hour" else "remain"
    left = f"{in_hours(at.left_h)} {verb} until the next dose"
    if at.missed > 1:
        text = f"{at.missed} doses are missed. Take one usual dose now, go on at the usual times, and make up for none."
        if at.left_h < limit:
            text = f"{at.missed} doses are missed and {left}: take that one on time, and make up for none."
        never = [one.statement for one in late_rows(asked, "never_double")]
        return (Choice.SKIP if at.left_h < limit else Choice.TAKE), [reasoned(text), *never]
    if at.left_h < limit:
        text = f"{capital(left)}: leave this one out and take the next at its usual time, {clock(at.next_due)}."
        return Choice.SKIP, [_resting(text, why)]
    if (kept := _kept_apart(asked, at)) is not None:
        return kept
    text = f"{capital(left)}: take it now, and the next at its usual time, {clock(at.next_due)}."
    return Choice.TAKE, [_resting(text, why)]


def _kept_apart(asked: Asked, at: Timing) -> tuple[Choice, list[Statement]] | None:
    """Where the label asks for hours between doses and no leaflet says when to skip: take it now and the next later, or
    leave it out when the next is nearer than half of these hours.
    """
    apart = asked.limits.apart_h
    if apart is None or any(late_rows(asked, "skip_within")):
        return None
    gap = gap_h(asked, at)
    if at.left_h >= gap:
        return None
    choice = Choice.SKIP if at.left_h < gap / 2 else Choice.WAIT
    what = {
        Choice.SKIP: f"leave this one out and take the next at its usual time, {clock(at.next_due)}.",
        Choice.WAIT: f"take it now, and the next not before {clock(at.now + gap)}.",
    }[choice]
    text = f"{in_hours(at.left_h)} until the next dose, and doses are to be {in_hours(gap)} apart: {what}"
    return choice, [_resting(capital(text), apart.why)]


def _skip_within(asked: Asked, at: Timing) -> tuple[float, Statement]:
    """Hours before the next dose from which a late one is left out, and where that comes from."""
    rows = [row for row in late_rows(asked, "skip_within") if row.low is not None]
    if rows:
        return rows[0].low or 0.0, rows[0].statement
    share = asked.numbers["late.gap_unknown_share"]
    return share * at.usual_gap, asked.numbers.why("late.gap_unknown_share")


def _resting(text: str, why: Statement) -> Statement:
    return Statement(text=text, sources=why.sources, grade=why.grade, facts=why.facts, clinician=why.text)


def late_rows(asked: Asked, *items: str) -> Iterator[LateRule]:
    """The leaflets' rules of this medicine: the country's own first; another country's where it has none."""
    rows = [row for row in asked.library.late_rules if row.drug == asked.drug.id and row.item in items]
    own = [row for row in rows if row.country == asked.country]
    yield from own or rows


def leaflet_rules(asked: Asked, *items: str) -> Iterator[Statement]:
    """These rules in the words of the leaflets, with the country where it is another."""
    for row in late_rows(asked, *items):
        text = (
            row.text
            if row.country == asked.country
            else f"{row.text} (said in {row.country}; no rule of {asked.country} held)"
        )
        yield Statement(
            text=text, sources=tuple(row.source.split(";")), grade=row.grade, facts=(row.id,), clinician=row.locator
        )


def for_a_child(asked: Asked, item: str) -> tuple[str, ...]:
    """The item where the person is a child, else none."""
    age = asked.seen.person.age_years
    return (item,) if age is not None and age < asked.seen.number("age.adult") else ()


def gap_h(asked: Asked, at: Timing) -> float:
    """Hours to keep between two doses: from a leaflet, never more than the person's own usual gap."""
    apart = asked.limits.apart_h
    return min(apart.value, at.usual_gap) if apart is not None else at.usual_gap


def in_hours(hours: float) -> str:
    """'40 minutes', '1 hour', '3.5 hours'."""
    if hours < 1:
        return f"{round(60 * hours)} minutes"
    return f"{in_words(hours)} hour{'' if abs(hours - 1) < 0.01 else 's'}"
