"""The interaction table as it is published: plain rows, each column explained, free of rights.

Written as it stands, or with every class written out as its members.
"""

from __future__ import annotations

from collections.abc import Iterator

from lissom.checks.interaction import Interaction
from lissom.library import Library

LICENCE = "CC0 1.0 Universal (public domain dedication): https://creativecommons.org/publicdomain/zero/1.0/"
DICTIONARY: dict[str, str] = {
    "id": "Stable id of the row; never used again for another fact.",
    "drug": "Ingredient id (INN, lower case) of the relaxant or painkiller, or the class the row speaks for.",
    "route": "oral, intrathecal, iv; empty: any.",
    "members": "Ingredient or class ids of the other side, separated by ';'; any is enough. Empty: a condition.",
    "other_name": "The other side as the source names it.",
    "knowledge": "interacts; none known (looked for, with the reason); unknown.",
    "severity": "contraindicated, major, moderate, minor, for people at large; empty unless it interacts.",
    "kind": "What the row is about: sedation, raises (the level of the drug), raised_by (the drug raises the other).",
    "mechanism": "pd (effects add up or oppose), pk (the level changes), both.",
    "effect": "What happens, in our own words.",
    "action": "What to do, in our own words.",
    "jurisdiction": "ISO country codes whose label or authority says it, separated by ';'; empty: none in particular.",
    "grade": "label, trial, observational, case report, theory, assumption: the kind of evidence.",
    "reading": "Where it was read: full text, abstract, label, secondary (a copy), reasoned (by us).",
    "confidence": "high, medium, low: how surely it was read there.",
    "source": "Ids of the sources, separated by ';'; `citation` spells them out.",
    "locator": "Where in the source.",
    "citation": "The sources as one can look them up.",
}
EXPANDED: dict[str, str] = {
    "drug_ingredient": "One ingredient that `drug` stands for.",
    "other_ingredient": "One ingredient that `members` stands for.",
}


def exported(library: Library, *, expanded: bool = False) -> Iterator[dict[str, str]]:
    """Every row as text cells in the order of `DICTIONARY`; with `expanded`, one row for each pair of ingredients."""
    for row in library.interactions:
        cells = _cells(library, row)
        if expanded:
            for drug in _members(library, frozenset({row.drug})):
                for other in _members(library, row.members):
                    if other != drug:
                        yield {**cells, "drug_ingredient": drug, "other_ingredient": other}
        else:
            yield cells


def _cells(library: Library, row: Interaction) -> dict[str, str]:
    kind = library.rules.kinds.get(row.id)
    made = {
        "members": ";".join(sorted(row.members)),
        "severity": row.severity.value if row.severity else "",
        "kind": str(kind) if kind else "",
        "citation": " | ".join(library.sources[name].citation for name in row.source.split(";")),
    }
    return {name: made[name] if name in made else str(getattr(row, name)) for name in DICTIONARY}


def _members(library: Library, ids: frozenset[str]) -> list[str]:
    ingredients = library.names.ingredients
    return sorted(name for name, one in ingredients.items() if (one.classes | {name}) & ids)
