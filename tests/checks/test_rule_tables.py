"""The tables of this room fit each other, the interaction and dosing tables, and the code that names their rows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lissom.checks.kinds import NAMING, NOT_PAIRS, Kind
from lissom.checks.run import RULES
from lissom.library import Library

ROOM = Path("src/lissom/checks")


@pytest.fixture(scope="module")
def code(root: Path) -> str:
    """Everything this room is written in."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((root / ROOM).rglob("*.py")))


def test_every_interaction_row_says_what_it_is_about(library: Library) -> None:
    assert {row.id for row in library.rules.interactions} == set(library.rules.kinds)


def test_every_kind_that_is_looked_up_in_pairs_can_be_named() -> None:
    assert set(Kind) - set(NAMING) <= NOT_PAIRS


def test_every_threshold_is_used_and_every_used_one_exists(library: Library, code: str) -> None:
    named = set(
        re.findall(
            r'"((?:age|anticholinergic|contradiction|dose|kidney|liver|nsaid|overdose|risk|route|sedation|signs|withdrawal)\.[\w.]+)"',
            code,
        )
    )
    built = {f"nsaid.CrCl_fall_{group}{end}" for group in ("healthy", "at_risk") for end in ("", "_low", "_high")}
    liquid = {f"liquid.baclofen_{end}" for end in ("weakest", "strongest")}
    doses = {f"risk.encephalopathy_{end}_dose" for end in ("high", "low")}
    assert named | built | liquid | doses == set(library.rules.thresholds)


def test_every_caution_can_say_something_with_a_source(library: Library) -> None:
    for row in library.rules.cautions:
        assert (row.text and row.sources and row.grade) or set(row.rows) & set(library.rules.by_id), row.id
        assert set(row.sources) <= set(library.sources), row.id


def test_every_caution_names_a_condition_that_can_be_recognised(library: Library, code: str) -> None:
    known = {one.id for one in library.rules.conditions}
    follow = set(re.findall(r'^        "(\w+)": ', code, flags=re.MULTILINE))
    assert {row.condition for row in library.rules.cautions} <= known | follow


def test_no_code_of_this_room_names_a_source_but_our_own_reasoning(library: Library, code: str) -> None:
    quoted = set(re.findall(r'"([a-z0-9_]+)"', code))
    assert quoted & set(library.sources) <= {"lissom_reasoning"}


def test_every_rule_is_documented(root: Path) -> None:
    page = (root / "docs" / "checks.md").read_text(encoding="utf-8")
    missing = [rule.__name__ for rule in RULES if f"`{rule.__name__}`" not in page]
    assert not missing


def test_every_exposure_names_a_medicine_and_a_cause_that_exist(library: Library) -> None:
    known = set(library.names.ingredients) | set(library.names.classes) | {one.id for one in library.rules.conditions}
    assert {row.drug for row in library.exposures} <= set(library.names.ingredients)
    assert {row.cause for row in library.exposures} <= known
    assert all(row.low <= row.value <= row.high for row in library.exposures)


def test_every_sedative_is_a_medicine_that_sedates_with_a_half_life_in_its_range(library: Library) -> None:
    for row in library.sedatives:
        assert "cns_depressant" in library.names.ingredients[row.drug].classes, row.id
        assert 0 < row.low <= row.half_life_h <= row.high, row.id
        assert row.single_mg > 0, row.id


def test_every_sign_is_of_a_known_state_and_of_a_medicine_or_class_that_exists(library: Library) -> None:
    known = set(library.names.ingredients) | set(library.names.classes) | {"anyone"}
    assert {row.drug for row in library.signs} <= known
    of_a_medicine = {"withdrawal", "too_much", "failure", "ran_out", "lowered", "perhaps_less", "raised", "serotonin"}
    amounts = {"tablets_taken", "milligrams_taken", "tablets_of_mg_taken", "taken_instead"}
    of_anyone = {"overdose", "child_got_it", "twice", "self_harm", "asks_to_stop"}
    assert {row.state for row in library.signs} == of_a_medicine | amounts | of_anyone
    assert all(row.words for row in library.signs)


def test_every_row_that_speaks_for_a_subject_is_used_by_a_rule(library: Library, code: str) -> None:
    assert {subject for subject in library.rules.speakers if f'"{subject}"' not in code} == set()


def test_no_rule_names_a_row_of_a_table_by_its_id(code: str) -> None:
    assert re.findall(r'"(?:INT|DOS|CAU)\d{3}[A-Z]?"', code) == []


def test_only_classes_that_may_speak_stand_where_a_drug_stands(library: Library) -> None:
    classes = {row.drug for row in library.interactions} - set(library.names.ingredients)
    assert classes == library.rules.speaking_classes


def test_every_drug_counted_in_milligrams_has_a_highest_day(library: Library) -> None:
    """Without one a dose ten times too high would pass in silence; nabiximols is counted in sprays."""
    assert set(library.drugs) - {row.drug for row in library.dosing if row.item == "max_daily"} <= {"nabiximols"}


def test_a_medicine_that_lowers_blood_pressure_is_seen_beside_tizanidine_whatever_it_is_for(library: Library) -> None:
    members = {name for row in library.interactions if row.drug == "tizanidine" for name in row.members}
    assert "lowers_blood_pressure" in members
