"""An article held against the sources: its sentences in order, each with its mark and what the sources say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lissom.answers.article.marked import Judgement, Marked, Reading
from lissom.facts.proposition import Mark
from lissom.facts.source import Source
from lissom.report.document import Block, Document, Entries, Entry, Note, Part, Sentences
from lissom.report.gathering import gather
from lissom.report.plain import plain

SHAPES = {Mark.SUPPORTED: "✓", Mark.PARTLY: "◐", Mark.CONTRADICTED: "✗", Mark.NOT_JUDGED: "?"}
"""A shape beside the word, so that neither colour nor shape carries the mark alone."""
SILENT = "All other sentences touch nothing that we hold. That does not make them right or wrong."


def article_document(reading: Reading, sources: Mapping[str, Source], name: str, version: str) -> Document:
    """The marked sentences in the order of the article, after a count of the marks."""
    parts = (
        Part(id="count", title="In short", blocks=_count(reading)),
        *((Part(id="sentences", title="Sentence by sentence", blocks=_sentences(reading)),) if reading.marked else ()),
        *_omitted(reading),
    )
    about = f"An article on {reading.about}" if reading.about else "An article on no medicine that is held in full"
    return Document(
        title=name,
        subtitle=f"{about}, held against the sources.",
        parts=parts,
        sources=gather(parts, sources),
        version=version,
        kind="Reading of an article",
        caution=False,
    )


def article_json(reading: Reading) -> dict[str, Any]:
    """Plain values: `sentences`, `about`, `marked` (each with its `mark`), `omitted`."""
    value: dict[str, Any] = plain(reading)
    for one, marked in zip(value["marked"], reading.marked, strict=True):
        one["mark"] = str(marked.mark)
    return value


def _count(reading: Reading) -> tuple[Block, ...]:
    counts = {mark: sum(one.mark is mark for one in reading.marked) for mark in Mark}
    entries = tuple(Entry(term=f"{SHAPES[mark]} {mark}", detail=str(count)) for mark, count in counts.items())
    rest = reading.sentences - len(reading.marked)
    counted = Entries(entries=(*entries, Entry(term="not touched", detail=str(rest))), short=True)
    if not reading.unread:
        return counted, Note(text=SILENT)
    longer = f"Only the first {reading.sentences} sentences were read; {reading.unread} more were not."
    return counted, Note(text=longer), Note(text=SILENT)


def _sentences(reading: Reading) -> tuple[Block, ...]:
    return tuple(_one(marked) for marked in reading.marked)


def _one(marked: Marked) -> Sentences:
    several = len(marked.judgements) > 1
    return Sentences(
        heading=f"{SHAPES[marked.mark]} {str(marked.mark).capitalize()}: “{marked.text}”",
        statements=tuple(_said(one, several) for one in marked.judgements),
    )


def _said(judgement: Judgement, several: bool) -> Any:
    from dataclasses import replace

    statement = judgement.statement
    return replace(statement, text=f"[{judgement.mark}] {statement.text}") if several else statement


def _omitted(reading: Reading) -> tuple[Part, ...]:
    if not reading.omitted:
        return ()
    said = Sentences(statements=tuple(one.statement for one in reading.omitted))
    return (Part(id="omitted", title="What it leaves out", blocks=(said,), lead="Dangers that no sentence touches."),)
