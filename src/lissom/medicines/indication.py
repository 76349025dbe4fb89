"""For which condition a medicine is labelled, recommended or only tried: rows of `conditions/conditions.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lissom.facts.errors import Faults
from lissom.facts.grade import Grade, Reading
from lissom.facts.table import PROVENANCE, Table, read_table, several, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Indication:
    """What one source says of one condition. A status that was not seen is '', never 'not labelled'."""

    id: str
    condition: str
    drugs: tuple[str, ...]
    """Ingredient ids; () when the row speaks of a class or of no medicine."""
    drug_name: str
    """The medicines as the source names them."""
    route: str
    status_US: str
    status_GB: str
    status_other: str
    evidence: str
    """How strong the evidence is, in the source's or our words."""
    guideline: str
    recommendation: str
    grade: Grade
    reading: Reading
    confidence: str
    source: str
    locator: str


COLUMNS = (
    text("id", required=True),
    text("condition", required=True),
    several("drugs"),
    text("drug_name"),
    text("route"),
    text("status_US"),
    text("status_GB"),
    text("status_other"),
    text("evidence"),
    text("guideline"),
    text("recommendation", required=True),
    *PROVENANCE,
)


def read_indications(path: Path, faults: Faults) -> Table[Indication]:
    """Every row of `conditions/conditions.csv`."""
    return read_table(path, COLUMNS, Indication, faults)
