"""The one structure every renderer draws: parts of blocks, in reading order, with the sources they cite at the end.

Sentences about the world are `Statement`s. Other strings are furniture: headings, labels, what was typed, what is not
built yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lissom.assessment import Point
from lissom.checks.finding import Finding
from lissom.facts.source import Source
from lissom.facts.statement import Statement
from lissom.population.forecast import Forecast
from lissom.report.figures.figure import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """Statements under an optional small heading, each shown with its source marks and grade."""

    statements: tuple[Statement, ...]
    heading: str = ""
    folded: bool = False
    """True for detail under a heading that opens on demand where the medium can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """The things that matter most, numbered. `findings[i]`, where point i comes from one, lends it title and advice."""

    points: tuple[Point, ...]
    findings: tuple[Finding | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One finding, drawn by its stance: interrupting ones first and largest, silent ones folded away."""

    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A term and what is said of it. `loud` entries must not be overlooked: a medicine or directions not understood."""

    term: str
    detail: str = ""
    steps: tuple[str, ...] = ()
    """The rest of the detail, one line each, in order: the phases of a taper."""
    note: str = ""
    loud: bool = False
    statement: Statement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """Terms beside what was understood, measured or missing."""

    entries: tuple[Entry, ...]
    heading: str = ""
    short: bool = False
    """True for a word or a number each, which may stand in two columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of short texts. `sources[i]` are the source ids of row i; `row_ids[i]` the fact it comes from, or ''."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sources: tuple[tuple[str, ...], ...] = ()
    row_ids: tuple[str, ...] = ()
    clinician_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastFigures:
    """The curves of one forecast; every renderer that draws them puts the numbers in a table underneath."""

    forecast: Forecast


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Pictures made beforehand, each with words for those who cannot see it and its numbers underneath."""

    figures: tuple[Figure, ...]
    heading: str
    """Never empty: a figure's own title is one level below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Furniture: an instruction, a limit of the program, 'not built yet'. Never a claim about the world."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """Blocks that open on demand where the medium can, and stand under a heading where it cannot."""

    title: str
    blocks: tuple[Block, ...]
    clinician_only: bool = False


Block = Sentences | Points | Card | Entries | Table | ForecastFigures | Figures | Note | Fold


class Role(StrEnum):
    """How loudly a part speaks."""

    EMERGENCY = "emergency"
    SUMMARY = "summary"
    BODY = "body"
    JOB = "job"
    """One of the ten answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A titled stretch of the document; `id` is its anchor. `folded` parts open on demand where the medium can."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    lead: str = ""
    role: Role = Role.BODY
    folded: bool = False
    clinician_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    title: str
    subtitle: str
    parts: tuple[Part, ...]
    sources: tuple[Source, ...]
    """Everything the statements and tables above cite, in order of first use; numbered from 1 by every renderer."""
    version: str = ""
    made_on: str = ""
    kind: str = ""
    """What this is, above the title: 'Assessment', 'Check', 'Monograph' ..."""
    caution: bool = True
    """Whether the one sentence of caution belongs on this page."""
    brief: bool = False
    """True for a page that fits one screen: its sources are named in a line, not listed in full."""
