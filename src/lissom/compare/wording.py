"""The sentences of a comparison. Every one names its sources and rows, and none is surer than its interval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lissom.compare import networks
from lissom.compare.confidence import Certainty, Rating
from lissom.compare.network import Network, Treatment
from lissom.compare.networks import Built, Used
from lissom.compare.nma.estimate import Effect
from lissom.compare.nma.study import Arm
from lissom.compare.trial import TrialArm
from lissom.compare.verdict import Verdict
from lissom.facts.grade import Grade
from lissom.facts.quantity import Interval, Quantity, in_words, with_interval
from lissom.facts.sentence import capital, joined
from lissom.facts.statement import REASONING, Statement, reasoned
from lissom.medicines.adverse import AdverseEvent

Names = Mapping[str, Treatment]
ASSUMED = frozenset({"sizes_assumed"})
"""Limits that make a figure rest on an assumption of ours."""


def resting_on(used: Sequence[Used], text: str, **more: object) -> Statement:
    """A sentence on used rows: their sources, their ids, and the weakest of their grades."""
    rows = tuple(used)
    assumed = any(ASSUMED & set(one.row.limits) for one in rows)
    grades = [one.fact.grade for one in rows] + ([Grade.ASSUMPTION] if assumed else [])
    values, clinician = more.get("values", ()), more.get("clinician", "")
    assert isinstance(values, tuple)
    assert isinstance(clinician, str)
    return Statement(
        text=text,
        sources=networks.sources(rows) + ((REASONING,) if assumed else ()),
        grade=max(grades, key=list(Grade).index),
        facts=networks.facts(rows),
        values=values,
        clinician=clinician,
    )


def of_pair(
    built: Built, effect: Effect, verdict: Verdict, rating: Rating, names: Names, *, elsewhere: str
) -> Statement:
    """One treatment against another: the difference, its interval, what may be said, and how sure it is.

    `elsewhere` names the condition of the trials where it is not the one asked about.
    """
    network = built.network
    a, b = names[effect.treatment].words, names[effect.against].words
    estimate, low, high = effect.shown
    where = f" (in {elsewhere})" if elsewhere else ""
    parts = (
        _lead(network, verdict, rating, names[effect.treatment], names[effect.against]),
        f"{capital(network.plain)}{where}: {_difference(network, effect, a, b)}.",
        *_consequence(network, verdict),
        f"How sure this is: {rating.certainty.value}.",
    )
    unit, exact = "1" if effect.measure.is_ratio else "{score}", _signed(effect, 3)
    return resting_on(
        built.rows_behind(effect),
        " ".join(part for part in parts if part),
        values=(Quantity(estimate, unit), Interval(low, high, unit, 0.95)),
        clinician=(
            f"{a} against {b}, {network.plain}: {effect.measure.value} {exact[0]} (95% CI {exact[1]} to {exact[2]}); "
            f"{effect.direct_studies or 'no'} direct trial{'' if effect.direct_studies == 1 else 's'}; "
            f"certainty {rating.certainty.value}: {rating.reasons}."
        ),
    )


def _lead(network: Network, verdict: Verdict, rating: Rating, one: Treatment, other: Treatment) -> str:
    """What comes first: that two cannot be told apart, or that a difference is too unsure to rely on."""
    if verdict is Verdict.CANNOT:
        return f"{capital(one.words)} and {other.words} cannot be told apart on this."
    if verdict is Verdict.MAYBE_SMALL and one.drug and other.drug:
        return f"{capital(one.words)} and {other.words} cannot be told apart by a difference that matters."
    harm_beside_placebo = network.kind == "harm" and other.kind == "placebo"  # a warning is not softened
    if verdict is Verdict.APART and rating.certainty is Certainty.VERY_LOW and not harm_beside_placebo:
        return "The numbers differ, but too little stands behind them to rely on the difference."
    return ""


def _difference(network: Network, effect: Effect, a: str, b: str) -> str:
    estimate, low, high = effect.shown
    size, *ends = with_interval(estimate, low, high)
    if effect.measure.is_ratio:
        how = f"the odds with {a} are {size} times those with {b}"
        return f"{how} (95% interval {ends[0]} to {ends[1]} times)"
    interval = _range((low, ends[0]), (high, ends[1]), network.unit)
    if round(abs(estimate), 3) == 0:
        return f"no difference between {a} and {b} was seen (95% interval {interval})"
    side = "lower" if estimate < 0 else "higher"
    return f"{_counted(size, network.unit)} {side} with {a} than with {b} (95% interval {interval})"


def _signed(effect: Effect, digits: int) -> list[str]:
    """Estimate, low and high end in the same decimals, with their signs."""
    shown = zip(effect.shown, with_interval(*effect.shown, digits), strict=True)
    return [f"-{text}" if value < 0 else text for value, text in shown]


def _range(low: tuple[float, str], high: tuple[float, str], unit: str) -> str:
    """An interval of a difference in words: '0.06 to 1.10 points lower', 'from 0.80 points lower to 0.03 higher'."""
    if low[0] < 0 < high[0]:
        return f"from {_counted(low[1], unit)} lower to {_counted(high[1], unit)} higher"
    near, far = sorted((low, high), key=lambda end: abs(end[0]))
    return f"{near[1]} to {_counted(far[1], unit)} {'lower' if high[0] <= 0 else 'higher'}"


def _consequence(network: Network, verdict: Verdict) -> Iterator[str]:
    if network.margin is None:
        if verdict is Verdict.APART and network.kind == "benefit" and not network.measure.is_ratio:
            yield "How large a difference people notice on this scale is not known."
        return
    least = f"{_many(network.margin, network.unit)} is assumed to be the smallest difference that matters"
    if verdict is Verdict.MAYBE_SMALL:
        yield f"It may be too small to matter: {least}."
    elif verdict is Verdict.APART:
        yield f"That is enough to matter: {least}."
    elif verdict is Verdict.ALIKE:
        yield f"Any difference is too small to matter: {least}."


def counted(built: Built, treatment: str, against: str, names: Names) -> Iterator[Statement]:
    """How many of 100 had the outcome with each of the two, over the trials that hold both."""
    trials = [one.row.trial for one in built.used if one.row.treatment == treatment]
    both = [one for one in built.used if one.row.trial in trials and one.row.treatment in (treatment, against)]
    shared = {one.row.trial for one in both if one.row.treatment == against}
    rows = [one for one in both if one.row.trial in shared]
    if not rows or not built.network.measure.is_ratio:
        return
    shares = [_of_100(rows, name) for name in (treatment, against)]
    if None in shares:
        return
    a, b = names[treatment].words, names[against].words
    first, second = (in_words(share or 0.0, 3 if (share or 0.0) >= 99.5 else 2) for share in shares)
    yield resting_on(
        rows,
        f"{capital(built.network.plain)}: {first} of 100 with {a}, and {second} of 100 with {b} in the same "
        f"{'trial' if len(shared) == 1 else 'trials'}{_setting(rows)}.",
        values=tuple(Quantity(share or 0.0, "%") for share in shares),
    )


def _of_100(rows: Sequence[Used], treatment: str) -> float | None:
    """Share in percent: the published rate of a single arm, or the counts of several together."""
    own = [one for one in rows if one.row.treatment == treatment]
    published = _published(own[0]) if len(own) == 1 else None
    if published is not None:
        return published
    arms = [one.part for one in own if isinstance(one.part, Arm)]
    people = sum(arm.n or 0 for arm in arms)
    return 100 * sum(arm.events or 0 for arm in arms) / people if people else None


def _published(one: Used) -> float | None:
    if isinstance(one.fact, TrialArm):
        return 100 * one.fact.value if one.fact.measure == "rate" and one.fact.value is not None else None
    if isinstance(one.fact, AdverseEvent):
        return one.fact.comparator_rate if one.row.part == "comparator" else one.fact.rate
    return None


def _setting(rows: Sequence[Used]) -> str:
    said = dict.fromkeys(
        one.fact.condition if isinstance(one.fact, TrialArm) else getattr(one.fact, "setting", "") for one in rows
    )
    return f" ({'; '.join(filter(None, said))})" if any(said) else ""


def changes(built: Built, treatment: str, names: Names) -> Iterator[Statement]:
    """How far people moved with the treatment and with placebo, in trials that publish both changes."""
    for one in built.used:
        if one.row.treatment != treatment or not _is_change(one):
            continue
        beside = [p for p in built.used if p.row.trial == one.row.trial and p.row.treatment == "placebo"]
        if not beside or not _is_change(beside[0]):
            continue
        drug, placebo = _value(one), _value(beside[0])
        yield resting_on(
            [one, beside[0]],
            f"{capital(built.network.plain)}: {_moved(drug, built.network)} with {names[treatment].words}, "
            f"{_moved(placebo, built.network)} with placebo in the same trial.",
            values=(Quantity(drug, "{score}"), Quantity(placebo, "{score}")),
        )


def _is_change(one: Used) -> bool:
    return isinstance(one.fact, TrialArm) and one.fact.measure == "mean_change" and isinstance(one.part, Arm)


def _value(one: Used) -> float:
    assert isinstance(one.part, Arm)
    return one.part.mean or 0.0


def _moved(value: float, network: Network) -> str:
    return f"{_many(abs(value), network.unit, 3)} {'down' if value < 0 else 'up'}"


def unknown(network: Network, treatments: Mapping[str, Sequence[str]]) -> Statement:
    """That nothing usable was found for these treatments, and why what was read about them was not used."""
    text = f"{capital(network.plain)}: no usable figure was found for {joined(list(treatments))}."
    read = "; ".join(f"{words} ({'; '.join(reasons)})" for words, reasons in treatments.items() if reasons)
    return reasoned(f"{text} Read and not used: {read}." if read else text)


def apart(network: Network, one: str, other: str) -> Statement:
    """That no chain of trials joins two treatments on an outcome."""
    return reasoned(f"{capital(network.plain)}: no chain of trials joins {one} and {other}, so they are not compared.")


def note(text: str) -> Statement:
    """What was done to the numbers of a network, or holds for all of it."""
    return reasoned(text)


def sensitivity(built: Built, effect: Effect, names: Names) -> Iterator[Statement]:
    """What other correlations between the periods of a crossover trial would make of a pair."""
    crossed = {one.row.trial for one in built.rows_behind(effect) if getattr(one.fact, "design", "") == "crossover"}
    if not effect.direct_studies or not crossed:
        return
    shown = []
    for r, analysis in built.sensitivity:
        part = analysis.part_of(effect.treatment, effect.against)
        if part is not None and part.between(effect.treatment, effect.against) != effect:
            _, low, high = _signed(part.between(effect.treatment, effect.against), 2)
            shown.append(f"{low} to {high} with {in_words(r)}")
    if shown:
        a, b = names[effect.treatment].words, names[effect.against].words
        yield reasoned(
            f"The same people took {a} and {b} in turn, and how their two answers go together was not published; "
            f"a correlation of {in_words(built.network.correlation or 0.0)} is assumed. With others the interval is: "
            f"{', '.join(shown)}."
        )


def _many(value: float, unit: str, digits: int = 2) -> str:
    """A number with its unit, in the singular for exactly one."""
    return _counted(in_words(value, digits), unit)


def _counted(shown: str, unit: str) -> str:
    return f"{shown} {unit.removesuffix('s') if shown == '1' else unit}"


def and_words(words: Sequence[str]) -> str:
    """'a, b and c'."""
    return joined(words)
