"""The one structure every renderer draws: parts of blocks, in reading order, with the sources they cite at the end.

Sentences about the world are `Statement`s. Other strings are furniture: headings, labels, what was typed, what is not built yet.
"""

from __future__ import annotations

from dataclasses import dataclass

from lissom.checks.finding import Finding
from lissom.facts.source import Source
from lissom.facts.statement import Statement
from lissom.population.forecast import Forecast


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """Statements under an optional small heading, each shown with its source marks and grade."""

    statements: tuple[Statement, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One finding, drawn by its stance: interrupting ones first and largest, silent ones folded away."""

    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of short texts. `sources[i]` are the source ids of row i; `row_ids[i]` the fact it comes from, '' when none."""

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
class Note:
    """Furniture: an instruction, a limit of the program, 'not built yet'. Never a claim about the world."""

    text: str


Block = Sentences | Card | Table | ForecastFigures | Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A titled stretch of the document; `id` is its anchor. `folded` parts open on demand where the medium can."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    lead: str = ""
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
