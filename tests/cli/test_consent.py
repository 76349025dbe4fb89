"""`lissom consent`, `ipdas`, `choose` and `read` as a person at a terminal meets them."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

# The command-line library reaches for names that its own base has deprecated; that is no news about this house.
pytestmark = pytest.mark.filterwarnings("ignore:'click:DeprecationWarning")


class Result(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Result]
CASE = str(Path(__file__).parents[2] / "examples" / "ms-aleve.toml")
SOUND = (
    "--person", "P1", "--decision", "yes", "--capacity", "has", "--capacity-by", "Dr C", "--clinician", "Dr C",
    "--talk", "Spoke of it", "--condition", "MS", "--told", "1=yes: three a day", "--at", "2026-11-25T14:00+01:00",
    "--today", "2026-11-25",
)  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line against a store of its own; what it printed and how it left."""
    from lissom.cli.main import run as leave

    monkeypatch.setenv("LISSOM_DATA_DIR", str(tmp_path / "store"))

    def say(*words: str, typed: str = "") -> Result:
        monkeypatch.setattr(sys, "argv", ["lissom", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        with pytest.raises(SystemExit) as stop:
            leave()
        out, err = capsys.readouterr()
        return Result(int(stop.value.code or 0), out, err)

    return say


def plain(result: Result) -> Any:
    assert result.code == 0, result.err
    return json.loads(result.out)


def test_the_word_aid_may_be_left_out(run: Run, tmp_path: Path) -> None:
    short, long = str(tmp_path / "a.html"), str(tmp_path / "b.html")
    assert run("consent", CASE, "--html", short, "--today", "2026-11-25").code == 0
    assert run("consent", "aid", CASE, "--html", long, "--today", "2026-11-25").code == 0
    assert Path(short).read_bytes() == Path(long).read_bytes()


def test_options_may_stand_before_the_case(run: Run) -> None:
    assert "Deciding about baclofen" in run("consent", "--short", CASE).out


def test_the_aid_comes_as_pdf(run: Run, tmp_path: Path) -> None:
    assert run("consent", CASE, "--pdf", str(tmp_path / "a.pdf"), "--quiet").code == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_a_decision_is_kept_verified_withdrawn_and_exported(run: Run, tmp_path: Path) -> None:
    kept = plain(run("consent", "record", CASE, *SOUND, "--json"))
    assert (kept["number"], kept["lacks"]) == (1, [])
    assert plain(run("consent", "verify", "--receipt", kept["receipt"], "--json"))["intact"] is True
    assert run("consent", "withdraw", "1").code == 0
    assert [one["withdrawn"] is not None for one in plain(run("consent", "list", "--json"))] == [True, False]
    pdf, fhir = tmp_path / "r.pdf", tmp_path / "c.json"
    assert run("consent", "export", "1", "--pdf", str(pdf), "--fhir", str(fhir), "--quiet").code == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    statuses = [one["resource"].get("status") for one in json.loads(fhir.read_text())["entry"]]
    assert "inactive" in statuses


def test_a_record_that_leaves_something_open_is_exported_and_says_so(run: Run, tmp_path: Path) -> None:
    assert plain(run("consent", "record", CASE, "--person", "P1", "--decision", "yes", "--json"))["lacks"]
    page = tmp_path / "r.html"
    assert run("consent", "export", "1", "--html", str(page), "--quiet").code == 0
    assert "What this record leaves open" in page.read_text("utf-8")


def test_the_same_case_and_day_show_the_same_page(run: Run) -> None:
    first, second = (plain(run("consent", "record", CASE, *SOUND, "--json")) for _ in range(2))
    assert first["shown"] == second["shown"]
    assert first["hash"] != second["hash"]


def test_another_day_shows_another_page(run: Run) -> None:
    first = plain(run("consent", "record", CASE, *SOUND, "--json"))
    second = plain(run("consent", "record", CASE, *SOUND[:-1], "2026-11-26", "--json"))
    assert first["shown"] != second["shown"]


def test_a_moment_is_kept_in_utc(run: Run) -> None:
    run("consent", "record", CASE, *SOUND)
    assert plain(run("consent", "list", "--json"))[0]["at"] == "2026-11-25T13:00:00Z"


def test_what_was_not_checked_is_said(run: Run) -> None:
    result = run("consent", "record", CASE, "--person", "P1", "--decision", "later")
    assert "Nobody checked whether it was understood" in result.out


@pytest.mark.parametrize(
    "words",
    [
        ("consent", "record", CASE, "--decision", "yes"),
        ("consent", "record", CASE, "--person", "P1", "--decision", "yes", "--at", "0001-01-01T00:00+14:00"),
        ("consent", "record", CASE, "--person", "P1", "--decision", "yes", "--talk", "\udcff"),
        ("consent", "record", CASE, "--person", "P1"),
        ("consent", "record", CASE, "--person", "P1", "--decision", "perhaps"),
        ("consent", "record", CASE, "--person", "P1", "--decision", "yes", "--told", "99=yes"),
        ("consent", "record", CASE, "--person", "P1", "--decision", "yes", "--at", "2026-11-25T14:00"),
        ("consent", "record", CASE, "--person", "P1", "--decision", "yes", "--capacity", "lacks"),
        ("consent", "withdraw", "7"),
        ("consent", "export", "7", "--pdf", "x.pdf"),
        ("choose", CASE, "--answer", "relief>fun"),
        ("read", "no-such-file.html"),
    ],
)
def test_what_cannot_be_is_refused(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words)
    assert (result.code, result.out) == (2, "")
    assert "to put right" in result.err


def test_the_criteria_are_printed_with_those_that_fail_first(run: Run) -> None:
    lines = run("ipdas").out
    assert "6 of 6 that apply" in lines
    assert lines.index("Not met") < lines.index("IPQ01")


def test_a_choice_names_no_winner(run: Run) -> None:
    made = plain(run("choose", CASE, "--json"))
    assert len([one for one in made["standings"] if one["best_in_100"] > 0]) > 1


def test_questions_are_asked_until_an_empty_line(run: Run) -> None:
    made = plain(run("choose", CASE, "--ask", "--json", typed="1\n\n"))
    assert [one["preferred"] for one in made["answered"]] == ["first"]


def test_an_article_is_read_from_stdin(run: Run) -> None:
    made = plain(run("read", "-", "--json", typed="Baclofen is better than other muscle relaxants. It rains."))
    assert [(one["number"], one["mark"]) for one in made["marked"]] == [(1, "contradicted")]
