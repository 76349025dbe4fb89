"""Fixtures that several rooms' tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from lissom.library import Library, load

ROOT = Path(__file__).resolve().parents[1]

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data beside the checkout; the test is skipped, with the reason, where it is absent."""
    path = Path(os.environ.get("LISSOM_SHARED", ROOT.parent / "shared"))
    if not (path / "data").is_dir():
        pytest.skip(f"needs the shared real data (LISSOM_SHARED), and {path}/data is not there")
    return path


@pytest.fixture(scope="session")
def library() -> Library:
    """Everything Lissom knows, read once: the real one, small enough for tests."""
    return load()
