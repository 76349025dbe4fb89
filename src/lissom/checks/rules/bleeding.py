"""Stomach bleeding from an NSAID with a blood thinner, aspirin or a steroid, where the pair table has no row."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.nsaids import is_low_dose_aspirin, nsaids
from lissom.checks.present import Present
from lissom.checks.view import View
from lissom.checks.wording import capital, ours

PARTNERS = ("anticoagulant", "antiplatelet", "salicylate", "corticosteroid_systemic")
BASIS = "nsaid.bleeding_risk_from_age"
"""The label's warning names the age, the blood thinners and the steroids in one breath."""


def bleeding(view: View) -> Iterator[Finding]:
    """An NSAID with an anticoagulant interrupts; with aspirin, another antiplatelet or a steroid it is shown."""
    for nsaid in nsaids(view):
        for other in view.of_class(*PARTNERS) if nsaid.throughout else ():
            if _is_partner(view, other) and not _has_a_row(view, nsaid, other):
                yield _finding(view, nsaid, other)


def _is_partner(view: View, other: Present) -> bool:
    """Another NSAID in full dose is judged as a duplicate, not here."""
    return other.throughout and ("nsaid" not in other.ids or is_low_dose_aspirin(view, other))


def _finding(view: View, nsaid: Present, other: Present) -> Finding:
    basis, thinner = view.threshold(BASIS), "anticoagulant" in other.classes
    age = view.person.age_years
    older = age is not None and age >= view.number(BASIS)
    return Finding(
        id=f"{other.id}_and_{nsaid.id}_may_cause_bleeding",
        severity=Severity.MAJOR if thinner else Severity.MODERATE,
        stance=Stance.INTERRUPT if thinner else Stance.SHOW,
        because="bleeding of the stomach can kill and another painkiller can be chosen"
        if thinner
        else f"{other.name} makes bleeding likelier" + (", and so does the age" if older else ""),
        title=f"{nsaid.said} with {other.said}: bleeding of the stomach",
        what=(
            ours(
                f"{capital(nsaid.said)} with {other.said} makes severe stomach bleeding more likely.",
                basis,
            ),
        ),
        todo=(
            ours(
                "Ask the prescriber or pharmacist before taking both; paracetamol may do. "
                "Black stools, vomiting blood or fainting: emergency.",
                basis,
            ),
        ),
        triggers=(nsaid.where, other.where),
    )


def _has_a_row(view: View, nsaid: Present, other: Present) -> bool:
    rows = view.rules.interactions_of.get(nsaid.id, ())
    return any(view.rules.kinds.get(row.id) == "bleeding" and not row.members.isdisjoint(other.ids) for row in rows)
