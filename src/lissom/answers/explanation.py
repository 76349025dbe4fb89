"""Why a finding is said: the finding itself, the rows and numbers behind it, and what in the case set it off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from lissom.answers.provenance import FactRow, fact_row
from lissom.case.case import Case
from lissom.case.medicine import Medicine
from lissom.case.person import Person
from lissom.checks.finding import Finding
from lissom.checks.run import findings
from lissom.checks.view import view
from lissom.facts.errors import Fault, InputError
from lissom.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A finding with the rows of our data it rests on."""

    finding: Finding
    rows: tuple[FactRow, ...]
    in_a_case: bool
    """False when no case was given, and the finding is that of a person of whom nothing else is known."""


def explain(name: str, library: Library, *, case: Case | None, today: date) -> Explanation:
    """The finding of that id in the case, or in a person who takes just the medicines its id names.

    Raises `InputError` when there is no such finding, with the ids that there are.
    """
    asked = case or Case(person=Person(), medicines=_named_in(name, library))
    seen = view(asked.on(today), library.names, library.rules, library.drugs, today, models=lambda: library.models)
    found = {finding.id: finding for finding in findings(seen)}
    if name not in found:
        raise InputError([_unknown(name, tuple(found), case is not None)])
    finding = found[name]
    ids = dict.fromkeys(fact for statement in finding.statements for fact in statement.facts)
    rows = tuple(fact_row(row, library) for one in ids if (row := library.fact(one)) is not None)
    return Explanation(finding=finding, rows=rows, in_a_case=case is not None)


def _named_in(name: str, library: Library) -> tuple[Medicine, ...]:
    """The medicines whose ids stand in the id of a finding, the longest ids first (`naproxen`, `baclofen`)."""
    left = f"_{name}_"
    found = []
    for one in sorted(library.names.ingredients, key=len, reverse=True):
        if f"_{one}_" in left:
            left = left.replace(f"_{one}_", "__")
            found.append(one)
    return tuple(
        Medicine(name=library.names.ingredients[one].name, where=f"medicines[{place}]")
        for place, one in enumerate(found)
    )


def _unknown(name: str, found: tuple[str, ...], in_a_case: bool) -> Fault:
    if in_a_case:
        near = get_close_matches(name, found, n=3, cutoff=0.4) or found[:5]
        todo = f"Findings there: {', '.join(near)}." if near else "There is none in this case."
        return Fault(where="FINDING", expected="the id of a finding in this case", came=repr(name), todo=todo)
    todo = "Give the case it was found in: lissom why FINDING CASE. For the id of a fact or a source: lissom source ID."
    return Fault(
        where="FINDING", expected="a finding that the medicines in its id alone explain", came=repr(name), todo=todo
    )
