"""One row of the interaction table: a relaxant (or naproxen) and another medicine, class or substance."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from lissom.checks.finding import Severity
from lissom.facts.errors import Faults
from lissom.facts.grade import Grade, Reading
from lissom.facts.statement import Statement, sources_of
from lissom.facts.table import PROVENANCE, Table, Wrong, ids, member, one_of, read_table, text


class Knowledge(StrEnum):
    """What the row says of the pair."""

    INTERACTS = "interacts"
    NONE_KNOWN = "none known"
    """An explicit negative, with its reason."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Interaction:
    """Without slots, so that what follows from the row alone is worked out once and stays with it."""

    id: str
    drug: str
    """Ingredient id of the relaxant (`baclofen`), or the class the row speaks for as a whole (`muscle_relaxant`)."""
    route: str
    """`oral`, `intrathecal`, `iv`, or '' for any."""
    members: frozenset[str]
    """Ids (of `names/ingredients.csv` or `names/classes.csv`) any of which the other medicine must be or belong to.

    Substances that are no medicine are ingredients too (`ethanol`, `cannabis`, `grapefruit`). Empty when the
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

    @cached_property
    def effect_stated(self) -> Statement:
        """What the pair does, in the row's own words."""
        return self.stated(self.effect)

    @cached_property
    def action_stated(self) -> Statement:
        """What to do, in the row's own words."""
        return Statement(text=self.action, sources=sources_of(self.source), grade=self.grade, facts=(self.id,))

    @cached_property
    def standing(self) -> str:
        """How grave and how well known it is, in professional words."""
        severity = self.severity.value if self.severity else self.knowledge.value
        copy = ", secondary copy" if self.reading is Reading.SECONDARY else ""
        return f"{severity}, {self.mechanism}, {self.jurisdiction or 'no jurisdiction'}, {self.grade.value}{copy}"

    def stated(self, text: str) -> Statement:
        """A text that holds the words of the row, with its source and, for clinicians, its standing."""
        return Statement(
            text=text,
            sources=sources_of(self.source),
            grade=self.grade,
            facts=(self.id,),
            clinician=f"{text} [{self.standing}]",
        )


COLUMNS = (
    text("id", required=True),
    text("drug", required=True),
    one_of("route", "oral", "intrathecal", "iv", required=False),
    ids("members"),
    text("other_name", required=True),
    member("knowledge", Knowledge),
    member("severity", Severity, required=False),
    one_of("mechanism", "pd", "pk", "both"),
    text("effect", required=True),
    text("action", required=True),
    text("jurisdiction"),
    *PROVENANCE,
)


def read_interactions(path: Path, faults: Faults) -> Table[Interaction]:
    """Every row of `interactions/interactions.csv`."""
    return read_table(path, COLUMNS, Interaction, faults, _severity_when_it_interacts)


def _severity_when_it_interacts(row: Interaction) -> Wrong | None:
    if (row.knowledge is Knowledge.INTERACTS) == (row.severity is not None):
        return None
    return Wrong(
        "severity", f"a severity exactly when the pair interacts (knowledge: {row.knowledge})", str(row.severity)
    )
