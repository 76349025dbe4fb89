"""The verbs as a person types them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

TODAY = ("--today", "2026-11-25")


def lissom(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "lissom", *arguments, *TODAY]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603


def test_a_taper_writes_every_file_it_is_asked_for(root: Path, tmp_path: Path) -> None:
    names = {flag: str(tmp_path / f"plan.{flag}") for flag in ("ics", "pdf", "html", "fhir")}
    flags = [part for flag, path in names.items() for part in (f"--{flag}", path)]
    done = lissom(root, "plan", "taper", "examples/taper80.toml", "--country", "GB", *flags, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["kind"] == "taper"
    assert all(Path(path).stat().st_size > 0 for path in names.values())


@pytest.mark.parametrize(
    "arguments",
    [
        ("plan", "taper", "examples/taper80.toml", "--start", "2020-01-01"),
        ("plan", "taper", "examples/taper80.toml", "--to", "lots"),
        ("plan", "switch", "examples/ms-aleve.toml", "--to", "unobtainium"),
        ("late", "examples/ms-aleve.toml", "--dose", "2pm", "--now", "19:00"),
        ("late", "examples/ms-aleve.toml", "--dose", "14:00", "--now", "13:00+99999999"),
        ("late", "examples/ms-aleve.toml"),
        ("plan", "taper", "examples/ms-aleve.toml", "--to", "nan"),
        ("travel", "examples/ms-aleve.toml", "--from", "Europe/London", "--to", "Asia/Tokyo", "--leave", "9999-12-30"),
        ("plan", "taper", "examples/taper80.toml", "--organiser", "out/sheet.doc"),
        ("score", "--lists", "nowhere"),
        ("day", "examples/ms-aleve.toml", "--train", "noon"),
        ("exercise", "examples/ms-aleve.toml", "--week", "nowhere.ics"),
        ("plan", "taper", "examples/ms-aleve.toml", "--ics", "out/x.ics"),
    ],
)
def test_bad_input_is_named_without_a_traceback(root: Path, arguments: tuple[str, ...]) -> None:
    done = lissom(root, *arguments)
    assert done.returncode == 2
    assert "to put right" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_late_dose_is_answered(root: Path) -> None:
    done = lissom(root, "late", "examples/ms-aleve.toml", "--dose", "14:00", "--now", "19:00")
    assert done.returncode == 0, done.stderr
    assert "leave this one out" in " ".join(done.stdout.split())
