"""Weak kidneys, by a value or only by a condition that is stated, and a medicine of ours for which no rule on kidneys
is held: said, for silence would pass for a clearance.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.rules.kidneys import field_in_words, kidney_rows
from lissom.checks.view import View
from lissom.checks.wording import from_the_case, in_plain, rule
from lissom.facts.quantity import in_words
from lissom.facts.sentence import capital, joined


class _Weak(NamedTuple):
    """How weak the kidneys are known to be: why it is said, how much is known, what to do, what it rests on."""

    because: str
    known: str
    """Ends in a medicine's name."""
    todo: str
    triggers: tuple[str, ...]


def kidneys_without_a_rule(view: View) -> Iterator[Finding]:
    """One finding for each such medicine, with what was seen of it in people whose kidneys had failed, if anything."""
    weak = _how_weak(view)
    if weak is None:
        return
    for drug in {one.id: one for one in view.present if one.throughout}.values():
        spinal = drug.route == "intrathecal"  # has a rule of its own
        if drug.id not in view.drugs or spinal or kidney_rows(view, drug):
            continue
        yield Finding(
            id=f"{drug.id}_with_such_kidneys_is_not_known",
            severity=Severity.NOT_ASSESSED,
            stance=Stance.SHOW,
            because=weak.because,
            title=f"{capital(drug.name)} with such kidneys",
            what=(
                from_the_case(weak.known.format(name=drug.name)),
                *(rule(row) for row in view.rules.dosing_of(drug.id, "renal_effect")),
            ),
            todo=(from_the_case(weak.todo),),
            triggers=(drug.where, *weak.triggers),
        )


ASK = "Ask a pharmacist or the kidney team about the dose."
KNOWN = "We hold no rule on {name} with kidneys this weak. That is not a clearance."
STATED = (
    "A kidney disease is stated, so the kidneys may be weak, and no number says how weak. We hold no rule on {name} "
    "with weak kidneys: whether this dose fits is not known."
)


def _how_weak(view: View) -> _Weak | None:
    """None where nothing says that they are, or where a value shows that they still work."""
    eGFR = view.body.eGFR
    if view.has("dialysis"):
        return _Weak("dialysis is stated", KNOWN, ASK, ("person.dialysis",))
    if view.has("severely_weak_kidneys"):
        value = f"{eGFR.name} is {in_words(eGFR.value or 0)} {in_plain(eGFR.unit)}"
        return _Weak(value, KNOWN, ASK, ("person.SCr_mg_dL",))
    if eGFR.value is None and view.has("chronic_kidney_disease", "acute_kidney_injury"):
        missing = tuple(dict.fromkeys((*eGFR.missing, *view.body.CrCl.missing)))
        help_ = f"What would help: an eGFR, or {joined(field_in_words(path) for path in missing)}. " if missing else ""
        because = "a kidney disease is stated and no value says how bad it is"
        return _Weak(because, STATED, f"{help_}{ASK}", ("person.conditions", *missing))
    return None
