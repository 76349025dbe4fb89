"""Cases made from prescription lines and command-line flags."""

from __future__ import annotations

import subprocess
import sys

import pytest

from lissom.case.flags import case_from_lines
from lissom.case.medicine import Status
from lissom.case.person import Sex
from lissom.facts.errors import InputError


def test_lines_and_flags_make_a_case() -> None:
    case = case_from_lines(
        ["baclofen 10 mg TID", "Aleve 220 mg BID"],
        age="52",
        sex="F",
        creatinine="0.9 mg/dL",
        weight="68 kg",
        conditions=["multiple sclerosis"],
    )
    person = case.person
    assert (person.age_years, person.sex, person.SCr_mg_dL, person.weight_kg) == (52, Sex.FEMALE, 0.9, 68)
    assert [(item.name, item.where) for item in case.medicines] == [
        ("baclofen", "medicines[0]"),
        ("Aleve", "medicines[1]"),
    ]
    assert case.person.conditions[0].where == "person.conditions[0]"
    assert not case.country_stated


def test_planned_and_stopped_lines_keep_their_status() -> None:
    case = case_from_lines(["baclofen 10 mg TID"], planned=["Aleve 220 mg BID"], stopped=["tizanidine 4 mg TID"])
    assert [item.status for item in case.medicines] == [Status.TAKING, Status.PLANNED, Status.STOPPED]
    assert case.medicines[2].where == "medicines[2]"


def test_every_faulty_flag_is_named_at_once() -> None:
    with pytest.raises(InputError) as refused:
        case_from_lines(["", "baclofen -10 mg TID"], age="252", sex="x", creatinine="0.9", country="zz")
    where = [fault.where for fault in refused.value.faults]
    assert where == ["--age", "--sex", "--creatinine", "--country", "medicines[0]", "medicines[1]"]


def test_an_empty_flag_is_not_stated() -> None:
    case = case_from_lines(["baclofen 10 mg TID"], age="", weight="", country="")
    assert (case.person.age_years, case.person.weight_kg, case.country_stated) == (None, None, False)


def test_what_cannot_be_one_person_is_a_fault() -> None:
    with pytest.raises(InputError, match="--weight"):
        case_from_lines(["baclofen 10 mg TID"], age="5", weight="300 kg")


def test_a_case_from_flags_needs_no_pydantic_and_no_numerics() -> None:
    code = (
        "import sys; from lissom.case.flags import case_from_lines;"
        "case_from_lines(['baclofen 10 mg TID'], age='52');"
        "print([m for m in ('pydantic', 'numpy', 'scipy', 'rapidfuzz') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"
