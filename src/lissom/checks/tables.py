"""The tables that rules read, bundled; read from data by `lissom.library`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from lissom.checks.caution import Caution
from lissom.checks.combination import Combination
from lissom.checks.conditions import KnownCondition
from lissom.checks.dosing import Dosing
from lissom.checks.exposure import Exposure
from lissom.checks.interaction import Interaction
from lissom.checks.kinds import Kind
from lissom.checks.sedative import Sedative
from lissom.checks.sign import Sign
from lissom.facts.fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rules:
    """The tables of one library. Compared by identity: cheap to hash, so that a look-up can be remembered with it."""

    interactions: tuple[Interaction, ...]
    dosing: tuple[Dosing, ...]
    thresholds: Mapping[str, Fact]
    """Every number a rule compares with, by dotted id (`kidney.naproxen_major_below_eGFR`), from
    `data/rules/thresholds.csv`.
    """
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    """What each interaction row is about, by its id, from `data/rules/interaction_kinds.csv`."""
    speakers: Mapping[str, str] = field(default_factory=dict)
    """Subject of a rule -> id of the interaction row that speaks for it, from the same table."""
    signs: tuple[Sign, ...] = ()
    """Signs of a medicine missing or of too much of it, from `data/rules/signs.csv`."""
    exposures: tuple[Exposure, ...] = ()
    """Changes of level, where no model says so, from `data/rules/exposures.csv`."""
    sedatives: Mapping[str, Sedative] = field(default_factory=dict)
    """Usual doses and half-lives of sedating medicines, by ingredient id, from `data/rules/sedatives.csv`."""
    combinations: tuple[Combination, ...] = ()
    """Ingredients that together are a medicine of its own, from `data/rules/combinations.csv`."""
    look_alikes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Name -> names it is taken for, from `data/names/lookalikes.csv`."""
    conditions: tuple[KnownCondition, ...] = ()
    """The conditions that rules know, from `data/rules/conditions.csv`."""
    cautions: tuple[Caution, ...] = ()
    """Medicine against condition, from `data/rules/cautions.csv`."""
    strengths: Mapping[tuple[str, str], frozenset[float]] = field(default_factory=dict)
    """(ingredient id, country) -> milligrams of the tablets and capsules known to be sold there; {} when not loaded."""
    interactions_of: Mapping[str, tuple[Interaction, ...]] = field(init=False, repr=False)
    """Interaction rows by drug, so that a check does not walk the whole table."""
    interactions_with: Mapping[tuple[str, str], tuple[Interaction, ...]] = field(init=False, repr=False)
    """Interaction rows by (drug, member), so that a pair is a handful of look-ups."""
    interactions_about: Mapping[tuple[str, Kind], tuple[Interaction, ...]] = field(init=False, repr=False)
    """Interaction rows by (drug, kind)."""
    speaking_classes: frozenset[str] = field(init=False, repr=False)
    """Classes that have interaction rows of their own, which hold for every member."""
    by_id: Mapping[str, Interaction | Dosing] = field(init=False, repr=False)
    dosing_by_drug: Mapping[str, tuple[Dosing, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        rows: list[Interaction | Dosing] = [*self.interactions, *self.dosing]
        object.__setattr__(self, "interactions_of", _by_drug(self.interactions))
        object.__setattr__(self, "interactions_with", _by_pair(self.interactions))
        object.__setattr__(self, "interactions_about", _by_kind(self.interactions, self.kinds))
        object.__setattr__(self, "speaking_classes", frozenset(self.interactions_of) & SPEAKING)
        object.__setattr__(self, "dosing_by_drug", _by_drug(self.dosing))
        object.__setattr__(self, "by_id", {row.id: row for row in rows})

    def speaking_for(self, subject: str) -> Interaction:
        """The interaction row that a rule of its own speaks with. KeyError when `interaction_kinds.csv` names none."""
        row = self.by_id[self.speakers[subject]]
        assert isinstance(row, Interaction)
        return row

    def dosing_of(self, drug: str, *items: str, route: str = "", country: str = "") -> Iterator[Dosing]:
        """Dosing rows of a drug, of the given items, route and country where given."""
        return iter(_dosing_of(self, drug, items, route, country))


@lru_cache(maxsize=1 << 14)
def _dosing_of(rules: Rules, drug: str, items: tuple[str, ...], route: str, country: str) -> tuple[Dosing, ...]:
    """Asked for a handful of medicines by every rule of every person, and always the same."""
    return tuple(
        row
        for row in rules.dosing_by_drug.get(drug, ())
        if (not items or row.item in items)
        and (not route or row.route in (route, ""))
        and (not country or country in row.countries)
    )


SPEAKING = frozenset({"muscle_relaxant", "nsaid", "botulinum_toxin"})
"""The classes that may stand in the `drug` column of the interaction table."""

R = TypeVar("R", Interaction, Dosing)


def _by_drug(rows: tuple[R, ...]) -> dict[str, tuple[R, ...]]:
    grouped: dict[str, list[R]] = {}
    for row in rows:
        grouped.setdefault(row.drug, []).append(row)
    return {drug: tuple(of_drug) for drug, of_drug in grouped.items()}


def _by_pair(rows: tuple[Interaction, ...]) -> dict[tuple[str, str], tuple[Interaction, ...]]:
    grouped: dict[tuple[str, str], list[Interaction]] = {}
    for row in rows:
        for member in row.members:
            grouped.setdefault((row.drug, member), []).append(row)
    return {pair: tuple(of_pair) for pair, of_pair in grouped.items()}


def _by_kind(
    rows: tuple[Interaction, ...], kinds: Mapping[str, Kind]
) -> dict[tuple[str, Kind], tuple[Interaction, ...]]:
    grouped: dict[tuple[str, Kind], list[Interaction]] = {}
    for row in rows:
        if row.id in kinds:
            grouped.setdefault((row.drug, kinds[row.id]), []).append(row)
    return {about: tuple(of_kind) for about, of_kind in grouped.items()}
