"""Laws of the Bundle reader: anything at all is a Case or a clear refusal."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from lissom.facts.errors import InputError
from lissom.fhir import is_bundle
from lissom.fhir.bundle import case_from_bundle, case_from_resource

KEYS = st.sampled_from(
    [
        "resourceType", "entry", "resource", "id", "status", "code", "coding", "system", "text", "display",
        "valueQuantity", "value", "unit", "comparator", "component", "birthDate", "gender", "address",
        "country", "clinicalStatus", "extension", "medicationCodeableConcept", "medicationReference",
        "reference", "contained", "dosageInstruction", "timing", "repeat", "frequency", "period", "periodUnit",
        "when", "timeOfDay", "dayOfWeek", "boundsDuration", "count", "doseAndRate", "doseQuantity", "doseRange",
        "low", "high", "rateQuantity", "rateRatio", "numerator", "denominator", "asNeededBoolean",
        "maxDosePerPeriod", "effectiveDateTime", "effectivePeriod", "sequence", "reasonCode", "route",
        "fullUrl", "request",
    ]
)  # fmt: skip
WORDS = st.sampled_from(
    [
        "Bundle", "Patient", "Observation", "Condition", "MedicationRequest", "MedicationStatement",
        "AllergyIntolerance", "active", "http://loinc.org", "29463-7", "2160-0", "33914-3", "kg", "mg/dL", "d",
        "h", "wk", "TID", "10 mg TID", "#m", "1974-03-01", "2026", "MORN", "mon", "08:00:00", "female",
    ]
)  # fmt: skip
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS
    | st.text(max_size=8)
)
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6), max_leaves=25
)
TYPES = st.sampled_from(["Observation", "Condition", "MedicationRequest", "MedicationStatement", "AllergyIntolerance"])
CODED = st.sampled_from(["29463-7", "8302-2", "2160-0", "33914-3", "72166-2", "82810-3"]).map(
    lambda code: {"coding": [{"system": "http://loinc.org", "code": code}]}
)


def resource() -> st.SearchStrategy[dict[str, object]]:
    """A resource of a kind that is read, with anything under the names that are looked at."""
    odd = st.dictionaries(KEYS, TREES, max_size=8)
    return st.builds(lambda kind, code, rest: {"code": code, **rest, "resourceType": kind}, TYPES, CODED | TREES, odd)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_case_or_a_refusal(data: bytes) -> None:
    is_bundle(data)
    try:
        case_from_bundle(data)
    except InputError as error:
        refused = error.faults
        assert refused


@given(TREES)
def test_any_json_value_is_a_case_or_a_refusal(value: object) -> None:
    try:
        case_from_resource(json.loads(json.dumps(value)))
    except InputError as error:
        refused = error.faults
        assert refused


@given(st.dictionaries(KEYS, TREES, max_size=5), st.lists(resource(), max_size=4))
def test_odd_entries_never_cost_the_person_their_case(
    patient: dict[str, object], others: list[dict[str, object]]
) -> None:
    entries = [{"resource": item} for item in ({**patient, "resourceType": "Patient"}, *others)]
    case = case_from_resource({"resourceType": "Bundle", "entry": entries})
    assert all(note.where.startswith(("Bundle", "case")) for note in case.notes)
    assert [item.where for item in case.medicines] == [f"medicines[{place}]" for place in range(len(case.medicines))]
