"""Pregnancy, breastfeeding, driving and the liver for the medicines that `cautions.csv` has no row for: what a dosing
row says, or that nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lissom.checks.doses import fitting
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.present import Present
from lissom.checks.view import View
from lissom.checks.wording import from_the_case, ours, rule
from lissom.facts.sentence import capital, joined


class Subject(NamedTuple):
    """A condition, the items of the dosing table that speak of it, and how a finding about it is named and weighed."""

    condition: str
    items: tuple[str, ...]
    id: str
    title: str
    severity: Severity
    todo: str
    unknown: str
    """What is said when no row speaks; '' when silence is left to other rules."""


SUBJECTS = (
    Subject(
        "pregnant", ("pregnancy",), "{drug}_in_pregnancy", "{drug} in pregnancy", Severity.MAJOR,
        "Talk with the prescriber and the midwife before the next dose is changed; do not stop suddenly on your own.",
        "No statement on {drug} in pregnancy was found in the texts we hold. That is not a clearance.",
    ),
    Subject(
        "breastfeeding", ("lactation",), "{drug}_while_breastfeeding", "{drug} while breastfeeding", Severity.MODERATE,
        "Ask the prescriber or the midwife; watch the baby for unusual sleepiness and poor feeding.",
        "No statement on {drug} while breastfeeding was found in the texts we hold. That is not a clearance.",
    ),
    Subject(
        "drives", ("driving",), "{drug}_and_driving", "{drug} and driving", Severity.INFORMATION,
        "Do not drive after a first dose or a higher dose until you know how you react.", "",
    ),
    Subject(
        "liver_disease", ("hepatic_advice", "hepatic"), "{drug}_in_liver_disease", "{drug} in liver disease",
        Severity.MODERATE,
        "Ask the prescriber whether the dose and the liver tests have been looked at.", "",
    ),
)  # fmt: skip


def life(view: View) -> Iterator[Finding]:
    """Each subject that holds for the person, for each medicine held in full that no caution speaks of."""
    for subject in SUBJECTS:
        if view.has(subject.condition):
            for drug in _held(view):
                if not _has_caution(view, drug, subject.condition):
                    yield from _finding(view, drug, subject)


def _held(view: View) -> list[Present]:
    return [one for one in view.present if one.id in view.drugs and one.throughout and one.medicine]


def _has_caution(view: View, drug: Present, condition: str) -> bool:
    """Whether a caution speaks of it; one about the severe form speaks only where that is stated."""
    severe = f"{condition}_severe"
    conditions = {condition, severe} if view.has(severe) else {condition}
    return any(row.condition in conditions and row.drug in drug.ids for row in view.rules.cautions)


def unjudged(view: View) -> Iterator[Finding]:
    """Pregnancy and breastfeeding: the medicines of which nothing we hold speaks, so that silence is no clearance."""
    for subject in SUBJECTS:
        if not subject.unknown or not view.has(subject.condition):
            continue
        others = [
            one
            for one in {one.id: one for one in view.present}.values()
            if one.medicine
            and one.throughout
            and one.id not in view.drugs
            and "not_a_concern" not in one.classes
            and not _has_caution(view, one, subject.condition)
        ]
        if others:
            names = joined(one.said for one in others)
            yield Finding(
                id=subject.id.format(drug="other_medicines") + "_not_assessed",
                severity=Severity.NOT_ASSESSED,
                stance=Stance.SHOW,
                because="we hold no rule for them",
                title=f"Not checked: {subject.title.format(drug='the other medicines')}",
                what=(
                    from_the_case(f"We hold no rule on {subject.title.format(drug=names)}. That is not a clearance."),
                ),
                todo=(from_the_case(subject.todo),),
                triggers=(*(one.where for one in others), f"person.{subject.condition}"),
            )


def _finding(view: View, drug: Present, subject: Subject) -> Iterator[Finding]:
    rows = tuple(fitting(view, view.rules.dosing_of(drug.id, *subject.items, route=drug.route), drug))
    where = (drug.where, f"person.{subject.condition}")
    if rows:
        yield Finding(
            id=subject.id.format(drug=drug.id),
            severity=subject.severity,
            stance=Stance.SHOW,
            because=f"{subject.condition.replace('_', ' ')}, as stated",
            title=capital(subject.title.format(drug=drug.name)),
            what=tuple(rule(row) for row in rows[:2]),
            todo=(ours(subject.todo, *rows[:1]),),
            triggers=where,
        )
    elif subject.unknown:
        yield Finding(
            id=f"{subject.id.format(drug=drug.id)}_is_not_known",
            severity=Severity.NOT_ASSESSED,
            stance=Stance.SHOW,
            because="no source we hold says anything of it",
            title=f"Not known: {subject.title.format(drug=drug.name)}",
            what=(from_the_case(subject.unknown.format(drug=drug.name)),),
            todo=(from_the_case(subject.todo),),
            triggers=where,
        )
