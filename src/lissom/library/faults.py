"""Everything wrong with a data folder, at once: faulty cells and files, and tables that do not fit together.

Beyond its own columns a row must name sources, rows, medicines and classes that exist; an id belongs to one row of one
table; a source that nothing rests on does not belong in the bibliography.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path

from lissom.compare.network import read_tables
from lissom.facts import bibliography
from lissom.facts.errors import DataError, Fault, Faults
from lissom.facts.proposition import MORE_DRUGS, OTHER_RELAXANT
from lissom.library.contents import SMALL, Contents, Named, read_contents
from lissom.library.tables import TABLES

DRUG_COLUMNS = (
    ("dosing", "drug"),
    ("products", "ingredients"),
    ("strengths", "drug"),
    ("prices", "drug"),
    ("terms", "drug"),
    ("indications", "drugs"),
    ("trials", "drug"),
    ("adverse_events", "drug"),
    ("pk", "drug"),
    ("effects", "drug"),
    ("exercise_findings", "drug"),
    ("treatments", "drug"),
    ("propositions", "drug"),
)
"""(table, column) of every column that names ingredients."""
MEMBER_COLUMNS = (
    ("interactions", "members"),
    ("interactions", "drug"),
    ("exercise_guidance", "drugs"),
    ("exercise_guidance", "together_with"),
)
"""(table, column) of every column that names ingredients or classes."""
NETWORK_FILES = tuple(TABLES[name].file for name in ("networks", "network_rows", "treatments", "options"))


def faults(folder: Path) -> tuple[Fault, ...]:
    """Every fault of the folder, each with file and row; () when all is well."""
    found = Faults()
    contents = read_contents(folder, found)
    _sources(contents, found)
    _rows(contents, found)
    _medicines(contents, found)
    _networks(contents, found)
    _propositions(contents, found)
    _small(contents, found)
    return found.found


def _sources(contents: Contents, found: Faults) -> None:
    named = list(contents.named_sources())
    todo = f"Add the source to {bibliography.FILE} or correct the id."
    _report_unknown(named, contents.sources, "the id of a source", todo, found)
    used = {one.id for one in named} | contents.cited_in_code
    for name in contents.sources:
        if name not in used:
            where = f"{bibliography.FILE}:{name}"
            found.add(where, "a source that something rests on", "one that nothing names", "Use it or remove it.")


def _rows(contents: Contents, found: Faults) -> None:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for where, row in contents.rows():
        places[row.id].append(where)
    for name, several in places.items():
        if len(several) > 1:
            found.add(f"{several[1]}:id", "an id used in one table only", f"{name}, also at {several[0]}")
    _report_unknown(contents.named_rows(), places, "the id of a row", "Correct the id, or add the row.", found)


def _medicines(contents: Contents, found: Faults) -> None:
    if contents.names is None:
        return
    ingredients, classes = set(contents.names.ingredients), set(contents.names.classes)
    drugs = [one for table, column in DRUG_COLUMNS for one in contents.named_in(table, column)]
    files = [Named(f"drugs/{drug.id}.toml:drug.id", drug.id) for drug in contents.drugs.values()]
    _report_unknown([*drugs, *files], ingredients, "the id of an ingredient", "See names/ingredients.csv.", found)
    members = [one for table, column in MEMBER_COLUMNS for one in contents.named_in(table, column)]
    todo = "See names/ingredients.csv and names/classes.csv."
    _report_unknown(members, ingredients | classes, "the id of an ingredient or a class", todo, found)
    of_class = [Named(f"drugs/{drug.id}.toml:classes", one) for drug in contents.drugs.values() for one in drug.classes]
    _report_unknown(of_class, classes, "the id of a class", "See names/classes.csv.", found)


def _networks(contents: Contents, found: Faults) -> None:
    """The networks of trials fit the rows that they name; faults of their own cells are reported already."""
    if any(fault.where.startswith(f"{name}:") for fault in found.found for name in NETWORK_FILES):
        return
    rows = (contents.tables[name].rows for name in ("trials", "pooled", "adverse_events", "left_out"))
    try:
        read_tables(contents.folder, *rows)
    except DataError as error:
        found.take(error)


def _propositions(contents: Contents, found: Faults) -> None:
    """A proposition names concepts that exist."""
    known = {row.id for _, row in contents.rows("concepts")} | {OTHER_RELAXANT, MORE_DRUGS}
    named = [Named(where, one) for where, row in contents.rows("propositions") for one in sorted(row.concepts)]
    _report_unknown(named, known, "the id of a concept", "See claims/concepts.csv.", found)


def _small(contents: Contents, found: Faults) -> None:
    """Every line of a small table has the cells of its header, and its first cell says what it is about."""
    for path in (path for folder in SMALL for path in sorted((contents.folder / folder).glob("*.csv"))):
        where = f"{path.parent.name}/{path.name}"
        try:
            lines = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
        except UnicodeDecodeError as error:
            found.add(where, "UTF-8 text", f"a byte that is not, at position {error.start}")
            continue
        for number, cells in enumerate(lines, start=1):
            if len(cells) != len(lines[0]):
                found.add(f"{where}:{number}", f"{len(lines[0])} cells", f"{len(cells)}")
            elif not cells[0].strip():
                found.add(f"{where}:{number}:{lines[0][0]}", "words", "nothing")


def _report_unknown(named: Iterable[Named], known: Collection[str], expected: str, todo: str, found: Faults) -> None:
    """One fault for each unknown id and file, at its first place, saying how often it stands there."""
    places: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for one in named:
        if one.id not in known:
            places[one.where.split(":")[0], one.id].append(one.where)
    for (_, name), where in places.items():
        again = f" (here and {len(where) - 1} more times in this file)" if len(where) > 1 else ""
        found.add(where[0], expected, name + again, todo)
