"""What the model needs to know of a person, and which of it had to be filled in. No numerics: `check` may read it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from lissom.case.body import Body
from lissom.case.person import Person, Sex
from lissom.population.swallowed import Swallowed


class KidneyBasis(StrEnum):
    """Where the kidney function of the model comes from."""

    CRCL = "creatinine clearance (Cockcroft-Gault)"
    EGFR = "eGFR with its indexing to body surface undone, standing in for creatinine clearance"
    DIALYSIS = "on dialysis: next to none of their own"
    UNKNOWN = "not known: a wide range is used"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """None means not known; the model then draws the value from the wide range its file states."""

    age_years: float | None = None
    weight_kg: float | None = None
    CrCl_mL_min: float | None = None
    """The value itself (`CRCL`), or the de-indexed eGFR (`EGFR`); None for the other two."""
    kidney: KidneyBasis = KidneyBasis.UNKNOWN
    female: bool | None = None
    smoker: bool | None = None
    liquid: bool = False
    dose_mg: float | None = None
    """The largest single dose of the course."""
    taking: frozenset[str] = frozenset()
    """Ingredient and class ids of the other medicines."""
    conditions: frozenset[str] = frozenset()
    """Condition ids (`liver_disease`)."""
    catheter_tip: str = ""
    """The vertebra at which a catheter ends ('T10'); '' where it is not stated."""
    fed: bool | None = None
    """Whether the doses are taken with food."""
    form: str = ""
    """What is swallowed ('capsule', 'tablet'); '' where it is not stated."""

    @property
    def male(self) -> bool | None:
        return None if self.female is None else not self.female

    @property
    def dialysis(self) -> bool:
        return self.kidney == KidneyBasis.DIALYSIS

    @property
    def capsule(self) -> bool:
        return "capsule" in self.form.lower()

    @property
    def tablet(self) -> bool:
        """What is swallowed is taken for a tablet where the directions say nothing else."""
        return not (self.capsule or self.liquid)

    def meets(self, condition: str) -> bool:
        """Whether a covariate's `when` holds; what is not known does not hold.

        '' holds always; clauses are joined by ' and ': 'liquid', 'fed', 'capsule', 'age_years > 65',
        'taking fluvoxamine', 'with liver_disease'.
        """
        return not condition or all(self._holds(clause) for clause in condition.split(" and "))

    def _holds(self, clause: str) -> bool:
        name, *rest = clause.split()
        if name in ("taking", "with"):
            return rest[0] in (self.taking if name == "taking" else self.conditions)
        value = getattr(self, name)
        if value is None:
            return False
        if not rest:
            return bool(value)
        sign, number = rest
        return bool({"<": value < float(number), ">": value > float(number), ">=": value >= float(number)}[sign])


def subject(
    person: Person,
    body: Body,
    *,
    by_mouth: Swallowed | None = None,
    dose_mg: float | None = None,
    taking: Collection[str] = (),
    conditions: Collection[str] = (),
    catheter_tip: str = "",
) -> Subject:
    """The subject of a forecast. An eGFR is used only where no CrCl could be computed, and is called what it is."""
    basis, value = _kidney(person, body)
    taken = by_mouth or Swallowed()
    return Subject(
        age_years=person.age_years,
        weight_kg=person.weight_kg,
        CrCl_mL_min=value,
        kidney=basis,
        female=None if person.sex is None else person.sex == Sex.FEMALE,
        smoker=person.smoker,
        liquid=taken.liquid,
        dose_mg=dose_mg,
        taking=frozenset(taking),
        conditions=frozenset(conditions),
        catheter_tip=catheter_tip,
        fed=taken.fed,
        form=taken.form,
    )


def _kidney(person: Person, body: Body) -> tuple[KidneyBasis, float | None]:
    if person.dialysis:
        return KidneyBasis.DIALYSIS, None
    if body.CrCl.value is not None:
        return KidneyBasis.CRCL, body.CrCl.value
    if body.eGFR.value is not None and body.BSA.value is not None:
        return KidneyBasis.EGFR, body.eGFR.value * body.BSA.value / 1.73
    return KidneyBasis.UNKNOWN, None
