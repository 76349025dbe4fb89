"""How a dose begins, rises and lasts against the labels: first dose, size and pace of steps, length of treatment."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lissom.case.medicine import Status
from lissom.checks.countries import own
from lissom.checks.doses import TO_DAYS, TO_MG, TO_MG_A_DAY, fitting, limit_mg, steps
from lissom.checks.evidence import raised
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.present import Present
from lissom.checks.rules.dose_limits import by_medicine
from lissom.checks.view import View
from lissom.checks.wording import ours, rule
from lissom.facts.quantity import in_words
from lissom.facts.sentence import capital


def titration(view: View) -> Iterator[Finding]:
    """First doses above the label's, steps larger or sooner, and courses longer than the label's."""
    for drug, *_ in by_medicine(view):
        yield from _start(view, drug)
        yield from _too_fast(view, drug)
        yield from _too_long(view, drug)


def is_new(view: View, drug: Present) -> bool:
    """Planned, or begun within the last days."""
    medicine = drug.medicine
    if medicine is None:
        return False
    if medicine.status is Status.PLANNED:
        return True
    within = view.number("dose.new_within_days")
    return medicine.start is not None and 0 <= (view.today - medicine.start).days <= within


def _start(view: View, drug: Present) -> Iterator[Finding]:
    made = steps(drug)
    if not made or not is_new(view, drug) or next(raised(view, drug), None):
        return
    items = ("elderly_start", "start") if view.older else ("start",)
    rows = tuple(fitting(view, view.rules.dosing_of(drug.id, *items), drug))
    rows = own(rows, view.case.country) or rows
    for row in sorted(rows, key=lambda row: row.item != "elderly_start")[:1]:
        allowed = limit_mg(row, view.person.weight_kg)
        if allowed is None:
            return
        a_day = row.unit in (*TO_MG_A_DAY, "mg/kg/d") or row.times_per_day is not None
        first = made[0].daily if a_day else made[0].single
        most, span = allowed * (row.times_per_day or 1), "a day" if a_day else "at once"
        over = view.number("dose.above_by_weight" if "/kg" in row.unit else "dose.strictly_above")
        if first > over * most:
            yield Finding(
                id=f"{drug.id}_start_dose_above_label",
                severity=Severity.MODERATE,
                stance=Stance.SHOW,
                because="it is about to be started or has just been started",
                title=f"The first dose of {drug.name} is higher than the label's",
                what=(
                    rule(
                        row,
                        lead=f"The directions for {drug.said} begin with {in_words(first, 3)} mg {span}.",
                    ),
                ),
                todo=(ours("Ask whether a lower start is meant.", row),),
                triggers=(drug.where,),
            )


def _too_fast(view: View, drug: Present) -> Iterator[Finding]:
    made = steps(drug)
    if len(made) < 2:
        return
    rows = tuple(fitting(view, view.rules.dosing_of(drug.id, "titration_step"), drug))
    rows = tuple(row for row in own(rows, view.case.country) or rows if row.unit in (*TO_MG, *TO_MG_A_DAY) and row.per)
    if not rows:
        return
    row = rows[0]
    step, per = limit_mg(row, None), float(row.per.split()[0])
    for before, after in pairwise(made):
        rise = after.daily - before.daily if row.unit in TO_MG_A_DAY else after.single - before.single
        quick = before.days is not None and before.days < per
        if step is not None and rise > 0 and (rise > view.number("dose.strictly_above") * step or quick):
            yield Finding(
                id=f"{drug.id}_raised_faster_than_label",
                severity=Severity.MODERATE,
                stance=Stance.SHOW,
                because="a step is larger or sooner than the label's",
                title=f"{capital(drug.name)} is raised faster than the label says",
                what=(
                    rule(
                        row,
                        lead=f"The directions for {drug.said} rise by {in_words(rise, 3)} mg after {before.days} days.",
                    ),
                ),
                todo=(ours("Ask whether slower steps are meant.", row),),
                triggers=(drug.where,),
            )
            return


def _too_long(view: View, drug: Present) -> Iterator[Finding]:
    rows = tuple(view.rules.dosing_of(drug.id, "max_duration", route=drug.route))
    medicine = drug.medicine
    if not rows or medicine is None:
        return
    row = (own(rows, view.case.country) or rows)[0]
    allowed = (row.high or row.low or 0) * TO_DAYS[row.unit]
    lasting = drug.days
    since = (view.today - medicine.start).days if medicine.start else None
    longest = max((days for days in (lasting, since) if days is not None), default=None)
    if longest is not None and longest > allowed:
        yield Finding(
            id=f"{drug.id}_longer_than_label",
            severity=Severity.MODERATE,
            stance=Stance.SHOW,
            because=f"{longest} days are stated",
            title=f"{capital(drug.name)} is meant for a short time",
            what=(rule(row, lead=f"{capital(drug.said)} is stated for {longest} days."),),
            todo=(ours("Ask whether it is still needed.", row),),
            triggers=(drug.where,),
        )
