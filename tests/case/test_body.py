"""Body measures: known answers from outside, domains, and what is said when a measure cannot be given."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import lissom
from lissom.case.body import (
    Estimate,
    bedside_schwartz,
    body,
    body_surface,
    ckd_epi_2021,
    creatinine_clearance,
    devine_weight,
    lean_body_weight,
)
from lissom.case.person import Condition, Person, Sex, years_between
from lissom.case.quantities import CREATININE, quantity

TODAY = date(2026, 11, 25)
WOMAN = Person(age_years=52, sex=Sex.FEMALE, weight_kg=68, height_cm=165, SCr_mg_dL=0.9)


def with_words(**changes: object) -> Person:
    from dataclasses import replace

    return replace(WOMAN, **changes)  # type: ignore[arg-type]


# National Kidney Foundation calculators, as recorded in the tests of the R package admiral (whole numbers).
@pytest.mark.parametrize(
    ("creatinine", "age", "sex", "eGFR"), [("1.09 mg/dL", 55, "m", 80), ("85 umol/L", 65, "f", 66)]
)
def test_ckd_epi_2021_agrees_with_the_national_kidney_foundation(
    creatinine: str, age: float, sex: str, eGFR: int
) -> None:
    value = ckd_epi_2021(age=age, sex=_sex(sex), SCr_mg_dL=quantity(creatinine, CREATININE))
    assert round(value) == eGFR


# The same package computes these to four decimals with 88.42 umol/L per mg/dL; ours uses 88.4.
@pytest.mark.parametrize(
    ("umol", "age", "sex", "eGFR"), [(96.3, 55, "m", 80.2293), (70, 52, "f", 89.7175), (65, 76, "f", 84.4646)]
)
def test_ckd_epi_2021_agrees_with_admiral(umol: float, age: float, sex: str, eGFR: float) -> None:
    assert ckd_epi_2021(age=age, sex=_sex(sex), SCr_mg_dL=umol / 88.42) == pytest.approx(eGFR, abs=1e-4)


# National Kidney Foundation Cockcroft-Gault calculator, as recorded in the tests of admiral.
@pytest.mark.parametrize(
    ("creatinine", "age", "sex", "weight", "CrCl"), [("1.09 mg/dL", 55, "m", 90, 97), ("85 umol/L", 65, "f", 60, 55)]
)
def test_cockcroft_gault_agrees_with_the_national_kidney_foundation(
    creatinine: str, age: float, sex: str, weight: float, CrCl: int
) -> None:
    SCr = quantity(creatinine, CREATININE)
    assert round(creatinine_clearance(age=age, sex=_sex(sex), weight_kg=weight, SCr_mg_dL=SCr)) == CrCl


def test_cockcroft_gault_agrees_with_transplantr() -> None:
    # R package transplantr, its own test: 88.4 umol/L, 25 years, woman, 60 kg.
    value = creatinine_clearance(age=25, sex=Sex.FEMALE, weight_kg=60, SCr_mg_dL=quantity("88.4 umol/L", CREATININE))
    assert value == pytest.approx(81.46, abs=0.005)


# R package clinPK (InsightRX), its own tests.
@pytest.mark.parametrize(("sex", "height", "lean"), [("m", 150.0, 51.643454)])
def test_lean_weight_agrees_with_clinpk(sex: str, height: float, lean: float) -> None:
    assert lean_body_weight(height_cm=height, weight_kg=80, sex=_sex(sex)) == pytest.approx(lean, abs=1e-6)


@pytest.mark.parametrize(("sex", "BMI", "lean"), [("m", 20, 67), ("m", 30, 56), ("f", 30, 46)])
def test_lean_weight_by_body_mass_index_agrees_with_clinpk(sex: str, BMI: float, lean: int) -> None:
    height = 100 * (80 / BMI) ** 0.5
    assert round(lean_body_weight(height_cm=height, weight_kg=80, sex=_sex(sex))) == lean


@pytest.mark.parametrize(("sex", "ideal"), [("f", 52.381890), ("m", 56.881890)])
def test_ideal_weight_agrees_with_clinpk(sex: str, ideal: float) -> None:
    assert devine_weight(height_cm=160, sex=_sex(sex)) == pytest.approx(ideal, abs=1e-6)


def test_bedside_schwartz_agrees_with_clinpk() -> None:
    assert bedside_schwartz(height_cm=50, SCr_mg_dL=0.5) == pytest.approx(41.3)


def test_body_surface_of_a_hundred_by_thirty_six_is_one() -> None:
    assert body_surface(height_cm=100, weight_kg=36) == pytest.approx(1.0)


def test_on_dialysis_no_clearance_is_computed_from_creatinine() -> None:
    measures = body(with_words(dialysis=True), TODAY)
    assert measures.CrCl.value is None
    assert measures.eGFR.value is None
    assert "dialysis" in measures.CrCl.why_not


@pytest.mark.parametrize(
    "name", ["ESRD on haemodialysis", "hemodialysis three times a week", "peritoneal dialysis (CAPD)"]
)
def test_dialysis_named_as_a_condition_counts(name: str) -> None:
    assert body(with_words(conditions=(Condition(name=name),)), TODAY).CrCl.value is None


@pytest.mark.parametrize("name", ["CKD 4, pre-dialysis", "CKD 5, not yet on dialysis", "dialysis soon"])
def test_dialysis_that_is_not_done_does_not_count(name: str) -> None:
    assert body(with_words(conditions=(Condition(name=name),)), TODAY).CrCl.value is not None


def test_what_is_missing_is_named_by_path() -> None:
    CrCl = body(Person(age_years=52, sex=Sex.FEMALE), TODAY).CrCl
    assert CrCl.missing == ("person.weight_kg", "person.SCr_mg_dL")
    assert CrCl.why_not == "Weight and serum creatinine are not known."


def test_a_child_gets_schwartz_and_no_cockcroft_gault() -> None:
    child = body(Person(age_years=8, sex=Sex.MALE, weight_kg=24, height_cm=122, SCr_mg_dL=0.4), TODAY)
    assert child.CrCl.value is None
    assert child.eGFR.equation == "bedside Schwartz 2009"
    assert child.eGFR.value == pytest.approx(0.413 * 122 / 0.4)
    assert child.ideal_weight.value is None


def test_a_baby_gets_neither() -> None:
    assert body(Person(age_years=0.5, height_cm=65, SCr_mg_dL=0.3), TODAY).eGFR.value is None


def test_the_laboratory_value_goes_before_the_computed_one() -> None:
    eGFR = body(with_words(eGFR_mL_min_173=41.0), TODAY).eGFR
    assert (eGFR.value, eGFR.equation) == (41.0, "as reported by the laboratory")


def test_a_reported_eGFR_is_never_a_clearance() -> None:
    assert body(Person(age_years=52, sex=Sex.FEMALE, eGFR_mL_min_173=41.0), TODAY).CrCl.value is None


def test_below_sixty_inches_there_is_no_ideal_weight() -> None:
    assert body(with_words(height_cm=150), TODAY).ideal_weight.value is None


def test_little_muscle_is_cautioned() -> None:
    paraplegic = with_words(conditions=(Condition(name="Paraplegia after T6 injury"),))
    assert "muscle" in body(paraplegic, TODAY).CrCl.caution


def test_obesity_is_cautioned_for_actual_weight() -> None:
    assert "obesity" in body(with_words(weight_kg=110), TODAY).CrCl.caution
    assert "obesity" not in body(WOMAN, TODAY).CrCl.caution


def test_an_old_creatinine_is_cautioned() -> None:
    assert "2 years old" in body(with_words(SCr_date=date(2024, 11, 1)), TODAY).CrCl.caution
    assert "old and may" not in body(with_words(SCr_date=date(2026, 11, 1)), TODAY).CrCl.caution


def test_acute_kidney_injury_is_cautioned() -> None:
    assert (
        "no equation holds" in body(with_words(conditions=(Condition(name="Acute kidney injury"),)), TODAY).eGFR.caution
    )


def test_every_caution_has_a_source() -> None:
    odd = with_words(age_years=95, weight_kg=130, SCr_date=date(2020, 1, 1), pregnant=True)
    measures = body(odd, TODAY)
    for measure in (measures.CrCl, measures.eGFR, measures.BSA, measures.ideal_weight, measures.lean_weight):
        assert isinstance(measure, Estimate)
        assert measure.source
        assert bool(measure.caution) == bool(measure.caution_sources)


def test_every_source_of_a_measure_is_in_the_bibliography() -> None:
    sick = with_words(age_years=95, weight_kg=130, SCr_date=date(2020, 1, 1), pregnant=True)
    people = (WOMAN, sick, with_words(age_years=8), with_words(eGFR_mL_min_173=41.0, eGFR_date=TODAY))
    cited = {source for person in people for source in _sources(person)}
    items = json.loads((Path(lissom.__file__).parent / "data/sources.json").read_text("utf-8"))
    assert cited - {item["id"] for item in items} == set()


def test_the_age_follows_from_the_birth_date() -> None:
    born = Person(born=date(1974, 3, 1), sex=Sex.FEMALE, weight_kg=68, SCr_mg_dL=0.9)
    assert body(born, TODAY).CrCl.value == pytest.approx((140 - 52.73) * 68 / (72 * 0.9) * 0.85)


def test_nobody_turns_eighteen_early() -> None:
    assert years_between(date(2008, 11, 26), TODAY) < 18
    assert years_between(date(2008, 11, 25), TODAY) == 18


def test_leap_day_children_have_birthdays() -> None:
    assert years_between(date(2008, 2, 29), date(2026, 2, 28)) < 18
    assert years_between(date(2008, 2, 29), date(2026, 3, 1)) == 18


def _sources(person: Person) -> Iterator[str]:
    measures = body(person, TODAY)
    for measure in (measures.CrCl, measures.eGFR, measures.BSA, measures.ideal_weight, measures.lean_weight):
        yield measure.source
        yield from measure.caution_sources


def _sex(letter: str) -> Sex:
    return Sex.FEMALE if letter == "f" else Sex.MALE
