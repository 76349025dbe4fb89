"""What the user's own labels add to `check` and `assess`, and what it costs where there are none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Say

pytestmark = pytest.mark.filterwarnings("ignore:'click:DeprecationWarning")

PAIR = ("haloperidol 2 mg BID", "baclofen 10 mg TID", "--age", "60")


def test_check_quotes_the_labels_of_the_store(filled: Say) -> None:
    _, out, _ = filled("check", *PAIR, "--json")
    told = json.loads(out)
    quoted = [one for finding in told["findings"] for one in finding["quoted"]]
    quoted += [quote for pair in told["named_in_labels"] for quote in pair["quotes"]]
    assert quoted
    assert told["labels"]


def test_check_without_a_store_says_the_same_without_labels(lissom: Say) -> None:
    code, out, err = lissom("check", *PAIR)
    assert (code, err) == (0, "")
    assert "your own labels" not in out


def test_a_store_that_cannot_be_read_is_told_and_does_not_stop_a_check(lissom: Say, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "cabinet.sqlite").write_bytes(b"no database" * 500)
    code, out, err = lissom("check", *PAIR)
    assert code == 0
    assert "haloperidol" in out
    assert "Your own labels were not looked at" in err
    assert lissom("check", *PAIR, "--quiet")[2] == ""


@pytest.mark.parametrize("words", [("check", "baclofen", "naproxen"), ("choose", "examples/ms-aleve.toml")])
def test_without_a_store_no_database_is_loaded(words: tuple[str, ...], tmp_path: Path) -> None:
    told = f"import sys; sys.argv = ['lissom', *{words}]; from lissom.cli.main import app; app("
    told += "standalone_mode=False); print('sqlite3' in sys.modules)"
    environment = {**os.environ, "LISSOM_DATA_DIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, env=environment, check=True)  # noqa: S603 -- our own text
    assert done.stdout.splitlines()[-1] == "False"


def test_an_assessment_counts_by_the_price_list_of_the_store(filled: Say, root: Path) -> None:
    code, out, _ = filled("assess", root / "examples" / "ms-aleve.toml", "--json", "--people", "64")
    told = json.loads(out)
    (priced,) = [one for one in told["sections"] if one["job"] == "Price"]
    lists = {source for said in priced["statements"] for source in said["sources"]}
    assert code == 0
    assert lists
    assert lists <= {one["id"] for one in told["sources"]}
    assert all(one.startswith("prices:") for one in lists)


def test_a_choice_weighs_by_the_price_list_of_the_store(filled: Say, root: Path) -> None:
    first, second = (filled("choose", root / "examples" / "ms-aleve.toml", "--json")[1] for _ in range(2))
    told = json.loads(first)
    (cost,) = [one for one in told["spans"] if one["criterion"] == "cost"]
    assert first == second
    assert set(told["price_lists"]) & set(cost["statement"]["sources"])


def test_an_assessment_holds_the_quotations_and_is_the_same_again(filled: Say, tmp_path: Path) -> None:
    case = tmp_path / "case.toml"
    case.write_text('[[medicines]]\nname = "naproxen"\n[[medicines]]\nname = "apixaban"\n', "utf-8")
    first, second = (filled("assess", case, "--json", "--people", "64", "--today", "2026-11-25")[1] for _ in range(2))
    assert first == second
    assert "label:" in first
