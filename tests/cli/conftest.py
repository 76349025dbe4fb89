"""A command line as a person types it, in this process: exit code, stdout, stderr."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def lissom(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Say:
    """Runs a command line with a store of its own; (exit code, stdout, stderr)."""
    monkeypatch.setenv("LISSOM_DATA_DIR", str(tmp_path / "data"))

    from lissom.cli.main import run

    def say(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["lissom", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            run()
        out, err = capsys.readouterr()
        return int(stop.value.code or 0), out, err

    return say


@pytest.fixture(scope="session")
def real_store(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a store of real labels, prices and approvals, made once."""
    from lissom.store.adding import add

    at = tmp_path_factory.mktemp("real") / "cabinet.sqlite"
    add([shared / "data" / one for one in ("spl", "nadac", "drugsfda")], at=at, processes=1)
    return at


@pytest.fixture
def filled(lissom: Say, real_store: Path, tmp_path: Path) -> Say:
    """The same with a copy of that store."""
    (tmp_path / "data").mkdir()
    shutil.copy(real_store, tmp_path / "data" / real_store.name)
    return lissom
