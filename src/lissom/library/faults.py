"""Everything wrong with a data folder, at once: faulty cells and files, and tables that do not fit together.

Beyond its own columns a row must name sources, rows, medicines and classes that exist; an id belongs to one row of one table;
a source that nothing rests on does not belong in the bibliography.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from lissom.checks import rule_files
from lissom.facts import bibliography
from lissom.facts.citing import sources_of
from lissom.facts.errors import DataError, Fault, Faults
from lissom.facts.source import Source
from lissom.facts.table import Table
from lissom.library.tables import TABLES
from lissom.medicines.drug import Drug
from lissom.medicines.drug_file import read_drugs
from lissom.medicines.names import read_names
from lissom.population.model import Model, read_models

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Named:
    """One place that names something elsewhere: where it stands, and the id it names."""

    where: str
    id: str


def faults(folder: Path) -> tuple[Fault, ...]:
    """Every fault of the folder, each with file and row; () when all is well."""
    found = Faults()
    tables = {name: shelf.read(folder, found) for name, shelf in TABLES.items()}
    sources = bibliography.read_sources(folder / bibliography.FILE, found)
    drugs = read_drugs(folder / "drugs", found)
    models = _tried(read_models, folder / "models", found) or {}
    _sources(folder, tables, sources, drugs, models, found)
    _rows(folder, tables, drugs, models, found)
    _medicines(folder, tables, drugs, found)
    return found.found


def _sources(
    folder: Path,
    tables: Mapping[str, Table[Any]],
    sources: Mapping[str, Source],
    drugs: Mapping[str, Drug],
    models: Mapping[str, Model],
    found: Faults,
) -> None:
    named = [
        *(Named(f"{table.where(row.id)}:source", one) for table in tables.values() for row in table.rows for one in sources_of(row)),
        *(Named(f"drugs/{drug.id}.toml", one) for drug in drugs.values() for said in _statements(drug) for one in said.sources),
        *(Named(where, one) for where, parameter in _parameters(models) for one in parameter.sources),
        *_cells(folder / "names", "source"),
        *_cells(folder / "rules", "source"),
    ]
    todo = f"Add the source to {bibliography.FILE} or correct the id."
    _report_unknown(named, sources, "the id of a source", todo, found)
    used = {one.id for one in named} | bibliography.cited_in_code(folder / bibliography.FILE)
    for name in sources:
        if name not in used:
            found.add(f"{bibliography.FILE}:{name}", "a source that something rests on", "one that nothing names", "Use it or remove it.")


def _rows(
    folder: Path, tables: Mapping[str, Table[Any]], drugs: Mapping[str, Drug], models: Mapping[str, Model], found: Faults
) -> None:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for table in tables.values():
        for row in table.rows:
            places[row.id].append(table.where(row.id))
    for name, where in places.items():
        if len(where) > 1:
            found.add(f"{where[1]}:id", "an id used in one table only", f"{name}, also at {where[0]}")
    cautions = _tried(rule_files.read_cautions, folder / "rules" / "cautions.csv", found) or ()
    named = [
        *_references(tables["contradictions"], "rows"),
        *_references(tables["strengths"], "facts"),
        *(Named(f"drugs/{drug.id}.toml", one) for drug in drugs.values() for said in _statements(drug) for one in said.facts),
        *(Named(where, one) for where, parameter in _parameters(models) for one in parameter.facts),
        *(Named(f"rules/cautions.csv:{one.id}:rows", row) for one in cautions for row in one.rows),
        *_cells(folder / "rules", "interaction"),
    ]
    _report_unknown(named, places, "the id of a row", "Correct the id, or add the row.", found)


def _medicines(folder: Path, tables: Mapping[str, Table[Any]], drugs: Mapping[str, Drug], found: Faults) -> None:
    names = _tried(read_names, folder / "names", found)
    if names is None:
        return
    ingredients, classes = set(names.ingredients), set(names.classes)
    one_drug = [
        Named(f"{tables[table].where(row.id)}:drug", row.drug)
        for table in ("interactions", "dosing", "strengths", "prices", "terms", "trials", "adverse_events", "pk", "effects", "exercise_findings")
        for row in tables[table].rows
        if row.drug
    ]
    several = [*_references(tables["products"], "ingredients"), *_references(tables["indications"], "drugs")]
    files = [Named(f"drugs/{drug.id}.toml:drug.id", drug.id) for drug in drugs.values()]
    _report_unknown([*one_drug, *several, *files], ingredients, "the id of an ingredient", "See names/ingredients.csv.", found)
    members = _references(tables["interactions"], "members")
    _report_unknown(members, ingredients | classes, "the id of an ingredient or a class", "See names/ingredients.csv and names/classes.csv.", found)
    in_class = [Named(f"drugs/{drug.id}.toml:drug.classes", one) for drug in drugs.values() for one in drug.classes]
    _report_unknown(in_class, classes, "the id of a class", "See names/classes.csv.", found)


def _references(table: Table[Any], column: str) -> list[Named]:
    return [Named(f"{table.where(row.id)}:{column}", one) for row in table.rows for one in sorted(getattr(row, column))]


def _statements(drug: Drug) -> Iterator[Any]:
    return (one for said in drug.statements.values() for one in said)


def _parameters(models: Mapping[str, Model]) -> Iterator[tuple[str, Any]]:
    for model in models.values():
        for variant in model.variants:
            for parameter in (*variant.parameters.values(), *variant.omega.values()):
                yield f"models/{model.id}.toml:{parameter.name}", parameter


def _cells(folder: Path, column: str) -> Iterator[Named]:
    """What the small tables of a folder name in a column; tables without it are passed over."""
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for line, row in enumerate(csv.DictReader(file), start=2):
                for one in filter(None, (part.strip() for part in (row.get(column) or "").split(";"))):
                    yield Named(f"{folder.name}/{path.name}:{line}:{column}", one)


def _report_unknown(named: Iterable[Named], known: Collection[str], expected: str, todo: str, found: Faults) -> None:
    for one in named:
        if one.id not in known:
            found.add(one.where, expected, one.id, todo)


def _tried(read: Callable[[Path], T], path: Path, found: Faults) -> T | None:
    """What is read, or None when the reader raises; its faults join the others."""
    try:
        return read(path)
    except DataError as error:
        found.take(error)
        return None
