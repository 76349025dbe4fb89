"""What a rule may look at: the case with every name looked up, the body measures, and the tables of the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lissom.case.body import Body
from lissom.case.case import Case
from lissom.case.medicine import Medicine
from lissom.checks.tables import Rules
from lissom.medicines.drug import Drug
from lissom.medicines.recognition import Recognition


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One medicine of the case and what its name means."""

    medicine: Medicine
    recognition: Recognition


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    case: Case
    taken: tuple[Taken, ...]
    """Medicines taken or planned; stopped ones are left out."""
    body: Body
    rules: Rules
    drugs: Mapping[str, Drug]
    """The relaxants (and naproxen) we hold in full, by ingredient id."""
    today: date
