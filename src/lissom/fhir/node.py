"""A value inside a FHIR resource together with its path, read without surprises whatever it turns out to be.

A missing or mistyped element reads as nothing. The reader of each resource decides what nothing means and which fault
to note; the path is there for the message (`Bundle.entry[17].resource.valueQuantity.unit`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any

from lissom.case.textfile import cleaned


@dataclass(frozen=True, slots=True)
class Node:
    value: Any
    path: str

    def __getitem__(self, key: str) -> Node:
        """The element of that name; for a list, of its first member."""
        if isinstance(self.value, list) and self.value:
            return Node(self.value[0], f"{self.path}[0]")[key]
        found = self.value.get(key) if isinstance(self.value, dict) else None
        return Node(found, f"{self.path}.{key}")

    def __bool__(self) -> bool:
        return self.value not in (None, "", [], {})

    def __iter__(self) -> Iterator[Node]:
        """The members of a list; a lone value where a list belongs counts as a list of one."""
        if isinstance(self.value, list):
            for place, member in enumerate(self.value):
                yield Node(member, f"{self.path}[{place}]")
        elif self.value is not None:
            yield self

    @property
    def text(self) -> str:
        """The text, trimmed and printable; '' when it is none."""
        if not isinstance(self.value, str):
            return ""
        return " ".join(cleaned(self.value).split())

    @property
    def number(self) -> float | None:
        """The finite number; records sometimes quote it."""
        value = self.value
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            return None
        try:
            number = float(value)
        except (ValueError, OverflowError):
            return None
        return number if isfinite(number) else None

    @property
    def flag(self) -> bool | None:
        return self.value if isinstance(self.value, bool) else None

    @property
    def day(self) -> date | None:
        """The day of a FHIR date or dateTime; a year or a month alone gives its first day."""
        parts = self.text[:10].split("-")
        try:
            year, month, day = (int(part) for part in (*parts, "1", "1")[:3])
            return date(year, month, day)
        except ValueError:
            return None
