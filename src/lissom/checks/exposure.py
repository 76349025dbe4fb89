"""One row of `exposures.csv`: by how much a level changes with another medicine or condition, where no model of the
medicine says so.
"""

from __future__ import annotations

from typing import NamedTuple

from lissom.facts.grade import Grade


class Exposure(NamedTuple):
    """`value` is the average level with it over that without it (1); `when` reads 'taking morphine', 'with ...'."""

    id: str
    drug: str
    when: str
    value: float
    low: float
    high: float
    source: str
    grade: Grade
    note: str

    @property
    def cause(self) -> str:
        """The ingredient, class or condition id that `when` names."""
        return self.when.split()[1]
