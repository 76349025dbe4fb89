"""Checks made from one line each: `check("baclofen 10 mg TID", age=52)` gives the findings by id."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from lissom.case.flags import case_from_lines
from lissom.checks.finding import Finding
from lissom.checks.run import findings
from lissom.checks.view import view
from lissom.library import Library

TODAY = date(2026, 11, 25)
Check = Callable[..., dict[str, Finding]]


@pytest.fixture(scope="session")
def check(library: Library) -> Check:
    """The findings of prescription lines and flags, by id, in their order."""

    def run(*lines: str, **flags: Any) -> dict[str, Finding]:
        case = case_from_lines(lines, **flags)
        seen = view(case, library.names, library.rules, library.drugs, TODAY, models=lambda: library.models)
        return {finding.id: finding for finding in findings(seen)}

    return run
