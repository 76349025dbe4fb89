"""The clinician's side: what law and guidance of the country ask to be said, and which part of the aid says it."""

from __future__ import annotations

from collections.abc import Mapping

from lissom.answers.consent_aid.aid import Disclosure
from lissom.library import Library

FRAMEWORKS: Mapping[str, tuple[str, ...]] = {
    "GB": ("Montgomery", "GMC"),
    "US": ("AMA",),
}
"""Country -> how the frameworks that hold there begin; elsewhere all of them are shown."""

ETHICS = "Faden"

PARTS: Mapping[str, str] = {
    "CNS001": "numbers", "CNS002": "options", "CNS003": "values", "CNS004": "teach-back", "CNS005": "numbers",
    "CNS006": "", "CNS007": "steps", "CNS008": "", "CNS009": "", "CNS010": "values", "CNS011": "", "CNS012": "",
    "CNS013": "", "CNS014": "condition", "CNS015": "unknowns", "CNS016": "options", "CNS017": "options",
    "CNS018": "numbers", "CNS019": "decision", "CNS020": "", "CNS024": "teach-back", "CNS025": "decision",
    "CNS026": "", "CNS027": "condition", "CNS028": "options", "CNS029": "options", "CNS030": "", "CNS031": "",
}  # fmt: skip
"""Requirement -> the part of the aid that answers it; '' where only the talk and the record can."""


def disclosures(library: Library, country: str) -> tuple[Disclosure, ...]:
    """What must be said in that country, in the order of the table."""
    begins = (*FRAMEWORKS.get(country, tuple(one for every in FRAMEWORKS.values() for one in every)), ETHICS)
    return tuple(
        Disclosure(requirement=row, part=PARTS[row.id])
        for row in library.requirements
        if row.id in PARTS and row.framework.startswith(begins)
    )
