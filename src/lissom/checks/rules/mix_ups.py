"""What is easily mistaken: liquids of the same medicine in different strengths, and names that look alike."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.case.regimen import AmountUnit
from lissom.checks.doses import largest_single_mg, regimen_of
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.view import Taken, View
from lissom.checks.wording import from_the_case, ours
from lissom.facts.quantity import in_words
from lissom.facts.sentence import capital, joined
from lissom.medicines.recognition import How


def liquids(view: View) -> Iterator[Finding]:
    """A liquid whose strength is stated, where the same medicine is sold in others: the volume says nothing."""
    for drug in view.present:
        weak, strong = (view.rules.thresholds.get(f"liquid.{drug.id}_{end}") for end in ("weakest", "strongest"))
        regimen = regimen_of(drug)
        strength = regimen.strength if regimen else None
        if not (weak and strong and strength) or strength.per_unit is not AmountUnit.ML or drug.route == "intrathecal":
            continue
        here, low, high = strength.mg / strength.per, view.number(weak.id), view.number(strong.id)
        sold = low <= here <= high
        dose = largest_single_mg(drug)
        volume = f" A dose of {in_words(dose, 3)} mg is {in_words(dose / here, 3)} mL of this one." if dose else ""
        yield Finding(
            id=f"{drug.id}_liquids_differ_in_strength" if sold else f"{drug.id}_liquid_strength_is_not_known",
            severity=Severity.MINOR if sold else Severity.MAJOR,
            stance=Stance.SHOW if sold else Stance.INTERRUPT,
            because="the same volume of another bottle holds another dose"
            if sold
            else "no liquid of that strength is known; a slip is likely",
            title=f"Liquids of {drug.name} differ in strength",
            what=(
                ours(
                    f"This liquid of {drug.name} holds {in_words(here, 3)} mg in each millilitre.{volume} Others hold "
                    f"{in_words(low)} to {in_words(high)} mg in each millilitre.",
                    weak,
                    strong,
                ),
            ),
            todo=(from_the_case("Give the dose in milligrams, and read the strength on each new bottle."),),
            triggers=(drug.where,),
        )


def look_alikes(view: View) -> Iterator[Finding]:
    """Names on the list that are taken for one another: shown when both are there or the reading was a guess."""
    named = [(one, _names(one)) for one in view.taken]
    for place, (one, names) in enumerate(named):
        alike = sorted({other for name in names for other in view.rules.look_alikes.get(name, ())})
        if not alike:
            continue
        both = [two.medicine.name for two, others in named if two is not one and not others.isdisjoint(alike)]
        later = [two.medicine.name for two, others in named[place + 1 :] if not others.isdisjoint(alike)]
        if later:  # a pair is said once, by the medicine that stands first
            yield _look_alike(one, later, "both names are on the list")
        elif not both and one.recognition.how is How.MISSPELLING:
            yield _look_alike(one, alike, GUESSED)


GUESSED = "the name was read as a likely spelling, and another name is near"


def _look_alike(one: Taken, others: list[str], because: str) -> Finding:
    names = joined(others, "or")
    return Finding(
        id=f"{min(one.recognition.ingredient_ids, default='medicine')}_looks_like_another_name",
        severity=Severity.MODERATE,
        stance=Stance.SHOW,
        because=because,
        title=f"{capital(one.medicine.name)} looks like {names}",
        what=(from_the_case(f"The name {one.medicine.name} is easily taken for {names}."),),
        todo=(from_the_case("Check on the pack that it is the one that was prescribed."),),
        triggers=(f"{one.medicine.where}.name",),
    )


def _names(one: Taken) -> set[str]:
    said = {
        one.recognition.brand,
        one.recognition.read_as,
        *(name.replace("_", " ") for name in one.recognition.ingredient_ids),
    }
    return {name.lower() for name in said if name}
