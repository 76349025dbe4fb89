"""How doses are swallowed, as the directions say it: as a liquid, with food, as a capsule."""

from __future__ import annotations

from dataclasses import dataclass

from lissom.case.regimen import AmountUnit, Regimen


@dataclass(frozen=True, slots=True, kw_only=True)
class Swallowed:
    """What of it moves the level; the defaults are what is taken where nothing is said."""

    liquid: bool = False
    """Whether the amounts are written in millilitres."""
    fed: bool | None = None
    """Whether every dose is taken with food; None where that is not said, or not the same for all."""
    form: str = ""
    """What is swallowed ('capsule', 'oral tablet'); '' where it is not stated."""


def swallowed(regimen: Regimen, form: str = "") -> Swallowed:
    """By the directions; `form` is what stands beside the name of the medicine."""
    fed = {phase.with_food for phase in regimen.phases}
    return Swallowed(
        liquid=any(intake.amount.unit == AmountUnit.ML for phase in regimen.phases for intake in phase.intakes),
        fed=fed.pop() if len(fed) == 1 else None,
        form=f"{regimen.unit_name} {form}".strip(),
    )
