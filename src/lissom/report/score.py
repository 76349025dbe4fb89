"""The score on paper: one line for each list, and every disagreement by name."""

from __future__ import annotations

from typing import Any

from lissom.answers.scoring import Measure, Score
from lissom.report.document import Block, Document, Entries, Entry, Fold, Note, Part, Table
from lissom.report.plain import plain


def score_json(found: Score) -> dict[str, Any]:
    """Plain values: `version`, `measures` with `share` and `met`, `missing`."""
    return {
        "version": found.version,
        "measures": [{**plain(one), "share": one.share, "met": one.met} for one in found.measures],
        "missing": list(found.missing),
    }


def score_document(found: Score) -> Document:
    """The table of measures, then the disagreements of each."""
    lines = tuple(_line(one) for one in found.measures)
    parts = [
        Part(
            id="score",
            title="Agreement with answers from outside",
            blocks=(
                Table(caption="", columns=("List", "asked", "agree", "share", "aim", "met"), rows=lines),
                *(Note(text=f"Not found, so not scored: {name}.") for name in found.missing),
            ),
        ),
        *(_disagreements(one) for one in found.measures if one.disagreements or one.note),
    ]
    return Document(
        title="Score of the checks",
        subtitle="For the installed version; pairs are checked in a healthy man of 45.",
        parts=tuple(parts),
        sources=(),
        version=found.version,
        kind="Score",
        caution=False,
    )


def _line(one: Measure) -> tuple[str, ...]:
    share = "-" if one.share is None else f"{one.share:.3f}"
    met = {None: "-", True: "yes", False: "no"}[one.met]
    return one.title, str(one.asked), str(one.agreed), share, f"{one.target:.2f}", met


def _disagreements(one: Measure) -> Part:
    entries = tuple(Entry(term=d.item, detail=f"expected: {d.expected}; found: {d.found}") for d in one.disagreements)
    blocks: list[Block] = [Note(text=one.note)] if one.note else []
    blocks.append(Entries(entries=entries) if entries else Note(text="No disagreement."))
    title = f"{one.title}: {len(entries)} disagreements"
    return Part(
        id=one.id, title=title, blocks=(Fold(title=title, blocks=tuple(blocks)),) if not entries else tuple(blocks)
    )
