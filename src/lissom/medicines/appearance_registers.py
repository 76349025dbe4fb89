"""Registers of looks: Pillbox records (CSV) and the Taiwan appearance set (JSON), as tablets."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from math import inf
from pathlib import Path
from typing import Any

from lissom.facts.source import Source
from lissom.medicines.appearance_tablet import Tablet, drug_key
from lissom.medicines.appearance_words import colour_of_taiwan, shape_of_taiwan
from lissom.medicines.label import Look
from lissom.medicines.spl_tree import whole_number

_STRENGTH = re.compile(r"\d[\d.,]*(?:\s*(?:MG|MCG|G|UNT|MEQ|%|IU))(?:/\w+)?", re.IGNORECASE)


FILE = Path(__file__).parents[1] / "data" / "appearance" / "registers.csv"


@cache
def register_sources() -> Mapping[str, Source]:
    """The registers themselves, as sources."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {
            row["id"]: Source(
                id=row["id"],
                kind="dataset",
                title=row["title"],
                authors=(row["authors"],),
                container=row["container"],
                year=int(row["year"]) if row["year"] else None,
                jurisdiction=row["jurisdiction"],
                url=row["url"],
            )
            for row in csv.DictReader(lines)
        }


def is_pillbox(header: tuple[str, ...]) -> bool:
    """Whether a CSV file with this header holds Pillbox records."""
    return {"SPLIMPRINT", "SPLCOLOR", "SPLSHAPE"} <= {name.upper() for name in header}


def pillbox_tablet(row: Mapping[str, str], place: int) -> Tablet | None:
    """The tablet of one Pillbox record; None when it has no imprint."""
    imprint = (row.get("SPLIMPRINT") or "").strip(" ;")
    if not imprint:
        return None
    named = row.get("RXSTRING") or row.get("MEDICINE_NAME") or row.get("INGREDIENTS") or ""
    holder = " ".join((row.get("AUTHOR") or "").replace('"', " ").split()).replace(" ,", ",")
    return Tablet(
        ref=f"pillbox {row.get('PRODUCT_CODE') or ''} {place}",
        name=" ".join(named.split()),
        drug=drug_key(tuple((row.get("INGREDIENTS") or named).split(";"))),
        strength=" / ".join(_STRENGTH.findall(named)),
        look=Look(
            imprint=imprint,
            colours=tuple(filter(None, (row.get("SPLCOLOR") or "").split(";"))),
            shape=(row.get("SPLSHAPE") or "").strip(),
            size_mm=_number(row.get("SPLSIZE")),
            score=_whole(row.get("SPLSCORE")),
        ),
        holder=holder,
        country="US",
        source="pillbox",
    )


def is_taiwan(record: object) -> bool:
    """Whether a JSON value is a record of the Taiwan appearance set."""
    return isinstance(record, dict) and "marks_origin" in record and "name_en" in record


def taiwan_tablet(record: Mapping[str, Any]) -> Tablet | None:
    """The tablet of one Taiwan record; None when it has no marks. Which substances it holds, the set does not say."""
    imprint = str(record.get("marks_origin") or "").strip()
    if not imprint:
        return None
    name = " ".join(str(record.get("name_en") or record.get("name_ch") or "").split())
    return Tablet(
        ref=f"taiwan {record.get('id', '')}",
        name=name,
        drug=_taiwan_drug(str(record.get("med_name") or ""), name),
        strength=" / ".join(_STRENGTH.findall(str(record.get("med_name") or name))),
        look=Look(
            imprint=imprint,
            colours=tuple(filter(None, (colour_of_taiwan(one) for one in str(record.get("color") or "").split(";")))),
            shape=shape_of_taiwan(str(record.get("shape") or "").split(";")[0]),
            size_mm=_number(str(record.get("size") or "")),
            score={"無": 1, "直線": 2, "十字": 4}.get(str(record.get("cut") or "")),
        ),
        country="TW",
        source="taiwan_fda",
    )


def _taiwan_drug(substances: str, name: str) -> str:
    """What the record says the tablet holds; else what stands in brackets in its name; else the name itself."""
    if substances:
        return drug_key(tuple(re.split(r"[;+|]", _STRENGTH.sub(" ", substances))))
    bracketed = re.findall(r"\(([A-Za-z][A-Za-z ]{3,})\)", name)
    return drug_key((bracketed[-1] if bracketed else _STRENGTH.sub(" ", re.sub(r'["“][^"”]*["”]', " ", name)),))


def tablets_in_rows(rows: Iterator[Mapping[str, str]]) -> Iterator[Tablet]:
    """Every tablet of a file of Pillbox records."""
    for place, row in enumerate(rows, start=1):
        found = pillbox_tablet({key.upper(): value or "" for key, value in row.items() if key}, place)
        if found:
            yield found


def _number(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if 0 < value < inf else None


def _whole(text: str | None) -> int | None:
    return whole_number((text or "").strip()) or None
