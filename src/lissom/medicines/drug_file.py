"""Reads one file of `data/drugs/`: what a medicine is called and the sentences written for it.

[drug]
id = "baclofen"              # ingredient id
name = "baclofen"
rxcui = "1292"
atc = ["M03BX01"]
classes = ["muscle_relaxant"]
routes = ["oral", "intrathecal"]
[drug.names]                 # country -> name, where it differs
[[statement]]
topic = "WHAT"               # a member of `Topic`
text = "One sentence in plain words."
clinician = "The same in professional words, where they differ."
sources = ["us_bac_dm20"]
facts = ["DOS001"]
grade = "label"
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from lissom.facts.errors import DataError, Faults
from lissom.facts.grade import Grade
from lissom.facts.statement import Statement
from lissom.medicines.drug import Drug, Topic

_DRUG_FIELDS = {"id": str, "name": str, "rxcui": str, "atc": list, "classes": list, "routes": list}
_STATEMENT_FIELDS = {"topic": str, "text": str, "sources": list, "grade": str}
_OPTIONAL_FIELDS = {"clinician": str, "facts": list}
_WORDS = {"str": "text", "list": "a list of words", "dict": "a table of country = name"}

Member = TypeVar("Member", bound=StrEnum)


class DrugFolder(Mapping[str, Drug]):
    """The drugs of a folder by ingredient id; a file is read when its drug is asked for, or raises `DataError`."""

    def __init__(self, folder: Path) -> None:
        self._paths = {path.stem: path for path in sorted(folder.glob("*.toml"))}
        self._read: dict[str, Drug] = {}

    def __getitem__(self, name: str) -> Drug:
        if name not in self._read:
            faults = Faults()
            drug = read_drug(self._paths[name], faults)
            if faults or drug is None:
                raise DataError(faults.found)
            self._read[name] = drug
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        return name in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def read_drugs(folder: Path, faults: Faults) -> Mapping[str, Drug]:
    """Ingredient id -> drug, for every file of the folder."""
    found = (read_drug(path, faults) for path in sorted(folder.glob("*.toml")))
    return {drug.id: drug for drug in found if drug}


def read_drug(path: Path, faults: Faults) -> Drug | None:
    """The drug of one file, or None when its head cannot be read; faulty statements are reported and left out."""
    where = f"drugs/{path.name}"
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        faults.add(where, "a TOML file", str(error))
        return None
    head = content.get("drug", {})
    if not _well_formed(head, _DRUG_FIELDS, {"names": dict}, f"{where}:drug", faults):
        return None
    if head["id"] != path.stem:
        faults.add(f"{where}:drug.id", f"the name of the file, {path.stem}", head["id"])
    return Drug(
        id=head["id"],
        name=head["name"],
        names=head.get("names", {}),
        classes=frozenset(head["classes"]),
        rxcui=head["rxcui"],
        atc=tuple(head["atc"]),
        routes=tuple(head["routes"]),
        statements=_statements(content.get("statement", ()), where, faults),
    )


def _statements(
    items: Iterable[Mapping[str, Any]], where: str, faults: Faults
) -> Mapping[Topic, tuple[Statement, ...]]:
    found: dict[Topic, list[Statement]] = {}
    for place, item in enumerate(items, start=1):
        here = f"{where}:statement {place}"
        if not _well_formed(item, _STATEMENT_FIELDS, _OPTIONAL_FIELDS, here, faults):
            continue
        topic, grade = _topic(item["topic"], here, faults), _grade(item["grade"], here, faults)
        if topic and grade:
            found.setdefault(topic, []).append(
                Statement(
                    text=item["text"],
                    clinician=item.get("clinician", ""),
                    sources=tuple(item["sources"]),
                    facts=tuple(item.get("facts", ())),
                    grade=grade,
                )
            )
    return {topic: tuple(found[topic]) for topic in Topic if topic in found}


def _well_formed(
    item: Mapping[str, Any], required: Mapping[str, type], optional: Mapping[str, type], where: str, faults: Faults
) -> bool:
    before = len(faults)
    for field, kind in required.items():
        may_be_empty = field in ("rxcui", "atc", "classes")
        if not isinstance(item.get(field), kind) or (not item[field] and not may_be_empty):
            faults.add(f"{where}.{field}", _WORDS[kind.__name__], repr(item.get(field)))
    for field, kind in optional.items():
        if field in item and not isinstance(item[field], kind):
            faults.add(f"{where}.{field}", _WORDS[kind.__name__], repr(item[field]))
    for field in item.keys() - required.keys() - optional.keys():
        faults.add(f"{where}.{field}", "a field this file knows", field)
    return len(faults) == before


def _topic(name: str, where: str, faults: Faults) -> Topic | None:
    return _named(name, dict(Topic.__members__), f"{where}.topic", faults)


def _grade(value: str, where: str, faults: Faults) -> Grade | None:
    return _named(value, {one.value: one for one in Grade}, f"{where}.grade", faults)


def _named(name: str, members: Mapping[str, Member], where: str, faults: Faults) -> Member | None:
    if name not in members:
        faults.add(where, "one of " + ", ".join(members), name)
    return members.get(name)
