"""Danger that may already be here: a pump that fails, a medicine that ran out, signs of withdrawal, signs of too much.

These are the findings that go before all others. They rest on what the person or a carer wrote and on the diary, never
on a diagnosis: a sign can have other causes, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from lissom.checks.dosing import Dosing
from lissom.checks.evidence import Clue, failing, lowered, missing, nothing_left, perhaps_less, too_much, words
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.mentioned import around
from lissom.checks.present import Present, of_medicine
from lissom.checks.rules.stopping import can_kill, has_ended, still_matters, tapers, warnings_of
from lissom.checks.view import View
from lissom.checks.wording import REASONING, ours, rule
from lissom.facts.grade import Grade
from lissom.facts.sentence import capital, joined
from lissom.facts.statement import Statement

OTHER_CAUSES = "These signs can have other causes, an infection among them; that is for a doctor to tell apart, today."


def pump_failure(view: View) -> Iterator[Finding]:
    """An overdue refill, an alarm, or signs of withdrawal in a person with a pump: an emergency."""
    for drug in around(view):
        warnings = warnings_of(view, drug) if drug.route == "intrathecal" else []
        if warnings:
            faults, signs = list(failing(view, drug)), list(missing(view, drug))
            if signs:
                yield _pump(drug, f"intrathecal_{drug.id}_withdrawal_may_have_begun", faults + signs, warnings)
            elif faults:
                yield _pump(drug, f"intrathecal_{drug.id}_may_not_be_reaching_the_body", faults, warnings)


def _pump(drug: Present, name: str, clues: list[Clue], warnings: list[Dosing]) -> Finding:
    noted = joined(words(clues))
    return Finding(
        id=name,
        severity=Severity.MAJOR,
        stance=Stance.INTERRUPT,
        because=f"{noted}, as stated",
        title=f"Emergency: the {drug.name} pump may be failing",
        what=(
            _from_signs(
                f"{capital(drug.name)} by pump, and these are stated: {noted}. They can mean that {drug.name} "
                "no longer reaches the spine and that withdrawal has begun.",
                clues,
                warnings[0].source,
            ),
            *(rule(row) for row in warnings[:1]),
        ),
        why=(ours(OTHER_CAUSES, *warnings[:1]),),
        todo=(
            ours(
                "This is an emergency: call the pump clinic and an ambulance now; do not wait for an appointment.",
                *warnings[:1],
            ),
            ours(
                "Watch for: more spasms, itching, fever, sweating, confusion, hallucinations, seizures, a stiff body.",
                *warnings[:1],
            ),
        ),
        triggers=_places(drug, clues),
        emergency=True,
    )


def withdrawal(view: View) -> Iterator[Finding]:
    """A medicine by mouth that was stopped, has run out or is being reduced, and signs of withdrawal."""
    for drug, off in _off(view):
        warnings = warnings_of(view, drug)
        signs = [clue for clue in missing(view, drug) if clue.sign or off]
        grave = any(clue.grave for clue in signs)
        if signs and (off or grave):
            yield _withdrawal(drug, off + signs, warnings)
        elif warnings and any(clue.sign and clue.sign.state == "ran_out" for clue in off):
            yield _ran_out(drug, off, warnings)


def _off(view: View) -> Iterator[tuple[Present, list[Clue]]]:
    """Each medicine by mouth that must not stop suddenly and may have: with what says so. Tapers come with nothing."""
    for drug in around(view):
        if drug.route != "intrathecal" and drug.medicine and drug.throughout and _must_not_stop(view, drug):
            clues = [*nothing_left(view, drug), *lowered(view, drug)]
            if not clues and any(clue.grave for clue in missing(view, drug)):
                clues = list(perhaps_less(view, drug))
            if has_ended(view, drug):
                clues.append(Clue("directions that have run out", drug.where))
            if clues or tapers(view, drug):
                yield drug, clues
    for taken in view.stopped:
        for drug in of_medicine(taken.medicine, taken.recognition):
            if drug.route != "intrathecal" and _must_not_stop(view, drug) and still_matters(view, drug):
                yield drug, [Clue(f"{drug.name} stopped", drug.where)]


def _must_not_stop(view: View, drug: Present) -> bool:
    """Whether a rule warns of stopping it, or signs of its withdrawal are known."""
    return bool(warnings_of(view, drug)) or any(
        sign.state == "withdrawal" and sign.drug in drug.ids and sign.route in ("", drug.route)
        for sign in view.rules.signs
    )


def _withdrawal(drug: Present, clues: list[Clue], warnings: list[Dosing]) -> Finding:
    noted = joined(words(clues))
    return Finding(
        id=f"{drug.id}_withdrawal_may_have_begun",
        severity=Severity.MAJOR,
        stance=Stance.INTERRUPT,
        because=f"{noted}, as stated",
        title=f"Emergency: withdrawal of {drug.name} may have begun",
        what=(
            _from_signs(
                f"{capital(drug.said)}: {noted}. This can be withdrawal.", clues, *(row.source for row in warnings[:1])
            ),
            *(rule(row) for row in warnings[:2]),
        ),
        why=(ours(OTHER_CAUSES, *warnings[:1]),),
        todo=(
            ours(
                "Get medical help now. Fever, confusion, hallucinations, a stiff body or a seizure: call an ambulance. "
                f"Take the {drug.name} along; how to go back to it is for the doctor to say.",
                *warnings[:1],
            ),
        ),
        triggers=_places(drug, clues),
        emergency=True,
    )


def _ran_out(drug: Present, clues: list[Clue], warnings: list[Dosing]) -> Finding:
    grave = any(map(can_kill, warnings))
    return Finding(
        id=f"{drug.id}_may_have_run_out",
        severity=Severity.MAJOR if grave else Severity.MODERATE,
        stance=Stance.INTERRUPT if grave else Stance.SHOW,
        because=f"{joined(words(clues))}, as stated",
        title=f"{capital(drug.name)} may have run out",
        what=(
            _from_signs(f"{capital(drug.said)} may have run out or been left off: {joined(words(clues))}.", clues),
            *(rule(row) for row in warnings[:2]),
        ),
        todo=(
            ours(
                f"Ask the pharmacy or the prescriber for {drug.name} today; do not wait until the signs come. "
                "Fever, confusion, hallucinations or a seizure: an emergency.",
                *warnings[:1],
            ),
        ),
        triggers=_places(drug, clues),
    )


def build_up(view: View) -> Iterator[Finding]:
    """Drowsiness, confusion and the like in a person on a medicine that may have built up or been taken twice."""
    asleep: dict[str, list[Clue]] = {}
    for drug in around(view):
        if not drug.medicine or not drug.throughout:
            continue
        clues = list(too_much(view, drug))
        general = [clue for clue in clues if clue.sign and clue.sign.drug == "cns_depressant"]
        if general:
            asleep.setdefault(drug.said, []).extend(general)
        own = [clue for clue in clues if clue not in general]
        if own:
            yield _too_much(view, drug, own)
    if asleep:
        yield _asleep(asleep)


def weak_kidneys(view: View) -> bool:
    """Stated or measured: kidneys that may let a medicine build up."""
    return view.has("dialysis", "weak_kidneys", "chronic_kidney_disease", "acute_kidney_injury")


def _too_much(view: View, drug: Present, clues: list[Clue]) -> Finding:
    kidneys, grave = weak_kidneys(view), any(clue.grave for clue in clues)
    depends = any(row.item.startswith("renal") for row in view.rules.dosing_of(drug.id))
    flooded = drug.route == "intrathecal" and len(clues) > 1
    collapse = any(clue.sign and clue.sign.at_once for clue in clues)
    building_up = kidneys and depends
    emergency = building_up or flooded or collapse
    noted = joined(words(clues))
    severity = Severity.MAJOR if emergency or grave else Severity.MODERATE
    beside = "a pump" if flooded else "weak kidneys" if building_up else ""
    return Finding(
        id=f"{drug.id}_may_be_building_up" if building_up or flooded else f"{drug.id}_may_be_too_much_for_this_person",
        severity=severity,
        stance=Stance.INTERRUPT if severity is Severity.MAJOR else Stance.SHOW,
        because=noted + (f", and {beside}" if beside else ""),
        title=(
            f"Emergency: {drug.name} may be building up"
            if building_up or flooded
            else f"Emergency: {noted} on {drug.name}"
            if emergency
            else f"{capital(noted)} on {drug.name}"
        ),
        what=(
            _from_signs(
                f"{capital(drug.said)}{beside and f' with {beside}'}, and these are stated: {noted}. They can be signs "
                f"of too much {drug.name} in the body.",
                clues,
            ),
        ),
        why=(*_renal(view, drug, building_up and not flooded), _from_signs(OTHER_CAUSES, clues)),
        todo=(_from_signs(_help(drug, emergency, grave), clues),),
        triggers=_places(drug, clues),
        emergency=emergency,
    )


def _help(drug: Present, emergency: bool, grave: bool) -> str:
    never = f"Do not simply stop {drug.name} for good: that has its own dangers."
    if emergency:
        return (
            "Get medical help now, and ask there before the next dose. Hard to wake, slow breathing or a seizure: "
            f"call an ambulance. {never}"
        )
    if grave:
        return (
            f"Speak to a doctor today, before the next dose. Hard to wake or slow breathing: call an ambulance. {never}"
        )
    return f"Tell the prescriber. No driving while it lasts. Hard to wake or slow breathing: call an ambulance. {never}"


def _renal(view: View, drug: Present, emergency: bool) -> Iterator[Statement]:
    rows = view.rules.dosing_of(drug.id, "toxic_dose", "renal_advice", route=drug.route) if emergency else iter(())
    kidney = [row for row in rows if row.kidney_measure or "renal" in row.population]
    yield from (rule(row) for row in kidney[:1])


def _asleep(found: dict[str, list[Clue]]) -> Finding:
    clues = [clue for of_one in found.values() for clue in of_one]
    noted, names = joined(words(clues)), joined(found)
    return Finding(
        id="signs_of_dangerous_sedation_are_stated",
        severity=Severity.MAJOR,
        stance=Stance.INTERRUPT,
        because=f"{noted}, as stated",
        title="Emergency: signs of dangerous sedation",
        what=(_from_signs(f"{capital(names)}: {noted}. Sedating medicines can cause this, and it can kill.", clues),),
        todo=(
            _from_signs("Call an ambulance now. Keep the person awake and on the side; give no further dose.", clues),
        ),
        triggers=tuple(dict.fromkeys(clue.where for clue in clues)),
        emergency=True,
    )


def _places(drug: Present, clues: list[Clue]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((drug.where, *(clue.where for clue in clues))))


def _from_signs(text: str, clues: list[Clue], *more: str) -> Statement:
    signs = [clue.sign for clue in clues if clue.sign]
    sources = [source for sign in signs for source in sign.source.split(";")]
    order = list(Grade)
    return Statement(
        text=text,
        sources=tuple(dict.fromkeys((*sources, *more))) or (REASONING,),
        grade=max((sign.grade for sign in signs), key=order.index, default=Grade.ASSUMPTION),
        facts=tuple(dict.fromkeys(sign.id for sign in signs)),
    )
