"""The clinician's side: what law and guidance of the country ask to be said, and which part of the aid says it."""

from __future__ import annotations

from lissom.answers.consent_aid.aid import Disclosure
from lissom.facts.requirement import TALK_ONLY, holding
from lissom.library import Library


def disclosures(library: Library, country: str) -> tuple[Disclosure, ...]:
    """What must be said in that country, in the order of the table."""
    return tuple(
        Disclosure(requirement=row, part="" if row.part == TALK_ONLY else row.part)
        for row in holding(library.requirements, country)
        if row.part
    )
