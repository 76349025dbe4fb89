"""The library: every table, source, name, drug and model, each read when it is first asked for.

So a check of two medicines does not wait for seven hundred tablets. `faults()` reads everything and reports every fault
at once. Nothing here can be changed from outside.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn

from lissom.checks import rule_files
from lissom.checks.tables import Rules
from lissom.facts import bibliography
from lissom.facts.citing import sources_of
from lissom.facts.errors import DataError, Fault, Faults
from lissom.facts.source import Source
from lissom.facts.table import Row, Table
from lissom.library.tables import TABLES
from lissom.medicines.drug import Drug
from lissom.medicines.drug_file import DrugFolder

if TYPE_CHECKING:
    from lissom.checks.caution import Caution
    from lissom.checks.dosing import Dosing
    from lissom.checks.exposure import Exposure
    from lissom.checks.interaction import Interaction
    from lissom.checks.sedative import Sedative
    from lissom.checks.sign import Sign
    from lissom.compare.network import Tables
    from lissom.compare.pooled import Pooled
    from lissom.compare.trial import TrialArm
    from lissom.facts.claim import Claim
    from lissom.facts.contradiction import Contradiction
    from lissom.facts.criterion import Criterion
    from lissom.facts.fact import Fact
    from lissom.facts.left_out import LeftOut
    from lissom.facts.plain_words import Outcome, Wording
    from lissom.facts.proposition import Concept, Proposition
    from lissom.facts.requirement import Requirement
    from lissom.medicines.adverse import AdverseEvent
    from lissom.medicines.indication import Indication
    from lissom.medicines.lookalike import Lookalike
    from lissom.medicines.names import Names
    from lissom.medicines.pharmacology import Measurement
    from lissom.medicines.price import Price
    from lissom.medicines.product import Product, Strength
    from lissom.medicines.terminology import Term
    from lissom.plan.advice import LateRule, Rung
    from lissom.plan.exercise import ExerciseFinding, ExerciseGuidance
    from lissom.population.model import Model


class Library:
    """All tables, sources, names, drugs and models; each is read once, when first asked for, or raises `DataError`."""

    folder: Path
    release: str

    def __init__(self, folder: Path, *, release: str) -> None:
        self.__dict__["folder"] = folder
        self.__dict__["release"] = release
        self.__dict__["_read"] = {}

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a library cannot be changed: {name}")

    @cached_property
    def version(self) -> str:
        """The version of Lissom and a short hash of all data: equal versions know the same."""
        content = hashlib.blake2b(digest_size=5)
        for path in sorted(path for path in self.folder.rglob("*") if path.suffix in (".csv", ".json", ".toml")):
            content.update(path.relative_to(self.folder).as_posix().encode() + b"\0" + path.read_bytes())
        return f"{self.release}+{content.hexdigest()}"

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        faults = Faults()
        found = bibliography.read_sources(self.folder / bibliography.FILE, faults)
        if faults:
            raise DataError(faults.found)
        return MappingProxyType(dict(found))

    @cached_property
    def names(self) -> Names:
        from lissom.medicines.names import read_names

        return read_names(self.folder / "names")

    @cached_property
    def drugs(self) -> Mapping[str, Drug]:
        return DrugFolder(self.folder / "drugs")

    @cached_property
    def models(self) -> Mapping[str, Model]:
        """Models by id, each file read when it is first asked for."""
        from lissom.population.model_files import ModelShelf

        return ModelShelf(self.folder / "models")

    @cached_property
    def rules(self) -> Rules:
        """What the checks read."""
        from lissom.medicines.product import sold

        folder = self.folder / "rules"
        return Rules(
            interactions=self._rows("interactions"),
            dosing=self._rows("dosing"),
            thresholds=MappingProxyType({fact.id: fact for fact in self._rows("thresholds")}),
            kinds=MappingProxyType(rule_files.read_kinds(folder / "interaction_kinds.csv")),
            speakers=MappingProxyType(rule_files.read_speakers(folder / "interaction_kinds.csv")),
            exposures=rule_files.read_exposures(folder / "exposures.csv"),
            sedatives=MappingProxyType(rule_files.read_sedatives(folder / "sedatives.csv")),
            look_alikes=MappingProxyType(rule_files.read_look_alikes(self.folder / "names" / "lookalikes.csv")),
            signs=rule_files.read_signs(folder / "signs.csv"),
            conditions=rule_files.read_conditions(folder / "conditions.csv"),
            combinations=rule_files.read_combinations(folder / "combinations.csv"),
            cautions=rule_files.read_cautions(folder / "cautions.csv"),
            strengths=MappingProxyType(sold(self.strengths)),
        )

    @cached_property
    def compared(self) -> Tables:
        """What a comparison of medicines reads: the networks, and the rows of facts that they name."""
        from lissom.compare.network import read_tables

        return read_tables(self.folder, self.trials, self.pooled, self.adverse_events, self.left_out)

    @property
    def interactions(self) -> tuple[Interaction, ...]:
        return self._rows("interactions")

    @property
    def dosing(self) -> tuple[Dosing, ...]:
        return self._rows("dosing")

    @property
    def thresholds(self) -> tuple[Fact, ...]:
        return self._rows("thresholds")

    @property
    def cautions(self) -> tuple[Caution, ...]:
        return self._rows("cautions")

    @property
    def signs(self) -> tuple[Sign, ...]:
        return self._rows("signs")

    @property
    def exposures(self) -> tuple[Exposure, ...]:
        return self._rows("exposures")

    @property
    def sedatives(self) -> tuple[Sedative, ...]:
        return self._rows("sedatives")

    @property
    def products(self) -> tuple[Product, ...]:
        return self._rows("products")

    @property
    def strengths(self) -> tuple[Strength, ...]:
        return self._rows("strengths")

    @property
    def lookalikes(self) -> tuple[Lookalike, ...]:
        return self._rows("lookalikes")

    @property
    def prices(self) -> tuple[Price, ...]:
        return self._rows("prices")

    @property
    def terms(self) -> tuple[Term, ...]:
        return self._rows("terms")

    @property
    def indications(self) -> tuple[Indication, ...]:
        return self._rows("indications")

    @property
    def adverse_events(self) -> tuple[AdverseEvent, ...]:
        return self._rows("adverse_events")

    @property
    def trials(self) -> tuple[TrialArm, ...]:
        return self._rows("trials")

    @property
    def pooled(self) -> tuple[Pooled, ...]:
        return self._rows("pooled")

    @property
    def pk(self) -> tuple[Measurement, ...]:
        return self._rows("pk")

    @property
    def effects(self) -> tuple[Measurement, ...]:
        return self._rows("effects")

    @property
    def exercise_guidance(self) -> tuple[ExerciseGuidance, ...]:
        return self._rows("exercise_guidance")

    @property
    def exercise_findings(self) -> tuple[ExerciseFinding, ...]:
        return self._rows("exercise_findings")

    @property
    def plan_numbers(self) -> tuple[Fact, ...]:
        return self._rows("plan_numbers")

    @property
    def late_rules(self) -> tuple[LateRule, ...]:
        return self._rows("late_rules")

    @property
    def ladders(self) -> tuple[Rung, ...]:
        return self._rows("ladders")

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        return self._rows("requirements")

    @property
    def consent_options(self) -> tuple[Wording, ...]:
        return self._rows("consent_options")

    @property
    def consent_conditions(self) -> tuple[Wording, ...]:
        return self._rows("consent_conditions")

    @property
    def consent_outcomes(self) -> tuple[Outcome, ...]:
        return self._rows("consent_outcomes")

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        return self._rows("criteria")

    @property
    def concepts(self) -> tuple[Concept, ...]:
        return self._rows("concepts")

    @property
    def propositions(self) -> tuple[Proposition, ...]:
        return self._rows("propositions")

    @property
    def claims(self) -> tuple[Claim, ...]:
        return self._rows("claims")

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return self._rows("contradictions")

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        return self._rows("left_out")

    def rows(self) -> Iterator[Row]:
        """Every row of every table, in the order of the tables."""
        return (row for name in TABLES for row in self._rows(name))

    def fact(self, row_id: str) -> Row | None:
        """The row of that id from any table, or None."""
        return self._by_id.get(row_id, (None, ""))[0]

    def row_where(self, row_id: str) -> str:
        """'file:line' of the row of that id, or '' when there is none."""
        return self._by_id.get(row_id, (None, ""))[1]

    def resting_on(self, source: str) -> tuple[Row, ...]:
        """Every row that cites the source, in the order of the tables."""
        return tuple(row for row, _ in self._by_id.values() if source in sources_of(row))

    def tally(self) -> Iterator[str]:
        """One line for each table: how many rows it holds."""
        yield f"{len(self.sources)} sources"
        for name, shelf in TABLES.items():
            yield f"{len(self._rows(name))} rows in {shelf.file}"

    def faults(self) -> tuple[Fault, ...]:
        """Everything wrong with the data, each fault with file and row; () when all is well."""
        from lissom.library.faults import faults

        return faults(self.folder)

    def _rows(self, name: str) -> tuple[Any, ...]:
        return self._table(name).rows

    def _table(self, name: str) -> Table[Any]:
        read: dict[str, Table[Any]] = self.__dict__["_read"]
        if name not in read:
            read[name] = TABLES[name].read_or_raise(self.folder)
        return read[name]

    @cached_property
    def _by_id(self) -> Mapping[str, tuple[Row, str]]:
        tables = (self._table(name) for name in TABLES)
        return {row.id: (row, table.where(row.id)) for table in tables for row in table.rows}
