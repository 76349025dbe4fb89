"""The tables that rules read, bundled; read from data by `lissom.library`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lissom.checks.dosing import Dosing
from lissom.checks.interaction import Interaction
from lissom.facts.fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    interactions: tuple[Interaction, ...]
    dosing: tuple[Dosing, ...]
    thresholds: Mapping[str, Fact]
    """Every number a rule compares with, by dotted id (`kidney.naproxen_major_below_eGFR`), from `data/rules/thresholds.csv`."""

    def dosing_of(self, drug: str, *items: str, route: str = "", country: str = "") -> Iterator[Dosing]:
        """Dosing rows of a drug, of the given items, route and country where given."""
        for row in self.dosing:
            if (
                row.drug == drug
                and (not items or row.item in items)
                and (not route or row.route in (route, ""))
                and (not country or country in row.countries)
            ):
                yield row
