"""Where sources disagree: both sides, which one is used, and why. The contradiction register as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lissom.answers.topics.from_rows import sentence, weakest
from lissom.facts.contradiction import Contradiction
from lissom.facts.grade import Grade
from lissom.facts.statement import Statement
from lissom.library import Library


def disagreements(rows: Iterable[Contradiction], library: Library) -> Iterator[Statement]:
    """One statement an entry, naming every row that takes part."""
    for row in rows:
        grades = [grade for fact in row.rows if isinstance(grade := getattr(library.fact(fact), "grade", None), Grade)]
        sides = f"Sources disagree. {sentence(row.topic)} {sentence(row.said)}"
        text = f"{sides} Used here: {row.used}. {sentence(row.why)}"
        yield Statement(
            text=text,
            sources=row.sources,
            grade=weakest(grades) if grades else Grade.ASSUMPTION,
            facts=(row.id, *row.rows),
        )
