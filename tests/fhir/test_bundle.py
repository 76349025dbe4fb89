"""Bundles small enough to read: what becomes of each kind of entry, good and bad."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from lissom.case.case import Case
from lissom.case.medicine import Route, Status
from lissom.case.person import Sex
from lissom.facts.errors import InputError
from lissom.fhir import is_bundle
from lissom.fhir.bundle import case_from_bundle

Resource = Mapping[str, Any]
PATIENT = {"resourceType": "Patient", "id": "p", "gender": "female", "birthDate": "1974-03-01"}
TABLET = "http://terminology.hl7.org/CodeSystem/v3-orderableDrugForm"


def bundle(*resources: Resource) -> bytes:
    return json.dumps(
        {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": resource} for resource in resources]}
    ).encode()


def case(*resources: Resource) -> Case:
    return case_from_bundle(bundle(PATIENT, *resources))


def notes(case: Case) -> str:
    return "\n".join(str(note) for note in case.notes)


def refused(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        case_from_bundle(data)
    return str(caught.value)


def lab(loinc: str, value: object, unit: str, *, day: str = "2026-01-01", **more: object) -> Resource:
    quantity = {"value": value, "unit": unit, "code": unit, "system": "http://unitsofmeasure.org"}
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": loinc}]},
        "effectiveDateTime": day,
        "valueQuantity": {**quantity, **more},
    }


def order(name: str, *, status: str = "active", **more: object) -> Resource:
    concept = {"text": name, "coding": [{"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "197391"}]}
    return {
        "resourceType": "MedicationRequest",
        "status": status,
        "intent": "order",
        "medicationCodeableConcept": concept,
        "subject": {"reference": "Patient/p"},
        **more,
    }


def dose(value: float, unit: str, **repeat: object) -> Resource:
    return {"timing": {"repeat": repeat}, "doseAndRate": [{"doseQuantity": {"value": value, "unit": unit}}]}


def condition(text: str, clinical: str = "active", **more: object) -> Resource:
    return {
        "resourceType": "Condition",
        "clinicalStatus": {"coding": [{"code": clinical}]},
        "code": {"text": text, **more},
    }


class TestPerson:
    def test_sex_and_birth_date_are_read(self) -> None:
        person = case().on(date(2026, 11, 25)).person
        assert (person.sex, person.born, person.age_years) == (Sex.FEMALE, date(1974, 3, 1), 52.73)

    def test_sex_at_birth_goes_before_gender(self) -> None:
        extension = {"url": "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex", "valueCode": "M"}
        assert case_from_bundle(bundle({**PATIENT, "extension": [extension]})).person.sex is Sex.MALE

    def test_other_genders_are_not_stated(self) -> None:
        assert case_from_bundle(bundle({**PATIENT, "gender": "other"})).person.sex is None

    def test_the_country_comes_from_the_address(self) -> None:
        found = case_from_bundle(bundle({**PATIENT, "address": [{"country": "DE"}]}))
        assert (found.country, found.country_stated) == ("DE", True)

    def test_a_missing_birth_date_is_noted(self) -> None:
        found = case_from_bundle(bundle({"resourceType": "Patient"}))
        assert "Bundle.entry[0].resource.birthDate" in notes(found)

    def test_a_year_alone_is_read_and_the_assumption_noted(self) -> None:
        found = case_from_bundle(bundle({**PATIENT, "birthDate": "1974"}))
        assert found.person.born == date(1974, 1, 1)
        assert "first day is assumed" in notes(found)

    def test_a_death_is_noted_and_stops_the_age(self) -> None:
        found = case_from_bundle(bundle({**PATIENT, "deceasedDateTime": "2000-03-01T10:00:00Z"}))
        assert found.on(date(2026, 1, 1)).person.age_years == 26
        assert "states a death" in notes(found)


class TestMeasurements:
    def test_the_latest_value_is_kept_with_its_date(self) -> None:
        found = case(
            lab("2160-0", 1.4, "mg/dL", day="2024-05-01"),
            lab("2160-0", 1.1, "mg/dL", day="2026-05-01T08:00:00+02:00"),
            lab("2160-0", 0.9, "mg/dL", day="2025"),
        )
        assert (found.person.SCr_mg_dL, found.person.SCr_date) == (1.1, date(2026, 5, 1))

    def test_creatinine_in_micromoles_is_converted(self) -> None:
        assert case(lab("14682-9", 88.4, "umol/L")).person.SCr_mg_dL == pytest.approx(1.0)

    def test_weight_and_height_in_pounds_and_inches_are_converted(self) -> None:
        person = case(lab("29463-7", 150, "[lb_av]"), lab("8302-2", 65, "[in_i]")).person
        assert person.weight_kg == pytest.approx(68.04, abs=0.01)
        assert person.height_cm == pytest.approx(165.1)

    def test_a_value_in_words_is_read_with_its_unit(self) -> None:
        words = {**lab("2160-0", 0, "mg/dL"), "valueQuantity": None, "valueString": "1.4 mg/dL"}
        assert case(words).person.SCr_mg_dL == 1.4

    def test_two_values_of_one_time_that_differ_are_noted(self) -> None:
        assert "two that differ" in notes(case(lab("2160-0", 2.5, "mg/dL"), lab("2160-0", 0.9, "mg/dL")))

    def test_a_measured_clearance_is_noted_and_not_used(self) -> None:
        assert "a creatinine clearance" in notes(case(lab("2164-2", 45, "mL/min")))

    def test_a_procedure_of_dialysis_that_goes_on_is_dialysis_and_one_that_is_done_is_noted(self) -> None:
        code = {"coding": [{"system": "http://snomed.info/sct", "code": "302497006"}]}
        procedure = {"resourceType": "Procedure", "status": "in-progress", "code": code}
        assert case(procedure).person.dialysis
        done = case({**procedure, "status": "completed"})
        assert done.person.dialysis is None
        assert "procedures of dialysis" in notes(done)

    def test_eGFR_is_read_with_its_unit(self) -> None:
        assert case(lab("98979-8", 41, "mL/min/{1.73_m2}")).person.eGFR_mL_min_173 == 41

    def test_an_odd_eGFR_unit_is_noted_with_its_path_and_not_used(self) -> None:
        found = case(lab("33914-3", 41, "mL/min/1.73.m2"))
        assert found.person.eGFR_mL_min_173 is None
        assert "Bundle.entry[1].resource.valueQuantity.unit" in notes(found)

    def test_a_value_without_a_unit_is_noted_and_the_older_one_used(self) -> None:
        bare = lab("2160-0", 1.1, "", day="2026-05-01")
        found = case(bare, lab("2160-0", 0.9, "mg/dL", day="2025-05-01"))
        assert (found.person.SCr_mg_dL, found.person.SCr_date) == (0.9, date(2025, 5, 1))
        assert "Bundle.entry[1].resource.valueQuantity.unit" in notes(found)

    def test_unit_and_code_that_disagree_are_noted(self) -> None:
        found = case(lab("29463-7", 150, "kg", code="[lb_av]"))
        assert found.person.weight_kg is None
        assert "one unit" in notes(found)

    def test_more_than_sixty_is_not_sixty(self) -> None:
        found = case(lab("33914-3", 60, "mL/min/{1.73_m2}", comparator=">"))
        assert found.person.eGFR_mL_min_173 is None
        assert "'> 60'" in notes(found)

    def test_an_impossible_value_is_noted(self) -> None:
        found = case(lab("2160-0", 900, "mg/dL"))
        assert found.person.SCr_mg_dL is None
        assert "Bundle.entry[1].resource.valueQuantity" in notes(found)

    def test_a_value_entered_in_error_is_not_there(self) -> None:
        found = case({**lab("2160-0", 9, "mg/dL"), "status": "entered-in-error"})
        assert found.person.SCr_mg_dL is None
        assert not found.notes

    def test_a_value_inside_a_panel_is_found(self) -> None:
        part = {key: value for key, value in lab("2160-0", 1.1, "mg/dL").items() if key in ("code", "valueQuantity")}
        panel = {
            "resourceType": "Observation",
            "status": "final",
            "effectiveDateTime": "2026-02-03",
            "component": [part],
        }
        assert case(panel).person.SCr_date == date(2026, 2, 3)

    @pytest.mark.parametrize(("code", "smokes"), [("449868002", True), ("8517006", False), ("266919005", False)])
    def test_smoking_is_read(self, code: str, smokes: bool) -> None:
        answer = {"coding": [{"system": "http://snomed.info/sct", "code": code}]}
        asked = {"coding": [{"system": "http://loinc.org", "code": "72166-2"}]}
        found = {"resourceType": "Observation", "status": "final", "code": asked, "valueCodeableConcept": answer}
        assert case(found).person.smoker is smokes


class TestWhoseRecord:
    def test_a_value_of_somebody_else_is_noted_and_not_used(self) -> None:
        found = case({**lab("2160-0", 4.1, "mg/dL"), "subject": {"reference": "Patient/q"}})
        assert found.person.SCr_mg_dL is None
        assert "1 about somebody else" in notes(found)

    @pytest.mark.parametrize(
        "reference",
        ["Patient/p", "http://example.org/fhir/Patient/p", "Patient/p/_history/3", "#p", "Patient?identifier=7"],
    )
    def test_a_value_of_this_person_is_used_however_it_refers(self, reference: str) -> None:
        found = case({**lab("2160-0", 4.1, "mg/dL"), "subject": {"reference": reference}})
        assert found.person.SCr_mg_dL == 4.1
        assert found.notes == ()


class TestConditions:
    def test_only_active_conditions_are_kept(self) -> None:
        found = case(condition("MS"), condition("Sinusitis", "resolved"), condition("Depression", "recurrence"))
        assert [item.name for item in found.person.conditions] == ["MS", "Depression"]

    def test_refuted_conditions_are_left_out(self) -> None:
        doubted = {**condition("Epilepsy"), "verificationStatus": {"coding": [{"code": "refuted"}]}}
        assert case(doubted).person.conditions == ()

    def test_codes_keep_short_system_names(self) -> None:
        coding = [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "N18.4", "display": "CKD stage 4"}]
        found = case(condition("", coding=coding)).person.conditions[0]
        assert (found.name, found.codes[0].system, found.where) == ("CKD stage 4", "icd10", "person.conditions[0]")

    def test_dependence_on_dialysis_is_dialysis(self) -> None:
        coding = [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "Z99.2"}]
        assert case(condition("Dependence on renal dialysis", coding=coding)).person.dialysis is True
        assert case().person.dialysis is None

    def test_a_condition_without_a_name_is_noted(self) -> None:
        assert "Bundle.entry[1].resource.code" in notes(case(condition("")))

    def test_allergies_are_kept_by_name(self) -> None:
        allergy = {"resourceType": "AllergyIntolerance", "code": {"text": "Baclofen"}}
        assert case(allergy).person.allergies == ("Baclofen",)


class TestMedicines:
    @pytest.mark.parametrize(
        ("state", "status"),
        [
            ("active", Status.TAKING),
            ("completed", Status.STOPPED),
            ("stopped", Status.STOPPED),
            ("draft", Status.PLANNED),
            ("unknown", Status.UNKNOWN),
        ],
    )
    def test_the_status_of_the_record_decides(self, state: str, status: Status) -> None:
        assert case(order("Baclofen 10 MG Oral Tablet", status=state)).medicines[0].status is status

    def test_a_plan_is_planned_unless_the_person_takes_it(self) -> None:
        assert case(order("Tylenol", intent="plan")).medicines[0].status is Status.PLANNED
        assert case(order("Tylenol", intent="plan", reportedBoolean=True)).medicines[0].status is Status.TAKING

    def test_an_entry_in_error_is_left_out(self) -> None:
        assert case(order("Baclofen", status="entered-in-error")).medicines == ()

    def test_codes_and_places_are_kept(self) -> None:
        found = case(order("Baclofen 10 MG Oral Tablet")).medicines[0]
        assert (found.codes[0].system, found.codes[0].code) == ("rxnorm", "197391")
        assert (found.where, found.recorded_at) == ("medicines[0]", "Bundle.entry[1].resource")

    def test_text_directions_are_read(self) -> None:
        found = case(order("Baclofen 10 MG Oral Tablet", dosageInstruction=[{"text": "1 tablet three times a day"}]))
        regimen = found.medicines[0].regimen
        assert regimen is not None
        assert regimen.peak_daily_mg is not None
        assert regimen.peak_daily_mg.high == 30

    @pytest.mark.parametrize(
        ("dosage", "daily_mg"),
        [
            (dose(10, "mg", frequency=3, period=1, periodUnit="d"), 30),
            (dose(2, "TAB", frequency=2, period=1, periodUnit="d"), 40),
            (dose(1, "tablet", frequency=1, period=8, periodUnit="h"), 30),
            (dose(1, "", frequency=1, period=6, periodUnit="h"), 40),
            (dose(10, "mg", when=["MORN", "HS"]), 20),
            (dose(10, "mg", timeOfDay=["08:00:00", "14:00:00", "20:00:00"]), 30),
        ],
    )
    def test_structured_directions_are_read(self, dosage: Resource, daily_mg: float) -> None:
        found = case(order("Baclofen 10 MG Oral Tablet", dosageInstruction=[dosage])).medicines[0]
        assert found.regimen is not None, found.unread
        assert found.regimen.peak_daily_mg is not None
        assert found.regimen.peak_daily_mg.high == daily_mg

    def test_a_timing_code_is_read(self) -> None:
        timing = {"code": {"coding": [{"code": "TID"}]}}
        dosage = {"timing": timing, "doseAndRate": [{"doseQuantity": {"value": 10, "unit": "mg"}}]}
        assert case(order("Baclofen", dosageInstruction=[dosage])).medicines[0].sig == "10 mg three times a day"

    def test_as_needed_is_kept(self) -> None:
        dosage = {**dose(1, "tablet", frequency=1, period=6, periodUnit="h"), "asNeededBoolean": True}
        found = case(order("Ibuprofen 200 MG Oral Tablet", dosageInstruction=[dosage])).medicines[0]
        assert found.regimen is not None
        assert found.regimen.phases[0].as_needed

    def test_as_needed_without_a_dose_is_refused_and_says_why(self) -> None:
        found = case(order("Ibuprofen 200 MG Oral Tablet", dosageInstruction=[{"asNeededBoolean": True}])).medicines[0]
        assert (found.sig, found.regimen) == ("as needed", None)
        assert found.unread

    def test_text_and_timing_that_disagree_are_noted(self) -> None:
        dosage = {**dose(1, "tablet", frequency=4, period=1, periodUnit="d"), "text": "1 tablet once a day"}
        found = case(order("Baclofen 10 MG Oral Tablet", dosageInstruction=[dosage]))
        assert found.medicines[0].sig == "1 tablet once a day"
        assert "Bundle.entry[1].resource.dosageInstruction[0].timing" in notes(found)

    def test_coded_directions_stand_in_for_text_that_cannot_be_read(self) -> None:
        dosage = {**dose(10, "mg", frequency=3, period=1, periodUnit="d"), "text": "as discussed with Dr Smith"}
        found = case(order("Baclofen 10 MG Oral Tablet", dosageInstruction=[dosage]))
        assert found.medicines[0].sig == "10 mg three times a day"
        assert "The coded ones are used" in notes(found)

    def test_a_negative_dose_is_noted(self) -> None:
        found = case(order("Baclofen 10 MG Oral Tablet", dosageInstruction=[{"text": "-10 mg three times a day"}]))
        assert found.medicines[0].regimen is None
        assert "above zero" in notes(found)

    def test_a_contained_medication_is_followed(self) -> None:
        contained = {"resourceType": "Medication", "id": "m", "code": {"text": "Lioresal 10 mg tablet"}}
        request = {**order(""), "contained": [contained], "medicationReference": {"reference": "#m"}}
        found = case({**request, "medicationCodeableConcept": None})
        assert found.medicines[0].name == "Lioresal 10 mg tablet"

    @pytest.mark.parametrize("reference", ["Medication/m", "http://example.org/fhir/Medication/m"])
    def test_a_medication_elsewhere_in_the_bundle_is_followed(self, reference: str) -> None:
        medication = {"resourceType": "Medication", "id": "m", "code": {"text": "Baclofen 5 mg tablet"}}
        request = {**order(""), "medicationCodeableConcept": None, "medicationReference": {"reference": reference}}
        assert case(request, medication).medicines[0].name == "Baclofen 5 mg tablet"

    def test_a_reference_that_leads_nowhere_keeps_its_display(self) -> None:
        reference = {"reference": "Medication/gone", "display": "Baclofen"}
        request = {**order(""), "medicationCodeableConcept": None, "medicationReference": reference}
        assert case(request).medicines[0].name == "Baclofen"

    def test_a_medicine_without_a_name_is_noted(self) -> None:
        request = {"resourceType": "MedicationRequest", "status": "active", "intent": "order"}
        assert "Bundle.entry[1].resource: expected a medicine" in notes(case(request))

    def test_an_order_not_to_give_is_noted_and_left_out(self) -> None:
        found = case(order("Naproxen", doNotPerform=True))
        assert found.medicines == ()
        assert "an order not to give it" in notes(found)

    def test_a_statement_is_read_with_its_period(self) -> None:
        statement = {
            "resourceType": "MedicationStatement",
            "status": "active",
            "medicationCodeableConcept": {"text": "Aleve"},
            "effectivePeriod": {"start": "2026-01-02"},
            "dosage": [{"text": "220 mg twice a day"}],
            "reasonCode": [{"text": "Back pain"}],
        }
        found = case(statement).medicines[0]
        assert (found.name, found.start, found.reason) == ("Aleve", date(2026, 1, 2), "Back pain")
        assert found.regimen is not None

    def test_the_route_is_read(self) -> None:
        route = {"coding": [{"system": "http://snomed.info/sct", "code": "72607000"}]}
        found = case(order("Baclofen", dosageInstruction=[{"text": "300 mcg/day", "route": route}]))
        assert found.medicines[0].route is Route.INTRATHECAL

    def test_the_same_order_twice_is_one_medicine_and_a_note(self) -> None:
        found = case(order("Baclofen 10 MG Oral Tablet"), order("Baclofen 10 MG Oral Tablet"))
        assert len(found.medicines) == 1
        assert "Bundle.entry[2].resource" in notes(found)

    def test_dispenses_are_not_read_and_that_is_noted(self) -> None:
        assert "1 of type MedicationDispense" in notes(case({"resourceType": "MedicationDispense"}))


class TestWhatIsNoBundle:
    def test_two_patients_are_refused(self) -> None:
        assert "Bundle.entry[1].resource: expected one person" in refused(bundle(PATIENT, {**PATIENT, "id": "q"}))

    def test_no_patient_is_refused(self) -> None:
        assert "expected one Patient, came none" in refused(bundle())

    def test_a_lone_resource_is_refused(self) -> None:
        assert "expected a Bundle, came a Patient" in refused(json.dumps(PATIENT).encode())

    @pytest.mark.parametrize(
        ("data", "says"),
        [
            (b"", "an empty file"),
            (b"[]", "no FHIR resource"),
            (b'{"resourceType": "Bundle"', "expected JSON"),
            (b'<Bundle xmlns="http://hl7.org/fhir"/>', "XML"),
            (b"\x00\x01", "binary"),
            (b'{"resourceType": "Bundle", "entry": ' + b"[" * 100_000, "nested too deep"),
            (b" " * (64 * 1024 * 1024 + 1), "at most 64 MB"),
        ],
    )
    def test_what_cannot_be_read_says_why(self, data: bytes, says: str) -> None:
        assert says in refused(data)

    def test_an_entry_without_a_resource_is_noted(self) -> None:
        data = {"resourceType": "Bundle", "entry": [{"resource": PATIENT}, {"fullUrl": "urn:x"}]}
        assert "Bundle.entry[1].resource" in notes(case_from_bundle(json.dumps(data).encode()))

    def test_the_answers_of_a_batch_are_read(self) -> None:
        inner = json.loads(bundle(PATIENT, lab("2160-0", 1.1, "mg/dL")))
        assert case_from_bundle(bundle(inner)).person.SCr_mg_dL == 1.1

    def test_no_name_of_the_person_reaches_a_message(self) -> None:
        named = {**PATIENT, "name": [{"family": "Secretname"}], "birthDate": "1974-13-45"}
        assert "Secretname" not in notes(case_from_bundle(bundle(named)))


def test_fhir_is_told_from_a_case_file() -> None:
    assert is_bundle(bundle(PATIENT))
    assert is_bundle(b'\xef\xbb\xbf {"id": "x", "resourceType" : "Patient"}')
    assert not is_bundle(b'{"person": {"age": 52}}')
    assert not is_bundle(b'question = "resourceType"')
    assert not is_bundle(b"")


def test_a_value_under_an_extension_that_may_change_its_meaning_is_not_used() -> None:
    estimated = {**lab("2160-0", 1.4, "mg/dL"), "modifierExtension": [{"url": "https://example.org/doubted"}]}
    found = case(estimated)
    assert found.person.SCr_mg_dL is None
    assert "changes the meaning" in notes(found)
