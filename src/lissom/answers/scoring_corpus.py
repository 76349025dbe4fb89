"""Interacting pairs of the NLM corpus of annotated labels, with names that we recognise."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from lissom.medicines.names import Names

STANDS_FOR = {"nsaid": "naproxen"}
"""Where the corpus names only a class, the member that is asked."""


class Pair(NamedTuple):
    """Two names that an annotator joined, the kind of interaction as annotated, and whose label it was."""

    one: str
    two: str
    kind: str
    label: str


def corpus_pairs(path: Path, names: Names, wanted: Callable[[str, str], bool]) -> Iterator[Pair]:
    """Each recognised pair once, in the order of the corpus. Pairs with a name that is not recognised are left out."""
    seen: set[frozenset[str]] = set()
    with zipfile.ZipFile(path) as archive:
        for member in sorted(name for name in archive.namelist() if name.endswith(".xml")):
            for pair in _document(ElementTree.fromstring(archive.read(member)), names):  # noqa: S314 -- our own test file
                key = frozenset((pair.one, pair.two))
                if len(key) == 2 and key not in seen and wanted(pair.one, pair.two):
                    seen.add(key)
                    yield pair


def _document(root: ElementTree.Element, names: Names) -> Iterator[Pair]:
    drug = root.find("labelDrug")
    label = drug.get("name", "") if drug is not None else ""
    for sentence in root.iter("sentence"):
        called = {one.get("id"): one.get("text", "") for one in sentence.iter("entity") if one.get("text")}
        for pair in sentence.iter("pair"):
            if pair.get("ddi") == "true":
                one, two = (_name(called.get(pair.get(end)), names) for end in ("e1", "e2"))
                if one and two:
                    yield Pair(one, two, pair.get("type", ""), label)


def _name(text: str | None, names: Names) -> str:
    """An ingredient's id, or the member that stands for a class; '' when not recognised."""
    if not text:
        return ""
    meaning = names.recognise(text)
    if len(meaning.ingredient_ids) == 1:
        return next(iter(meaning.ingredient_ids))
    return STANDS_FOR.get(meaning.class_id, "")
