"""A document as plain values, with everything decided that templates share: numbers of sources, words, figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lissom.checks.finding import Finding, Stance
from lissom.facts.quantity import after_number, in_words
from lissom.facts.source import Source
from lissom.facts.statement import Statement
from lissom.population.forecast import Chance, Forecast
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
from lissom.report.figures.figure import Figure
from lissom.report.gathering import advice, rows
from lissom.report.marks import Marks, short
from lissom.report.vocabulary import CAUTION, GRADE_MEANS, HOW_TO_READ, SEVERITY, grade_shown, professional

Plain = dict[str, Any]
MANY_COLUMNS, WORDY = 4, 12
"""Columns that are too many for a phone when a cell holds more letters than this."""
AT_ONCE = (Role.EMERGENCY, Role.SUMMARY)
"""What is read before any choice is offered, the clinician's layer among them."""


def page(document: Document) -> Plain:
    """The document as plain values, ready for a template."""
    writer = _Writer(document)
    parts = [writer.part(part) for part in document.parts]
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "kind": document.kind,
        "version": document.version,
        "made_on": document.made_on,
        "caution": CAUTION if document.caution else "",
        "how_to_read": HOW_TO_READ,
        "parts": parts,
        "layer_before": next((part.id for part in document.parts if part.role not in AT_ONCE), ""),
        "sources": [_source(number, source) for number, source in enumerate(document.sources, start=1)],
        "grades": [{"word": str(grade), "means": means} for grade, means in GRADE_MEANS.items()],
    }


class _Writer:
    """Turns blocks into plain values; holds the numbers of the sources."""

    def __init__(self, document: Document) -> None:
        self._marks = Marks(document.sources)
        self._short = {source.id: short(source) for source in document.sources}
        self._job = 0
        self._part = ""
        self._carded = {
            block.finding.id
            for part in document.parts
            for outer in part.blocks
            for block in (outer.blocks if isinstance(outer, Fold) else (outer,))
            if isinstance(block, Card)
        }

    def part(self, part: Part) -> Plain:
        self._job += part.role is Role.JOB
        self._part = part.title
        return {
            "id": part.id,
            "title": part.title,
            "lead": part.lead,
            "role": str(part.role),
            "number": self._job if part.role is Role.JOB else 0,
            "folded": part.folded,
            "clinician_only": part.clinician_only,
            "blocks": [self.block(block) for block in part.blocks],
        }

    def block(self, block: Block) -> Plain:
        match block:
            case Sentences():
                said = self.sentences(block.statements)
                return {"kind": "sentences", "heading": block.heading, "items": said, "folded": block.folded}
            case Points():
                pairs = zip(block.points, block.findings, strict=True)
                return {"kind": "points", "items": [self.point(point.statement, found) for point, found in pairs]}
            case Card():
                return {"kind": "card", **self.card(block.finding)}
            case Entries():
                items = [self.entry(one) for one in block.entries]
                return {"kind": "entries", "heading": block.heading, "short": block.short, "items": items}
            case Table():
                return {"kind": "table", **self.table(block)}
            case ForecastFigures():
                return {"kind": "forecast", **self.forecast(block.forecast)}
            case Figures():
                return {"kind": "figures", "heading": block.heading, "items": [_figure(one) for one in block.figures]}
            case Fold():
                inner = [self.block(one) for one in block.blocks]
                return {"kind": "fold", "title": block.title, "clinician_only": block.clinician_only, "blocks": inner}
            case Note():
                return {"kind": "note", "text": block.text}

    def sentences(self, statements: Iterable[Statement]) -> list[Plain]:
        return [self.sentence(statement) for statement in statements]

    def sentence(self, statement: Statement) -> Plain:
        return {
            "text": statement.text,
            "clinician": professional(statement),
            "grade": grade_shown(statement),
            "grade_in_full": str(statement.grade),
            "facts": list(statement.facts),
            **self.marks(statement.sources),
        }

    def marks(self, ids: Iterable[str]) -> Plain:
        """The source marks of something, each run with its ends and the names of what it holds."""
        kept = tuple(dict.fromkeys(ids))
        runs = self._marks.runs(kept)
        return {
            "marks": [{"first": run.first, "last": run.last, "label": str(run)} for run in runs],
            "names": "; ".join(self._short[one] for one in kept),
        }

    def point(self, statement: Statement, finding: Finding | None) -> Plain:
        if finding is None:
            return {**self.sentence(statement), "title": "", "advice": [], "finding": "", "severity": "", "word": ""}
        return {
            **self.sentence(statement),
            "title": finding.title,
            "advice": self.sentences(advice(finding)),
            "finding": finding.id if finding.id in self._carded else "",
            "severity": finding.severity.name.lower(),
            "word": SEVERITY[finding.severity],
        }

    def card(self, finding: Finding) -> Plain:
        return {
            "id": finding.id,
            "title": finding.title,
            "severity": finding.severity.name.lower(),
            "severity_word": str(finding.severity),
            "word": SEVERITY[finding.severity],
            "stance": str(finding.stance),
            "interrupts": finding.stance is Stance.INTERRUPT,
            "because": finding.because,
            "triggers": list(finding.triggers),
            "rows": [{"label": label, "items": self.sentences(found)} for label, found in rows(finding)],
        }

    def entry(self, entry: Entry) -> Plain:
        sentence = self.sentence(entry.statement) if entry.statement else None
        return {
            "term": entry.term,
            "detail": entry.detail,
            "steps": list(entry.steps),
            "note": entry.note,
            "loud": entry.loud,
            "sentence": sentence,
        }

    def table(self, table: Table) -> Plain:
        rows = [
            {
                "cells": list(cells),
                "id": table.row_ids[place] if table.row_ids else "",
                **self.marks(table.sources[place] if table.sources else ()),
            }
            for place, cells in enumerate(table.rows)
        ]
        return {
            "caption": table.caption,
            "name": table.caption or self._part,
            "stacks": _stacks(table),
            "columns": list(table.columns),
            "rows": rows,
            "sourced": bool(table.sources),
            "clinician_only": table.clinician_only,
        }

    def forecast(self, forecast: Forecast) -> Plain:
        from lissom.report.figures.of_forecast import clinician_figures, course_figures, day_figures, people_figures

        chances = zip(forecast.chances, people_figures(forecast), strict=True)
        return {
            "ingredient": forecast.ingredient.replace("_", " "),
            "model": forecast.model,
            "people": forecast.people,
            "seed": forecast.seed,
            "statements": self.sentences(forecast.statements),
            "figures": [_figure(figure) for figure in (*course_figures(forecast), *day_figures(forecast))],
            "clinician_figures": [_figure(figure) for figure in clinician_figures(forecast)],
            "chances": [self.chance(chance, figure) for chance, figure in chances],
            "parameters": [
                {
                    "name": one.name,
                    "meaning": one.meaning,
                    "value": f"{in_words(one.value, 3)}{after_number(one.unit)}",
                    "spread": one.spread,
                    "grade": one.grade,
                    "note": one.note,
                    **self.marks(one.sources),
                }
                for one in forecast.parameters
            ],
        }

    def chance(self, chance: Chance, figure: Figure) -> Plain:
        return {**_figure(figure), "sentence": self.sentence(chance.statement)}


def _stacks(table: Table) -> bool:
    """Whether its rows stand one under another where the page is narrow: many columns, and words in them."""
    longest = max((len(cell) for row in table.rows for cell in row[1:]), default=0)
    return len(table.columns) + bool(table.sources) >= MANY_COLUMNS and longest > WORDY


def _figure(figure: Figure) -> Plain:
    return {
        "title": figure.title,
        "svg": figure.svg,
        "alt": figure.alt,
        "caption": figure.caption,
        "wide": figure.wide,
        "columns": list(figure.columns),
        "rows": [list(row) for row in figure.rows],
    }


def _source(number: int, source: Source) -> Plain:
    """One entry of the list: what it is, and one way to it (DOI, PMID, label or address), as text and as a link."""
    ways = (
        (source.doi, f"https://doi.org/{source.doi}", f"doi:{source.doi}"),
        (source.pmid, f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/", f"PMID {source.pmid}"),
        (
            source.set_id,
            f"https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid={source.set_id}",
            f"DailyMed {source.set_id}",
        ),
        (source.url if source.url.startswith(("https://", "http://")) else "", source.url, source.url),
    )
    links = [{"href": href, "text": text} for present, href, text in ways if present]
    return {
        "number": number,
        "id": source.id,
        "who": ", ".join(source.authors),
        "year": str(source.year or ""),
        "title": source.title.rstrip("."),
        "container": source.container,
        "label": " · ".join(
            filter(None, (source.jurisdiction, source.licence_number, source.issued if source.set_id else ""))
        ),
        "link": links[0] if links else None,
        "note": source.note,
        "own": source.id == "lissom_reasoning",
    }
