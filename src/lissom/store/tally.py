"""What a run of adding did, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lissom.store.writing import Written

_LABELS = {
    Written.ADDED: ("label added", "labels added"),
    Written.VERSION: ("label in a new version", "labels in a new version"),
    Written.REPLACED: ("label replaced by its fuller record", "labels replaced by their fuller records"),
    Written.KNOWN: ("label already there", "labels already there"),
}
"""What became of a label, said of one and of several."""


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
    """Files, tables and JSON of a kind that is not known here."""
    bad: list[tuple[str, str]] = field(default_factory=list)
    """(file, why) of everything that could not be read."""
    size: int = 0
    """Bytes read."""

    def lines(self) -> Iterator[str]:
        """What was done, one line to each kind; 'nothing new' when it was nothing."""
        counts = [
            *((*_LABELS[what], count) for what, count in self.labels.items()),
            ("class index", "class indexes", self.indexes),
            *((f"document set aside ({what})", f"documents set aside ({what})", n) for what, n in self.others.items()),
            ("tablet from registers", "tablets from registers", self.tablets),
            ("price", "prices", self.prices),
            ("approved product", "approved products", self.approvals),
            ("file unchanged since it was read", "files unchanged since they were read", self.passed_over),
            ("file of another kind passed over", "files of another kind passed over", self.not_ours),
            ("file or record that could not be read", "files or records that could not be read", len(self.bad)),
        ]
        told = [f"{count} {one if count == 1 else many}" for one, many, count in counts if count]
        yield from told or ["nothing new"]

    def plain(self) -> dict[str, object]:
        """The same as plain values."""
        return {
            "labels": {str(what): count for what, count in self.labels.items()},
            "class_indexes": self.indexes,
            "set_aside": dict(self.others),
            "tablets": self.tablets,
            "prices": self.prices,
            "approvals": self.approvals,
            "unchanged": self.passed_over,
            "not_ours": self.not_ours,
            "bad": [{"file": name, "why": why} for name, why in self.bad],
        }
