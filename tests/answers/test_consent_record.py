"""What a record of a decision holds, what it leaves open, and what cannot be."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from typing import Any

import pytest

from lissom.answers.consent_record import (
    Capacity,
    Decision,
    Kind,
    Record,
    Role,
    Told,
    canonical,
    checked,
    digest,
    lacks,
)
from lissom.facts.errors import InputError
from lissom.facts.requirement import asking_for
from lissom.fhir.consent import consent_bundle
from lissom.library import Library

SHOWN = canonical({"title": "A page"})
SOUND = Record(
    kind=Kind.DECISION,
    at="2026-11-25T14:00:00Z",
    person="P1",
    by="P1",
    role=Role.SELF,
    capacity=Capacity.HAS,
    capacity_by="Dr C",
    clinician="Dr C",
    talk="Spoke of the options.",
    condition="spasticity",
    about=("baclofen",),
    decision=Decision.YES,
    shown=digest(SHOWN),
    told=(Told(number=1, question="What for?", understood=True),),
)


def test_a_sound_record_leaves_nothing_open() -> None:
    assert lacks(SOUND) == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"capacity": Capacity.NOT_JUDGED}, "could decide"),
        ({"capacity_by": ""}, "who judged"),
        ({"talk": ""}, "the talk"),
        ({"condition": ""}, "condition"),
        ({"told": ()}, "understood"),
        ({"told": (Told(number=1, question="What for?", understood=False),)}, "Not understood yet"),
        ({"emergency": True}, "emergency"),
    ],
)
def test_what_is_missing_is_named_with_who_asks_for_it(change: dict[str, Any], words: str, library: Library) -> None:
    (lack,) = lacks(replace(SOUND, **change))
    assert words in lack.text
    assert asking_for(library.requirements, lack.duty)


def test_a_person_who_lacks_capacity_does_not_decide_alone() -> None:
    with pytest.raises(InputError, match="involve them"):
        checked(replace(SOUND, capacity=Capacity.LACKS))


def test_another_may_decide_for_them() -> None:
    assert checked(replace(SOUND, capacity=Capacity.LACKS, role=Role.ATTORNEY, by="A"))


def test_everything_wrong_is_said_at_once() -> None:
    with pytest.raises(InputError) as caught:
        checked(replace(SOUND, person="", by="", decision=None))
    assert len(caught.value.faults) == 3


@pytest.mark.parametrize(
    "change",
    [
        {"person": "A\x1b[31mB"},
        {"person": "A\n2. B"},
        {"talk": "\udcff"},
        {"asked": ("a\x07",)},
        {"told": (Told(number=1, question="What for?", understood=True, words="\x00"),)},
    ],
)
def test_what_a_screen_may_obey_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="control characters"):
        checked(replace(SOUND, **change))


def test_a_note_of_the_talk_may_have_several_lines() -> None:
    assert checked(replace(SOUND, talk="One.\nTwo."))


def test_the_same_value_gives_the_same_bytes() -> None:
    assert canonical({"b": 1, "a": "ü"}) == canonical({"a": "ü", "b": 1})


def resource(bundle: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == kind)


def bundle(record: Record = SOUND, withdrawn_at: str = "") -> dict[str, Any]:
    return consent_bundle(1, "ab" * 32, record, SHOWN, b"<p>A page</p>", withdrawn_at=withdrawn_at)


class TestFhir:
    def test_the_members_that_r4_requires_are_there(self) -> None:
        consent = resource(bundle(), "Consent")
        assert {"status", "scope", "category"} <= consent.keys()
        assert consent["policyRule"]  # ppc-1: a policy or a policy rule
        assert consent["scope"]["coding"][0]["code"] == "treatment"

    @pytest.mark.parametrize(
        ("decision", "status"), [(Decision.YES, "active"), (Decision.NO, "rejected"), (Decision.LATER, "proposed")]
    )
    def test_the_decision_is_the_status(self, decision: Decision, status: str) -> None:
        assert resource(bundle(replace(SOUND, decision=decision)), "Consent")["status"] == status

    def test_a_withdrawn_consent_is_inactive_and_has_an_end(self) -> None:
        consent = resource(bundle(withdrawn_at="2026-12-01T00:00:00Z"), "Consent")
        assert consent["status"] == "inactive"
        assert consent["provision"]["period"]["end"] == "2026-12-01T00:00:00Z"

    def test_a_decision_that_waits_permits_nothing(self) -> None:
        assert "provision" not in resource(bundle(replace(SOUND, decision=Decision.LATER)), "Consent")

    def test_a_no_denies_in_a_rule_within_the_root(self) -> None:
        root = resource(bundle(replace(SOUND, decision=Decision.NO)), "Consent")["provision"]
        assert [rule["type"] for rule in root["provision"]] == ["deny"]
        assert "type" not in root

    def test_references_lead_to_entries(self) -> None:
        made = bundle()
        urls = {one["fullUrl"] for one in made["entry"]}
        consent = resource(made, "Consent")
        assert {consent["patient"]["reference"], consent["sourceReference"]["reference"]} <= urls

    def test_the_page_is_the_one_hashed(self) -> None:
        document = resource(bundle(), "DocumentReference")
        content = base64.b64decode(document["content"][0]["attachment"]["data"])
        assert hashlib.sha256(content).hexdigest() == document["identifier"][0]["value"] == SOUND.shown

    def test_it_is_verified_only_when_understood(self) -> None:
        unsure = replace(SOUND, told=(Told(number=1, question="What for?", understood=False),))
        assert resource(bundle(), "Consent")["verification"][0]["verified"] is True
        assert resource(bundle(unsure), "Consent")["verification"][0]["verified"] is False

    def test_it_comes_out_as_json(self) -> None:
        assert canonical(bundle())

    def test_it_is_verified_with_who_decided_and_never_with_the_clinician(self) -> None:
        made = bundle()
        own = resource(made, "Consent")
        assert own["verification"][0]["verifiedWith"] == own["patient"]
        parent = resource(bundle(replace(SOUND, by="Ms P", role=Role.PARENT)), "Consent")
        assert parent["verification"][0]["verifiedWith"] == {"display": "Ms P"}
        assert "Dr C" in own["policyRule"]["text"]
