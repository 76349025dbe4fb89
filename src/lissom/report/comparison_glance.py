"""Benefits and harms side by side: every medicine, what it was set beside, what was seen, how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lissom.compare.comparison import Outcome, Pair
from lissom.compare.condition import Condition, in_words
from lissom.compare.confidence import Certainty
from lissom.compare.verdict import Verdict
from lissom.facts.quantity import Quantity, with_interval
from lissom.facts.statement import Statement
from lissom.report.document import Table
from lissom.report.figures.forest import with_span

Names = tuple[tuple[str, str], ...]
PLACEBO = "placebo"
KIND = {"benefit": "Benefit", "harm": "Harm"}
COLUMNS = ("Medicine", "Seen", "May be said", "How sure")
MANY = 6
"""More pairs of medicines than this are told in one line where none can be told apart."""
SAID = {
    Verdict.APART: "they differ",
    Verdict.MAYBE_SMALL: "differ, perhaps too little to matter",
    Verdict.ALIKE: "no difference that matters",
    Verdict.CANNOT: "cannot be told apart",
}


def glance(outcomes: Iterable[Outcome], names: Names, *, brief: bool) -> Iterator[Table]:
    """One table for each outcome, benefits first. `brief` leaves out what cannot be told apart where there is much."""
    for outcome in sorted(outcomes, key=lambda one: list(KIND).index(one.network.kind)):
        lines = tuple(_lines(outcome, names, brief=brief))
        yield Table(
            caption=f"{KIND[outcome.network.kind]}: {measured(outcome)}{_better(outcome)}",
            columns=COLUMNS,
            rows=tuple(cells for cells, _ in lines),
            sources=tuple(said.sources if said else () for _, said in lines),
            row_ids=tuple("; ".join(said.facts) if said else "" for _, said in lines),
        )


def _better(outcome: Outcome) -> str:
    """Which side is the good one, where points are compared; of people with a harm or a gain it is plain."""
    if outcome.network.measure.is_ratio:
        return ""
    return f". {'Lower' if outcome.network.lower_is_better else 'Higher'} is better"


def _lines(outcome: Outcome, names: Names, *, brief: bool) -> Iterator[tuple[tuple[str, ...], Statement | None]]:
    left = _left_out(outcome) if brief else ()
    for pair in outcome.pairs:
        if pair not in left:
            name = paired(outcome, pair)
            elsewhere = " (people with another condition)" if _is_elsewhere(pair) and outcome.own_condition else ""
            cells = f"{name}{elsewhere}", seen(outcome, pair), may_be_said(outcome, pair), pair.rating.certainty.value
            yield cells, pair.statement
    if left:
        yield (f"{len(left)} other pairs of them", "see the full page", SAID[Verdict.CANNOT], "–"), None
    tablets = {node.treatment.drug for node in outcome.nodes if node.treatment.kind == "medicine"}
    pumps = {node.treatment.drug for node in outcome.nodes} - tablets
    without = [f"{name}{' by mouth' if drug in pumps else ''}" for drug, name in names if drug not in tablets]
    if without:
        yield (", ".join(without), "no usable figure", "not known", "–"), None


def paired(outcome: Outcome, pair: Pair) -> str:
    """'tizanidine beside placebo'."""
    words = {node.treatment.id: node.treatment.words for node in outcome.nodes}
    return f"{words[pair.effect.treatment]} beside {words[pair.effect.against]}"


def _left_out(outcome: Outcome) -> tuple[Pair, ...]:
    """Pairs of two medicines that cannot be told apart, where they are many."""
    drugs = {node.treatment.id for node in outcome.nodes if node.treatment.drug}
    between = [pair for pair in outcome.pairs if {pair.effect.treatment, pair.effect.against} <= drugs]
    alike = tuple(pair for pair in between if pair.verdict is Verdict.CANNOT)
    return alike if len(alike) > MANY else ()


def measured(outcome: Outcome) -> str:
    """The outcome, with the condition of the people where it is one only."""
    conditions = [in_words(one) for one in outcome.network.conditions if one != Condition.ANY.value]
    if conditions and outcome.network.group not in conditions:
        return f"{outcome.network.plain}, in people with {' or '.join(conditions)}"
    return outcome.network.plain


def _is_elsewhere(pair: Pair) -> bool:
    return any("another condition" in concern.words for concern in pair.rating.concerns)


def may_be_said(outcome: Outcome, pair: Pair) -> str:
    """The verdict; a difference that is very unsure is not called one, unless it warns of a harm beside placebo."""
    warns = outcome.network.kind == "harm" and pair.effect.against == PLACEBO
    if pair.verdict is Verdict.APART and pair.rating.certainty is Certainty.VERY_LOW and not warns:
        return "too unsure to rely on the difference"
    return SAID[pair.verdict]


def seen(outcome: Outcome, pair: Pair) -> str:
    """'63 of 100, beside 36', '0.58 points lower (0.06 to 1.10 lower)', or the odds with their interval."""
    shares = _shares(outcome, pair)
    if shares is not None:
        first, other = (f"{round(one)}" for one in shares)
        return f"{first} of 100, beside {other}"
    estimate, low, high = pair.effect.shown
    if pair.effect.measure.is_ratio:
        times, interval = with_span(estimate, low, high)
        return f"odds {times} times ({interval})"
    size, *ends = with_interval(estimate, low, high)
    interval = _between((low, ends[0]), (high, ends[1]))
    return f"{size} {outcome.network.unit} {_side(estimate)} ({interval})".replace("  ", " ")


def _between(low: tuple[float, str], high: tuple[float, str]) -> str:
    """An interval of a difference, nearest to none first: '0.06 to 1.10 lower', '0.69 lower to 0.89 higher'."""
    if low[0] < 0 < high[0]:
        return f"{low[1]} lower to {high[1]} higher"
    near, far = sorted((low, high), key=lambda end: abs(end[0]))
    return f"{near[1]} to {far[1]} {_side(far[0])}"


def _side(value: float) -> str:
    return "lower" if value < 0 else "higher"


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
