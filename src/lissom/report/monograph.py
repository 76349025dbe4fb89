"""A monograph as a document, one part a topic, and as plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lissom.answers.monograph import Monograph
from lissom.facts.sentence import capital
from lissom.facts.source import Source
from lissom.facts.statement import Statement
from lissom.report.document import Block, Document, Note, Part, Sentences
from lissom.report.gathering import gather
from lissom.report.plain import plain
from lissom.report.titles import COUNTRY

SHORT, FIRST = 8, 5
"""Sentences of a topic that stand open together, and those that stand open before more than that."""


def monograph_document(monograph: Monograph, sources: Mapping[str, Source], version: str) -> Document:
    """Every topic in order; one without a sentence says so."""
    parts = tuple(
        Part(id=topic.name.lower(), title=str(topic), blocks=_blocks(statements))
        for topic, statements in monograph.topics
    )
    name = monograph.drug.name
    place = f"Doses and products of {COUNTRY.get(monograph.country, monograph.country)}." if monograph.country else ""
    read_as = f"Read as {monograph.read_as}." if monograph.read_as else ""
    return Document(
        title=capital(name),
        subtitle=" ".join(filter(None, (read_as, "What is known, each sentence with its source.", place))),
        parts=parts,
        sources=gather(parts, sources),
        version=version,
        kind="Monograph",
    )


def monograph_json(monograph: Monograph) -> dict[str, Any]:
    """Plain values: the drug, the country asked for, and each topic with its statements."""
    topics = [{"topic": str(topic), "statements": plain(found)} for topic, found in monograph.topics]
    drug = {"id": monograph.drug.id, "name": monograph.drug.name, "rxcui": monograph.drug.rxcui}
    return {"drug": {**drug, "atc": list(monograph.drug.atc)}, "country": monograph.country, "topics": topics}


def _blocks(statements: tuple[Statement, ...]) -> tuple[Block, ...]:
    if not statements:
        return (Note(text="Nothing on this is held."),)
    if len(statements) <= SHORT:
        return (Sentences(statements=statements),)
    return Sentences(statements=statements[:FIRST]), Sentences(
        statements=statements[FIRST:], heading="In detail", folded=True
    )
