"""The plain words of the decision aid, looked up: the words of an event, a sentence with its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lissom.answers.topics.from_rows import said
from lissom.facts.plain_words import Outcome, Wording
from lissom.facts.statement import Statement, reasoned
from lissom.library import Library


def outcome_of(event: str, rows: Iterable[Outcome]) -> Outcome | None:
    """The plain words of an event, or None when the table has none."""
    return next((row for row in rows if re.search(row.pattern, event, re.IGNORECASE)), None)


def spoken_by(wording: Wording, library: Library) -> Statement:
    """The sentence with the sources of its rows; without rows it is our own reasoning, and graded so."""
    rows = [row for name in wording.facts if (row := library.fact(name)) is not None]
    return said(wording.text, *rows) if rows else reasoned(wording.text)  # type: ignore[arg-type]  # facts are graded
