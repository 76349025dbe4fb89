"""What the labels of medicines say of one another, as a document: quoted, with set id and version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lissom.facts.grade import Grade
from lissom.facts.source import Source
from lissom.facts.statement import Statement
from lissom.medicines.label_quote import How
from lissom.report.document import Block, Document, Note, Part, Sentences
from lissom.report.gathering import gather

SHOWN = 8
"""Sentences of each side that are shown; the rest is counted."""
SILENCE = "Silence of a label is no sign that two medicines go together. `lissom check` looks at the pair as well."


def pair_document(sides: Sequence[Mapping[str, Any]], sources: Mapping[str, Source]) -> Document:
    """Every side, sentences that name the other before those that name its class."""
    parts = tuple(
        Part(id=f"side{number}", title=f"Labels of {side['labels_of']} on {side['speak_of']}", blocks=_blocks(side))
        for number, side in enumerate(sides, start=1)
    )
    names = list(dict.fromkeys(side["labels_of"] for side in sides))
    return Document(
        title=f"{', '.join(names[:-1])} with {names[-1]}: what their labels say",
        subtitle="Quoted from the labels in your own store, word for word",
        parts=parts,
        sources=gather(parts, sources),
        kind="Labels",
    )


def _blocks(side: Mapping[str, Any]) -> tuple[Block, ...]:
    count, quotes = side["labels"], side["quotes"]
    if not count:
        name = side["labels_of"]
        return (Note(text=f"No label of {name} is in the store: `lissom labels fetch {name}` brings them."),)
    if not quotes:
        labels = "the one label" if count == 1 else f"none of {count} labels"
        verb = "does not name" if count == 1 else "names"
        return (Note(text=f"In the store {labels} {verb} {side['speak_of']} or its class. {SILENCE}"),)
    blocks: list[Block] = []
    for how in How:
        heading = how.capitalize()
        said = [quote for quote in quotes if quote["how"] == how]
        if said:
            blocks.append(Sentences(heading=heading, statements=tuple(map(_statement, said[:SHOWN]))))
        if len(said) > SHOWN:
            blocks.append(Note(text=f"{len(said) - SHOWN} more sentences: --json shows all."))
    return tuple(blocks)


def _statement(quote: Mapping[str, Any]) -> Statement:
    where = f" ({quote['section']})" if quote["section"] else ""
    return Statement(
        text=f"“{quote['text']}”{where}",
        sources=(f"label:{quote['set_id']}:v{quote['version']}",),
        grade=Grade.LABEL,
    )
