"""Source marks: which number each source has on this page, and runs of numbers written short (1-3, 7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lissom.facts.source import Source


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive source numbers, both ends included."""

    first: int
    last: int

    def __str__(self) -> str:
        if self.first == self.last:
            return str(self.first)
        return f"{self.first}{', ' if self.last == self.first + 1 else '–'}{self.last}"


class Marks:
    """The numbers of the sources of one document, from 1 in the order given."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._number = {source.id: number for number, source in enumerate(sources, start=1)}

    def runs(self, ids: Iterable[str]) -> tuple[Run, ...]:
        """The sources as runs of numbers, ascending. KeyError for a source the document does not list."""
        runs: list[Run] = []
        for number in sorted({self._number[one] for one in ids}):
            if runs and runs[-1].last == number - 1:
                runs[-1] = Run(runs[-1].first, number)
            else:
                runs.append(Run(number, number))
        return tuple(runs)

    def text(self, ids: Iterable[str]) -> str:
        """'[1, 2]', '[1–4, 9]', or '' without sources."""
        runs = self.runs(ids)
        return f"[{', '.join(str(run) for run in runs)}]" if runs else ""


def short(source: Source) -> str:
    """'Kochak 1985', 'McLellan and others 1977' or the title: enough to tell one source from another."""
    if not source.authors:
        return source.title if len(source.title) <= 48 else f"{source.title[:46].rsplit(' ', 1)[0]} ..."
    first = source.authors[0]
    family = first if len(first) > 30 or " " not in first else first.split(" ")[0]
    who = family if len(source.authors) == 1 else f"{family} and others"
    return f"{who} {source.year}" if source.year else who
