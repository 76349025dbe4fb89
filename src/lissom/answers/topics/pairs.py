"""The rows of the interaction table as sentences, worst first; pairs with nothing known are said too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lissom.answers.topics.from_rows import said, sentence
from lissom.checks.finding import Severity
from lissom.checks.interaction import Interaction, Knowledge
from lissom.facts.grade import Reading
from lissom.facts.statement import Statement

WORDS = {
    Severity.CONTRAINDICATED: "must not be combined",
    Severity.MAJOR: "serious",
    Severity.MODERATE: "moderate",
    Severity.MINOR: "minor",
    Severity.INFORMATION: "for information",
    Severity.NOT_ASSESSED: "not assessed",
}
KNOWN = {Knowledge.UNKNOWN: "not known", Knowledge.NONE_KNOWN: "no interaction known"}


def interactions(rows: Iterable[Interaction]) -> Iterator[Statement]:
    """One sentence a row, by severity, then what is not known, then the pairs with no interaction known."""
    yield from map(pair, sorted(rows, key=_place))


def pair(row: Interaction) -> Statement:
    """The other medicine, how serious, what happens, what to do."""
    how = WORDS[row.severity] if row.severity else KNOWN[row.knowledge]
    by = {"intrathecal": " (pump)", "iv": " (injection)"}.get(row.route, "")
    text = f"With {row.other_name}{by}: {how}. {sentence(row.effect)} {sentence(row.action)}"
    copy = ", secondary copy" if row.reading is Reading.SECONDARY else ""
    where = row.jurisdiction or "no jurisdiction"
    return said(text, row, clinician=f"{text} [{row.mechanism}; {where}; {row.grade.value}{copy}]")


def _place(row: Interaction) -> tuple[int, str, str]:
    if row.severity is not None:
        return list(Severity).index(row.severity), row.route, row.id
    return len(Severity) + (row.knowledge is Knowledge.NONE_KNOWN), row.route, row.id
