"""The labels of the cabinet as sources: what a quoted sentence or a tablet rests on, with set id, version and date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from lissom.facts.source import Source
from lissom.medicines.label import label_source

if TYPE_CHECKING:
    from sqlite3 import Connection

_ID = re.compile(r"label:([^:]+):v(\d+)")


def label_sources(db: Connection, ids: Iterable[str]) -> Mapping[str, Source]:
    """Id -> source of those ids that name a label of the cabinet; the others are left out."""
    found: dict[str, Source] = {}
    for name in ids:
        match = _ID.fullmatch(name)
        row = (
            match
            and db.execute(
                "SELECT set_id, version, effective, name, labeler, country FROM label WHERE set_id = ? AND version = ?",
                (match[1], int(match[2])),
            ).fetchone()
        )
        if row:
            found[name] = label_source(row[0], row[1], row[2], row[3], row[4], row[5])
    return found
