"""What a run of adding did, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from lissom.store.writing import Written


@dataclass(slots=True)
class Tally:
    """What a run did."""

    labels: Counter[Written] = field(default_factory=Counter)
    indexes: int = 0
    others: Counter[str] = field(default_factory=Counter)
    """Documents that are no US label, by what they are."""
    tablets: int = 0
    prices: int = 0
    approvals: int = 0
    passed_over: int = 0
    """Files read before and unchanged."""
    not_ours: int = 0
    """Tables and JSON of a kind that is not known here."""
    bad: list[tuple[str, str]] = field(default_factory=list)
    """(file, why) of everything that could not be read."""
    size: int = 0
    """Bytes read."""
