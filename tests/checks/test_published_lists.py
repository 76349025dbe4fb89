"""The published lists of pairs: high-priority ones interrupt, non-interruptive ones are quiet in a person without
risk factors.

The lists (ONC, as name pairs) lie beside the checkout; they are read here and nowhere in the
product, and no rule knows a row of them.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lissom.checks.finding import Finding, Stance
from lissom.library import Library

Check = Callable[..., dict[str, Finding]]
HEALTHY = {"age": 45, "sex": "M", "weight": "80 kg", "creatinine": "0.9 mg/dL"}


@pytest.fixture(scope="module")
def covered(library: Library) -> frozenset[str]:
    """The medicines the interaction table speaks for."""
    return frozenset(library.rules.interactions_of)


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["drug_a"], row["drug_b"]


def _interrupting(found: dict[str, Finding]) -> list[str]:
    return [name for name, finding in found.items() if finding.stance is Stance.INTERRUPT]


def test_every_high_priority_pair_in_scope_interrupts(check: Check, shared: Path, covered: frozenset[str]) -> None:
    pairs = _pairs(shared / "data/ddi/onc_high_priority_pairs.csv")
    in_scope = [pair for pair in pairs if covered & {pair[0].lower(), pair[1].lower()}]
    assert in_scope
    assert [pair for pair in in_scope if not _interrupting(check(*pair, **HEALTHY))] == []


def test_no_non_interruptive_pair_interrupts_in_a_healthy_adult(check: Check, shared: Path) -> None:
    pairs = _pairs(shared / "data/ddi/onc_non_interruptive_pairs.csv")
    loud = {pair: names for pair in pairs if (names := _interrupting(check(*pair, **HEALTHY)))}
    assert loud == {}


def test_no_reasoned_negative_is_raised_as_an_interaction_of_its_mechanism(check: Check, library: Library) -> None:
    """Every explicit 'none known' of one medicine with another: no finding of the same mechanism above information."""
    negatives = [row for row in library.rules.interactions if row.knowledge.value == "none known"]
    raised = []
    for row in negatives:
        for member in sorted(row.members & set(library.names.ingredients)):
            found = check(f"{row.drug} 5 mg daily", f"{member} 5 mg daily", **HEALTHY)
            loud = [name for name, one in found.items() if one.stance is Stance.INTERRUPT]
            raised += [(row.id, member, loud)] if loud else []
    assert negatives
    assert raised == []
