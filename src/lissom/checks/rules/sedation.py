"""Sedatives that stack up: three CNS-active medicines in an older person, opioid with benzodiazepine, and hidden
sedatives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.present import Present
from lissom.checks.stance import at_risk_of_sedation
from lissom.checks.view import View
from lissom.checks.wording import action, effect, from_the_case, ours
from lissom.facts.sentence import capital, joined
from lissom.facts.statement import Statement


def sedation(view: View) -> Iterator[Finding]:
    """What many sedating substances do together, beyond the pairs."""
    active = _distinct(view.of_class("cns_active", "gabapentinoid"))
    sedating = _distinct(view.of_class("cns_depressant"))
    if view.older and _medicines(active) >= view.number("sedation.cns_active_medicines"):
        yield _beers(view, active)
    elif _medicines(sedating) >= view.number("sedation.any_age_medicines"):
        yield _stack(view, sedating)
    yield from _opioid_and_benzodiazepine(view)


def _medicines(found: list[Present]) -> int:
    """How many medicines or habits they come in: two ingredients of one product are one."""
    return len({one.where for one in found})


def _by_medicine(found: list[Present]) -> Iterator[str]:
    """One name for each medicine or habit; a product of several ingredients is named with all of them."""
    places: dict[str, list[Present]] = {}
    for one in found:
        places.setdefault(one.where, []).append(one)
    for parts in places.values():
        product = next((one.hidden_in for one in parts if one.hidden_in), "")
        yield parts[0].said if len(parts) == 1 else f"{joined(one.name for one in parts)} (in {product})"


def _beers(view: View, active: list[Present]) -> Finding:
    row = view.rules.speaking_for("cns_active_from_65")
    names = joined(_by_medicine(active))
    return Finding(
        id="three_or_more_cns_active_medicines_from_65",
        severity=Severity.MAJOR,
        stance=Stance.INTERRUPT,
        because=f"the person is 65 or over and takes {_medicines(active)} medicines that act on the brain",
        title=f"{_medicines(active)} medicines that act on the brain, at 65 or over",
        what=(effect(row, lead=f"These act on the brain: {names}."),),
        why=_together(active),
        todo=(action(row),),
        triggers=(*(one.where for one in active), "person.age_years"),
    )


def _stack(view: View, sedating: list[Present]) -> Finding:
    limit = view.threshold("sedation.any_age_medicines")
    grave = [one for one in sedating if one.classes & {"opioid", "oxybate"}]
    risk = at_risk_of_sedation(view)
    names = joined(_by_medicine(sedating))
    return Finding(
        id="sedatives_stack_up",
        severity=Severity.MAJOR if grave or risk else Severity.MODERATE,
        stance=Stance.INTERRUPT if grave else Stance.SHOW,
        because=f"{_medicines(sedating)} sedating substances"
        + (f", one of them {grave[0].said}" if grave else f", and {risk}" if risk else ", none of them an opioid"),
        title=f"{_medicines(sedating)} sedating substances together",
        what=(
            ours(
                f"These make people sleepy, and together more so: {names}.",
                limit,
                view.rules.speaking_for("sedatives_together"),
            ),
        ),
        why=_together(sedating),
        todo=(
            ours(
                "Ask which of them can go. No driving while sleepy; no alcohol. Being hard to wake is an emergency.",
                view.rules.speaking_for("sedatives_together"),
            ),
        ),
        triggers=tuple(one.where for one in sedating),
    )


def _together(sedating: list[Present]) -> tuple[Statement, ...]:
    """The hour of the day at which most of them are taken at once, by their own directions; () when none coincide."""
    taken: dict[float, list[Present]] = {}
    for one in sedating:
        regimen = one.medicine.regimen if one.medicine else None
        first = regimen.phases[0] if regimen else None
        for intake in first.intakes if first and not first.as_needed else ():
            taken.setdefault(intake.hour, []).append(one)
    hour = max(taken, key=lambda at: _medicines(taken[at]), default=None)
    if hour is None or _medicines(taken[hour]) < 2:
        return ()
    clock = f"{int(hour):02d}:{round(60 * (hour % 1)):02d}"
    return (
        from_the_case(f"By the directions, {joined(_by_medicine(taken[hour]))} are taken together at about {clock}."),
    )


def _opioid_and_benzodiazepine(view: View) -> Iterator[Finding]:
    """Diazepam has this row in the pair table; here it stands for every benzodiazepine, as the boxed warning does."""
    opioid = next((one for one in view.of_class("opioid") if one.throughout), None)
    benzodiazepine = next((one for one in view.of_class("benzodiazepine") if one.id != "diazepam"), None)
    if opioid and benzodiazepine:
        row = view.rules.speaking_for("opioid_with_benzodiazepine")
        yield Finding(
            id="opioid_with_benzodiazepine_can_stop_breathing",
            severity=Severity.MAJOR,
            stance=Stance.INTERRUPT,
            because="a boxed warning covers the two classes",
            title=f"{capital(opioid.said)} with {benzodiazepine.said}: deep sleepiness and slow breathing",
            what=(effect(row),),
            todo=(action(row),),
            triggers=(opioid.where, benzodiazepine.where),
        )


def hidden(view: View) -> Iterator[Finding]:
    """A sedating ingredient inside a product whose name does not show it."""
    for one in view.of_class("cns_depressant"):
        several = one.recognition is not None and len(one.recognition.components) > 1
        if one.hidden_in and "muscle_relaxant" not in one.classes:
            yield Finding(
                id=f"{_slug(one.hidden_in)}_contains_{one.id}",
                severity=Severity.INFORMATION,
                stance=Stance.SHOW if several else Stance.SILENT,
                because="the name of the product does not show it"
                if several
                else "the product is this medicine under a brand name",
                title=f"{one.hidden_in} contains {one.name}",
                what=(ours(f"{one.hidden_in} contains {one.name}, which makes people sleepy.", sources=_sources(one)),),
                triggers=(one.where,),
            )


def _distinct(found: Iterator[Present]) -> list[Present]:
    return list({one.id: one for one in found if one.throughout}.values())


def _sources(one: Present) -> tuple[str, ...]:
    """Where the ingredient of the product was taken from."""
    parts = one.recognition.components if one.recognition else ()
    return tuple(
        source
        for part in parts
        if part.ingredient.id == one.id
        for source in part.ingredient.source.split(";")
        if source
    )


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
