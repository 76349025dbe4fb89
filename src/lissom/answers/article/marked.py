"""What reading an article yields: sentences that touch what we hold, each with a mark and what the sources say."""

from __future__ import annotations

from dataclasses import dataclass

from lissom.facts.proposition import Mark
from lissom.facts.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One thing that a sentence says, how it stands, and what the sources say of it."""

    mark: Mark
    statement: Statement
    claim: str = ""
    """Id in the claims register; '' when it rests on facts alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One sentence of the article. `number` counts from 1 over the whole article."""

    number: int
    text: str
    judgements: tuple[Judgement, ...]

    @property
    def mark(self) -> Mark:
        """All agree: that mark. Some stand and some fall: partly. What is not judged gives way to what is."""
        marks = {one.mark for one in self.judgements}
        if len(marks) > 1:
            marks.discard(Mark.NOT_JUDGED)
        return marks.pop() if len(marks) == 1 else Mark.PARTLY


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The article: how many of its sentences were read, and those that touch what we hold."""

    sentences: int
    """How many were read."""
    unread: int = 0
    """Sentences after the last one read, in a text too long to be an article."""
    about: str
    """Name of the medicine it speaks of most; '' when it names none that we hold in full."""
    marked: tuple[Marked, ...]
    omitted: tuple[Judgement, ...] = ()
    """Dangers that an article on this medicine should name and this one does not."""
