"""What web articles say of these medicines, or leave out, with our verdict: rows of `claims/claims.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lissom.facts.errors import Faults
from lissom.facts.grade import Grade, Reading
from lissom.facts.table import Table, member, one_of, read_table, text


class Verdict(StrEnum):
    """How a claim stands against the sources."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    UNSUPPORTED = "unsupported"
    CONTRADICTED = "contradicted"
    OUTDATED = "outdated"
    OMISSION = "omission"
    """Nothing false was said; something that matters was left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    id: str
    kind: str
    """`claim` or `omission`."""
    section: str
    claim: str
    """What is said, in our words."""
    verdict: Verdict
    sources_say: str
    why_it_matters: str
    grade: Grade
    reading: Reading
    source: str
    locator: str


COLUMNS = (
    text("id", required=True),
    one_of("kind", "claim", "omission"),
    text("section", required=True),
    text("claim", required=True),
    member("verdict", Verdict),
    text("sources_say"),
    text("why_it_matters"),
    member("grade", Grade),
    member("reading", Reading),
    text("source", required=True),
    text("locator"),
)


def read_claims(path: Path, faults: Faults) -> Table[Claim]:
    """Every claim of `claims/claims.csv`."""
    return read_table(path, COLUMNS, Claim, faults)
