"""Body measures of a person: CrCl, eGFR, body surface, ideal and lean weight, each with equation, domain and source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One body measure. `value` is None when it cannot be given; `why_not` then says which fact is missing or out of domain."""

    name: str
    """`CrCl`, `eGFR`, `BSA`, `ideal weight`, `lean weight`."""
    unit: str
    equation: str
    """'Cockcroft-Gault', 'CKD-EPI 2021', 'as reported by the laboratory' ..."""
    source: str
    value: float | None = None
    why_not: str = ""
    caution: str = ""
    """What makes the value less sure in this person (low muscle mass, old creatinine, dialysis, extreme weight)."""
    missing: tuple[str, ...] = ()
    """Paths of the facts that would allow it (`person.SCr_mg_dL`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The measures of one person. `eGFR` is the laboratory's when reported, else CKD-EPI 2021; it is never a CrCl."""

    CrCl: Estimate
    eGFR: Estimate
    BSA: Estimate
    ideal_weight: Estimate
    lean_weight: Estimate
