"""Steps of a dosage instruction: none is lost, and none is said twice."""

from __future__ import annotations

import json
from typing import Any

from lissom.case.medicine import Medicine
from lissom.fhir.bundle import case_from_bundle


def medicine(*dosages: dict[str, Any]) -> Medicine:
    request = {
        "resourceType": "MedicationRequest",
        "status": "active",
        "intent": "order",
        "medicationCodeableConcept": {"text": "baclofen 10 MG Oral Tablet"},
        "dosageInstruction": list(dosages),
    }
    patient = {"resourceType": "Patient", "id": "1", "gender": "female", "birthDate": "1970-01-01"}
    entries = [{"resource": patient}, {"resource": request}]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    return case_from_bundle(json.dumps(bundle).encode()).medicines[0]


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
