"""What every job is given: the person as seen, the library, the findings, the curves, and the relaxants taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lissom.answers.cabinet_price import Offers
from lissom.answers.forecasts import Curves
from lissom.assessment import Job, Section
from lissom.checks.finding import Finding
from lissom.checks.present import Present
from lissom.checks.view import View
from lissom.facts.grade import Grade
from lissom.facts.statement import Statement
from lissom.library import Library
from lissom.medicines.drug import Drug

RELAXANT = frozenset({"muscle_relaxant", "antispasticity"})
"""Classes of the medicines this is all about; a painkiller held in full is not one."""

NO_RELAXANT = "Nothing in this list is a relaxant that Lissom holds, so there is nothing to say here."

CONDITION_WORDS = {
    "multiple_sclerosis": r"\bMS\b|multiple sclerosis",
    "spinal_cord_injury": r"\bSCI\b|spinal cord injury|spinal lesion",
    "cerebral_palsy": r"\bCP\b|cerebral palsy",
    "post_stroke": r"stroke|cerebrovascular",
    "traumatic_brain_injury": r"\bTBI\b|\bABI\b|brain injury",
    "als": r"\bALS\b|\bMND\b",
    "back_pain": r"back pain",
    "parkinsons_disease": r"Parkinson",
    "alcohol_use_disorder": r"alcohol use disorder",
}
"""Condition id -> how the tables of trials, uses and guidance write it."""

SPASTIC = frozenset(
    {"multiple_sclerosis", "spinal_cord_injury", "cerebral_palsy", "post_stroke", "traumatic_brain_injury", "als"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A relaxant of the person that is held in full, and how it stands in the case."""

    drug: Drug
    present: Present


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    seen: View
    library: Library
    findings: tuple[Finding, ...]
    curves: Curves
    relaxants: tuple[Held, ...]
    labelled: tuple[Statement, ...] = ()
    """What labels of the user's own store say of pairs that no rule speaks of."""
    prices: Mapping[str, Offers] = field(default_factory=dict)
    """Ingredient id -> its tablets in the user's own price lists."""

    @property
    def country(self) -> str:
        return self.seen.case.country

    @property
    def conditions(self) -> tuple[str, ...]:
        """The person's conditions that tables of evidence know, in a fixed order."""
        return tuple(one for one in CONDITION_WORDS if one in self.seen.conditions)

    def speaks_of_the_person(self, words: str) -> bool:
        """Whether the words of a row name one of the person's conditions."""
        return any(re.search(CONDITION_WORDS[one], words) for one in self.conditions)


def relaxants(seen: View, library: Library) -> tuple[Held, ...]:
    """The relaxants of the case, each once, in its order."""
    found: dict[str, Held] = {}
    for one in seen.present:
        drug = library.drugs.get(one.id)
        if drug is not None and drug.classes & RELAXANT and drug.id not in found:
            found[drug.id] = Held(drug=drug, present=one)
    return tuple(found.values())


def nothing(job: Job) -> Section:
    """The one line of a job when no relaxant is there."""
    return Section(job=job, note=NO_RELAXANT)


def from_the_case(text: str) -> Statement:
    """A plain reading of the case itself, with no claim about the world."""
    return Statement(text=text, sources=("case_record",), grade=Grade.ASSUMPTION)


def groups(
    *pairs: tuple[str, Iterator[Statement] | tuple[Statement, ...]],
) -> tuple[tuple[str, tuple[Statement, ...]], ...]:
    """The groups that have something in them."""
    return tuple((heading, found) for heading, statements in pairs if (found := tuple(statements)))
