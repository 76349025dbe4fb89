"""A whole data folder, read as far as it can be read, with what names what in it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from lissom.checks.caution import Caution
from lissom.facts import bibliography
from lissom.facts.citing import sources_of
from lissom.facts.errors import DataError, Faults
from lissom.facts.source import Source
from lissom.facts.statement import Statement
from lissom.facts.table import Table
from lissom.library.tables import TABLES
from lissom.medicines.drug import Drug
from lissom.medicines.drug_file import read_drugs
from lissom.medicines.names import Names, read_names
from lissom.population.model import Model
from lissom.population.model_files import read_models
from lissom.population.parameter import Parameter

SMALL = ("names", "rules", "labels", "appearance", "prices")
"""Folders of small tables that are read where they are used."""
LISTS = "prices/tables.csv"
"""Its sources are lists of prices and no works."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Named:
    """One place that names something elsewhere: where it stands, and the id it names."""

    where: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything in a data folder; what could not be read is empty or None, and its faults are reported."""

    folder: Path
    tables: Mapping[str, Table[Any]]
    sources: Mapping[str, Source]
    cited_in_code: frozenset[str]
    drugs: Mapping[str, Drug]
    models: Mapping[str, Model]
    cautions: tuple[Caution, ...]
    names: Names | None

    def rows(self, *tables: str) -> Iterator[tuple[str, Any]]:
        """('file:line', row) of every row of the given tables, or of all."""
        for name in tables or self.tables:
            table = self.tables[name]
            yield from ((table.where(row.id), row) for row in table.rows)

    def statements(self) -> Iterator[tuple[str, Statement]]:
        """(file, sentence) of every sentence written for a drug or a model."""
        for drug in self.drugs.values():
            for said in drug.statements.values():
                yield from ((f"drugs/{drug.id}.toml", one) for one in said)
        for model in self.models.values():
            for variant in model.variants:
                yield from ((f"models/{model.id}.toml", one) for one in variant.statements)

    def parameters(self) -> Iterator[tuple[str, Parameter]]:
        """(file and name, parameter) of every parameter of a model."""
        for model in self.models.values():
            for variant in model.variants:
                for parameter in (*variant.parameters.values(), *variant.omega.values()):
                    yield f"models/{model.id}.toml:{parameter.name}", parameter

    def cells(self, folder: str, column: str) -> Iterator[Named]:
        """What the small tables of a folder name in a column; tables without it are passed over."""
        for path in sorted((self.folder / folder).glob("*.csv")):
            with path.open(encoding="utf-8", newline="") as file:
                if path == self.folder / LISTS:
                    continue
                for line, row in enumerate(csv.DictReader(file), start=2):
                    for one in filter(None, (part.strip() for part in (row.get(column) or "").split(";"))):
                        yield Named(f"{folder}/{path.name}:{line}:{column}", one)

    def named_sources(self) -> Iterator[Named]:
        """Every place that names a source."""
        yield from (Named(f"{where}:source", one) for where, row in self.rows() for one in sources_of(row))
        yield from (Named(where, one) for where, said in self.statements() for one in said.sources)
        yield from (Named(where, one) for where, parameter in self.parameters() for one in parameter.sources)
        for folder in SMALL:
            yield from self.cells(folder, "source")

    def named_rows(self) -> Iterator[Named]:
        """Every place that names a row of a table."""
        yield from self.named_in("contradictions", "rows")
        yield from self.named_in("strengths", "facts")
        for table in ("options", "consent_options", "consent_conditions", "propositions"):
            yield from self.named_in(table, "facts")
        yield from self.named_in("propositions", "claim")
        yield from (Named(where, one) for where, said in self.statements() for one in said.facts)
        yield from (Named(where, one) for where, parameter in self.parameters() for one in parameter.facts)
        yield from (Named(f"rules/cautions.csv:{one.id}:rows", row) for one in self.cautions for row in one.rows)
        yield from self.cells("rules", "interaction")

    def named_in(self, table: str, column: str) -> Iterator[Named]:
        """Every id that a column of a table names, one to a row or several."""
        for where, row in self.rows(table):
            cell = getattr(row, column)
            for one in filter(None, (cell,) if isinstance(cell, str) else sorted(cell)):
                yield Named(f"{where}:{column}", one)


def read_contents(folder: Path, faults: Faults) -> Contents:
    """The whole folder; everything wrong with single cells and files goes to `faults`."""
    tables = {name: shelf.read(folder, faults) for name, shelf in TABLES.items()}
    return Contents(
        folder=folder,
        tables=tables,
        sources=bibliography.read_sources(folder / bibliography.FILE, faults),
        cited_in_code=bibliography.cited_in_code(folder / bibliography.FILE),
        drugs=read_drugs(folder / "drugs", faults),
        models=_tried(read_models, folder / "models", faults) or {},
        cautions=tables["cautions"].rows,
        names=_tried(read_names, folder / "names", faults),
    )


def _tried(read: Callable[[Path], T], path: Path, faults: Faults) -> T | None:
    """What is read, or None when the reader raises; its faults join the others."""
    try:
        return read(path)
    except DataError as error:
        faults.take(error)
        return None
