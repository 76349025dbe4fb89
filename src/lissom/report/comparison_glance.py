"""Benefits and harms in one table each: every medicine, what it was set beside, what was seen, how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lissom.compare.comparison import Outcome, Pair
from lissom.compare.condition import Condition, in_words
from lissom.compare.confidence import Certainty
from lissom.compare.verdict import Verdict
from lissom.facts.quantity import Quantity
from lissom.facts.statement import Statement
from lissom.report.document import Table
from lissom.report.figures.forest import signed, span

Names = tuple[tuple[str, str], ...]
PLACEBO = "placebo"
CAPTION = {"benefit": "Benefits", "harm": "Harms"}
COLUMNS = ("Medicine", "What was measured", "Seen", "May be said", "How sure")
SAID = {
    Verdict.APART: "they differ",
    Verdict.MAYBE_SMALL: "they differ, perhaps by too little to matter",
    Verdict.ALIKE: "no difference that matters",
    Verdict.CANNOT: "cannot be told apart",
}


def glance(outcomes: Iterable[Outcome], names: Names) -> Iterator[Table]:
    """One table of benefits and one of harms; a kind without any outcome has none."""
    kept = tuple(outcomes)
    for kind, caption in CAPTION.items():
        lines = [line for one in kept if one.network.kind == kind for line in _lines(one, names)]
        if lines:
            yield Table(
                caption=caption,
                columns=COLUMNS,
                rows=tuple(cells for cells, _ in lines),
                sources=tuple(said.sources if said else () for _, said in lines),
                row_ids=tuple("; ".join(said.facts) if said else "" for _, said in lines),
            )


def _lines(outcome: Outcome, names: Names) -> Iterator[tuple[tuple[str, ...], Statement | None]]:
    words = {node.treatment.id: node.treatment.words for node in outcome.nodes}
    for pair in outcome.pairs:
        name = f"{words[pair.effect.treatment]} beside {words[pair.effect.against]}"
        what = measured(outcome, elsewhere=_is_elsewhere(pair))
        yield (name, what, seen(outcome, pair), may_be_said(outcome, pair), pair.rating.certainty.value), pair.statement
    there = {node.treatment.drug for node in outcome.nodes}
    without = [name for drug, name in names if drug not in there]
    if without:
        yield (", ".join(without), measured(outcome), "no usable figure", "not known", "–"), None


def measured(outcome: Outcome, *, elsewhere: bool = False) -> str:
    """The outcome, with the condition of the people where it is one only, or not the one asked about."""
    conditions = [in_words(one) for one in outcome.network.conditions if one != Condition.ANY.value]
    if conditions and outcome.network.group not in conditions:
        return f"{outcome.network.plain}, in people with {' or '.join(conditions)}"
    return f"{outcome.network.plain}{', in people with another condition' if elsewhere else ''}"


def _is_elsewhere(pair: Pair) -> bool:
    return any("another condition" in concern.words for concern in pair.rating.concerns)


def may_be_said(outcome: Outcome, pair: Pair) -> str:
    """The verdict; a difference that is very unsure is not called one, unless it warns of a harm beside placebo."""
    warns = outcome.network.kind == "harm" and pair.effect.against == PLACEBO
    if pair.verdict is Verdict.APART and pair.rating.certainty is Certainty.VERY_LOW and not warns:
        return "too unsure to rely on the difference"
    return SAID[pair.verdict]


def seen(outcome: Outcome, pair: Pair) -> str:
    """'63 of 100, beside 36', '0.58 points lower (0.06 to 1.1)', or the odds with their interval."""
    shares = _shares(outcome, pair)
    if shares is not None:
        first, other = (f"{round(one)}" for one in shares)
        return f"{first} of 100, beside {other} of 100"
    estimate, low, high = pair.effect.shown
    if pair.effect.measure.is_ratio:
        return f"odds {signed(estimate)} times ({span(low, high)})"
    unit = outcome.network.unit
    return f"{signed(estimate)} {unit} ({span(low, high)})".replace("  ", " ")


def _shares(outcome: Outcome, pair: Pair) -> tuple[float, float] | None:
    """How many of 100 with the one and with the other, where the same trials counted both."""
    words = {node.treatment.id: node.treatment.words for node in outcome.nodes}
    first, other = (f"of 100 with {words[name]}" for name in (pair.effect.treatment, pair.effect.against))
    for said in outcome.side_by_side:
        at = said.text.find(first), said.text.find(other)
        if len(said.values) == 2 and 0 <= at[0] < at[1] and set(said.facts) & set(pair.statement.facts):
            one, two = said.values
            if isinstance(one, Quantity) and isinstance(two, Quantity):
                return one.value, two.value
    return None
