"""A medicine by a way it is not made for: tablets into the spine, a solution for pumps by mouth, amounts that belong to
the other way; and pumps above what there is experience with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lissom.case.medicine import Route
from lissom.checks.doses import largest_single_mg, limit_mg, peak_daily_mg
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.present import Present
from lissom.checks.view import View
from lissom.checks.wording import from_the_case, ours, rule
from lissom.facts.quantity import in_words
from lissom.facts.sentence import capital

SWALLOWED = re.compile(r"\b(tablets?|tabs?|capsules?|caps?|granules|oral solution|oral suspension|syrup)\b")
FOR_THE_SPINE = re.compile(
    r"\b(gablofen|lioresal (intrathecal|it)|intrathecal|for injection|ampoules?|ampules?|vials?|pump)\b"
)
BY_MOUTH = re.compile(r"\b(by mouth|orally|oral|po|swallow|drink)\b")


def routes(view: View) -> Iterator[Finding]:
    """Form or product against route, amounts against route, and high doses by pump."""
    for drug in view.present:
        if drug.medicine is None or drug.id not in view.drugs:
            continue
        if found := _wrong(view, drug):
            yield found
        elif drug.route == "intrathecal":
            yield from _high_by_pump(view, drug)
            yield from _large_at_once(view, drug)


def _wrong(view: View, drug: Present) -> Finding | None:
    medicine = drug.medicine
    assert medicine is not None
    written = f"{medicine.name} {medicine.form} {medicine.sig} {drug.hidden_in}".lower()
    into_spine = medicine.route is Route.INTRATHECAL
    if (into_spine and not view.rules.interactions_of.get(drug.id)) or (into_spine and drug.id != "baclofen"):
        return _finding(view, drug, f"{capital(drug.name)} is not given into the spine in any label we hold.")
    if into_spine and SWALLOWED.search(written):
        return _finding(view, drug, f"A form that is swallowed is written for {drug.name} into the spine.")
    by_mouth = medicine.route is Route.ORAL or BY_MOUTH.search(written)
    if (
        by_mouth
        and not into_spine
        and FOR_THE_SPINE.search(f"{medicine.name} {medicine.form} {drug.hidden_in}".lower())
    ):
        return _finding(view, drug, f"{capital(drug.said)} is made for a pump, and is written to be taken by mouth.")
    return _amount(view, drug, into_spine)


def _amount(view: View, drug: Present, into_spine: bool) -> Finding | None:
    """A day's amount that belongs to the other route: the two differ a hundredfold."""
    day = peak_daily_mg(drug)
    if drug.id != "baclofen" or day is None or not day.high:
        return None
    most, least = view.threshold("route.intrathecal_above"), view.threshold("route.by_mouth_below")
    if into_spine and day.high >= view.number(most.id):
        said = f"{in_words(day.high, 3)} mg a day of baclofen is written for the spine; amounts there are micrograms."
        return _finding(view, drug, said)
    if not into_spine and day.high <= view.number(least.id):
        said = f"{in_words(1e3 * day.high, 3)} micrograms a day of baclofen is written without a pump."
        return _finding(view, drug, said)
    return None


def _finding(view: View, drug: Present, said: str) -> Finding:
    return Finding(
        id=f"{drug.id}_route_looks_wrong",
        severity=Severity.MAJOR,
        stance=Stance.INTERRUPT,
        because="the way it is given and the form or the amount do not fit each other",
        title=f"Is the route of {drug.name} right?",
        what=(ours(said, view.threshold("route.intrathecal_above")),),
        todo=(
            from_the_case("Stop and check the product, the amount and the route with the prescriber or pharmacist."),
        ),
        triggers=(drug.where,),
    )


def _large_at_once(view: View, drug: Present) -> Iterator[Finding]:
    """A single dose above the largest that is given as a test."""
    tests = list(view.rules.dosing_of(drug.id, "screening_dose", route="intrathecal"))
    largest = max(tests, key=lambda row: limit_mg(row, None) or 0.0, default=None)
    most, dose = limit_mg(largest, None) if largest else None, largest_single_mg(drug)
    if largest and most and dose is not None and dose > view.number("dose.strictly_above") * most:
        said = f"{in_words(1e3 * dose, 3)} micrograms of {drug.name} at once into the spinal fluid."
        yield Finding(
            id=f"intrathecal_{drug.id}_at_once_above_test_doses",
            severity=Severity.MAJOR,
            stance=Stance.INTERRUPT,
            because="a single dose is written that is larger than the largest test dose",
            title=f"{capital(drug.name)} into the spine: a large single dose",
            what=(rule(largest, lead=said),),
            todo=(
                from_the_case(
                    "Check with the prescriber: was this amount meant over the day, continuously, or at once?"
                ),
            ),
            triggers=(drug.where,),
        )


def _high_by_pump(view: View, drug: Present) -> Iterator[Finding]:
    day = peak_daily_mg(drug)
    rows = tuple(view.rules.dosing_of(drug.id, "high_dose_caution", route="intrathecal"))
    limit = limit_mg(rows[0], None) if rows else None
    if day is not None and limit is not None and day.high > view.number("dose.strictly_above") * limit:
        yield Finding(
            id=f"intrathecal_{drug.id}_above_usual_experience",
            severity=Severity.MODERATE,
            stance=Stance.SHOW,
            because="few people have been given so much by pump",
            title=f"{capital(drug.name)} by pump: a high dose",
            what=(rule(rows[0], lead=f"{in_words(1e3 * day.high, 3)} micrograms a day of {drug.name} by pump."),),
            todo=(ours("A rising need can mean a fault of pump or catheter: ask the pump clinic.", *rows[:1]),),
            triggers=(drug.where,),
        )
