"""What can be said of a medicine, as concepts that meet in one sentence: rows of two tables of `claims/`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lissom.facts.errors import Faults
from lissom.facts.table import Table, member, pattern, read_table, several, text

OTHER_RELAXANT, MORE_DRUGS = "other_relaxant", "more_drugs"
"""Concepts that the medicines named in a sentence give: a second relaxant; several medicines."""


class Mark(StrEnum):
    SUPPORTED = "supported"
    PARTLY = "partly"
    CONTRADICTED = "contradicted"
    NOT_JUDGED = "not judged"
    """We hold the claim, and no source that speaks for or against it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """By which words a concept shows."""

    id: str
    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """Concepts in `needs` are parted by spaces, alternatives by '|'."""

    id: str
    claim: str
    drug: str
    needs: str
    without: str
    head: str
    asserted: Mark
    denied: Mark
    text: str
    facts: tuple[str, ...]

    @property
    def concepts(self) -> frozenset[str]:
        """Every concept that the row names."""
        return frozenset(f"{self.needs.replace('|', ' ')} {self.without} {self.head}".split())


CONCEPT_COLUMNS = (text("id", required=True), pattern("pattern"))
COLUMNS = (
    text("id", required=True),
    text("claim"),
    text("drug"),
    text("needs", required=True),
    text("without"),
    text("head"),
    member("asserted", Mark),
    member("denied", Mark),
    text("text"),
    several("facts"),
)


def read_concepts(path: Path, faults: Faults) -> Table[Concept]:
    """Every concept of `claims/concepts.csv`."""
    return read_table(path, CONCEPT_COLUMNS, Concept, faults)


def read_propositions(path: Path, faults: Faults) -> Table[Proposition]:
    """Every row of `claims/propositions.csv`."""
    return read_table(path, COLUMNS, Proposition, faults)
