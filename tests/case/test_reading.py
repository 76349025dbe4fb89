"""Case files: what is read, and what is said when they cannot be."""

from __future__ import annotations

import json
from datetime import date

import pytest

from lissom.case.medicine import Route, Status
from lissom.case.person import Alcohol, Sex
from lissom.case.reading import case_schema, read_case
from lissom.facts.errors import InputError

WHOLE = """
country = "UK"
question = "May I take Aleve?"

[person]
age = 52
sex = "F"
weight = "150 lb"
height = "5 ft 5 in"
creatinine = "80 µmol/L"
creatinine_date = 2026-09-01
eGFR = "55 mL/min/1.73m2"
conditions = ["multiple sclerosis", { name = "CKD 3a", codes = [{ system = "icd10", code = "N18.31" }] }]
allergies = ["penicillin"]
alcohol = "social"
stands_on_tone = true

[[medicines]]
name = "baclofen"
sig = "10 mg three times daily"
strength = "10 mg"
start = 2026-01-01

[[medicines]]
name = "Aleve 220 mg BID"
status = "planned"

[exercise]
may_be_dehydrated = true
[[exercise.sessions]]
activity = "swimming"
days = ["mon", "Wednesday"]
time = "18:30"
minutes = 45
intensity = "moderate"

[preferences]
alertness = 0.8

[[diary]]
day = 2026-11-01
spasms = 3
stiffness = 5
"""


def faults(text: str | bytes, name: str = "case.toml") -> str:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(InputError) as refused:
        read_case(data, name=name)
    return str(refused.value)


def test_a_whole_case_is_read() -> None:
    case = read_case(WHOLE.encode(), name="case.toml")
    assert (case.country, case.country_stated) == ("GB", True)
    assert (case.person.sex, case.person.alcohol) == (Sex.FEMALE, Alcohol.OCCASIONAL)
    assert case.person.weight_kg == pytest.approx(68.04, abs=0.01)
    assert case.person.SCr_mg_dL == pytest.approx(0.905, abs=0.001)
    assert case.person.SCr_date == date(2026, 9, 1)
    assert [condition.name for condition in case.person.conditions] == ["multiple sclerosis", "CKD 3a"]
    assert case.person.conditions[1].codes[0].code == "N18.31"
    assert case.person.smoker is None
    assert case.exercise is not None
    assert case.exercise.sessions[0].days == (0, 2)
    assert case.diary[0].spasms == 3
    assert case.notes == ()


def test_a_medicine_with_directions_is_read() -> None:
    baclofen = read_case(WHOLE.encode(), name="case.toml").medicines[0]
    assert (baclofen.name, baclofen.where, baclofen.start) == ("baclofen", "medicines[0]", date(2026, 1, 1))
    assert baclofen.regimen is not None
    assert baclofen.regimen.peak_daily_mg is not None
    assert baclofen.regimen.peak_daily_mg.high == 30


def test_a_whole_line_can_stand_as_the_name() -> None:
    aleve = read_case(WHOLE.encode(), name="case.toml").medicines[1]
    assert (aleve.name, aleve.status) == ("Aleve", Status.PLANNED)
    assert aleve.regimen is not None


def test_medicines_can_be_plain_lines() -> None:
    case = read_case(b'medicines = ["baclofen 10 mg TID", "Aleve 220 mg BID"]', name="case.toml")
    assert [item.name for item in case.medicines] == ["baclofen", "Aleve"]


def test_refused_directions_are_no_error() -> None:
    case = read_case(b'[[medicines]]\nname = "baclofen"\nsig = "10 mg TID QID"', name="case.toml")
    assert case.medicines[0].regimen is None
    assert case.medicines[0].unread


def test_a_pump_is_intrathecal() -> None:
    case = read_case(b'[[medicines]]\nname = "baclofen"\nroute = "pump"\nsig = "300 mcg/day"', name="case.toml")
    assert case.medicines[0].route is Route.INTRATHECAL


def test_json_reads_as_toml_does() -> None:
    document = {"person": {"age": 52, "sex": "female"}, "medicines": [{"name": "baclofen", "sig": "10 mg TID"}]}
    text = '[person]\nage = 52\nsex = "female"\n[[medicines]]\nname = "baclofen"\nsig = "10 mg TID"'
    assert read_case(json.dumps(document).encode(), name="a.json") == read_case(text.encode(), name="a.toml")


def test_a_byte_order_mark_is_no_trouble() -> None:
    assert read_case(b"\xef\xbb\xbf[person]\nage = 52", name="case.toml").person.age_years == 52


def test_an_assumed_country_says_so() -> None:
    case = read_case(b"[person]\nage = 52", name="case.toml")
    assert (case.country, case.country_stated) == ("US", False)


def test_every_fault_is_reported_at_once_with_its_path() -> None:
    said = faults(
        """
        country = "Atlantis"
        [person]
        age = -3
        gender = "F"
        weight = "68"
        creatinine = "0.9"
        eGFR = "55 mL/min/1.73.m2"
        smoker = "yes"
        [[medicines]]
        name = "baclofen"
        sgi = "10 mg TID"
        [[medicines]]
        name = "Aleve"
        sig = "-220 mg BID"
        [[diary]]
        day = "yesterday"
        """
    )
    for path in (
        "case.country:",
        "case.person.age:",
        "case.person.gender:",
        "case.person.weight:",
        "case.person.creatinine:",
        "case.person.eGFR:",
        "case.person.smoker:",
        "case.medicines[0].sgi:",
        "case.medicines[1].sig:",
        "case.diary[0].day:",
    ):
        assert path in said


def test_a_mistyped_key_gets_a_hint() -> None:
    assert "Did you mean 'sig'?" in faults('[[medicines]]\nname = "x"\nsgi = "y"')
    assert "Did you mean 'sex'?" in faults('[person]\ngender = "F"')
    assert "Did you mean 'medicines'?" in faults('meds = ["x"]')


def test_a_fault_shows_the_faulty_field_only() -> None:
    said = faults('question = "secret"\n[person]\nage = 52\nweight = "68"\nconditions = ["private"]')
    assert "secret" not in said
    assert "private" not in said
    assert "52" not in said


def test_an_adult_weight_on_a_child_is_a_fault() -> None:
    assert "case.person.weight" in faults('[person]\nage = 5\nweight = "300 kg"')


def test_an_unusual_weight_is_a_note_and_is_kept() -> None:
    case = read_case(b'[person]\nage = 40\nweight = "30 kg"', name="case.toml")
    assert case.person.weight_kg == 30
    assert [note.where for note in case.notes] == ["case.person.weight"]


def test_a_birth_date_gives_the_age_on_a_day() -> None:
    case = read_case(b"[person]\nborn = 1974-03-01", name="case.toml")
    assert case.person.age_years is None
    assert case.on(date(2026, 3, 1)).person.age_years == 52


def test_age_and_birth_date_together_are_a_fault() -> None:
    assert "either an age or a birth date" in faults("[person]\nage = 52\nborn = 1974-03-01")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "an empty file"),
        (b" \n ", "an empty file"),
        (b"{}", "came nothing"),
        (b"[person\nage = 52", "line 1"),
        (b"[person]\nage = 1\nage = 2", "Cannot overwrite"),
        (b'{"person": {"age": 52}', "expected JSON"),
        (b'{"person": {"age": 1, "age": 2}}', "the key 'age' twice"),
        (b'{"person": {"age": NaN}}', "not finite"),
        (b"\x7fELF\x00\x01", "a binary file"),
        (b"\x89PNG\r\n\x1a\n\x00", "UTF-8"),
        (b"\xff\xfea\x00", "UTF-16"),
        (b'name = "caf\xe9"', "line 1"),
        (b"<html></html>", "XML or HTML"),
        (b'{"resourceType": "Bundle"}', "Bundle"),
        (b"a=" + b"[" * 100_000, "nested too deep"),
        (b'{"a":' * 100_000, "nested too deep"),
        (b"x" * 50_000_000, "at most 4 MB"),
        (b"[1, 2]", "TOML"),
        (b"[person]\nage = 0x" + b"f" * 9000, "case.person.age"),
        (b"[person]\nage = 1" + b"0" * 9000, "TOML"),
    ],
)
def test_a_broken_file_says_what_is_wrong(data: bytes, says: str) -> None:
    assert says in faults(data)


def test_the_schema_is_closed_and_names_every_table() -> None:
    schema = case_schema()
    assert schema["additionalProperties"] is False
    assert {"PersonIn", "MedicineIn", "DiaryIn", "ExerciseIn", "PreferencesIn"} <= set(schema["$defs"])
    assert "68 kg" in json.dumps(schema)


def test_what_could_steer_a_terminal_is_taken_out() -> None:
    case = read_case(b'question = "a\\u001b[31mb\\u202ec"\nmedicines = ["baclofen\\u0007 10 mg TID"]', name="case.toml")
    assert case.question == "a[31mbc"
    assert case.medicines[0].name == "baclofen"


def test_a_list_of_medicines_longer_than_any_person_takes_is_refused() -> None:
    data = b"medicines = [" + b'"baclofen 10 mg TID",' * 201 + b"]"
    with pytest.raises(InputError, match=r"case\.medicines: expected at most 200 entries, came 201 entries"):
        read_case(data, name="case.toml")


def test_a_key_of_the_case_below_a_table_is_told_its_place() -> None:
    with pytest.raises(InputError, match="above the first table"):
        read_case(b'[person]\nage = 40\nquestion = "May I?"\n', name="case.toml")


def test_a_json_file_is_read_as_json_whatever_it_holds() -> None:
    with pytest.raises(InputError, match="came a single value"):
        read_case(b"null", name="case.json")
