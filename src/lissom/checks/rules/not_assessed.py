"""What could not be judged, and how names were read: unknown medicines, classes only, refused directions, likely
spellings.
"""

from __future__ import annotations

from collections.abc import Iterator

from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.view import Taken, View
from lissom.checks.wording import from_the_case
from lissom.facts.sentence import capital, joined
from lissom.facts.statement import Statement
from lissom.medicines.recognition import How


def not_assessed(view: View) -> Iterator[Finding]:
    """One finding for each kind of thing that was not understood, naming every medicine it holds for."""
    unknown = [one for one in view.taken if one.recognition.how is How.UNKNOWN or _is_empty(one)]
    if unknown:
        yield _finding(
            "medicine_not_recognised",
            "a name that is not recognised cannot be checked",
            "Not recognised, so not checked",
            [_unknown(one) for one in unknown],
            unknown,
            todo="Check the spelling, or give the generic name from the pack.",
        )
    classes = [one for one in view.taken if one.recognition.how is How.CLASS]
    if classes:
        names = joined(f"'{one.medicine.name}'" for one in classes)
        yield _finding(
            "only_a_class_was_named",
            "a class is checked less sharply than a medicine",
            "Only a class of medicines was named",
            [from_the_case(f"{names}: only the class is known, so only rules for the class were used.")],
            classes,
            todo="Give the name of the medicine.",
        )
    yield from _not_covered(view)
    yield from _directions(view)


def _not_covered(view: View) -> Iterator[Finding]:
    """A relaxant that is known by name only: nothing here would warn of it, so silence must not look like safety."""
    seen = {one.where: one for one in view.present if "muscle_relaxant" in one.ids and one.id not in view.drugs}
    found = [one for one in view.taken if one.medicine.where in seen and one.recognition.components]
    if found:
        names = capital(joined(seen[one.medicine.where].said for one in found))
        several = len(found) > 1
        yield _finding(
            "relaxant_not_covered",
            "we hold no label or study of it",
            "A muscle relaxant that Lissom does not cover",
            [
                from_the_case(
                    f"{names} {'are muscle relaxants' if several else 'is a muscle relaxant'} that Lissom does not "
                    "cover: dose, kidneys, liver, stopping and most interactions were not checked for it."
                )
            ],
            found,
            todo="Ask the pharmacist, or read the leaflet of the pack, about other medicines, driving and stopping.",
        )


def _directions(view: View) -> Iterator[Finding]:
    refused = [one for one in view.taken if one.medicine.unread]
    if refused:
        yield _finding(
            "directions_could_not_be_read",
            "the dose could not be judged",
            "Directions that could not be read",
            [
                from_the_case(f"The directions of {one.medicine.name} were not read: {one.medicine.unread}")
                for one in refused
            ],
            refused,
            todo="Write the amount, how often a day, and for how long.",
            path=".sig",
        )
    missing = [
        one for one in view.taken if one.medicine.regimen is None and not one.medicine.unread and _has_rules(view, one)
    ]
    if missing:
        names = joined(one.medicine.name for one in missing)
        yield _finding(
            "directions_are_not_given",
            "without a dose no limit can be checked",
            "No directions given",
            [from_the_case(f"No directions are given for {names}, so the dose was not checked.")],
            missing,
            todo="Write the amount and how often a day.",
            path=".sig",
        )


def readings(view: View) -> Iterator[Finding]:
    """Names that were read as a likely spelling: shown, never silent."""
    misspelt = [one for one in view.taken if one.recognition.how is How.MISSPELLING]
    for one in misspelt:
        yield Finding(
            id="name_read_as_a_likely_spelling",
            severity=Severity.INFORMATION,
            stance=Stance.SHOW,
            because="the name was not written as any name we know",
            title="A name was read as a likely spelling",
            what=(from_the_case(f"'{one.medicine.name}' was read as {one.recognition.read_as}."),),
            todo=(from_the_case("Check that this is the medicine on the pack."),),
            triggers=(f"{one.medicine.where}.name",),
        )


def _finding(
    name: str, because: str, title: str, what: list[Statement], about: list[Taken], *, todo: str, path: str = ".name"
) -> Finding:
    return Finding(
        id=name,
        severity=Severity.NOT_ASSESSED,
        stance=Stance.SHOW,
        because=because,
        title=title,
        what=tuple(what),
        todo=(from_the_case(todo),),
        triggers=tuple(f"{one.medicine.where}{path}" for one in about),
    )


def _unknown(one: Taken) -> Statement:
    near = one.recognition.candidates
    guess = f" Names near to it: {joined(near, 'or')}." if near else ""
    return from_the_case(f"'{one.medicine.name}' is not recognised, so no check was made for it.{guess}")


def _is_empty(one: Taken) -> bool:
    return not one.recognition.components and not one.recognition.class_id


def _has_rules(view: View, one: Taken) -> bool:
    return any(next(view.rules.dosing_of(name), None) is not None for name in one.recognition.ingredient_ids)
