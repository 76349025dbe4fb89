"""Takes out of the cabinet the tablets that a description might mean: those whose marks differ by a slip or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lissom.medicines.appearance_tablet import Tablet
from lissom.medicines.identify_marks import sought
from lissom.medicines.identify_words import Description
from lissom.medicines.label import Look

if TYPE_CHECKING:
    from sqlite3 import Connection

MOST = 600
"""Tablets that are weighed; those with the whole imprint come before those with a part of it."""
_COLUMNS = (
    "tablet.ref, tablet.name, tablet.drug, tablet.strength, tablet.holder, tablet.country, tablet.source, "
    "tablet.imprint, tablet.colours, tablet.shape, tablet.size_mm, tablet.score"
)


def how_many(db: Connection) -> int:
    """How many tablets the cabinet holds."""
    (count,) = db.execute("SELECT count(*) FROM tablet").fetchone()
    return int(count)


def near(db: Connection, seen: Description) -> tuple[Tablet, ...]:
    """The tablets that share a key with the marks described; without marks those of the same colour and shape."""
    found: dict[str, Tablet] = {}
    for key in sought(seen.imprint) if seen.imprint else ():
        rows = db.execute(
            f"SELECT {_COLUMNS} FROM mark JOIN tablet ON tablet.id = mark.tablet_id WHERE mark.key = ? LIMIT ?",  # noqa: S608 -- our own text
            (key, MOST),
        )
        found.update((row[0], _tablet(row)) for row in rows)
        if len(found) >= MOST:
            break
    if not seen.imprint:
        found.update((tablet.ref, tablet) for tablet in _alike(db, seen))
    return tuple(found.values())


def _alike(db: Connection, seen: Description) -> tuple[Tablet, ...]:
    colour = seen.colours[0] if seen.colours else ""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM tablet WHERE (? = '' OR instr(colours, ?)) AND (? = '' OR shape = ?) LIMIT ?",  # noqa: S608 -- our own text
        (colour, colour, seen.shape, seen.shape, MOST),
    )
    return tuple(_tablet(row) for row in rows)


def _tablet(row: tuple[str, ...]) -> Tablet:
    ref, name, drug, strength, holder, country, source, imprint, colours, shape, size, score = row
    return Tablet(
        ref=ref,
        name=name,
        drug=drug,
        strength=strength,
        holder=holder,
        country=country,
        source=source,
        look=Look(
            imprint=imprint,
            colours=tuple(colours.split(";")) if colours else (),
            shape=shape,
            size_mm=None if size is None else float(size),
            score=None if score is None else int(score),
        ),
    )
