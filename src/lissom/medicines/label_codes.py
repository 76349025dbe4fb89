"""What the codes of labels mean: sections (LOINC), document types, routes. Rows of `data/labels/`."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parents[1] / "data" / "labels"


@cache
def section_titles() -> Mapping[str, str]:
    """LOINC code -> what the section is called."""
    return MappingProxyType({row["code"]: row["title"] for row in _rows("sections.csv")})


@cache
def section_codes() -> Mapping[str, str]:
    """openFDA field name -> LOINC code."""
    return MappingProxyType({row["openfda_field"]: row["code"] for row in _rows("sections.csv")})


@cache
def document_types() -> Mapping[str, tuple[str, str]]:
    """LOINC code -> (name, kind: 'label' or 'class index')."""
    return MappingProxyType({row["code"]: (row["name"], row["kind"]) for row in _rows("document_types.csv")})


def ways_of(routes: Iterable[str]) -> frozenset[str]:
    """How products with these routes are taken, as a case says it; empty where one is not known or none is filed."""
    known = [_ways().get(route, "") for route in routes]
    return frozenset(known) if all(known) else frozenset()


@cache
def _ways() -> Mapping[str, str]:
    """Route of a label -> how that is called in a case."""
    return MappingProxyType({row["route"]: row["way"] for row in _rows("routes.csv")})


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
