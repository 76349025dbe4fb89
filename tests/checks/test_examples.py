"""The examples that come with the program, as the checks see them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lissom.case.reading import read_case
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.run import findings
from lissom.checks.view import View, view
from lissom.library import Library

TODAY = date(2026, 11, 25)


def viewed(library: Library, root: Path, name: str) -> View:
    path = root / "examples" / f"{name}.toml"
    case = read_case(path.read_bytes(), name=path.name).on(TODAY)
    return view(case, library.names, library.rules, library.drugs, TODAY, models=lambda: library.models)


def found(library: Library, root: Path, name: str) -> dict[str, Finding]:
    return {one.id: one for one in findings(viewed(library, root, name))}


def test_an_overdue_pump_with_signs_is_an_emergency(library: Library, root: Path) -> None:
    assert found(library, root, "pump")["intrathecal_baclofen_withdrawal_may_have_begun"].emergency


def test_a_pump_always_shows_its_boxed_warning(library: Library, root: Path) -> None:
    warning = found(library, root, "pump")["intrathecal_baclofen_must_not_stop"]
    assert (warning.severity, warning.stance) == (Severity.MAJOR, Stance.SHOW)


def test_drowsiness_and_confusion_with_weak_kidneys_are_an_emergency(library: Library, root: Path) -> None:
    assert found(library, root, "ckd")["baclofen_may_be_building_up"].emergency


def test_a_planned_taper_is_named_and_interrupts_nobody(library: Library, root: Path) -> None:
    all_of_it = found(library, root, "taper")
    assert all_of_it["baclofen_is_being_tapered"].stance is Stance.SHOW
    assert [name for name, one in all_of_it.items() if one.stance is Stance.INTERRUPT] == []


@pytest.mark.parametrize("name", ["ms-aleve", "back-pain-sertraline", "child-cp", "taper"])
def test_no_quiet_example_is_an_emergency(library: Library, root: Path, name: str) -> None:
    assert not any(one.emergency for one in found(library, root, name).values())


@pytest.mark.parametrize("name", ["pump", "ckd", "taper", "ms-aleve", "older-opioid-benzodiazepine"])
def test_every_first_sentence_names_a_medicine_of_its_finding(library: Library, root: Path, name: str) -> None:
    """A first sentence stands alone in the summary; silent findings never get there."""
    seen = viewed(library, root, name)
    for one in findings(seen):
        if one.stance is Stance.SILENT:
            continue
        about = [each for each in seen.present if each.medicine and each.where in one.triggers]
        called = {
            name for each in about for name in (each.name, each.hidden_in, each.medicine.name if each.medicine else "")
        }
        said = one.what[0].text.lower()
        assert not about or any(word and word.lower() in said for word in called), one.what[0].text
