"""The agreement of the engine with answers from outside, on paper: NONMEM's printed values, published observations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lissom.dynamics.nonmem import Agreement
from lissom.facts.quantity import in_words
from lissom.population.validation import Comparison, NotCompared, summary
from lissom.report.document import Block, Document, Entries, Entry, Fold, Note, Part, Table
from lissom.report.plain import plain

TUNED = "adjusted to"
"""Rows that the model was made from: agreement there shows the arithmetic, no more."""


def agreement_json(
    nonmem: Sequence[Agreement], missing: str, compared: Sequence[Comparison], left_out: Sequence[NotCompared]
) -> dict[str, Any]:
    """Plain values: `nonmem`, `nonmem_missing`, `published` (with ratio and verdict), `not_compared`."""
    return {
        "nonmem": plain(nonmem),
        "nonmem_missing": missing,
        "published": [{**plain(row), "ratio": plain(row.ratio), "verdict": row.verdict} for row in compared],
        "not_compared": plain(left_out),
    }


def agreement_document(
    nonmem: Sequence[Agreement],
    missing: str,
    compared: Sequence[Comparison],
    left_out: Sequence[NotCompared],
    version: str,
) -> Document:
    """NONMEM first, then every observation compared, those outside two-fold by name, those not compared with why."""
    parts = (
        Part(id="nonmem", title="NONMEM", lead=NONMEM_LEAD, blocks=_of_nonmem(nonmem, missing)),
        Part(id="published", title="Published observations", lead=PUBLISHED_LEAD, blocks=_of_published(compared)),
        Part(id="outside", title="Outside two-fold", blocks=_misses(compared)),
        Part(id="left-out", title="Seen, but not compared", blocks=(_left_out(left_out),)),
    )
    return Document(
        title="Agreement of the engine",
        subtitle="For the installed version.",
        parts=parts,
        sources=(),
        version=version,
        kind="Agreement",
        caution=False,
    )


NONMEM_LEAD = "Values printed by NONMEM for the same records, compared digit by digit as printed."
PUBLISHED_LEAD = (
    "The typical person of each model in the situation of the observation. 'Inside': within the published range, or "
    "within a quarter of the value. A star: the model was adjusted to this very number. Seen: as published."
)


def _of_nonmem(found: Sequence[Agreement], missing: str) -> tuple[Block, ...]:
    if missing:
        return (Note(text=missing),)
    rows = tuple((one.name, f"{one.agreeing:,} of {one.values:,}") for one in found)
    wrong = tuple(Entry(term=one.name, detail="; ".join(one.disagreements)) for one in found if one.disagreements)
    table = Table(caption="", columns=("Records", "values that agree"), rows=rows)
    return (table, *((Entries(entries=wrong, heading="Disagreements"),) if wrong else ()))


def _of_published(compared: Sequence[Comparison]) -> tuple[Block, ...]:
    models = dict.fromkeys(row.model for row in compared)
    counts = tuple((verdict, str(unseen), str(tuned)) for verdict, unseen, tuned in summary(compared))
    return (
        *(_of_model(model, [row for row in compared if row.model == model]) for model in models),
        Table(caption="All models", columns=("Verdict", "not seen by the model", TUNED), rows=counts),
    )


def _of_model(model: str, compared: Sequence[Comparison]) -> Block:
    rows = tuple(
        (
            f"{row.quantity}, {row.in_short}",
            "" if row.unit == "1" else row.unit,
            in_words(row.predicted, 3),
            _observed(row),
            f"{row.ratio:.2f}",
            f"{row.verdict}{'*' if row.tuned else ''}",
            row.fact,
        )
        for row in compared
    )
    columns = ("What", "Unit", "Ours", "Seen", "Ratio", "Verdict", "Row")
    return Table(caption=model, columns=columns, rows=rows)


def _observed(row: Comparison) -> str:
    if row.low is not None and row.high is not None:
        return f"{in_words(row.low, 3)}-{in_words(row.high, 3)}"
    return in_words(row.observed, 3)


def _misses(compared: Sequence[Comparison]) -> tuple[Block, ...]:
    misses = [row for row in compared if row.verdict == "outside"]
    if not misses:
        return (Note(text="None."),)
    return (
        Entries(
            entries=tuple(
                Entry(
                    term=f"{row.fact} ({row.model})",
                    detail=f"{row.quantity} {in_words(row.predicted, 3)} {row.unit}, seen {_observed(row)}",
                    note=row.note or "no reason known",
                )
                for row in misses
            )
        ),
    )


def _left_out(left_out: Sequence[NotCompared]) -> Block:
    entries = tuple(Entry(term=f"{one.fact} {one.drug} {one.quantity}", detail=one.reason) for one in left_out)
    return Fold(title=f"{len(entries)} observations", blocks=(Entries(entries=entries),))
