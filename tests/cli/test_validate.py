"""`lissom validate`: what it prints, and what it says where the records of NONMEM are not there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def validate(shared: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "lissom", "validate", "engine"]
    told = {**os.environ, "LISSOM_SHARED": str(shared)}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=told)  # noqa: S603


def test_every_printed_value_of_nonmem_agrees_and_misses_are_named(shared: Path) -> None:
    done = validate(shared)
    assert done.returncode == 0
    assert "3,837 of 3,837" in done.stdout
    assert "PK-TIZ-026" in done.stdout.split("Outside two-fold")[1]


def test_without_nonmem_the_published_part_is_printed_and_the_fault_said(tmp_path: Path) -> None:
    done = validate(tmp_path)
    assert done.returncode == 3
    assert "LISSOM_SHARED" in done.stderr
    assert "PK-BAC-PO-054" in done.stdout
