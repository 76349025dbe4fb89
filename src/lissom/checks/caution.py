"""One row of `cautions.csv`: a medicine and a condition of the person that do not go well together."""

from __future__ import annotations

from typing import NamedTuple

from lissom.checks.finding import Severity, Stance
from lissom.facts.grade import Grade


class Caution(NamedTuple):
    """The words come from the rows of the dosing and interaction tables named in `rows`, or from `text` where none
    says it.
    """

    id: str
    finding: str
    drug: str
    """Ingredient or class id."""
    route: str
    condition: str
    """Id of `conditions.csv`, or one that follows from the person (`pregnant`, `drives`, `stands_on_tone`, `anyone`
    ...).
    """
    age_low: float | None
    sex: str
    countries: tuple[str, ...]
    """Countries whose wording this is; () for everywhere. A row of the country goes before the general one."""
    severity: Severity
    stance: Stance
    because: str
    title: str
    rows: tuple[str, ...]
    text: str
    todo: str
    sources: tuple[str, ...]
    grade: Grade | None
