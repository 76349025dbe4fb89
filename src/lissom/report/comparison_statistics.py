"""The clinician's tables of one outcome: estimates with prediction intervals, what each rests on, P-scores, spread."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.compare.comparison import Outcome, Pair
from lissom.compare.nma.estimate import Heterogeneity
from lissom.compare.nma.inconsistency import Inconsistency
from lissom.facts.quantity import in_words
from lissom.report.comparison_glance import paired
from lissom.report.document import Block, Fold, Note, Table
from lissom.report.figures.forest import signed, with_span

NO_ORDER = (
    "A P-score is the mean chance of being better than another treatment of the same part, as far as chance goes. "
    "It knows nothing of bias, and it is no proof that two of them differ."
)


def statistics(outcome: Outcome) -> Iterator[Fold]:
    """Every table of an outcome in one fold, for clinicians only; none where nothing was estimated."""
    tables = tuple(_tables(outcome))
    if tables:
        yield Fold(title="Statistics of the network", blocks=tables, clinician_only=True)


def _tables(outcome: Outcome) -> Iterator[Block]:
    if outcome.pairs:
        yield _estimates(outcome)
        yield _rests_on(outcome)
    if outcome.spread:
        yield _ranks(outcome)
        yield _spread(outcome)
    if any(outcome.splits):
        yield _splits(outcome)
    yield from (Note(text=text) for text in dict.fromkeys(_notes(outcome)))


def _notes(outcome: Outcome) -> Iterator[str]:
    """What a dash in the tables means, and what P-scores do not say."""
    if outcome.spread:
        yield NO_ORDER
    missing = {pair.effect.no_prediction for pair in outcome.pairs} - {""}
    yield from (f"No prediction interval: {why}." for why in sorted(missing))
    yield from (spread.message for spread in outcome.spread if spread.message)
    untested = sorted({one.message for one in outcome.agreement} - {""})
    yield from (f"Direct and indirect evidence were not set beside each other: {why}." for why in untested)


def _estimates(outcome: Outcome) -> Table:
    return Table(
        caption=f"Estimates of the network ({outcome.network.measure.value})",
        columns=("Compared", "Estimate", "95% CI", "95% prediction", "p", "Direct trials"),
        rows=tuple(_estimate(outcome, one) for one in outcome.pairs),
    )


def _estimate(outcome: Outcome, pair: Pair) -> tuple[str, ...]:
    effect = pair.effect
    expected = [effect.measure.shown(one) for one in effect.prediction or ()]
    shown = with_span(effect.shown[0], *expected)[1] if expected else "–"
    return paired(outcome, pair), *with_span(*effect.shown), shown, _p(effect.p), str(effect.direct_studies)


def _rests_on(outcome: Outcome) -> Table:
    """The proportion of every direct comparison in every estimate, and the certainty with its reasons."""
    words = {node.treatment.id: node.treatment.words for node in outcome.nodes}
    told = (
        "; ".join(f"{words[one.one]} and {words[one.other]} {_percent(one.share)}" for one in pair.rests_on)
        for pair in outcome.pairs
    )
    return Table(
        caption="Which direct comparisons each estimate rests on",
        columns=("Compared", "Rests on", "How sure"),
        rows=tuple(
            (paired(outcome, pair), shares or "cannot be followed", f"{pair.rating.certainty}: {pair.rating.reasons}")
            for pair, shares in zip(outcome.pairs, told, strict=True)
        ),
    )


def _ranks(outcome: Outcome) -> Table:
    words = {node.treatment.id: node.treatment.words for node in outcome.nodes}
    return Table(
        caption="P-scores, for each part of the network",
        columns=("Part", "Treatment", "P-score"),
        rows=tuple(
            (str(place), words[one.treatment], f"{one.score:.2f}")
            for place, ranks in enumerate(outcome.ranks, start=1)
            for one in ranks
        ),
    )


def _spread(outcome: Outcome) -> Table:
    parts = zip(outcome.spread, outcome.agreement, strict=True)
    return Table(
        caption="Spread between trials, for each part of the network",
        columns=("Part", "Q (df)", "p", "I²", "τ²", "Method", "Direct beside indirect"),
        rows=tuple(
            (str(place), *_spread_of(spread), _agreement(agreement))
            for place, (spread, agreement) in enumerate(parts, start=1)
        ),
    )


def _spread_of(one: Heterogeneity) -> tuple[str, ...]:
    return (
        f"{in_words(one.Q)} ({one.df})",
        "–" if one.p is None else _p(one.p),
        "–" if one.I2 is None else f"{round(100 * one.I2)}%",
        in_words(one.tau2),
        one.method,
    )


def _agreement(one: Inconsistency) -> str:
    test = one.between_random
    return "–" if test.p is None else f"Q {in_words(test.Q)} ({test.df}), p {_p(test.p)}"


def _splits(outcome: Outcome) -> Table:
    words = {node.treatment.id: node.treatment.words for node in outcome.nodes}
    shown = outcome.network.measure.shown
    return Table(
        caption="Direct beside indirect evidence, one comparison at a time",
        columns=("Compared", "Direct", "Indirect", "p of the difference"),
        rows=tuple(
            (
                f"{words[one.treatment]} beside {words[one.against]}",
                signed(shown(one.direct)),
                signed(shown(one.indirect)),
                _p(one.p),
            )
            for part in outcome.splits
            for one in part
        ),
    )


def _percent(share: float) -> str:
    return f"{round(100 * share)}%" if share >= 0.005 else "< 1%"


def _p(value: float) -> str:
    return "< 0.001" if value < 0.001 else in_words(value)
