"""The interaction table on paper: CSV and JSON for others to use, and the matrix of what it covers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from string import ascii_uppercase
from typing import Any

from lissom.answers.coverage import Coverage
from lissom.answers.interaction_export import DICTIONARY, EXPANDED, LICENCE
from lissom.checks.finding import Severity
from lissom.checks.interaction import Interaction, Knowledge
from lissom.report.document import Document, Entries, Entry, Note, Part, Table
from lissom.report.plain import plain

MARKS = {
    Severity.CONTRAINDICATED: "X",
    Severity.MAJOR: "3",
    Severity.MODERATE: "2",
    Severity.MINOR: "1",
    Severity.INFORMATION: "i",
}
KEY = (
    ("X", "contraindicated by a label"),
    ("3", "major"),
    ("2", "moderate"),
    ("1", "minor"),
    ("0", "none known, with a reason"),
    ("?", "not known: no statement was found"),
    ("", "no row"),
)


def interactions_csv(rows: Iterable[Mapping[str, str]], version: str, *, expanded: bool) -> str:
    """CSV with a head of '#' lines: licence, version, and what each column holds."""
    columns = {**DICTIONARY, **(EXPANDED if expanded else {})}
    out = io.StringIO()
    out.write(f"# Lissom interaction table, version {version}\n# Licence: {LICENCE}\n")
    out.writelines(f"# {name}: {meaning}\n" for name, meaning in columns.items())
    writer = csv.DictWriter(out, fieldnames=list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def interactions_json(rows: Iterable[Mapping[str, str]], version: str, *, expanded: bool) -> dict[str, Any]:
    """Licence, version, data dictionary and rows as plain values."""
    return {
        "licence": LICENCE,
        "version": version,
        "dictionary": {**DICTIONARY, **(EXPANDED if expanded else {})},
        "rows": [dict(row) for row in rows],
    }


def coverage_json(found: Coverage) -> dict[str, Any]:
    """The matrix as marks and row ids, the tally, and the holes."""
    return {
        "tally": found.tally(),
        "key": [{"mark": mark, "means": meaning} for mark, meaning in KEY],
        "cells": {
            drug: {name: {"mark": _mark(cell), "row": cell.id if cell else None} for name, cell in row.items()}
            for drug, row in found.cells.items()
        },
        "holes": plain(list(found.holes())),
    }


def coverage_document(found: Coverage, version: str) -> Document:
    """The matrix: a line for each class of medicine, a column for each relaxant."""
    head = tuple(ascii_uppercase[: len(found.drugs)])
    lines = tuple(
        (name.replace("_", " "), *(_mark(found.cells[drug][name]) for drug in found.drugs)) for name in found.classes
    )
    tally = ", ".join(f"{count} {name}" for name, count in found.tally().items())
    return Document(
        title="What the interaction table covers",
        subtitle=f"{len(found.drugs)} relaxants against {len(found.classes)} classes of medicines: {tally}.",
        parts=(
            Part(
                id="matrix",
                title="Relaxants against classes",
                blocks=(Table(caption="The gravest row that holds for the two", columns=("", *head), rows=lines),),
            ),
            Part(
                id="key",
                title="Key",
                blocks=(
                    Entries(entries=tuple(Entry(term=mark or "(empty)", detail=meaning) for mark, meaning in KEY)),
                    Entries(
                        entries=tuple(
                            Entry(term=letter, detail=drug) for letter, drug in zip(head, found.drugs, strict=True)
                        ),
                        short=True,
                    ),
                    Note(text="The rows themselves: lissom interactions --export csv. They are free of rights (CC0)."),
                ),
            ),
        ),
        sources=(),
        version=version,
        kind="Interactions",
        caution=False,
    )


def _mark(cell: Interaction | None) -> str:
    if cell is None:
        return ""
    if cell.severity is not None:
        return MARKS[cell.severity]
    return "?" if cell.knowledge is Knowledge.UNKNOWN else "0"
