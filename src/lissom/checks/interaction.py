"""One row of the interaction table: a relaxant (or naproxen) and another medicine, class or substance."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lissom.checks.finding import Severity
from lissom.facts.grade import Grade, Reading


class Knowledge(StrEnum):
    """What the row says of the pair."""

    INTERACTS = "interacts"
    NONE_KNOWN = "none known"
    """An explicit negative, with its reason."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    id: str
    drug: str
    """Ingredient id of the relaxant (`baclofen`)."""
    route: str
    """`oral`, `intrathecal`, `iv`, or '' for any."""
    members: frozenset[str]
    """Ids (of `names/ingredients.csv` or `names/classes.csv`) any of which the other medicine must be or belong to.

    Substances that are no medicine are ingredients too (`ethanol`, `cannabis`, `grapefruit`, `tobacco_smoke`). Empty when the
    row names nothing that can be looked up; such a row is shown in the monograph only.
    """
    other_name: str
    """The other side as the source names it."""
    knowledge: Knowledge
    severity: Severity | None
    mechanism: str
    """`pd`, `pk` or `both`."""
    effect: str
    action: str
    grade: Grade
    jurisdiction: str
    source: str
    locator: str
    reading: Reading
    confidence: str = ""
    """`high`, `medium` or `low`: how surely the reader of the source read it."""
