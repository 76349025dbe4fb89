"""The shape of a network: which treatments hang together, who was compared with whom, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from lissom.compare.nma.study import StudyEffects


def components(studies: Sequence[StudyEffects]) -> tuple[tuple[StudyEffects, ...], ...]:
    """The studies in groups that no comparison joins, the group with most studies first."""
    groups: list[tuple[set[str], list[StudyEffects]]] = []
    for study in studies:
        touching = [group for group in groups if group[0] & set(study.treatments)]
        names = set(study.treatments).union(*(group[0] for group in touching))
        members = [one for group in touching for one in group[1]] + [study]
        groups = [group for group in groups if group not in touching] + [(names, members)]
    order = {study.study: place for place, study in enumerate(studies)}
    parts = [tuple(sorted(members, key=lambda one: order[one.study])) for _, members in groups]
    return tuple(sorted(parts, key=lambda part: (-len(part), order[part[0].study])))


def treatments_of(studies: Sequence[StudyEffects]) -> tuple[str, ...]:
    """Every treatment, in alphabetical order."""
    return tuple(sorted({treatment for study in studies for treatment in study.treatments}))


def comparisons(studies: Sequence[StudyEffects]) -> dict[tuple[str, str], int]:
    """How many studies compared each pair directly; pairs and their members in alphabetical order."""
    found = Counter(pair for study in studies for pair in combinations(study.design, 2))
    return dict(sorted(found.items()))


def central(studies: Sequence[StudyEffects]) -> str:
    """The treatment that most studies hold: the natural reference where none is named."""
    found = Counter(treatment for study in studies for treatment in study.treatments)
    return min(found, key=lambda treatment: (-found[treatment], treatment))
