"""A document on the terminal: as wide as the window up to a reading width, plain when it is not one, quiet about colour when asked.

Shapes and words carry the meaning; colour only repeats it (NO_COLOR is honoured by rich).
"""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from lissom.checks.finding import Finding, Severity, Stance
from lissom.facts.quantity import in_words
from lissom.facts.source import Source
from lissom.facts.statement import Statement
from lissom.population.forecast import Forecast
from lissom.report.document import (
    Block,
    Card,
    Document,
    Entries,
    Entry,
    Fold,
    ForecastFigures,
    Note,
    Part,
    Points,
    Role,
    Sentences,
    Table,
)
from lissom.report.marks import Marks
from lissom.report.vocabulary import CAUTION, GRADE_SHOWN, SEVERITY, SHAPE

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

READING_WIDTH = 100
LABEL = 11
"""Columns kept for 'What to do'."""

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
    from rich.console import Console

    width = min(shutil.get_terminal_size((80, 24)).columns, READING_WIDTH)
    console = Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)
    _Page(document, console, clinician=clinician).print()


class _Page:
    """Prints one document; holds the numbers of its sources and whom it speaks to."""

    def __init__(self, document: Document, console: Console, *, clinician: bool) -> None:
        self._document = document
        self._console = console
        self._clinician = clinician
        self._marks = Marks(document.sources)
        self._job = 0

    def print(self) -> None:
        from rich.text import Text

        self._line(Text(self._document.title, style="bold"))
        if self._document.subtitle:
            self._line(Text(self._document.subtitle, style="dim"))
        for part in self._document.parts:
            if self._clinician or not part.clinician_only:
                self._part(part)
        self._sources()
        self._line(Text(CAUTION, style="dim"), gap=True)

    def _part(self, part: Part) -> None:
        from rich.rule import Rule
        from rich.text import Text

        self._job += part.role is Role.JOB
        number = f"{self._job} " if part.role is Role.JOB else ""
        self._console.print()
        if part.role is Role.EMERGENCY:
            self._console.print(Rule(f"!! {part.title.upper()} !!", style="bold red", characters="="))
        else:
            self._line(Text(f"{number}{part.title}", style="bold cyan"))
        if part.lead and not self._document.brief:
            self._line(Text(part.lead, style="dim"))
        for block in part.blocks:
            self._block(block)
        if part.role is Role.EMERGENCY:
            self._console.print(Rule(style="bold red", characters="="))

    def _block(self, block: Block) -> None:
        match block:
            case Sentences():
                self._heading(block.heading)
                for statement in block.statements:
                    self._item("-", self._says(statement), 2)
            case Points():
                for place, point in enumerate(block.points, start=1):
                    self._item(str(place), self._says(point.statement, extra=point.finding), 3)
            case Card():
                self._card(block.finding)
            case Entries():
                self._entries(block)
            case Table():
                if self._clinician or not block.clinician_only:
                    self._table(block)
            case ForecastFigures():
                self._forecast(block.forecast)
            case Fold():
                self._fold(block)
            case Note():
                self._line(self._text(block.text, "italic"))

    def _fold(self, block: Fold) -> None:
        if block.clinician_only and not self._clinician:
            return
        self._heading(block.title)
        for inner in block.blocks:
            if isinstance(inner, Card) and not self._clinician:
                shape = SHAPE[inner.finding.severity]
                self._item(shape, self._text(inner.finding.title), 2)
            else:
                self._block(inner)

    def _card(self, finding: Finding) -> None:
        from rich.text import Text

        head = Text(f"{SHAPE[finding.severity]} {SEVERITY[finding.severity]}", style=TONE[finding.severity])
        head.append(f"  {finding.title}", style="bold")
        if self._clinician:
            head.append(f"  ({finding.severity}, {finding.stance})", style="dim")
        self._line(head, gap=True)
        consequence = (finding.consequence.statement,) if finding.consequence else ()
        rows = (("What", finding.what), ("Why", finding.why), ("How much", consequence), ("What to do", finding.todo))
        for label, statements in rows:
            for place, statement in enumerate(statements):
                self._item(f"  {'' if place else label}", self._says(statement), LABEL + 3)
        verb = "interrupts" if finding.stance is Stance.INTERRUPT else "is shown"
        why = f"It {verb} because {finding.because}." if finding.stance is not Stance.SILENT else f"Quiet: {finding.because}."
        self._item("", self._text(f"{why} [lissom why {finding.id}]" if self._clinician else why, "dim"), LABEL + 3)

    def _entries(self, block: Entries) -> None:
        self._heading(block.heading)
        if block.short:
            line = "; ".join(f"{entry.term.lower()} {entry.detail}" for entry in block.entries)
            self._line(self._text(line))
            return
        for entry in block.entries:
            self._item("!" if entry.loud else "-", self._entry(entry), 2, style="bold red" if entry.loud else "")

    def _entry(self, entry: Entry) -> Text:
        from rich.text import Text

        words = Text()
        if entry.term:
            words.append(entry.term, style="bold red" if entry.loud else "bold")
        if entry.detail:
            words.append(f": {entry.detail}" if entry.term else entry.detail)
        if entry.statement:
            words.append(" " if entry.term else "")
            words.append_text(self._says(entry.statement))
        if entry.note and (self._clinician or not self._document.brief):
            words.append(f" ({entry.note})", style="dim")
        return words

    def _table(self, block: Table) -> None:
        from rich import box
        from rich.table import Table as Grid

        grid = Grid(title=block.caption or None, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
        for place, column in enumerate(block.columns):
            grid.add_column(column, overflow="fold", ratio=1 if place == len(block.columns) - 1 else None)
        if block.sources:
            grid.add_column("Source", overflow="fold")
        for place, row in enumerate(block.rows):
            cells = list(row)
            if self._clinician and block.row_ids and block.row_ids[place]:
                cells[0] = f"{cells[0]} {block.row_ids[place]}"
            grid.add_row(*cells, *((self._marks.text(block.sources[place]),) if block.sources else ()))
        self._console.print(grid)

    def _forecast(self, forecast: Forecast) -> None:
        self._heading(f"The forecast of {forecast.ingredient.replace('_', ' ')}")
        for statement in forecast.statements:
            self._item("-", self._says(statement), 2)
        for chance in forecast.chances:
            self._item("-", self._says(chance.statement), 2)
        if self._clinician:
            self._table(_parameters(forecast))

    def _says(self, statement: Statement, extra: str = "") -> Text:
        """The sentence, its grade where it is weak, its source marks; under it the professional words, when asked."""
        from rich.text import Text

        words = Text(statement.text)
        if grade := GRADE_SHOWN.get(statement.grade):
            words.append(f" ({grade})", style="yellow")
        words.append(f" {self._marks.text(statement.sources)}", style="dim")
        if self._clinician:
            own = statement.clinician if statement.clinician != statement.text else ""
            behind = ", ".join(filter(None, (str(statement.grade), *statement.facts)))
            words.append("\n" + " ".join(filter(None, (own, f"[{behind}]"))), style="dim")
        if extra and self._clinician:
            words.append(f"\nlissom why {extra}", style="dim")
        return words

    def _sources(self) -> None:
        sources = self._document.sources
        if not sources:
            return
        from rich.text import Text

        self._line(Text("Sources", style="bold cyan"), gap=True)
        if self._document.brief:
            named = " · ".join(f"[{number}] {source.id}" for number, source in enumerate(sources, start=1))
            self._item("", self._text(named, "dim"), 0)
            self._line(self._text("In full: lissom source ID, or the report.", "dim"))
            return
        width = len(str(len(sources))) + 1
        for number, source in enumerate(sources, start=1):
            self._item(str(number), self._text(_cited(source, self._clinician), "dim"), width)

    def _heading(self, heading: str) -> None:
        if heading:
            self._line(self._text(heading, "bold"), gap=True)

    def _line(self, words: Text, *, gap: bool = False) -> None:
        if gap:
            self._console.print()
        self._item("", words, 0)

    def _item(self, mark: str, words: Text, indent: int, style: str = "") -> None:
        """A mark in a narrow column and the words beside it, wrapped under themselves."""
        from rich.text import Text

        for place, row in enumerate(words.wrap(self._console, self._console.width - indent)):
            row.rstrip()
            head = Text(("" if place else mark).ljust(indent), style="" if place else style)
            self._console.print(head.append_text(row), no_wrap=True, overflow="ignore", crop=False)

    def _text(self, words: str, style: str = "") -> Text:
        from rich.text import Text

        return Text(words, style=style)


def _cited(source: Source, clinician: bool) -> str:
    return f"{source.citation} ({source.id})" if clinician else source.citation


def _parameters(forecast: Forecast) -> Table:
    return Table(
        caption=f"Parameters of {forecast.model}",
        columns=("Parameter", "Value", "Grade", "Spread and origin"),
        rows=tuple(
            (one.name, f"{in_words(one.value, 3)}{'' if one.unit == '1' else ' ' + one.unit}", one.grade, one.spread)
            for one in forecast.parameters
        ),
        sources=tuple(one.sources for one in forecast.parameters),
    )

