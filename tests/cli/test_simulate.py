"""`lissom simulate` and `lissom explain`, as typed."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest


def lissom(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "lissom", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


def test_a_pump_is_also_shown_stopping(root: Path) -> None:
    done = lissom("simulate", str(root / "examples" / "pump.toml"), "--people", "256", "--today", "2026-11-25")
    assert done.returncode == 0
    assert "delivery stops on day 4" in done.stdout
    assert "A stop is an emergency" in " ".join(done.stdout.split())


def test_the_bands_are_written_with_their_medicine_and_scenario(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "bands.csv"
    case = str(root / "examples" / "ms-aleve.toml")
    assert lissom("simulate", case, "--people", "128", "--csv", str(out), "--quiet").returncode == 0
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert {row["scenario"] for row in rows} == {"as directed"}
    assert all(float(row["q05"]) <= float(row["q50"]) <= float(row["q95"]) for row in rows)


def test_ten_million_people_are_refused_by_name() -> None:
    done = lissom("simulate", "-", "--people", "10000000")
    assert done.returncode == 2
    assert "1000000" in done.stderr


def test_parquet_holds_the_rows_of_the_csv(root: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    out = tmp_path / "bands.parquet"
    case = str(root / "examples" / "ms-aleve.toml")
    assert lissom("simulate", case, "--people", "128", "--parquet", str(out)).returncode == 0
    assert parquet.read_table(out).column_names[:4] == ["ingredient", "model", "scenario", "time_h"]


def test_explain_shows_equation_value_grade_and_source() -> None:
    done = lissom("explain", "baclofen.tone")
    assert "EC50^hill" in done.stdout
    assert "assumption" in done.stdout
    assert "McLellan" in done.stdout


def test_an_unknown_outcome_is_answered_with_those_there_are() -> None:
    done = lissom("explain", "baclofen.tome")
    assert done.returncode == 2
    assert "baclofen.tone" in done.stderr
