"""Weak kidneys and a pump: no rule that was read speaks of them, and that is said."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.present import Present
from lissom.checks.view import View
from lissom.checks.wording import from_the_case
from lissom.facts.sentence import capital


def pump_and_kidneys(view: View) -> Iterator[Finding]:
    """Baclofen by pump in a person on dialysis or below the eGFR under which tablets are better avoided."""
    weak = _weak(view)
    for drug in view.present:
        if weak and drug.id == "baclofen" and drug.route == "intrathecal":
            yield _finding(drug, weak)


def _weak(view: View) -> str:
    limit, eGFR = view.number("kidney.baclofen_avoid_below_eGFR"), view.body.eGFR.value
    if view.has("dialysis"):
        return "dialysis"
    return f"an eGFR of {eGFR:.0f}" if eGFR is not None and eGFR < limit else ""


def _finding(drug: Present, weak: str) -> Finding:
    return Finding(
        id=f"intrathecal_{drug.id}_and_kidneys_not_judged",
        severity=Severity.NOT_ASSESSED,
        stance=Stance.SHOW,
        because=f"{weak} is stated, and no rule for a pump that was read speaks of kidneys",
        title=f"{capital(drug.name)} by pump and weak kidneys",
        what=(
            from_the_case(
                f"Whether {weak} asks for another dose of {drug.name} by pump could not be judged: the rules held are "
                "of tablets."
            ),
        ),
        why=(
            from_the_case(
                f"Far less {drug.name} passes through the blood under a pump than under tablets, so the kidneys should "
                "matter less; but weak kidneys clear even that more slowly."
            ),
        ),
        todo=(
            from_the_case(
                "Ask the pump clinic. Unusual sleepiness, confusion or weak breathing: get medical help at once. The "
                "pump must not be stopped without a plan."
            ),
        ),
        triggers=(drug.where,),
    )
