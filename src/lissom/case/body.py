"""Body measures of a person: CrCl, eGFR, body surface, ideal and lean weight, each with equation, domain and source."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date

from lissom.case.caution import Caution, about_creatinine, about_obesity_and_age, on_dialysis
from lissom.case.person import Person, Sex

ADULT = 18.0
"""Years from which the adult equations were made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One body measure. Where `value` is None, `why_not` says which fact is missing or out of domain."""

    name: str
    """`CrCl`, `eGFR`, `BSA`, `ideal weight`, `lean weight`."""
    unit: str
    equation: str
    """'Cockcroft-Gault', 'CKD-EPI 2021', 'as reported by the laboratory' ..."""
    source: str
    value: float | None = None
    why_not: str = ""
    caution: str = ""
    """What makes the value less sure in this person (low muscle mass, old creatinine, extreme weight)."""
    caution_sources: tuple[str, ...] = ()
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


def body(person: Person, today: date) -> Body:
    """Every body measure that can be given for this person on that day; the others say why not."""
    person = person.on(today)
    return Body(
        CrCl=_CrCl(person, today),
        eGFR=_eGFR(person, today),
        BSA=_BSA(person),
        ideal_weight=_ideal_weight(person),
        lean_weight=_lean_weight(person),
    )


def creatinine_clearance(*, age: float, sex: Sex, weight_kg: float, SCr_mg_dL: float) -> float:
    """Creatinine clearance (mL/min), Cockcroft-Gault, with actual weight.

    Made from men of 18 to 92 years; the factor for women was an estimate. Source: `cockcroft1976`.
    """
    factor = 0.85 if sex is Sex.FEMALE else 1.0
    return factor * (140 - age) * weight_kg / (72 * SCr_mg_dL)


def ckd_epi_2021(*, age: float, sex: Sex, SCr_mg_dL: float) -> float:
    """eGFR (mL/min/1.73 m2) of an adult, CKD-EPI 2021 creatinine equation, without race. Source: `inker2021`."""
    kappa, alpha, factor = (0.7, -0.241, 1.012) if sex is Sex.FEMALE else (0.9, -0.302, 1.0)
    ratio = SCr_mg_dL / kappa
    return 142 * math.pow(min(ratio, 1.0), alpha) * math.pow(max(ratio, 1.0), -1.200) * math.pow(0.9938, age) * factor


def bedside_schwartz(*, height_cm: float, SCr_mg_dL: float) -> float:
    """eGFR (mL/min/1.73 m2) of a child of 1 to under 18 years, bedside equation. Source: `schwartz2009`."""
    return 0.413 * height_cm / SCr_mg_dL


def body_surface(*, height_cm: float, weight_kg: float) -> float:
    """Body surface (m2), Mosteller. Source: `mosteller1987`."""
    return math.sqrt(height_cm * weight_kg / 3600)


def devine_weight(*, height_cm: float, sex: Sex) -> float:
    """Ideal weight (kg) of an adult of 60 inches or more, Devine. Source: `devine1974`."""
    return (45.5 if sex is Sex.FEMALE else 50.0) + 2.3 * (height_cm / 2.54 - 60)


def lean_body_weight(*, height_cm: float, weight_kg: float, sex: Sex) -> float:
    """Lean (fat-free) weight (kg) of an adult, Janmahasatian. Source: `janmahasatian2005`."""
    BMI = weight_kg / (height_cm / 100) ** 2
    if sex is Sex.FEMALE:
        return 9270 * weight_kg / (8780 + 244 * BMI)
    return 9270 * weight_kg / (6680 + 216 * BMI)


_INDEXED = "mL/min/{1.73_m2}"
_CRCL = Estimate(name="CrCl", unit="mL/min", equation="Cockcroft-Gault", source="cockcroft1976")
_CKD_EPI = Estimate(name="eGFR", unit=_INDEXED, equation="CKD-EPI 2021", source="inker2021")
_SCHWARTZ = Estimate(name="eGFR", unit=_INDEXED, equation="bedside Schwartz 2009", source="schwartz2009")
_REPORTED = Estimate(name="eGFR", unit=_INDEXED, equation="as reported by the laboratory", source="case_record")
_MOSTELLER = Estimate(name="BSA", unit="m2", equation="Mosteller", source="mosteller1987")
_DEVINE = Estimate(name="ideal weight", unit="kg", equation="Devine", source="devine1974")
_LEAN = Estimate(name="lean weight", unit="kg", equation="Janmahasatian 2005", source="janmahasatian2005")


def _CrCl(person: Person, today: date) -> Estimate:
    if on_dialysis(person):
        return replace(_CRCL, why_not="On dialysis the creatinine does not show how well the kidneys clear a medicine.")
    if _child(person):
        return replace(_CRCL, why_not="Cockcroft-Gault was made for adults; it is not used below 18 years.")
    age, sex, weight, SCr = person.age_years, person.sex, person.weight_kg, person.SCr_mg_dL
    if age is None or sex is None or weight is None or SCr is None:
        return _lacking(_CRCL, person, "age_years", "sex", "weight_kg", "SCr_mg_dL")
    value = creatinine_clearance(age=age, sex=sex, weight_kg=weight, SCr_mg_dL=SCr)
    return _given(_CRCL, value, *about_creatinine(person, today), *about_obesity_and_age(person))


def _eGFR(person: Person, today: date) -> Estimate:
    if on_dialysis(person):
        return replace(_CKD_EPI, why_not="On dialysis an eGFR from creatinine does not show what the kidneys do.")
    if person.eGFR_mL_min_173 is not None:
        when = person.eGFR_date
        dated = (Caution(f"Reported on {when.isoformat()}.", "case_record"),) if when else ()
        return _given(_REPORTED, person.eGFR_mL_min_173, *dated)
    return _child_eGFR(person, today) if _child(person) else _adult_eGFR(person, today)


def _adult_eGFR(person: Person, today: date) -> Estimate:
    age, sex, SCr = person.age_years, person.sex, person.SCr_mg_dL
    if age is None or sex is None or SCr is None:
        return _lacking(_CKD_EPI, person, "age_years", "sex", "SCr_mg_dL")
    return _given(_CKD_EPI, ckd_epi_2021(age=age, sex=sex, SCr_mg_dL=SCr), *about_creatinine(person, today))


def _child_eGFR(person: Person, today: date) -> Estimate:
    if person.age_years is not None and person.age_years < 1:
        return replace(_SCHWARTZ, why_not="The bedside Schwartz equation is not used below one year of age.")
    if person.height_cm is None or person.SCr_mg_dL is None:
        return _lacking(_SCHWARTZ, person, "height_cm", "SCr_mg_dL")
    value = bedside_schwartz(height_cm=person.height_cm, SCr_mg_dL=person.SCr_mg_dL)
    return _given(_SCHWARTZ, value, *about_creatinine(person, today))


def _BSA(person: Person) -> Estimate:
    if person.height_cm is None or person.weight_kg is None:
        return _lacking(_MOSTELLER, person, "height_cm", "weight_kg")
    return _given(_MOSTELLER, body_surface(height_cm=person.height_cm, weight_kg=person.weight_kg))


def _ideal_weight(person: Person) -> Estimate:
    if _child(person):
        return replace(_DEVINE, why_not="The Devine equation is for adults.")
    if person.height_cm is None or person.sex is None or person.age_years is None:
        return _lacking(_DEVINE, person, "height_cm", "sex", "age_years")
    if person.height_cm < 60 * 2.54:
        return replace(_DEVINE, why_not="The Devine equation starts at a height of 60 inches (152.4 cm).")
    return _given(_DEVINE, devine_weight(height_cm=person.height_cm, sex=person.sex))


def _lean_weight(person: Person) -> Estimate:
    if _child(person):
        return replace(_LEAN, why_not="The Janmahasatian equation is for adults.")
    height, weight, sex = person.height_cm, person.weight_kg, person.sex
    if height is None or weight is None or sex is None or person.age_years is None:
        return _lacking(_LEAN, person, "height_cm", "weight_kg", "sex", "age_years")
    value = lean_body_weight(height_cm=height, weight_kg=weight, sex=sex)
    BMI = weight / (height / 100) ** 2
    if 17.1 <= BMI <= 69.9 and 40.7 <= weight <= 216.5:
        return _given(_LEAN, value)
    beyond = "Weight or body mass index lies outside those of the people the equation was made from."
    return _given(_LEAN, value, Caution(beyond, "janmahasatian2005"))


def _child(person: Person) -> bool:
    return person.age_years is not None and person.age_years < ADULT


_WORDS = {
    "age_years": "age",
    "sex": "sex",
    "weight_kg": "weight",
    "height_cm": "height",
    "SCr_mg_dL": "serum creatinine",
}


def _given(measure: Estimate, value: float, *cautions: Caution) -> Estimate:
    words = " ".join(caution.text for caution in cautions)
    sources = tuple(dict.fromkeys(caution.source for caution in cautions))
    return replace(measure, value=value, caution=words, caution_sources=sources)


def _lacking(measure: Estimate, person: Person, *fields: str) -> Estimate:
    absent = [field for field in fields if getattr(person, field) is None]
    *others, last = (_WORDS[field] for field in absent)
    words = f"{', '.join(others)} and {last}" if others else last
    verb = "is" if len(absent) == 1 else "are"
    why_not = f"{words.capitalize()} {verb} not known."
    return replace(measure, why_not=why_not, missing=tuple(f"person.{field}" for field in absent))
