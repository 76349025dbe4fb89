"""Steps of a dosage instruction: none is lost, and none is said twice."""

from __future__ import annotations

import json
from typing import Any

import pytest

from lissom.case.case import Case
from lissom.case.medicine import Medicine
from lissom.fhir.bundle import case_from_bundle


def case(*dosages: dict[str, Any], **more: Any) -> Case:
    request = {
        "resourceType": "MedicationRequest",
        "status": "active",
        "intent": "order",
        "medicationCodeableConcept": {"text": "baclofen 10 MG Oral Tablet"},
        "dosageInstruction": list(dosages),
        **more,
    }
    patient = {"resourceType": "Patient", "id": "1", "gender": "female", "birthDate": "1970-01-01"}
    entries = [{"resource": patient}, {"resource": request}]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    return case_from_bundle(json.dumps(bundle).encode())


def medicine(*dosages: dict[str, Any], **more: Any) -> Medicine:
    return case(*dosages, **more).medicines[0]


def coded(mg: float, **repeat: Any) -> dict[str, Any]:
    times = {"frequency": 3, "period": 1, "periodUnit": "d", **repeat}
    return {"timing": {"repeat": times}, "doseAndRate": [{"doseQuantity": {"value": mg, "unit": "mg"}}]}


def test_a_later_step_contained_in_an_earlier_ones_words_is_kept() -> None:
    first = {"sequence": 1, "text": "10 mg once daily for 7 days"}
    second = {"sequence": 2, "text": "10 mg once daily"}
    regimen = medicine(first, second).regimen
    assert regimen is not None
    assert [phase.days for phase in regimen.phases] == [7, None]


def test_the_same_words_twice_in_one_step_are_one_dose() -> None:
    regimen = medicine({"text": "10 mg three times a day"}, {"text": "10 mg three times a day"}).regimen
    assert regimen is not None
    assert len(regimen.phases[0].intakes) == 3


def test_a_step_in_text_beside_a_coded_step_is_kept() -> None:
    regimen = medicine({"sequence": 1, "text": "5 mg TID for 3 days"}, {"sequence": 2, **coded(10)}).regimen
    assert regimen is not None
    assert [phase.days for phase in regimen.phases] == [3, None]


def test_a_number_of_intakes_is_a_number_of_days() -> None:
    assert "for 5 days" in medicine(coded(5, frequency=1, count=5)).understood


def test_a_number_of_intakes_at_hours_of_the_day_is_a_number_of_days() -> None:
    timing = {"repeat": {"timeOfDay": ["08:00:00", "20:00:00"], "count": 20}}
    assert "for 10 days" in medicine({"timing": timing, "doseAndRate": coded(5)["doseAndRate"]}).understood


def test_a_number_of_intakes_on_some_weekdays_is_not_guessed_in_days() -> None:
    timing = {"repeat": {"timeOfDay": ["08:00:00"], "dayOfWeek": ["mon"], "count": 4}}
    assert medicine({"timing": timing, "doseAndRate": coded(5)["doseAndRate"]}).regimen is None


def test_a_range_of_days_is_read_as_the_longer() -> None:
    bounds = {"low": {"value": 5, "unit": "d"}, "high": {"value": 10, "unit": "d"}}
    assert "for 10 days" in medicine(coded(5, boundsRange=bounds)).understood


def test_the_ordered_dose_goes_before_the_one_calculated_per_kilogram() -> None:
    rates = [
        {"type": {"coding": [{"code": "calculated"}]}, "doseQuantity": {"value": 0.3, "unit": "mg/kg"}},
        {"type": {"coding": [{"code": "ordered"}]}, "doseQuantity": {"value": 20, "unit": "mg"}},
    ]
    assert medicine({**coded(1), "doseAndRate": rates}).understood.startswith("20 mg three times a day")


def test_a_dose_that_is_not_that_of_the_text_is_noted() -> None:
    notes = case({"text": "10 mg three times a day", **coded(20)}).notes
    assert any("another dose" in str(note) for note in notes)


def test_an_instruction_beside_the_dose_is_read_and_one_that_cannot_be_is_noted() -> None:
    food = medicine({**coded(10), "additionalInstruction": [{"text": "take with food"}]})
    assert "with food" in food.understood
    odd = case({**coded(10), "additionalInstruction": [{"text": "only on dialysis days"}]})
    assert odd.medicines[0].understood.startswith("10 mg three times a day")
    assert any("dialysis days" in str(note) for note in odd.notes)


def test_elements_that_no_direction_can_hold_are_noted() -> None:
    limited = {**coded(10), "maxDosePerAdministration": {"value": 20, "unit": "mg"}}
    assert any("a limit of one dose" in str(note) for note in case(limited).notes)


def test_the_strength_of_a_contained_medication_gives_tablets_their_milligrams() -> None:
    strength = {"numerator": {"value": 10, "unit": "mg"}, "denominator": {"value": 1, "unit": "tablet"}}
    part = {"itemCodeableConcept": {"text": "Baclofen"}, "strength": strength}
    tablet = {"resourceType": "Medication", "id": "m", "code": {"text": "Baclofen"}, "ingredient": [part]}
    found = medicine(
        {"text": "1 tablet three times a day"},
        medicationCodeableConcept=None,
        contained=[tablet],
        medicationReference={"reference": "#m"},
    )
    assert found.regimen is not None
    assert found.regimen.peak_daily_mg is not None
    assert found.regimen.peak_daily_mg.high == 30


@pytest.mark.parametrize("place", ["request", "dosage", "timing"])
def test_directions_under_an_extension_that_may_change_their_meaning_are_not_used(place: str) -> None:
    extension = {"modifierExtension": [{"url": "https://example.org/not-to-be-taken", "valueBoolean": True}]}
    step = coded(10)
    found = {
        "request": lambda: case(step, **extension),
        "dosage": lambda: case({**step, **extension}),
        "timing": lambda: case({**step, "timing": {**step["timing"], **extension}}),
    }[place]()
    assert found.medicines[0].regimen is None
    assert any("changes the meaning" in str(note) for note in found.notes)
