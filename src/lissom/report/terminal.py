"""A document on the terminal: as wide as the window up to a reading width, coloured only where colour is wanted.

Shapes and words carry the meaning; colour only repeats it.
"""

from __future__ import annotations

import shutil
import sys

from lissom.checks.finding import Finding, Severity, Stance
from lissom.facts.quantity import after_number, in_words
from lissom.facts.source import Source
from lissom.facts.statement import Statement
from lissom.population.forecast import Forecast
from lissom.report.document import (
    Block,
    Card,
    Document,
    Entries,
    Entry,
    Figures,
    Fold,
    ForecastFigures,
    Note,
    Part,
    Points,
    Role,
    Sentences,
    Table,
)
from lissom.report.gathering import advice, rows
from lissom.report.lines import Span, Spans, painted, spans, wants_colour, wrapped
from lissom.report.marks import Marks
from lissom.report.vocabulary import CAUTION, SEVERITY, SHAPE, grade_shown, professional

READING_WIDTH = 100
LABEL = 14
"""Columns kept for '  What to do'."""

TONE = {
    Severity.CONTRAINDICATED: "bold red",
    Severity.MAJOR: "bold red",
    Severity.MODERATE: "bold yellow",
    Severity.MINOR: "bold",
    Severity.INFORMATION: "bold",
    Severity.NOT_ASSESSED: "bold magenta",
}


def show(document: Document, *, clinician: bool = False) -> None:
    """Print the document to stdout."""
    width = min(shutil.get_terminal_size((80, 24)).columns, READING_WIDTH)
    page = _Page(document, width, colour=wants_colour(sys.stdout), clinician=clinician)
    sys.stdout.write("\n".join(page.lines()) + "\n")


class _Page:
    """One document as lines; holds the numbers of its sources and whom it speaks to."""

    def __init__(self, document: Document, width: int, *, colour: bool, clinician: bool) -> None:
        self._document = document
        self._width = width
        self._colour = colour
        self._clinician = clinician
        self._marks = Marks(document.sources)
        self._job = 0
        self._lines: list[str] = []

    def lines(self) -> list[str]:
        self._line(self._document.title, "bold")
        self._line(self._document.subtitle, "dim")
        for part in self._document.parts:
            if self._clinician or not part.clinician_only:
                self._part(part)
        self._sources()
        if self._document.caution:
            self._gap()
            self._line(CAUTION, "dim")
        return self._lines

    def _part(self, part: Part) -> None:
        self._job += part.role is Role.JOB
        number = f"{self._job} " if part.role is Role.JOB else ""
        urgent = part.role is Role.EMERGENCY
        self._gap()
        if urgent:
            self._line(f" {part.title.upper()} ".center(self._width, "="), "bold red")
        else:
            self._line(f"{number}{part.title}", "bold cyan")
        if not self._document.brief:
            self._line(part.lead, "dim")
        for block in part.blocks:
            self._block(block)
        if urgent:
            self._line("=" * self._width, "bold red")

    def _block(self, block: Block) -> None:
        match block:
            case Sentences():
                self._heading(block.heading)
                for statement in block.statements:
                    self._item("-", self._says(statement), 2)
            case Points():
                self._points(block)
            case Card():
                self._card(block.finding)
            case Entries():
                self._entries(block)
            case Table():
                if self._clinician or not block.clinician_only:
                    self._table(block)
            case ForecastFigures():
                self._forecast(block.forecast)
            case Figures():
                self._heading(block.heading)
                for figure in block.figures:
                    self._item("-", (*spans(f"{figure.title}. ", "bold"), *spans(figure.alt)), 2)
            case Fold():
                self._fold(block)
            case Note():
                self._line(block.text, "italic")

    def _points(self, block: Points) -> None:
        pairs = zip(block.points, block.findings, strict=True)
        for place, (point, finding) in enumerate(pairs, start=1):
            head: Spans = ()
            if finding:
                head = spans(f"{SHAPE[finding.severity]} {SEVERITY[finding.severity]}: ", TONE[finding.severity])
                head += spans(f"{finding.title}{'' if finding.title.endswith('?') else '.'} ", "bold")
            self._item(str(place), (*head, *self._says(point.statement, point.finding)), 3)
            for todo in advice(finding):
                self._item("", (*spans("What to do: ", "bold"), *self._says(todo)), 3)

    def _fold(self, block: Fold) -> None:
        if block.clinician_only and not self._clinician:
            return
        self._heading(block.title)
        for inner in block.blocks:
            if isinstance(inner, Card) and not self._clinician:
                self._item(SHAPE[inner.finding.severity], spans(inner.finding.title), 2)
            else:
                self._block(inner)

    def _card(self, finding: Finding) -> None:
        self._gap()
        head = f"{SHAPE[finding.severity]} {SEVERITY[finding.severity]}"
        severity = f"  ({finding.severity}, {finding.stance})" if self._clinician else ""
        self._item(
            "", (Span(head, TONE[finding.severity]), Span(f"  {finding.title}", "bold"), Span(severity, "dim")), 0
        )
        for label, statements in rows(finding):
            for place, statement in enumerate(statements):
                self._item(f"  {'' if place else label}", self._says(statement), LABEL)
        verb = {Stance.INTERRUPT: "Why it comes first:", Stance.SHOW: "Why it is shown:"}.get(
            finding.stance, "Why it is quiet:"
        )
        handle = f" [lissom why {finding.id}]" if self._clinician else ""
        self._item("", spans(f"{verb} {finding.because}.{handle}", "dim"), LABEL)

    def _entries(self, block: Entries) -> None:
        self._heading(block.heading)
        if block.short:
            self._line("; ".join(f"{entry.term}: {entry.detail}" for entry in block.entries))
            return
        for entry in block.entries:
            self._item("!" if entry.loud else "-", self._entry(entry), 2, "bold red" if entry.loud else "")

    def _entry(self, entry: Entry) -> Spans:
        term = spans(entry.term, "bold red" if entry.loud else "bold")
        follows = bool(entry.term) and bool(entry.detail or entry.statement)
        colon = spans("" if not follows else " " if entry.term.endswith(("?", ".", ":")) else ": ")
        detail = spans(entry.detail)
        steps = spans("".join(f"\n{step}" for step in entry.steps))
        said = (*spans(" " if entry.detail else ""), *self._says(entry.statement)) if entry.statement else ()
        note = f" ({entry.note})" if entry.note and not self._document.brief else ""
        return (*term, *colon, *detail, *steps, *said, *spans(note, "dim"))

    def _table(self, block: Table) -> None:
        """Drawn by rich, which is loaded only where there is a table."""
        from rich import box
        from rich.console import Console
        from rich.table import Table as Grid

        grid = Grid(
            title=block.caption or None, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False
        )
        for column in (*block.columns, *(("Source",) if block.sources else ())):
            grid.add_column(column, overflow="fold")
        for place, row in enumerate(block.rows):
            cells = list(row)
            if self._clinician and block.row_ids and block.row_ids[place]:
                cells[0] = f"{cells[0]} {block.row_ids[place]}"
            grid.add_row(*cells, *((self._marks.text(block.sources[place]),) if block.sources else ()))
        console = Console(
            width=self._width, force_terminal=self._colour, no_color=not self._colour, highlight=False, markup=False
        )
        with console.capture() as captured:
            console.print(grid)
        self._lines.extend(line.rstrip() for line in captured.get().splitlines())

    def _forecast(self, forecast: Forecast) -> None:
        self._heading(f"The forecast of {forecast.ingredient.replace('_', ' ')}")
        for statement in (*forecast.statements, *(chance.statement for chance in forecast.chances)):
            self._item("-", self._says(statement), 2)
        if self._clinician:
            self._table(_parameters(forecast))

    def _says(self, statement: Statement, finding: str = "") -> Spans:
        """The sentence, its grade where it is weak, its source marks; under it the professional words, when asked."""
        grade = grade_shown(statement)
        marks = self._marks.text(statement.sources)
        plain = (*spans(statement.text), *spans(f" ({grade})" if grade else "", "yellow"), *spans(f" {marks}", "dim"))
        if not self._clinician:
            return plain
        own = professional(statement)
        behind = f"[{', '.join((str(statement.grade), *statement.facts))}]"
        handle = f"lissom why {finding}" if finding else ""
        return (*plain, *spans("\n" + " ".join(filter(None, (own, behind, handle))), "dim"))

    def _sources(self) -> None:
        sources = self._document.sources
        if not sources:
            return
        self._gap()
        self._line("Sources", "bold cyan")
        if self._document.brief:
            named = " · ".join(f"[{number}] {source.id}" for number, source in enumerate(sources, start=1))
            self._line(named, "dim")
            self._line("In full: lissom source ID, or the report.", "dim")
            return
        width = len(str(len(sources))) + 1
        for number, source in enumerate(sources, start=1):
            self._item(str(number), spans(_cited(source, self._clinician), "dim"), width)

    def _heading(self, heading: str) -> None:
        if heading:
            self._gap()
            self._line(heading, "bold")

    def _gap(self) -> None:
        self._lines.append("")

    def _line(self, words: str, style: str = "") -> None:
        if words:
            self._item("", spans(words, style), 0)

    def _item(self, mark: str, words: Spans, indent: int, style: str = "") -> None:
        """A mark in a narrow column and the words beside it, wrapped under themselves."""
        for place, row in enumerate(wrapped(words, self._width - indent)):
            head = Span(("" if place else mark).ljust(indent), "" if place else style)
            self._lines.append(painted((head, *row), colour=self._colour))


def _cited(source: Source, clinician: bool) -> str:
    return f"{source.citation} ({source.id})" if clinician else source.citation


def _parameters(forecast: Forecast) -> Table:
    return Table(
        caption=f"Parameters of {forecast.model}",
        columns=("Parameter", "Value", "Grade", "Spread and origin"),
        rows=tuple(
            (one.name, f"{in_words(one.value, 3)}{after_number(one.unit)}", one.grade, one.spread)
            for one in forecast.parameters
        ),
        sources=tuple(one.sources for one in forecast.parameters),
    )
