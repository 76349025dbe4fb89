"""The names as the library reads them, once for all tests of the room."""

from __future__ import annotations

from pathlib import Path

import pytest

from lissom.medicines.names import Names, read_names


@pytest.fixture(scope="session")
def folder(root: Path) -> Path:
    """The tables of names."""
    return root / "src" / "lissom" / "data" / "names"


@pytest.fixture(scope="session")
def names(folder: Path) -> Names:
    return read_names(folder)
