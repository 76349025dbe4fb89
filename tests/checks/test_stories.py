"""Stories in people's own words: what each has to raise as an emergency, and which must raise none (`stories.tsv`)."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from lissom.checks.finding import Finding

Check = Callable[..., dict[str, Finding]]
ADULT = {"age": 52, "sex": "F", "weight": "68 kg", "creatinine": "0.8 mg/dL"}
FINDINGS = {
    "overdose": ("more_may_have_been_taken_than_is_safe",),
    "withdrawal": ("withdrawal_may_have_begun",),
    "pump": ("intrathecal_",),
    "too much": ("signs_of_dangerous_sedation", "may_be_building_up", "may_be_too_much"),
    "serotonin": ("serotonin_syndrome_may_have_begun",),
}


def stories() -> list[dict[str, str]]:
    with Path(__file__).with_name("stories.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def emergencies(check: Check, story: dict[str, str]) -> list[str]:
    conditions = [story["condition"]] if story["condition"] else []
    found = check(*story["medicines"].split(";"), question=story["words"], conditions=conditions, **ADULT)
    return [name for name, one in found.items() if one.emergency]


@pytest.mark.parametrize("story", [one for one in stories() if one["raises"] != "quiet"], ids=lambda one: one["words"])
def test_a_danger_told_in_own_words_is_raised(check: Check, story: dict[str, str]) -> None:
    raised = emergencies(check, story)
    assert any(part in name for name in raised for part in FINDINGS[story["raises"]]), raised


@pytest.mark.parametrize("story", [one for one in stories() if one["raises"] == "quiet"], ids=lambda one: one["words"])
def test_words_that_tell_of_no_danger_raise_no_emergency(check: Check, story: dict[str, str]) -> None:
    assert emergencies(check, story) == []
