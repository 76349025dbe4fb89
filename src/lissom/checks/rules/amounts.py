"""Amounts that are no milligrams: millilitres or tablets without a strength, and strengths not known in the country."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lissom.case.regimen import AmountUnit
from lissom.checks.doses import regimen_of
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.present import Present
from lissom.checks.rules.dose_limits import by_medicine
from lissom.checks.view import View
from lissom.checks.wording import from_the_case, ours
from lissom.facts.quantity import in_words
from lissom.facts.sentence import capital, joined


def amounts(view: View) -> Iterator[Finding]:
    """Medicines with dosing rows whose directions give no milligrams, so that nothing about the dose can be judged."""
    for entries in by_medicine(view):
        yield from _no_milligrams(view, entries)


def _no_milligrams(view: View, entries: list[Present]) -> Iterator[Finding]:
    """Amounts in millilitres or tablets without a strength: nothing about the dose can be judged."""
    for drug in entries:
        regimen = regimen_of(drug)
        if regimen is None:
            if _speaks_of_millilitres(drug):
                yield _millilitres(view, drug)
            continue
        amounts = [intake.amount for phase in regimen.phases for intake in phase.intakes]
        unknown = {amount.unit for amount in amounts if regimen.mg(amount) is None}
        if AmountUnit.ML in unknown:
            yield _millilitres(view, drug)
        elif AmountUnit.UNIT in unknown:
            yield Finding(
                id="strength_is_not_stated",
                severity=Severity.NOT_ASSESSED,
                stance=Stance.SHOW,
                because="tablets were counted, and their milligrams are not given",
                title="Strength not stated",
                what=(from_the_case(f"The strength of {drug.said} is not stated, so its dose cannot be judged."),),
                todo=(from_the_case("Give the milligrams of one tablet or capsule."),),
                triggers=(drug.where,),
            )


def _speaks_of_millilitres(drug: Present) -> bool:
    """Directions that were refused and give millilitres without milligrams."""
    sig = drug.medicine.sig.lower() if drug.medicine and drug.medicine.unread else ""
    return bool(re.search(r"\d\s*ml\b", sig)) and "mg" not in sig


def _millilitres(view: View, drug: Present) -> Finding:
    weak, strong = (view.rules.thresholds.get(f"liquid.{drug.id}_{end}") for end in ("weakest", "strongest"))
    said = f"{capital(drug.said)} is written in millilitres without the strength, so its dose cannot be judged."
    if weak and strong and weak.value and strong.value:
        liquids = f"Liquids of {in_words(weak.value)} and of {in_words(strong.value)} mg in each millilitre are sold"
        said += f" {liquids}: the same volume can hold {in_words(strong.value / weak.value)} times the dose."
    return Finding(
        id=f"{drug.id}_millilitres_without_strength",
        severity=Severity.NOT_ASSESSED,
        stance=Stance.SHOW,
        because="millilitres were written without the strength of the liquid",
        title="Millilitres say nothing without the strength",
        what=(ours(said, *(fact for fact in (weak, strong) if fact)),),
        todo=(from_the_case("Read the milligrams per millilitre on the bottle and write the dose in milligrams."),),
        triggers=(drug.where,),
    )


def strengths(view: View) -> Iterator[Finding]:
    """A tablet strength that is not known to be sold in the country, though it is elsewhere."""
    for one in view.present:
        regimen = regimen_of(one)
        if regimen is None or regimen.strength is None or regimen.strength.per_unit is not AmountUnit.UNIT:
            continue
        # The table lists tablets of one substance; how much of it a combination holds says nothing about them.
        if one.recognition is not None and len(one.recognition.components) > 1:
            continue
        here = view.rules.strengths.get((one.id, view.case.country), frozenset())
        mg = regimen.strength.mg
        elsewhere = sorted(
            country for (drug, country), sold in view.rules.strengths.items() if drug == one.id and mg in sold
        )
        if here and mg not in here and view.case.country_stated:
            there = f" It is sold in {joined(elsewhere)}." if elsewhere else ""
            yield Finding(
                id=f"{one.id}_strength_not_known_in_this_country",
                severity=Severity.INFORMATION if elsewhere else Severity.MODERATE,
                stance=Stance.SHOW,
                because="a strength from another country invites a mix-up",
                title=f"{in_words(mg, 3)} mg of {one.name} is not a strength known in {view.case.country}",
                what=(
                    from_the_case(
                        f"We know {joined(in_words(known, 3) for known in sorted(here))} mg of "
                        f"{one.name} in {view.case.country}, "
                        f"not {in_words(mg, 3)} mg.{there}"
                    ),
                ),
                todo=(from_the_case("Check the strength on the pack."),),
                triggers=(one.where,),
            )
