"""How each medicine of the case was read: its name, its directions, and what was refused."""

from __future__ import annotations

from lissom.assessment import Understood
from lissom.case.medicine import Route
from lissom.checks.view import Taken, View


def understood(seen: View) -> tuple[Understood, ...]:
    """One entry per medicine of the case, stopped ones too, in the order written."""
    order = {medicine.where: place for place, medicine in enumerate(seen.case.medicines)}
    everything = sorted((*seen.taken, *seen.stopped), key=lambda taken: order[taken.medicine.where])
    return tuple(_entry(taken, seen) for taken in everything)


def _entry(taken: Taken, seen: View) -> Understood:
    medicine = taken.medicine
    directions = medicine.unread or medicine.understood or "no directions given"
    pump = seen.case.pump.understood if seen.case.pump and medicine.route is Route.INTRATHECAL else ""
    return Understood(
        where=medicine.where,
        written=medicine.name,
        recognition=taken.recognition,
        directions=f"{directions} (the pump: {pump})" if pump else directions,
        refused=bool(medicine.unread),
    )
