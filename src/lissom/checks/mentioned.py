"""Medicines that the person's own words name and the list does not: what was stopped is often left off it."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.case.medicine import Medicine, Route
from lissom.checks.present import Present, of_medicine
from lissom.checks.said import Said
from lissom.checks.view import View
from lissom.medicines.recognition import Recognition


def around(view: View) -> tuple[Present, ...]:
    """What the person takes, and every other medicine that what is stated names."""
    return (*view.present, *mentioned(view))


def mentioned(view: View) -> Iterator[Present]:
    """Each substance named by a clause that is neither on the list nor stated as stopped; once, with its place."""
    known = {(one.id, one.route) for one in view.present} | {
        (one.id, one.route) for taken in view.stopped for one in of_medicine(taken.medicine, taken.recognition)
    }
    for clause in view.stated:
        for one in _in_clause(view, clause):
            if (one.id, one.route) not in known:
                known.add((one.id, one.route))
                yield one


def names_in(view: View, clause: Said) -> Iterator[tuple[str, Recognition]]:
    """Every word of a clause that is the name of a medicine, and what it means."""
    if clause.called and view.in_text is not None:
        for written, read in zip(clause.text.split(), clause.called.split(), strict=True):
            name = written.removesuffix("'s")
            meaning = view.in_text.meaning(name) if written != read else None
            if meaning is not None:
                yield name, meaning


def _in_clause(view: View, clause: Said) -> Iterator[Present]:
    for name, meaning in names_in(view, clause):
        route = Route.INTRATHECAL if clause.says(f"{name} pump") else Route.UNKNOWN
        yield from of_medicine(Medicine(name=name, route=route, where=clause.where), meaning)
