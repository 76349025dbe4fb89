"""What stands around the numbers: the summary in a few sentences, what reviews concluded, what else can be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lissom.compare.comparison import Outcome, Pair
from lissom.compare.condition import HINTS, WORDS, Condition
from lissom.compare.confidence import Certainty
from lissom.compare.network import BACK_PAIN, Tables
from lissom.compare.pooled import Pooled
from lissom.compare.verdict import Verdict
from lissom.compare.wording import and_words
from lissom.facts.citing import sources_of
from lissom.facts.grade import Grade
from lissom.facts.statement import Statement, reasoned


def summary(
    asked: Sequence[str],
    where: Condition,
    benefits: Sequence[Outcome],
    harms: Sequence[Outcome],
    tables: Tables,
) -> Iterator[Statement]:
    """The few things that matter most: what cannot be told apart, what can, and for which nothing is known."""
    names = [_drug_words(drug, tables) for drug in asked]
    yield from _of_benefit(names, where, benefits, tables)
    yield from _beside_placebo(benefits, tables)
    yield from _of_harm(harms, tables)
    yield from _without_benefit(asked, where, benefits, tables)


def _drug_words(drug: str, tables: Tables) -> str:
    return next(one.words for one in tables.treatments.values() if one.drug == drug and one.kind != "device")


def _between(outcomes: Sequence[Outcome], tables: Tables) -> list[tuple[Outcome, Pair]]:
    """The pairs of two different medicines."""
    drug = {name: treatment.drug for name, treatment in tables.treatments.items()}
    return [
        (outcome, pair)
        for outcome in outcomes
        for pair in outcome.pairs
        if drug[pair.effect.treatment] and drug[pair.effect.against]
    ]


def _of_benefit(
    names: Sequence[str], where: Condition, benefits: Sequence[Outcome], tables: Tables
) -> Iterator[Statement]:
    pairs = _between(benefits, tables)
    if len(names) < 2:
        return
    if not pairs:
        yield reasoned(
            f"In {where.words} no figures were found that set {and_words(names)} beside each other on what they are "
            "taken for. Which of them helps more is not known."
        )
        return
    clear = [(outcome, pair) for outcome, pair in pairs if _to_be_relied_on(pair)]
    if not clear:
        yield _joined(
            [pair.statement for _, pair in pairs],
            f"{_none_of(names)}. Too little was measured to say that they help equally.",
        )
    for outcome, pair in clear:
        better, worse = _ordered(outcome, pair, tables)
        yield _joined([pair.statement], f"On one measure {better} did better than {worse}: {outcome.network.plain}.")


def _none_of(names: Sequence[str]) -> str:
    if len(names) == 2:
        return f"Neither {names[0]} nor {names[1]} has been shown to help more than the other"
    return f"None of {and_words(names)} has been shown to help more than another"


PLACEBO_VERDICTS = (
    (Verdict.APART, "Better than placebo"),
    (Verdict.MAYBE_SMALL, "Better than placebo, but perhaps by too little to matter"),
    (Verdict.CANNOT, "Not shown to be better than placebo"),
)


def _beside_placebo(benefits: Sequence[Outcome], tables: Tables) -> Iterator[Statement]:
    """For each outcome of this condition: which medicines did better than placebo, and which were not shown to."""
    for outcome in benefits:
        beside = [pair for pair in outcome.pairs if pair.effect.against == "placebo"]
        for verdict, words in PLACEBO_VERDICTS:
            alike = [pair for pair in beside if pair.verdict is verdict and not _worse(outcome, pair)]
            found = [pair for pair in alike if verdict is Verdict.CANNOT or not _very_unsure(pair)]
            if found:
                names = and_words([tables.treatments[pair.effect.treatment].words for pair in found])
                yield _joined([pair.statement for pair in found], f"{words}: {names} ({outcome.network.plain}).")
        unsure = [pair for pair in beside if pair.effect.excludes_no_difference and _very_unsure(pair)]
        if unsure:
            names = and_words([tables.treatments[pair.effect.treatment].words for pair in unsure])
            text = (
                f"Different from placebo in the numbers, but too unsure to rely on: {names} ({outcome.network.plain})."
            )
            yield _joined([pair.statement for pair in unsure], text)
        for pair in beside:
            if _worse(outcome, pair) and not _very_unsure(pair):
                name = tables.treatments[pair.effect.treatment].words
                yield _joined([pair.statement], f"Worse than placebo: {name} ({outcome.network.plain}).")


def _very_unsure(pair: Pair) -> bool:
    return pair.rating.certainty is Certainty.VERY_LOW


def _worse(outcome: Outcome, pair: Pair) -> bool:
    """Placebo did better, beyond chance."""
    worse = (pair.effect.estimate > 0) == outcome.network.lower_is_better
    return worse and pair.verdict in (Verdict.APART, Verdict.MAYBE_SMALL)


def _to_be_relied_on(pair: Pair) -> bool:
    """Apart by more than too little to matter, and more than very unsure."""
    return pair.verdict is Verdict.APART and pair.rating.certainty is not Certainty.VERY_LOW


def _of_harm(harms: Sequence[Outcome], tables: Tables) -> Iterator[Statement]:
    between = _between(harms, tables)
    clear = [(outcome, pair) for outcome, pair in between if _to_be_relied_on(pair)]
    for outcome, pair in clear:
        better, worse = _ordered(outcome, pair, tables)
        yield _joined(
            [pair.statement],
            f"Fewer with {better} than with {worse}: {outcome.network.plain}. How sure this is: "
            f"{pair.rating.certainty.value}.",
        )
    if between and not clear:
        yield _joined(
            [pair.statement for _, pair in between],
            "Which of them does more harm cannot be told from these figures either. What each does beside placebo can "
            "be seen below.",
        )
    for outcome in harms:
        beside = [pair for pair in outcome.pairs if pair.effect.against == "placebo" and pair.verdict is Verdict.APART]
        rows = {fact for pair in beside for fact in pair.statement.facts}
        yield from (one for one in outcome.side_by_side if "with placebo" in one.text and rows & set(one.facts))


def _without_benefit(
    asked: Sequence[str], where: Condition, benefits: Sequence[Outcome], tables: Tables
) -> Iterator[Statement]:
    """Which of the medicines have no usable figure of benefit at all here."""
    seen = {
        tables.treatments[name].drug
        for outcome in benefits
        for pair in outcome.pairs
        for name in (pair.effect.treatment, pair.effect.against)
    }
    without = [_drug_words(drug, tables) for drug in asked if drug not in seen]
    if without:
        yield reasoned(
            f"For {and_words(without)} no usable figure of benefit in {where.words} was found. That is no evidence "
            f"that {'it does' if len(without) == 1 else 'they do'} not help."
        )


def _ordered(outcome: Outcome, pair: Pair, tables: Tables) -> tuple[str, str]:
    """(the better, the other) of a pair that is apart."""
    first, second = (tables.treatments[name].words for name in (pair.effect.treatment, pair.effect.against))
    first_is_better = (pair.effect.estimate < 0) == outcome.network.lower_is_better
    return (first, second) if first_is_better else (second, first)


def _joined(said: Sequence[Statement], text: str) -> Statement:
    """A sentence that rests on everything these rest on."""
    return Statement(
        text=text,
        sources=tuple(dict.fromkeys(source for one in said for source in one.sources)),
        facts=tuple(dict.fromkeys(fact for one in said for fact in one.facts)),
        grade=max((one.grade for one in said), key=list(Grade).index),
    )


def reviews(asked: Sequence[str], where: Condition, tables: Tables) -> Iterator[Statement]:
    """What reviews concluded where they compare medicines in words, in this condition or in spasticity at large."""
    used = {row.row for row in tables.rows if row.used}
    for row in tables.facts.values():
        if isinstance(row, Pooled) and row.id not in used and _concerns(row, asked, where):
            yield Statement(
                text=f"A review of {row.comparison} ({row.outcome}): {row.conclusion.rstrip('.')}.",
                sources=sources_of(row),
                grade=row.grade,
                facts=(row.id,),
            )


OF_ONE_GROUP = ("adjusted mean change", "pooled percent", "range of means", "percent of patients")
"""Measures of single groups: they say nothing of one treatment beside another."""


def _concerns(row: Pooled, asked: Sequence[str], where: Condition) -> bool:
    """Whether a review sets medicines beside each other or beside placebo in this condition, in words of its own."""
    comparison = f" {row.comparison.lower()} "
    if row.measure in OF_ONE_GROUP or "inventory" in row.outcome or "enriched" in comparison:
        return False
    if row.conclusion.startswith("as above"):
        return False
    if (BACK_PAIN in comparison or "back pain" in comparison) != (where is Condition.BACK_PAIN):
        return False
    named = {condition for hint, condition in _hints() if hint in comparison}
    if where not in (Condition.ANY, Condition.BACK_PAIN) and named and where not in named:
        return False
    compares = any(word in comparison for word in (" vs ", ", "))
    of_a_class = any(word in comparison for word in ("drug", "oral", "relaxants", "benzodiazepine", "all treatments"))
    return compares and (of_a_class or any(drug in f"{comparison}{row.conclusion.lower()}" for drug in asked))


def _hints() -> Iterator[tuple[str, Condition]]:
    """Words that tie a review to one condition, short forms included."""
    yield from ((hint, condition) for hint, condition in HINTS if condition is not Condition.ANY)
    yield from ((f" {one.value.lower()} ", one) for one in WORDS if one is not Condition.ANY)
    yield from ((f", {one.value.lower()}", one) for one in WORDS if one is not Condition.ANY)


def options(where: Condition, tables: Tables) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    """What else can be done in this condition, each option once with all that is known of it."""
    back = where is Condition.BACK_PAIN
    fitting = [
        one
        for one in tables.options
        if where.value in one.conditions
        or (not back and "any" in one.conditions)
        or (where is Condition.ANY and BACK_PAIN not in one.conditions)
    ]
    for name in dict.fromkeys(one.option for one in fitting):
        yield (
            name,
            tuple(
                Statement(text=one.text, sources=one.sources, facts=one.facts, grade=one.grade)
                for one in fitting
                if one.option == name
            ),
        )
