"""What the labels want watched: liver tests, and whether the medicine helps at all by the time they name."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.checks.countries import own
from lissom.checks.doses import TO_DAYS, fitting
from lissom.checks.dosing import Dosing
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.present import Present
from lissom.checks.rules.stopping import tapers
from lissom.checks.rules.titration import is_new
from lissom.checks.view import View
from lissom.checks.wording import ours, rule
from lissom.facts.sentence import capital

DAYS_A_MONTH, DAYS_A_YEAR = 30, 365

FOR_EVERYONE = "all"
"""Rows for some people only (diabetes, liver disease) are said by the cautions."""


def monitoring(view: View) -> Iterator[Finding]:
    """Tests that a label asks of everyone: shown at a start and with a liver disease, else quiet."""
    for drug in _held(view):
        rows = _rows(view, drug, "monitoring")
        rows = [row for row in rows if row.population == FOR_EVERYONE]
        if rows:
            now = is_new(view, drug) or view.has("liver_disease", "liver_disease_severe")
            yield Finding(
                id=f"{drug.id}_asks_for_tests",
                severity=Severity.INFORMATION,
                stance=Stance.SHOW if now else Stance.SILENT,
                because="it is about to be started, has just been started, or a liver disease is stated"
                if now
                else "true of everyone who takes it; nothing here makes it urgent",
                title=f"{capital(drug.name)} asks for tests",
                what=tuple(rule(row) for row in rows[:2]),
                todo=(ours("Ask when the next test is due.", *rows[:1]),),
                triggers=(drug.where,),
            )


def benefit(view: View) -> Iterator[Finding]:
    """Taken for as long as the label gives it to show that it helps: a question, not a verdict."""
    for drug in _held(view):
        start = drug.medicine.start if drug.medicine and not tapers(view, drug) else None
        for row in _rows(view, drug, "stop_if_no_benefit", "trial_length", "review") if start else ():
            most = (row.high or row.low or 0) * TO_DAYS.get(row.unit, 0)
            days = (view.today - start).days if start else 0
            if most and days >= most:
                yield _is_it_helping(drug, row, days)
                break


def _is_it_helping(drug: Present, row: Dosing, days: int) -> Finding:
    return Finding(
        id=f"{drug.id}_has_had_time_to_help",
        severity=Severity.INFORMATION,
        stance=Stance.SHOW,
        because=f"it was started {_ago(days)}",
        title=f"Does {drug.name} help?",
        what=(rule(row, lead=f"{capital(drug.said)} was started {_ago(days)}."),),
        todo=(ours("Ask at the next visit whether it does what it was meant to do. Do not stop on your own.", row),),
        triggers=(drug.where,),
    )


def _ago(days: int) -> str:
    """As people say it: days up to three months, then months, then years."""
    if days < 3 * DAYS_A_MONTH:
        return f"{days} days ago"
    if days < 2 * DAYS_A_YEAR:
        return f"about {round(days / DAYS_A_MONTH)} months ago"
    return f"about {round(days / DAYS_A_YEAR)} years ago"


def _rows(view: View, drug: Present, *items: str) -> list[Dosing]:
    rows = tuple(fitting(view, view.rules.dosing_of(drug.id, *items, route=drug.route), drug))
    return list(own(rows, view.case.country) or rows)


def _held(view: View) -> list[Present]:
    held = [one for one in view.present if one.id in view.drugs and one.throughout and one.medicine]
    return list({(one.id, one.route): one for one in held}.values())
