"""What a law, professional guidance or standard asks of informed consent: rows of `consent/requirements.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lissom.facts.errors import Faults
from lissom.facts.grade import Grade, Reading
from lissom.facts.table import PROVENANCE, Table, read_table, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    id: str
    framework: str
    element: str
    requirement: str
    """What is asked, in our words."""
    check: str
    """How an assessment can show that it does so."""
    grade: Grade
    reading: Reading
    confidence: str
    source: str
    locator: str


COLUMNS = (
    text("id", required=True),
    text("framework", required=True),
    text("element", required=True),
    text("requirement", required=True),
    text("check", required=True),
    *PROVENANCE,
)


def read_requirements(path: Path, faults: Faults) -> Table[Requirement]:
    """Every requirement of `consent/requirements.csv`."""
    return read_table(path, COLUMNS, Requirement, faults)
