"""Which strengths of a relaxant are sold, as a document and as plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lissom.answers.cabinet_strengths import StrengthsAnswer
from lissom.answers.topics.places import in_words as places
from lissom.facts.source import Source
from lissom.report.document import Document, Part, Sentences
from lissom.report.gathering import gather
from lissom.report.plain import plain


def strengths_document(answer: StrengthsAnswer, sources: Mapping[str, Source], version: str) -> Document:
    """One part for each group of sentences."""
    parts = tuple(
        Part(id=f"group{number}", title=heading, blocks=(Sentences(statements=statements),))
        for number, (heading, statements) in enumerate(answer.groups, start=1)
    )
    return Document(
        title=f"{answer.name} in {places([answer.country])}",
        subtitle="Strengths, names and tablets",
        parts=parts,
        sources=gather(parts, sources),
        version=version,
        kind="Strengths",
    )


def strengths_json(answer: StrengthsAnswer) -> dict[str, Any]:
    """Plain values."""
    return {
        "name": answer.name,
        "country": answer.country,
        "groups": [{"heading": heading, "statements": plain(statements)} for heading, statements in answer.groups],
    }
