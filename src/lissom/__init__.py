"""Lissom: the person and the prescription in, a sourced assessment of a muscle relaxant out.

import datetime, pathlib
import lissom

case = lissom.read_case(pathlib.Path("examples/ms-aleve.toml").read_bytes(), name="ms-aleve.toml")
assessment = lissom.assess(case, lissom.load(), today=datetime.date(2026, 1, 1), seed=1)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lissom.assessing import assess
    from lissom.assessment import Assessment
    from lissom.case.case import Case
    from lissom.case.medicine import Medicine
    from lissom.case.person import Person
    from lissom.case.reading import read_case
    from lissom.case.regimen import Regimen
    from lissom.case.sig import read_sig
    from lissom.checks.finding import Finding, Severity
    from lissom.facts.errors import DataError, InputError, LissomError
    from lissom.facts.grade import Grade
    from lissom.facts.source import Source
    from lissom.facts.statement import Statement
    from lissom.library import Library, load
    from lissom.population.forecast import Forecast

__version__ = "0.1.0"

__all__ = [
    "Assessment",
    "Case",
    "DataError",
    "Finding",
    "Forecast",
    "Grade",
    "InputError",
    "Library",
    "LissomError",
    "Medicine",
    "Person",
    "Regimen",
    "Severity",
    "Source",
    "Statement",
    "assess",
    "load",
    "read_case",
    "read_sig",
]

_HOME = {
    "Assessment": "assessment",
    "Case": "case.case",
    "DataError": "facts.errors",
    "Finding": "checks.finding",
    "Forecast": "population.forecast",
    "Grade": "facts.grade",
    "InputError": "facts.errors",
    "Library": "library",
    "LissomError": "facts.errors",
    "Medicine": "case.medicine",
    "Person": "case.person",
    "Regimen": "case.regimen",
    "Severity": "checks.finding",
    "Source": "facts.source",
    "Statement": "facts.statement",
    "assess": "assessing",
    "load": "library",
    "read_case": "case.reading",
    "read_sig": "case.sig",
}


def __getattr__(name: str) -> object:
    """Fetch a public name from its room when it is first asked for, so that `import lissom` costs nothing."""
    if name not in _HOME:
        raise AttributeError(f"module 'lissom' has no attribute {name!r}")
    return getattr(import_module(f"lissom.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*__all__, "__version__"})
