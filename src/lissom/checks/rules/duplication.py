"""The same thing twice: one substance in two products, two relaxants, two NSAIDs, tablets and pump."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.nsaids import nsaids
from lissom.checks.present import Present
from lissom.checks.view import View
from lissom.checks.wording import action, effect, from_the_case, ours
from lissom.facts.sentence import capital, joined


def duplication(view: View) -> Iterator[Finding]:
    """Substances present in more than one medicine, and doubled classes."""
    groups: dict[str, list[Present]] = {}
    for one in view.present:
        if one.throughout and one.medicine is not None:
            groups.setdefault(one.id, []).append(one)
    for entries in groups.values():
        if len(entries) > 1 and len({one.where for one in entries}) > 1:
            yield _twice(view, entries)
    yield from _two_relaxants(view)
    yield from _two_nsaids(view)


def _twice(view: View, entries: list[Present]) -> Finding:
    first = entries[0]
    triggers = tuple(one.where for one in entries)
    if {one.route for one in entries} >= {"intrathecal", "oral"} and first.id == "baclofen":
        row = view.rules.speaking_for("by_mouth_and_by_pump")
        return Finding(
            id="baclofen_by_mouth_and_by_pump",
            severity=Severity.MODERATE,
            stance=Stance.SHOW,
            because="the same substance twice can be a plan, and should be one",
            title="Baclofen by mouth and by pump",
            what=(effect(row),),
            todo=(action(row),),
            triggers=triggers,
        )
    names = joined(one.hidden_in or (one.medicine.name if one.medicine else one.name) for one in entries)
    products = {one.hidden_in or one.name for one in entries}
    times = f"is listed {len(entries)} times" if len(products) == 1 else f"is in {names}"
    said = f"{capital(first.name)} {times}: the doses add up."
    return Finding(
        id=f"{first.id}_is_listed_more_than_once",
        severity=Severity.MODERATE,
        stance=Stance.SHOW,
        because="two products hold the same substance"
        if len(products) > 1
        else "the same medicine is listed more than once",
        title=f"{capital(first.name)} more than once",
        what=(from_the_case(said),),
        todo=(
            from_the_case(
                "Check with the pharmacist that both are meant. Where both are taken, the doses are judged together."
            ),
        ),
        triggers=triggers,
    )


def _two_relaxants(view: View) -> Iterator[Finding]:
    relaxants = list({one.id: one for one in view.of_class("muscle_relaxant") if one.throughout}.values())
    if len(relaxants) < 2:
        return
    row = view.rules.speaking_for("two_relaxants")
    if len(relaxants) >= view.number("sedation.relaxants_together"):
        yield _many_relaxants(view, relaxants)
        return
    yield Finding(
        id="two_muscle_relaxants_together",
        severity=Severity.MODERATE,
        stance=Stance.SHOW,
        because="two relaxants can be a specialist plan, and should be one",
        title=f"{len(relaxants)} muscle relaxants: {joined(one.said for one in relaxants)}",
        what=(effect(row, lead=f"You have {joined(one.said for one in relaxants)}."),),
        todo=(action(row),),
        triggers=tuple(one.where for one in relaxants),
    )


def _many_relaxants(view: View, relaxants: list[Present]) -> Finding:
    """Three or more: nobody has studied it, and each adds to the sleepiness and weakness of the others."""
    row, limit = view.rules.speaking_for("two_relaxants"), view.threshold("sedation.relaxants_together")
    names, count = joined(one.said for one in relaxants), len(relaxants)
    return Finding(
        id="three_or_more_muscle_relaxants_together",
        severity=Severity.MAJOR,
        stance=Stance.INTERRUPT,
        because=f"{count} muscle relaxants are listed, and no source we hold supports so many at once",
        title=f"{count} muscle relaxants together",
        what=(
            ours(
                f"You have {names}. Already two muscle relaxants together cause more sedation; with {count} deep "
                "sleepiness, weakness and falls are to be expected.",
                row,
                limit,
            ),
        ),
        todo=(
            ours(
                "Ask the prescriber today, before the next doses, which of them are really meant. Do not stop any of "
                "them suddenly on your own. Hard to wake or slow breathing: call an ambulance.",
                row,
                limit,
            ),
        ),
        triggers=tuple(one.where for one in relaxants),
    )


def _two_nsaids(view: View) -> Iterator[Finding]:
    found = list({one.id: one for one in nsaids(view) if one.throughout}.values())
    if len(found) < 2:
        return
    names = joined(one.said for one in found)
    yield Finding(
        id="two_nsaids_together",
        severity=Severity.MAJOR,
        stance=Stance.SHOW,
        because="a second NSAID adds harm and no benefit is known",
        title=f"{len(found)} NSAIDs: {names}",
        what=(
            ours(
                f"You have {names}. More than one NSAID at a time makes severe stomach bleeding more likely.",
                view.threshold("nsaid.bleeding_risk_from_age"),
            ),
        ),
        todo=(
            ours("Take only one of them; ask the pharmacist which.", view.threshold("nsaid.bleeding_risk_from_age")),
        ),
        triggers=tuple(one.where for one in found),
    )
