"""One medicine as the person or the record states it, before anybody has looked up what it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lissom.case.regimen import Regimen, Strength


class Route(StrEnum):
    ORAL = "oral"
    INTRATHECAL = "intrathecal"
    TOPICAL = "topical"
    INHALED = "inhaled"
    INJECTED = "injected"
    RECTAL = "rectal"
    NASAL = "nasal"
    EYE_OR_EAR = "eye or ear"
    VAGINAL = "vaginal"
    SUBLINGUAL = "sublingual"
    IMPLANT = "implant"
    UNKNOWN = "not stated"


class Status(StrEnum):
    TAKING = "taking"
    PLANNED = "planned"
    """Prescribed or considered, not begun."""
    STOPPED = "stopped"
    UNKNOWN = "not stated"


@dataclass(frozen=True, slots=True)
class Code:
    """A coded name: system ('rxnorm', 'atc', 'ndc', 'snomed', 'icd10', or the URI as written), code, display."""

    system: str
    code: str
    display: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Medicine:
    """A medicine as written. `where` is its path in the input (`medicines[1]`), so that any message can point at it."""

    name: str
    where: str = ""
    sig: str = ""
    """The directions as written; '' when none were given."""
    regimen: Regimen | None = None
    """What the sig reader understood; None when there were no directions or they were refused."""
    understood: str = ""
    """The regimen said back in plain words."""
    unread: str = ""
    """Why the directions were refused, with the readings they could have; '' when they were understood or absent."""
    assumptions: tuple[str, ...] = ()
    """What the reading of the directions took for granted ('times of day are assumed: 08:00, 20:00')."""
    strength: Strength | None = None
    """Milligrams per tablet or per mL, as stated beside the name or in it."""
    route: Route = Route.UNKNOWN
    form: str = ""
    status: Status = Status.TAKING
    start: date | None = None
    stop: date | None = None
    reason: str = ""
    codes: tuple[Code, ...] = ()
    recorded_at: str = ""
    """Where it stands in the record it was read from (`Bundle.entry[17].resource`); '' for a case file."""
