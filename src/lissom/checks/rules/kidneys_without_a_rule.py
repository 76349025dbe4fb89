"""Kidneys that hardly work, and a medicine of ours for which no rule on kidneys is held: said, for silence would pass
for a clearance.
"""

from __future__ import annotations

from collections.abc import Iterator

from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.rules.kidneys import kidney_rows
from lissom.checks.view import View
from lissom.checks.wording import from_the_case, in_plain, rule
from lissom.facts.quantity import in_words
from lissom.facts.sentence import capital


def kidneys_without_a_rule(view: View) -> Iterator[Finding]:
    """One finding for each such medicine, with what was seen of it in people whose kidneys had failed, if anything."""
    if not view.has("dialysis", "severely_weak_kidneys"):
        return
    eGFR = view.body.eGFR
    weak = f"{eGFR.name} is {in_words(eGFR.value or 0)} {in_plain(eGFR.unit)}"
    for drug in {one.id: one for one in view.present if one.throughout}.values():
        spinal = drug.route == "intrathecal"  # has a rule of its own
        if drug.id not in view.drugs or spinal or kidney_rows(view, drug):
            continue
        yield Finding(
            id=f"{drug.id}_with_such_kidneys_is_not_known",
            severity=Severity.NOT_ASSESSED,
            stance=Stance.SHOW,
            because="dialysis is stated" if view.has("dialysis") else weak,
            title=f"{capital(drug.name)} with such kidneys",
            what=(
                from_the_case(f"We hold no rule on {drug.name} with kidneys this weak. That is not a clearance."),
                *(rule(row) for row in view.rules.dosing_of(drug.id, "renal_effect")),
            ),
            todo=(from_the_case("Ask a pharmacist or the kidney team about the dose."),),
            triggers=(drug.where, "person.dialysis" if view.has("dialysis") else "person.SCr_mg_dL"),
        )
