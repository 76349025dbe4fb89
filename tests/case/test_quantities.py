"""Weights, heights, creatinine, eGFR, ages and strengths as people write them."""

from __future__ import annotations

import pytest

from lissom.case.quantities import AGE, CREATININE, EGFR, HEIGHT, WEIGHT, Kind, not_negative, quantity, strength
from lissom.case.regimen import AmountUnit, Strength
from lissom.facts.errors import InputError

READ = [
    (WEIGHT, "68 kg", 68.0),
    (WEIGHT, "68kg", 68.0),
    (WEIGHT, "68,5 kg", 68.5),
    (WEIGHT, "150 lb", 68.0388555),
    (WEIGHT, "150 pounds", 68.0388555),
    (WEIGHT, "10 st 7 lb", 66.67807839),
    (WEIGHT, "3200 g", 3.2),
    (HEIGHT, "165 cm", 165.0),
    (HEIGHT, "1.65 m", 165.0),
    (HEIGHT, "5 ft 5 in", 165.1),
    (HEIGHT, "5'5\"", 165.1),
    (HEIGHT, "5' 5", 165.1),
    (HEIGHT, "65 inches", 165.1),
    (CREATININE, "0.9 mg/dL", 0.9),
    (CREATININE, "0,9 mg/dl", 0.9),
    (CREATININE, "88.4 umol/L", 1.0),
    (CREATININE, "88.4 µmol/L", 1.0),
    (CREATININE, "88.4 μmol/l", 1.0),
    (CREATININE, "0.0884 mmol/L", 1.0),
    (CREATININE, "9 mg/L", 0.9),
    (EGFR, "55 mL/min/1.73m2", 55.0),
    (EGFR, "55 mL/min/1.73 m²", 55.0),
    (EGFR, "55 mL/min/{1.73_m2}", 55.0),
    (EGFR, "55 ml/min per 1.73 m2", 55.0),
    (AGE, "52", 52.0),
    (AGE, 52, 52.0),
    (AGE, "52 years", 52.0),
    (AGE, "6 months", 0.5),
    (AGE, "2 years 3 months", 2.25),
]


@pytest.mark.parametrize(("kind", "written", "value"), READ)
def test_it_is_read_as(kind: Kind, written: object, value: float) -> None:
    assert quantity(written, kind) == pytest.approx(value)


REFUSED = [
    (WEIGHT, "68", "'68 kg' or '68 lb'"),
    (WEIGHT, 68, "'68 kg' or '68 lb'"),
    (WEIGHT, "-68 kg", "between 0.3 and 400 kg"),
    (WEIGHT, "680 kg", "Was '680 lb' meant?"),
    (WEIGHT, "10 kg 20 kg", "a weight with its unit"),
    (WEIGHT, "1,234 g", "could be 1234 or 1.234"),
    (WEIGHT, "heavy", "a weight with its unit"),
    (WEIGHT, True, "a weight with its unit"),
    (WEIGHT, "", "came nothing"),
    (HEIGHT, "165", "'165 cm' or '165 in'"),
    (CREATININE, "0.9", "'0.9 mg/dL' or '0.9 µmol/L'"),
    (CREATININE, "90 mg/dL", "Was '90 µmol/L' meant?"),
    (CREATININE, "0.9 mg", "a serum creatinine with its unit"),
    (EGFR, "55", "1.73 m2"),
    (EGFR, "55 mL/min", "'mL/min' alone is a clearance"),
    (EGFR, "55 mL/min/1.73.m2", "misread"),
    (EGFR, "55 %", "an eGFR with its unit"),
    (AGE, "-1", "between 0 and 120 years"),
    (AGE, "121", "between 0 and 120 years"),
    (AGE, "2 y 3", "The unit is missing"),
    (AGE, float("nan"), "an age"),
]


@pytest.mark.parametrize(("kind", "written", "says"), REFUSED)
def test_it_is_refused_and_says_what_to_write(kind: Kind, written: object, says: str) -> None:
    with pytest.raises(InputError) as refused:
        quantity(written, kind)
    assert says in str(refused.value)


def test_a_table_of_value_and_unit_is_read() -> None:
    assert quantity({"value": 80, "unit": "umol/L"}, CREATININE) == pytest.approx(80 / 88.4)


def test_a_table_without_a_unit_is_refused() -> None:
    with pytest.raises(InputError, match="The unit is missing"):
        quantity({"value": 80}, CREATININE)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("10 mg", Strength(mg=10)),
        ("10 mg per tablet", Strength(mg=10)),
        ("5 mg/5 mL", Strength(mg=5, per=5, per_unit=AmountUnit.ML)),
        ("5 mg per 5 mL", Strength(mg=5, per=5, per_unit=AmountUnit.ML)),
        ("500 mcg/mL", Strength(mg=0.5, per_unit=AmountUnit.ML)),
    ],
)
def test_a_strength_is_read(written: str, read: Strength) -> None:
    assert strength(written) == read


@pytest.mark.parametrize("written", ["10", "0 mg", "5 mL", "strong", "5/325 mg"])
def test_a_strength_that_says_no_milligrams_is_refused(written: str) -> None:
    with pytest.raises(InputError):
        strength(written)


def test_a_combination_strength_is_sent_to_the_name() -> None:
    with pytest.raises(InputError, match="belong in the name"):
        strength("5/325 mg")


@pytest.mark.parametrize("written", ["-10 mg TID", "baclofen -10 mg TID", "take -1 tablet"])
def test_a_negative_dose_is_refused(written: str) -> None:
    with pytest.raises(InputError, match="above zero"):
        not_negative(written)


@pytest.mark.parametrize("written", ["1-0-1", "5-10 mg", "baclofen - 10 mg TID", "q6-8h"])
def test_a_dash_is_not_a_minus(written: str) -> None:
    assert not_negative(written) == written
