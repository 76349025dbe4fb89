"""Statements made from rows: the row's own sentence, its source, its grade, its id. Nothing is said here that no row
says.
"""

from __future__ import annotations

from collections.abc import Iterable

from lissom.checks.dosing import Dosing
from lissom.checks.interaction import Interaction
from lissom.facts.fact import Fact
from lissom.facts.grade import Grade
from lissom.facts.statement import Statement, sources_of

GRADES = list(Grade)
REASONING = "lissom_reasoning"
"""The source of what we work out ourselves; the row or the sentence says the reasoning."""


def effect(row: Interaction, lead: str = "") -> Statement:
    """What the pair does, as the row says it; `lead` is a sentence about this person that goes before."""
    return row.stated(f"{lead} {row.effect}") if lead else row.effect_stated


def action(row: Interaction) -> Statement:
    """What to do, as the row says it."""
    return row.action_stated


def rule(row: Dosing, lead: str = "") -> Statement:
    """The rule of a dosing row, with the country it holds in when it is not everywhere."""
    return row.stated(f"{lead} {row.text}") if lead else row.statement


def ours(
    text: str,
    *rows: Interaction | Dosing | Fact,
    sources: Iterable[str] = (),
    grade: Grade | None = None,
    clinician: str = "",
) -> Statement:
    """A sentence of ours about this person that rests on rows, on named sources, or else on written reasoning."""
    named = [source for row in rows for source in sources_of(row.source)] + list(sources)
    return Statement(
        text=text,
        sources=tuple(dict.fromkeys(named)) or (REASONING,),
        grade=grade or _weakest(row.grade for row in rows) or Grade.ASSUMPTION,
        facts=tuple(row.id for row in rows),
        clinician=clinician,
    )


def from_the_case(text: str) -> Statement:
    """A plain reading of the case itself, with no claim about the world."""
    return Statement(text=text, sources=(REASONING,), grade=Grade.ASSUMPTION)


def in_plain(unit: str) -> str:
    """A UCUM unit as people write it."""
    return unit.replace("{1.73_m2}", "1.73 m²").replace("ug", "µg")


def _weakest(grades: Iterable[Grade]) -> Grade | None:
    return max(grades, key=GRADES.index, default=None)
