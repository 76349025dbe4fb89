"""What the tests of plans share: the library, and questions about the example cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lissom.answers.planning.asked import Asked, asked, with_country
from lissom.case.reading import case_from_document, read_case
from lissom.library import Library

TODAY = date(2026, 11, 25)
Ask = Callable[..., Asked]


@pytest.fixture(scope="session")
def ask(root: Path, library: Library) -> Ask:
    """The question about the relaxant of an example, under the labels of a country."""

    def of(name: str, country: str = "", **more: object) -> Asked:
        case = read_case((root / "examples" / f"{name}.toml").read_bytes(), name=f"{name}.toml")
        return asked(with_country(case, country), library, TODAY, people=128, **more)  # type: ignore[arg-type]

    return of


@pytest.fixture(scope="session")
def ask_of(library: Library) -> Ask:
    """The question about a person written in the test: fields of a case document."""

    def of(**document: object) -> Asked:
        return asked(case_from_document(document), library, TODAY, people=128)

    return of
