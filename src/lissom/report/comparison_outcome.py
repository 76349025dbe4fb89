"""One outcome of a comparison in full: sentences, figures, how sure and why, what was assumed, what was not used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lissom.compare.comparison import Outcome
from lissom.facts.sentence import capital
from lissom.report.comparison_glance import may_be_said, measured, paired
from lissom.report.comparison_statistics import statistics
from lissom.report.document import Block, Figures, Fold, Note, Part, Sentences, Table
from lissom.report.figures.figure import Figure
from lissom.report.figures.forest import forest_figure
from lissom.report.figures.league import league_figures
from lissom.report.figures.network import network_figure

KIND = {"benefit": "A benefit", "harm": "A harm"}


def outcome_part(outcome: Outcome) -> Part:
    """Everything about one outcome that holds a medicine asked about."""
    better = "lower" if outcome.network.lower_is_better else "higher"
    if outcome.network.measure.is_ratio:
        better = "fewer people" if outcome.network.lower_is_better else "more people"
    title = measured(outcome)
    return Part(
        id=outcome.network.id.lower(),
        title=capital(title),
        blocks=tuple(_blocks(outcome)),
        lead=f"{KIND[outcome.network.kind]}; {better} is better.",
    )


def others_part(outcomes: Sequence[Outcome]) -> Iterator[Part]:
    """Outcomes in which none of the medicines could be estimated, each folded away."""
    folds = tuple(
        Fold(title=f"{KIND[one.network.kind]}: {measured(one)}", blocks=tuple(_blocks(one))) for one in outcomes
    )
    if folds:
        yield Part(
            id="others",
            title="Measured, but not for these medicines",
            blocks=folds,
            lead="No usable figure for what was asked about; what other medicines showed, and what was read.",
        )


def _blocks(outcome: Outcome) -> Iterator[Block]:
    if outcome.pairs:
        yield Sentences(statements=tuple(pair.statement for pair in outcome.pairs))
    if outcome.side_by_side:
        yield Sentences(statements=outcome.side_by_side, heading="With the medicine and beside it, in the same trials")
    if outcome.unknown:
        yield Sentences(statements=outcome.unknown, heading="Not known")
    pictures = _figures(outcome)
    if pictures:
        yield Figures(figures=pictures, heading="Forest plot, network and league table")
    if outcome.pairs:
        yield _certainty(outcome)
    yield from statistics(outcome)
    if outcome.notes:
        yield Fold(title="What was assumed and done", blocks=(Sentences(statements=outcome.notes),))
    if outcome.not_used:
        yield Fold(title=f"Read and not used: {len(outcome.not_used)}", blocks=(_not_used(outcome),))
    if not (outcome.pairs or pictures or outcome.not_used):
        yield Note(text="No trial that is held here measured this with a comparison group.")


def _figures(outcome: Outcome) -> tuple[Figure, ...]:
    found = (forest_figure(outcome), network_figure(outcome), *league_figures(outcome))
    return tuple(one for one in found if one is not None)


def _certainty(outcome: Outcome) -> Table:
    return Table(
        caption="How sure, and why",
        columns=("Compared", "May be said", "How sure", "Because"),
        rows=tuple(
            (paired(outcome, one), may_be_said(outcome, one), one.rating.certainty.value, one.rating.reasons)
            for one in outcome.pairs
        ),
        sources=tuple(one.statement.sources for one in outcome.pairs),
    )


def _not_used(outcome: Outcome) -> Table:
    return Table(
        caption=f"Read and not used: {outcome.network.plain}",
        columns=("Trial or review", "Treatment", "Why not"),
        rows=tuple((one.trial, one.treatment or "–", one.why) for one in outcome.not_used),
        sources=tuple(one.sources for one in outcome.not_used),
        row_ids=tuple(one.row for one in outcome.not_used),
    )
