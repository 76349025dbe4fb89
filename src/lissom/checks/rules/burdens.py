"""Several together: the sedative load over the day and who carries it, and medicines with anticholinergic effects.

Which one matters most is asked of the prescriber; nobody is told to stop anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lissom.checks.finding import Consequence, Finding, Severity, Stance
from lissom.checks.sedative_load import STEP, Load, hours_above, load, peak
from lissom.checks.view import View
from lissom.checks.wording import ours
from lissom.facts.fact import Fact
from lissom.facts.grade import Grade
from lissom.facts.quantity import Interval, Quantity, in_words
from lissom.facts.sentence import capital, joined
from lissom.facts.statement import REASONING, Statement

TOGETHER = 2
"""One medicine alone is no load of several."""


def sedative_load(view: View) -> Iterator[Finding]:
    """The hours of the day above one full usual dose of all sedating medicines together, and what each one carries."""
    found = load(view)
    if len(found.parts) < TOGETHER:
        return
    full = view.threshold("sedation.full_dose")
    level = view.number(full.id)
    total = found.total()
    hours = hours_above(total, level)
    many = len(found.parts) > TOGETHER or view.older or view.has("drives", "falls")
    yield Finding(
        id="sedative_load_over_the_day",
        severity=Severity.INFORMATION,
        stance=Stance.SHOW if many and hours else Stance.SILENT,
        because=f"{len(found.parts)} sedating medicines with known doses"
        if many
        else "two sedating medicines; the pair itself is judged on its own",
        title="The sedative load over the day",
        what=(_said(found, total, full, hours),),
        why=(_without(found, full),),
        todo=(_question(found, full),),
        triggers=tuple(part.where for part in found.parts),
        consequence=_sedated_hours(found, level, hours),
    )


def _said(found: Load, total: tuple[float, ...], full: Fact, hours: float) -> Statement:
    """In words; `values` holds the curve, the doses in the body at each full hour from 0 to 23."""
    level, (hour, top) = full.value or 0.0, peak(total)
    curve = tuple(Quantity(round(at, 3), "1") for at in total[:: int(1 / STEP)])
    clock = f"{int(hour):02d}:{round(60 * (hour % 1)):02d}"
    left = f" Not counted, for want of a dose or a half-life: {joined(found.left_out)}." if found.left_out else ""
    length = (
        f"come to {in_words(level)} full usual doses or more for about {in_words(hours)} hours of the day"
        if hours
        else f"stay below {in_words(level)} full usual doses all day"
    )
    said = ours(
        f"{capital(joined(part.said for part in found.parts))} together {length}; the most, about {in_words(top)}, "
        f"at about {clock}. This weighs doses by their half-lives; it is a rule of thumb, not a level.{left}",
        full,
    )
    return replace(said, values=curve)


def _without(found: Load, full: Fact) -> Statement:
    average = sum(part.mean for part in found.parts)
    each = sorted((average - part.mean, part.said) for part in found.parts)
    said = "; ".join(f"without {name} {in_words(left)}" for left, name in each)
    return ours(f"The average load is {in_words(average)} doses. Taken away one at a time: {said}.", full)


def _question(found: Load, full: Fact) -> Statement:
    """The medicine whose absence would lower the load most."""
    most = max(found.parts, key=lambda part: part.mean).said
    return ours(
        f"A question for the prescriber: {most} carries most of this load; could it be lowered, moved to another hour "
        "or replaced? Do not stop or change anything on your own: some of these must not be stopped suddenly.",
        full,
    )


def _sedated_hours(found: Load, level: float, hours: float) -> Consequence:
    ends = [hours_above(found.total(which), level) for which in ("short", "long")]
    band = Interval(min(*ends, hours), max(*ends, hours), "h")
    statement = Statement(
        text=(
            f"Hours of the day with {in_words(level)} full usual doses or more in the body: about {in_words(hours)}, "
            f"between {in_words(band.low)} and {in_words(band.high)}, as half-lives differ between people."
            if band.high
            else f"At no hour of the day {in_words(level)} full usual doses or more in the body."
        ),
        sources=(REASONING,),
        grade=Grade.ASSUMPTION,
        values=(Quantity(hours, "h"), band),
    )
    return Consequence(name="sedated hours per day", value=hours, band=band, statement=statement)


def anticholinergic(view: View) -> Iterator[Finding]:
    """Two or more medicines with anticholinergic effects; graver from 65 on, and with conditions they make worse."""
    limit = view.threshold("anticholinergic.medicines")
    found = list({one.id: one for one in view.of_class("anticholinergic") if one.throughout and one.medicine}.values())
    if len(found) < view.number(limit.id):
        return
    worse = view.has("confusion_or_dementia", "bladder_neck_obstruction", "glaucoma", "glaucoma_narrow_angle", "falls")
    names = joined(one.said for one in found)
    yield Finding(
        id="anticholinergic_medicines_add_up",
        severity=Severity.MAJOR if view.older else Severity.MODERATE,
        stance=Stance.INTERRUPT if view.older and worse else Stance.SHOW,
        because=_because(view, len(found), worse),
        title=f"{len(found)} medicines with anticholinergic effects",
        what=(
            ours(
                f"{capital(names)} dry the mouth, slow bowel and bladder and can cloud the mind; together they do it "
                "more. From 65 on this means more confusion and falls.",
                limit,
            ),
        ),
        todo=(
            ours(
                "A question for the prescriber: can one of these be replaced? No bowel movement for days, no urine or "
                "new confusion: get help the same day.",
                limit,
            ),
        ),
        triggers=(*(one.where for one in found), *(("person.age_years",) if view.older else ())),
    )


def _because(view: View, count: int, worse: bool) -> str:
    said = f"{count} such medicines" + (", and the person is 65 or over" if view.older else "")
    return said + (", and a condition that they make worse is stated" if worse else "")
