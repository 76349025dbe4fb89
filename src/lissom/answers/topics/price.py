"""What a medicine cost, where and when: rows of the price table as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lissom.answers.topics.from_rows import said, sentence
from lissom.answers.topics.places import heading, holds
from lissom.facts.statement import Statement
from lissom.medicines.price import Price


def prices(rows: Iterable[Price], country: str = "") -> Iterator[Statement]:
    """One sentence a row, with its country; the date stands in the sentence."""
    for row in rows:
        if holds((row.country,), country):
            text = f"{heading([row.country])}: {sentence(row.text)}"
            yield said(text, row, clinician=f"{text} [{row.value} {row.unit} per {row.per}, {row.date}]")
