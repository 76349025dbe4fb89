"""Where the store lies."""

from __future__ import annotations

from pathlib import Path

import pytest
from platformdirs import user_data_path

from lissom.store.place import folder


@pytest.mark.parametrize("shared", ["", "/elsewhere/share", "not/absolute"])
def test_the_folder_is_the_one_the_system_keeps(shared: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LISSOM_DATA_DIR", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", shared)
    assert folder() == user_data_path("lissom", appauthor=False)


def test_a_named_folder_goes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LISSOM_DATA_DIR", str(tmp_path))
    assert folder() == tmp_path
