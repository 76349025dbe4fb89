"""The IPDAS v4 criteria for decision aids, as a list: rows of `consent/ipdas.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lissom.facts.errors import Faults
from lissom.facts.table import Table, member, one_of, read_table, text


class Group(StrEnum):
    QUALIFYING = "qualifying"
    CERTIFICATION = "certification"
    QUALITY = "quality"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    id: str
    group: Group
    criterion: str
    concerns: str
    """`page`: can be seen on the page; `study`: needs work with people; `screening`: only for aids on tests."""
    check: str
    """Name of the check of the page; '' for the others."""


COLUMNS = (
    text("id", required=True),
    member("group", Group),
    text("criterion", required=True),
    one_of("concerns", "page", "study", "screening"),
    text("check"),
)


def read_criteria(path: Path, faults: Faults) -> Table[Criterion]:
    """Every criterion of `consent/ipdas.csv`."""
    return read_table(path, COLUMNS, Criterion, faults)
