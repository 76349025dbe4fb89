"""`lissom compare` and `lissom validate nma`, as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Say

# The command-line library reaches for names that its own base has deprecated; that is no news about this house.
pytestmark = pytest.mark.filterwarnings("ignore:'click:DeprecationWarning")


def test_it_says_that_none_has_been_shown_to_be_better(lissom: Say) -> None:
    code, out, _ = lissom("compare", "baclofen", "tizanidine", "diazepam", "--condition", "MS")
    assert code == 0
    assert "has been shown to help more than" in " ".join(out.split())
    assert "cannot be told apart" in out


def test_it_fits_two_screens(lissom: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    _, out, _ = lissom("compare", "baclofen", "tizanidine", "diazepam", "dantrolene", "--condition", "MS")
    assert len(out.splitlines()) <= 120


def test_with_a_case_alone_it_compares_what_fits_the_case(lissom: Say, root: Path) -> None:
    code, out, _ = lissom("compare", "--case", root / "examples" / "tizanidine-ciprofloxacin.toml")
    assert code == 0
    assert "Tizanidine. Speaks clearly against it: Ciprofloxacin" in " ".join(out.split())


def test_json_stands_alone_on_stdout(lissom: Say) -> None:
    code, out, err = lissom("compare", "baclofen", "tizanidine", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["comparison"]["condition"] == "any"


def test_the_page_and_the_pdf_are_written_where_asked(lissom: Say, tmp_path: Path) -> None:
    page, paper = tmp_path / "new" / "c.html", tmp_path / "c.pdf"
    code, _, err = lissom("compare", "baclofen", "tizanidine", "--html", page, "--pdf", paper)
    assert code == 0
    assert "comparison:" in err
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert paper.read_bytes().startswith(b"%PDF")


def test_names_and_conditions_that_are_not_known_leave_with_two(lissom: Say) -> None:
    code, out, err = lissom("compare", "aspirin", "--condition", "gout")
    assert (code, out) == (2, "")
    assert "2 things to put right" in err


def test_the_networks_of_other_programs_agree(lissom: Say, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LISSOM_SHARED", str(shared))
    code, out, _ = lissom("validate", "nma")
    assert code == 0
    assert "0 not within what is allowed" in out


def test_without_them_it_says_what_is_missing_and_leaves_with_three(
    lissom: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LISSOM_SHARED", str(tmp_path))
    code, _, err = lissom("validate", "nma")
    assert code == 3
    assert "LISSOM_SHARED" in err
