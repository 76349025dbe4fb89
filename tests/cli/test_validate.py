"""`lissom validate`: what it prints, and what it says where the records of NONMEM are not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from lissom.cli.main import app
from lissom.facts.errors import EnvironmentFault

RUN = CliRunner()


def test_every_printed_value_of_nonmem_agrees(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LISSOM_SHARED", str(shared))
    done = RUN.invoke(app, ["validate", "engine"])
    assert done.exit_code == 0
    assert "3,837 of 3,837" in done.output
    assert "PK-TIZ-038" in done.output.split("Outside two-fold")[1], "a miss is named, not hidden"


def test_without_nonmem_the_published_part_is_printed_and_the_fault_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LISSOM_SHARED", str(tmp_path))
    done = RUN.invoke(app, ["validate"])
    assert isinstance(done.exception, EnvironmentFault)
    assert "LISSOM_SHARED" in str(done.exception)
    assert "PK-BAC-PO-054" in done.output
