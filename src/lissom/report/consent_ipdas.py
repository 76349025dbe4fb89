"""Looks at a decision aid as it was laid out, and says of each IPDAS criterion what the page lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from lissom.answers.ipdas import QUALITY_GOAL, SOURCE, Judged, Outcome, judged, score
from lissom.facts.criterion import Criterion, Group
from lissom.facts.source import Source
from lissom.facts.statement import Statement
from lissom.report.consent_document import OVER
from lissom.report.document import Block, Document, Entries, Entry, Figures, Fold, Note, Part, Table
from lissom.report.gathering import statements

FOUR = ("What it is", "What it is like", "What is good", "What is bad")
UNEVEN = 3.0
"""Times the middle length of an option: beyond it an option is told at more length, or less, than the others."""
VALUES_AT_LEAST = 3


def ipdas(document: Document, rows: tuple[Criterion, ...]) -> tuple[Judged, ...]:
    """Every criterion with its outcome on this document."""
    page = _Page(document)
    return judged(rows, {row.check: getattr(page, row.check) for row in rows if row.check})


class _Page:
    """One document; every public method is a check and returns what is missing, or ''."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._parts = {part.id: part for part in document.parts}

    def _blocks(self, part: str) -> Iterator[Block]:
        found = self._parts.get(part)
        for block in found.blocks if found else ():
            yield block
            if isinstance(block, Fold):
                yield from block.blocks

    def _said(self, part: str) -> tuple[Statement, ...]:
        found = self._parts.get(part)
        return tuple(one for block in (found.blocks if found else ()) for one in statements(block))

    def _notes(self, part: str) -> str:
        return " ".join(block.text for block in self._blocks(part) if isinstance(block, Note))

    def _options(self) -> list[Entries]:
        return [block for block in self._blocks("options") if isinstance(block, Entries) and block.heading]

    def _tables(self) -> list[Table]:
        return [block for block in self._blocks("numbers") if isinstance(block, Table)]

    def _figures(self) -> list[Figures]:
        return [block for block in self._blocks("numbers") if isinstance(block, Figures)]

    def _lines(self, part: str) -> list[Entry]:
        return [entry for block in self._blocks(part) if isinstance(block, Entries) for entry in block.entries]

    def _each_option(self, term: str) -> str:
        options = self._options()
        lacking = [
            one.heading for one in options if not any(entry.term == term and entry.statement for entry in one.entries)
        ]
        if not options:
            return "no option is described"
        return f"'{term}' is missing for: {', '.join(lacking)}" if lacking else ""

    def condition(self) -> str:
        return "" if self._said("condition") else "the condition is not described"

    def decision(self) -> str:
        return "" if self._said("decision") else "the choice is not stated"

    def options(self) -> str:
        options = self._options()
        if len(options) < 2:
            return f"{len(options)} options are described"
        without = any(re.match(r"No (medicine|relaxant)", one.heading) for one in options)
        return "" if without else "taking no medicine is not among the options"

    def good(self) -> str:
        return self._each_option("What is good")

    def bad(self) -> str:
        return self._each_option("What is bad")

    def like(self) -> str:
        return self._each_option("What it is like")

    def equal(self) -> str:
        options = self._options()
        if not options:
            return "no option is described"
        uneven = [one.heading for one in options if tuple(entry.term for entry in one.entries) != FOUR]
        if uneven:
            return f"not told in the same four lines: {', '.join(uneven)}"
        lengths = {one.heading: _length(one) for one in options}
        middle = median(lengths.values())
        far = [name for name, long in lengths.items() if not middle / UNEVEN <= long <= middle * UNEVEN]
        return f"told at another length than the others: {', '.join(far)}" if far else ""

    def cited(self) -> str:
        held = {source.id for source in self._document.sources}
        said = [one for part in ("options", "numbers", "own", "stopping") for one in self._said(part)]
        lost = [one.text[:40] for one in said if not set(one.sources) <= held]
        if not held:
            return "no source is listed"
        return f"sources not listed for: {'; '.join(lost)}" if lost else ""

    def dated(self) -> str:
        return "" if self._document.made_on else "no date"

    def updated(self) -> str:
        return (
            "" if re.search(r"made anew|brought up to date", self._notes("about")) else "no word on when it is renewed"
        )

    def uncertain(self) -> str:
        if not self._said("unknowns"):
            return "it does not say what is not known"
        said = " ".join((*(one.text for one in self._said("numbers")), self._notes("numbers")))
        told = re.search(r"may be from|By chance alone|Trials differ|not known|No count of people", said)
        return "" if told else "no chance has a range"

    def funded(self) -> str:
        return "" if re.search(r"[Ww]ho paid|[Ff]unding", self._notes("about")) else "no word on who paid"

    def course(self) -> str:
        return "" if self._said("course") else "it does not say what happens when nothing is done"

    def compared(self) -> str:
        return self.options() or self.good() or self.bad()

    def chances(self) -> str:
        return "" if any("Of 100" in one.text for one in self._said("numbers")) else "no chance is given"

    def people(self) -> str:
        rows = [row for table in self._tables() for row in table.rows]
        if not rows:
            return "no table of the numbers"
        lacking = [row[0] for row in rows if not row[-1].strip()]
        return f"not said of whom: {', '.join(lacking)}" if lacking else ""

    def counts(self) -> str:
        rows = [row for table in self._tables() for row in table.rows]
        return "" if rows and all(re.search(r"\d", row[1]) for row in rows) else "a chance has no count"

    def same_time(self) -> str:
        """Asked 'when feasible': each number says over what time, and placebo stands beside it from the same trial."""
        tables = self._tables()
        rows = [dict(zip(table.columns, row, strict=True)) for table in tables for row in table.rows]
        if not any(re.search(r"\d", row.get("On placebo", "")) for row in rows):
            return "no number has one on placebo over the same time beside it"
        if not all(row.get(OVER) for row in rows):
            return "it does not say over what time the numbers are"
        notes = " ".join(block.text for block in self._blocks("numbers") if isinstance(block, Note))
        return "" if "over the same time" in notes else "it does not say which numbers are over the same time"

    def same_number(self) -> str:
        said = self._said("numbers")
        if not said:
            return "no chance is given"
        of = {found for one in said for found in re.findall(r"\b[Oo]f (\d+)\b", one.text)}
        return "" if of == {"100"} else f"chances out of {', '.join(sorted(of)) or 'nothing'}"

    def ways(self) -> str:
        kinds = (("words", self._said("numbers")), ("a table", self._tables()), ("pictures", self._figures()))
        there = [name for name, found in kinds if found]
        return "" if len(there) > 1 else f"only {' '.join(there) or 'nothing'}"

    def values(self) -> str:
        return "" if len(self._lines("values")) >= VALUES_AT_LEAST else "it does not ask what matters"

    def steps(self) -> str:
        return "" if len(self._lines("steps")) > 1 else "no steps"

    def questions(self) -> str:
        return "" if self._lines("questions") else "no questions to take along"

    def found(self) -> str:
        return "" if re.search(r"facts come from", self._notes("evidence")) else "no word on how the evidence was found"

    def strength(self) -> str:
        return "" if re.search(r"[Ff]ew trials", self._notes("evidence")) else "no word on how good the evidence is"

    def authors(self) -> str:
        named = re.search(r"[Ww]ritten by .*(doctor|pharmacist|engineer|nurse|physician)", self._notes("about"))
        return "" if named else "the skills of those who made it are not on record"

    def readable(self) -> str:
        return "" if re.search(r"Reading level.*grade \d", self._notes("about")) else "no reading level"


def _length(option: Entries) -> int:
    return sum(len(entry.statement.text.split()) for entry in option.entries if entry.statement)


def ipdas_document(results: tuple[Judged, ...], sources: dict[str, Source], title: str, version: str) -> Document:
    """The outcome of every criterion, the failing ones first."""
    groups = tuple(Group)
    failing = tuple(one for one in results if one.outcome is Outcome.NOT_MET)
    scores = tuple(Entry(term=str(group).capitalize(), detail=str(score(results, group))) for group in groups)
    quality = score(results, Group.QUALITY)
    goal = (
        f"The goal of {QUALITY_GOAL} of {quality.all} quality criteria is "
        f"{'reached' if quality.met >= QUALITY_GOAL else 'not reached'}."
    )
    parts = (
        Part(id="score", title="Score", blocks=(Entries(entries=scores), Note(text=goal))),
        Part(id="failing", title="Not met", blocks=_lines(failing) or (Note(text="None."),)),
        *(
            Part(id=str(group), title=str(group).capitalize(), blocks=_lines(tuple(_of(results, group))))
            for group in groups
        ),
        Part(id="origin", title="Where the list comes from", blocks=(Note(text=_ORIGIN),)),
    )
    return Document(
        title="IPDAS v4 criteria",
        subtitle=title,
        parts=parts,
        sources=(sources[SOURCE],),
        version=version,
        kind="Decision aid standard",
        caution=False,
    )


_ORIGIN = (
    "Groups, numbers and order of the criteria are those of IPDAS version 4. The wording is ours. All 44 were held "
    "against a copy of the published wording, not against the paper itself."
)


def _of(results: tuple[Judged, ...], group: Group) -> Iterator[Judged]:
    return (one for one in results if one.criterion.group is group)


def _lines(results: tuple[Judged, ...]) -> tuple[Block, ...]:
    entries = tuple(
        Entry(term=f"{one.criterion.id} {one.outcome}", detail=one.criterion.criterion, note=one.why) for one in results
    )
    return (Entries(entries=entries),) if entries else ()
