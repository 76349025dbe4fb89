"""Takes labels out of the cabinet again: which there are, one version whole, what a name leads to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lissom.facts.errors import Fault, InputError
from lissom.medicines.label import Label, LabelIngredient, LabelProduct, LabelSection, Look

if TYPE_CHECKING:
    from sqlite3 import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One version of one label, in a line."""

    set_id: str
    version: int
    effective: str
    name: str
    drugs: str
    labeler: str
    origin: str
    current: bool


def versions(db: Connection, asked: str) -> tuple[Entry, ...]:
    """Every version of the label meant by a set id or its beginning, or by a name, oldest first.

    Raises `InputError` when none or several labels are meant, with those that could be.
    """
    wanted = asked.strip().lower()
    found = (_entries(db, "set_id = ?", wanted) or _beginning(db, wanted) or named(db, wanted)) if wanted else ()
    labels = dict.fromkeys(entry.set_id for entry in found)
    if len(labels) == 1:
        return tuple(sorted(_entries(db, "set_id = ?", next(iter(labels))), key=lambda entry: entry.version))
    if not labels:
        expected = "the set id, the NDC or the name of a label in the cabinet"
        fault = Fault(where=repr(asked[:60]), expected=expected, came="none of them")
        raise InputError([fault])
    several = "; ".join(f"{e.set_id} ({e.name}, {e.labeler})" for e in found[:5])
    more = f" and {len(labels) - 5} more" if len(labels) > 5 else ""
    raise InputError(
        [Fault(where=asked[:60], expected="one label", came=f"{len(labels)}: {several}{more}", todo="Give a set id.")]
    )


def _beginning(db: Connection, wanted: str) -> tuple[Entry, ...]:
    return _entries(db, "set_id BETWEEN ?1 AND ?1 || char(1114111)", wanted)


def named(db: Connection, name: str) -> tuple[Entry, ...]:
    """The current labels whose product or substance has this name."""
    return _entries(
        db,
        "current AND (lower(name) = ?1 OR drugs = ?1 OR instr(' + ' || drugs || ' + ', ' + ' || ?1 || ' ') "
        "OR instr(', ' || lower(name) || ',', ', ' || ?1 || ','))",
        name.lower(),
    )


def _entries(db: Connection, condition: str, value: str) -> tuple[Entry, ...]:
    columns = "set_id, version, effective, name, drugs, labeler, origin, current"
    order = "effective DESC, set_id, version DESC"
    asked = f"SELECT {columns} FROM label WHERE {condition} ORDER BY {order}"  # noqa: S608 -- our own text
    rows = db.execute(asked, (value,))
    return tuple(
        Entry(
            set_id=row[0], version=row[1], effective=row[2], name=row[3], drugs=row[4], labeler=row[5], origin=row[6],
            current=bool(row[7]),
        )
        for row in rows
    )  # fmt: skip


def take(db: Connection, set_id: str, version: int) -> Label:
    """One version of one label, whole. Raises `InputError` when it is not in the cabinet."""
    row = db.execute(
        "SELECT id, document_id, effective, type_code, type_name, title, labeler, origin, country FROM label "
        "WHERE set_id = ? AND version = ?",
        (set_id, version),
    ).fetchone()
    if row is None:
        kept = [str(one.version) for one in _entries(db, "set_id = ?", set_id)][::-1]
        expected = f"a version in the cabinet ({', '.join(kept)})" if kept else "a label in the cabinet"
        raise InputError([Fault(where=set_id, expected=expected, came=f"version {version}")])
    return Label(
        set_id=set_id,
        version=version,
        document_id=row[1],
        effective=row[2],
        type_code=row[3],
        type_name=row[4],
        title=row[5],
        labeler=row[6],
        origin=row[7],
        country=row[8],
        products=_products(db, row[0]),
        sections=_sections(db, row[0]),
    )


def _sections(db: Connection, label_id: int) -> tuple[LabelSection, ...]:
    rows = db.execute(
        "SELECT section.code, section.title, body.text, section.depth, section.within FROM section "
        "JOIN body ON body.id = section.body_id WHERE section.label_id = ? ORDER BY section.place",
        (label_id,),
    )
    return tuple(LabelSection(code=r[0], title=r[1], text=r[2], depth=r[3], within=r[4]) for r in rows)


def _products(db: Connection, label_id: int) -> tuple[LabelProduct, ...]:
    rows = db.execute(
        "SELECT id, name, ndc, generic, form, routes, inactive, packages, category, application, status, "
        "marketed_from, marketed_to, schedule, part, imprint, colours, shape, size_mm, score FROM product "
        "WHERE label_id = ? ORDER BY id",
        (label_id,),
    ).fetchall()
    return tuple(_product(db, row) for row in rows)


def _product(db: Connection, row: tuple[object, ...]) -> LabelProduct:
    said = [str(cell) for cell in row[1:14]]
    size, score = row[18], row[19]
    return LabelProduct(
        name=said[0], ndc=said[1], generic=said[2], form=said[3], routes=_several(said[4]),
        inactive=_several(said[5]), packages=_several(said[6]), category=said[7], application=said[8],
        status=said[9], marketed_from=said[10], marketed_to=said[11], schedule=said[12], part=bool(row[14]),
        ingredients=_ingredients(db, row[0]),
        look=Look(
            imprint=str(row[15]), colours=_several(str(row[16])), shape=str(row[17]),
            size_mm=float(str(size)) if size is not None else None,
            score=int(str(score)) if score is not None else None,
        ),
    )  # fmt: skip


def _ingredients(db: Connection, product_id: object) -> tuple[LabelIngredient, ...]:
    rows = db.execute(
        "SELECT name, unii, moiety, value, unit, per, per_unit FROM ingredient WHERE product_id = ? ORDER BY place",
        (product_id,),
    )
    return tuple(
        LabelIngredient(name=r[0], unii=r[1], moiety=r[2], value=r[3], unit=r[4], per=r[5], per_unit=r[6]) for r in rows
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()
