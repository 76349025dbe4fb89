"""An allergy the person states against a medicine they take or are about to take."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.present import Present
from lissom.checks.view import View
from lissom.checks.wording import from_the_case, ours
from lissom.facts.fact import Fact
from lissom.medicines.recognition import Recognition

NSAID_LIKE = frozenset({"nsaid", "salicylate"})


def allergy(view: View) -> Iterator[Finding]:
    """The same substance or class; and an allergy to one NSAID or aspirin against another."""
    for stated in view.allergies:
        for one in view.present:
            if one.id in stated.ingredient_ids or (stated.class_id and stated.class_id in one.ids):
                yield _same(stated, one)
            elif stated.classes & NSAID_LIKE and "nsaid" in one.ids and one.throughout:
                yield _crossed(view.threshold("nsaid.reactions_that_carry_over"), stated, one)


def _same(stated: Recognition, one: Present) -> Finding:
    return Finding(
        id=f"allergy_to_{one.id}_is_stated",
        severity=Severity.CONTRAINDICATED,
        stance=Stance.INTERRUPT,
        because="an allergy to it is stated",
        title=f"Allergy to {one.name} is stated",
        what=(from_the_case(f"An allergy to {stated.written} is stated, and {one.said} is on the list."),),
        todo=(
            from_the_case(
                "Do not take the next dose before asking the prescriber or pharmacist what the reaction was."
            ),
        ),
        triggers=("person.allergies", one.where),
    )


def _crossed(basis: Fact, stated: Recognition, one: Present) -> Finding:
    return Finding(
        id=f"allergy_to_another_nsaid_may_hold_for_{one.id}",
        severity=Severity.MAJOR,
        stance=Stance.INTERRUPT,
        because="a reaction to one pain reliever of this kind can come with another",
        title=f"Allergy to {stated.written}, and {one.said} on the list",
        what=(
            ours(
                f"An allergy to {stated.written} is stated. People who react to one such pain "
                f"reliever can react to {one.name}.",
                basis,
            ),
        ),
        todo=(ours("Do not take it before asking a pharmacist or doctor.", basis),),
        triggers=("person.allergies", one.where),
    )
