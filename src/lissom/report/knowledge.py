"""Where a sentence comes from: a source with its facts, a finding with its rows, the claims register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lissom.answers.explanation import Explanation
from lissom.answers.provenance import FactRow, Provenance
from lissom.facts.claim import Claim
from lissom.facts.grade import Reading
from lissom.facts.source import Source
from lissom.facts.statement import Statement
from lissom.report.compose import emergency
from lissom.report.document import Block, Card, Document, Entries, Entry, Note, Part, Sentences
from lissom.report.gathering import gather
from lissom.report.plain import plain

PROVENANCE_CELLS = frozenset({"source", "sources"})
"""Cells that repeat what the source list says."""


def source_document(found: Provenance, version: str) -> Document:
    """A source and every row that rests on it; for a fact, its row and its sources."""
    rows = tuple(_row(row) for row in found.rows)
    written = tuple(Entry(term=drug, detail=text) for drug, text in found.sentences)
    parts = (
        Part(
            id="source",
            title="The source" if len(found.sources) == 1 else "The sources",
            blocks=(Entries(entries=tuple(_of_source(source) for source in found.sources)),),
        ),
        Part(id="facts", title=f"Rows that rest on it: {len(rows)}", blocks=rows or (Note(text="None."),)),
        *(
            (Part(id="sentences", title="Sentences that cite it", blocks=(Entries(entries=written),)),)
            if written
            else ()
        ),
    )
    return Document(
        title=found.asked, subtitle="", parts=parts, sources=(), version=version, kind="Source", caution=False
    )


def source_json(found: Provenance) -> dict[str, Any]:
    """Plain values: `asked`, `sources`, `rows`, `sentences`."""
    value: dict[str, Any] = plain(found)
    return value


def why_document(answer: Explanation, sources: Mapping[str, Source], version: str) -> Document:
    """The finding in full, then the rows of our data behind it."""
    finding = answer.finding
    whose = "As found in this case." if answer.in_a_case else "For a person of whom only these medicines are known."
    rows = tuple(_row(row) for row in answer.rows)
    parts = (
        *emergency((finding,)),
        *(() if finding.emergency else (Part(id="finding", title="The finding", blocks=(Card(finding=finding),)),)),
        Part(id="rows", title="The rows behind it", blocks=rows or (Note(text="It rests on no row of our tables."),)),
    )
    return Document(
        title=finding.id,
        subtitle=whose,
        parts=parts,
        sources=gather(parts, sources),
        version=version,
        kind="Why",
        caution=False,
    )


def why_json(answer: Explanation) -> dict[str, Any]:
    """Plain values: `finding`, `rows`, `in_a_case`."""
    value: dict[str, Any] = plain(answer)
    return value


def claims_document(claims: tuple[Claim, ...], sources: Mapping[str, Source], version: str) -> Document:
    """Claims grouped by verdict, each with what the sources say and why it matters."""
    verdicts = dict.fromkeys(claim.verdict for claim in claims)
    parts = tuple(
        Part(
            id=f"verdict-{verdict}",
            title=str(verdict).capitalize(),
            blocks=tuple(_claim(claim) for claim in claims if claim.verdict is verdict),
        )
        for verdict in verdicts
    )
    empty = Part(id="none", title="No claim", blocks=(Note(text="No claim has this verdict."),))
    noun = "claim" if len(claims) == 1 else "claims"
    return Document(
        title=f"{len(claims)} {noun} of web articles, checked",
        subtitle="What is said of these medicines, or left out, beside what the sources say.",
        parts=parts or (empty,),
        sources=gather(parts, sources),
        version=version,
        kind="Claims register",
        caution=False,
    )


def claims_json(claims: tuple[Claim, ...]) -> list[dict[str, Any]]:
    """Plain values, one object a claim."""
    return [plain(claim) for claim in claims]


def _claim(claim: Claim) -> Block:
    said = "Left out" if claim.kind == "omission" else "Said"
    answer = claim.sources_say or "No source that we hold speaks to it."
    texts = (answer, claim.why_it_matters) if claim.why_it_matters else (answer,)
    secondary = " (read in a secondary copy)" if claim.reading is Reading.SECONDARY else ""
    statements = tuple(
        Statement(text=text, sources=tuple(claim.source.split(";")), grade=claim.grade, facts=(claim.id,))
        for text in texts
    )
    return Sentences(heading=f"{claim.id}  {said}: {claim.claim}{secondary}", statements=statements)


def _of_source(source: Source) -> Entry:
    note = " · ".join(filter(None, (source.kind, source.jurisdiction, source.url)))
    return Entry(term=source.id, detail=source.citation, note=note)


def _row(row: FactRow) -> Block:
    cells = tuple(Entry(term=name, detail=text) for name, text in row.cells if name not in PROVENANCE_CELLS)
    rest = Entry(term="sources", detail=", ".join(row.sources))
    return Entries(heading=f"{row.id}  {row.where}", entries=(*cells, rest))
