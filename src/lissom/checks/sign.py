"""One row of `signs.csv`: a sign that a medicine may be missing (`withdrawal`) or too much (`too_much`), as people
write it, and the ways of saying that a pump failed (`failure`) or that nothing is left (`ran_out`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from lissom.checks.phrase import Ways
from lissom.checks.said import Said
from lissom.facts.grade import Grade


class Sign(NamedTuple):
    """`drug` is an ingredient or class id, or `anyone`; `route` '' holds for every route."""

    id: str
    drug: str
    route: str
    state: str
    sign: str
    words: Ways
    unless: Ways
    grave: bool
    at_once: bool
    """Whether it is an emergency by itself."""
    in_conditions: bool
    """Whether a stated condition of that name counts too: 'drowsiness' does, 'seizures' is an old illness."""
    source: str
    grade: Grade


class Noted(NamedTuple):
    """A sign and where it was written."""

    sign: Sign
    where: str


def noted(signs: Iterable[Sign], clauses: Iterable[Said]) -> Iterator[Noted]:
    """Every sign that a clause states, once for each sign."""
    seen: set[str] = set()
    stated = tuple(clauses)
    for sign in signs:
        for clause in stated:
            if sign.id not in seen and _states(clause, sign):
                seen.add(sign.id)
                yield Noted(sign, clause.where)


@lru_cache(maxsize=1024)
def _states(clause: Said, sign: Sign) -> bool:
    return any(clause.states(way) for way in sign.words) and not any(clause.holds(way) for way in sign.unless)
