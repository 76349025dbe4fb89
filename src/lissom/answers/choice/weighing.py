"""Draws of effects, harms and weights together; from them the chance to be best, what is lost, what an answer is worth.

A weight is what the whole span of a criterion is worth, from its worst to its best among the options. Before any answer
every division between gains and burdens is as likely as another, and so is every division within them: counting five
burdens does not make the gain count less. Each answer makes those weights likelier that agree with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp
from random import Random

from lissom.answers.choice.beliefs import NOTHING, Beliefs
from lissom.answers.choice.choice import Answer, Criterion, Preferred, Weight

STEEP = 12.0
"""How sharply an answer parts the weights: at a difference of 0.1 about three of four would answer so; our choice."""
TINY = 1e-9
"""Differences below it are rounding."""
SAME = 0.15
"""Difference of two weights up to which 'the same' is the likely answer; our choice."""
STATED_SD = 0.35
"""How exactly a mark of importance is taken; loosely, as it does not weigh how much there is to gain; our choice."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """`values[i][o]` is the worth of an option by criterion in draw i, 0 (worst) to 1; `weights[i]` the weights."""

    options: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    values: list[list[list[float]]]
    weights: list[list[float]]
    spans: Mapping[Criterion, tuple[float, float]]


def drawn(options: Sequence[str], known: Sequence[Beliefs], draws: int, seed: int) -> Drawn:
    """Joint draws. The same options, beliefs, number and seed give the same draws."""
    random = Random(seed)  # noqa: S311 -- a simulation, no secret
    raw: list[list[list[float]]] = []
    weights: list[list[float]] = []
    for _ in range(draws):
        shares = [random.uniform(*one.on_placebo) for one in known]
        raw.append(
            [
                [one.of[option].draw(random, share) for one, share in zip(known, shares, strict=True)]
                for option in options
            ]
        )
        weights.append(_weights(random, [one.more_is_better for one in known]))
    spans = {one.criterion: _span(raw, place, one.more_is_better) for place, one in enumerate(known)}
    values = [[_worth(row, known, spans) for row in draw] for draw in raw]
    return Drawn(tuple(options), tuple(one.criterion for one in known), values, weights, spans)


def _weights(random: Random, gains: Sequence[bool]) -> list[float]:
    """Weights that add up to 1: first between gains and burdens, then within each."""
    share = random.random() if any(gains) and not all(gains) else 1.0
    parts = [random.expovariate(1.0) for _ in gains]
    of = {kind: sum(part for part, one in zip(parts, gains, strict=True) if one is kind) for kind in (True, False)}
    left = {True: share, False: 1.0 - share if any(gains) else 1.0}
    return [left[one] * part / of[one] for part, one in zip(parts, gains, strict=True)]


def _span(raw: Sequence[Sequence[Sequence[float]]], place: int, more_is_better: bool) -> tuple[float, float]:
    """(worst, best): the outer ends of the middle nine tenths of all options."""
    every = sorted(row[place] for draw in raw for row in draw)
    low, high = every[len(every) // 20], every[-len(every) // 20]
    if high <= low:
        high = low + 1.0
    return (low, high) if more_is_better else (high, low)


def _worth(
    row: Sequence[float], known: Sequence[Beliefs], spans: Mapping[Criterion, tuple[float, float]]
) -> list[float]:
    return [
        (value - spans[one.criterion][0]) / (spans[one.criterion][1] - spans[one.criterion][0])
        for value, one in zip(row, known, strict=True)
    ]


def agreement(drawn_: Drawn, answers: Sequence[Answer], stated: Mapping[Criterion, float]) -> list[float]:
    """How far each draw's weights agree with what was said, adding up to 1."""
    place = {criterion: at for at, criterion in enumerate(drawn_.criteria)}
    usable = [one for one in answers if one.first in place and one.second in place]
    said = {criterion: value for criterion, value in stated.items() if criterion in place}
    found = [
        _agrees_with_marks(row, said, place)
        * _product(_likely(one.preferred, row[place[one.first]] - row[place[one.second]]) for one in usable)
        for row in drawn_.weights
    ]
    total = sum(found)
    return [one / total for one in found] if total > 0 else [1 / len(found)] * len(found)


def _product(values: object) -> float:
    result = 1.0
    for value in values:  # type: ignore[attr-defined]
        result *= value
    return result


def _likely(preferred: Preferred, difference: float) -> float:
    """The chance of an answer at a difference of the two weights."""
    same = exp(-((difference / SAME) ** 2)) / 2
    first = 1 / (1 + exp(-STEEP * difference))
    return {
        Preferred.SAME: same,
        Preferred.FIRST: (1 - same) * first,
        Preferred.SECOND: (1 - same) * (1 - first),
    }[preferred]


def _agrees_with_marks(row: Sequence[float], said: Mapping[Criterion, float], place: Mapping[Criterion, int]) -> float:
    """Marks tell how the weights stand to each other, not how large they are."""
    if len(said) < 2:
        return 1.0
    largest = max(row[place[one]] for one in said) or 1.0
    highest = max(said.values()) or 1.0
    off = sum(((row[place[one]] / largest) - mark / highest) ** 2 for one, mark in said.items())
    return exp(-off / (2 * STATED_SD**2))


@dataclass(frozen=True, slots=True)
class Weighed:
    """By option: share of the draws in which it is best, and mean loss against the best of each draw (0 to 1)."""

    best: Mapping[str, float]
    regret: Mapping[str, float]
    effective: float


def weighed(drawn_: Drawn, agree: Sequence[float], candidates: Sequence[str]) -> Weighed:
    """The standing of each candidate over all draws. A tie of two options in a draw counts for both in part."""
    at = [drawn_.options.index(one) for one in candidates]
    best = dict.fromkeys(candidates, 0.0)
    regret = dict.fromkeys(candidates, 0.0)
    for share, utilities in zip(agree, _utilities(drawn_, at), strict=True):
        top = max(utilities)
        winners = [name for name, one in zip(candidates, utilities, strict=True) if top - one < TINY]
        for name in winners:
            best[name] += share / len(winners)
        for name, one in zip(candidates, utilities, strict=True):
            regret[name] += share * (top - one)
    return Weighed(best, regret, 1 / sum(one * one for one in agree))


def _utilities(drawn_: Drawn, at: Sequence[int]) -> list[list[float]]:
    return [
        [sum(w * v for w, v in zip(weights, values[place], strict=True)) for place in at]
        for weights, values in zip(drawn_.weights, drawn_.values, strict=True)
    ]


def worth_asking(
    drawn_: Drawn, agree: Sequence[float], candidates: Sequence[str], answered: Sequence[Answer]
) -> list[tuple[float, Criterion, Criterion]]:
    """(by how much an answer would lower what is expected to be lost, the two criteria), the most worth first."""
    at = [drawn_.options.index(one) for one in candidates]
    utilities = _utilities(drawn_, at)
    now = _best_mean(utilities, agree)
    done = {frozenset((one.first, one.second)) for one in answered}
    place = {criterion: index for index, criterion in enumerate(drawn_.criteria)}
    found = []
    for first, second in combinations(drawn_.criteria, 2):
        if frozenset((first, second)) not in done:
            gaps = [row[place[first]] - row[place[second]] for row in drawn_.weights]
            after = sum(
                _best_mean(utilities, [a * _likely(answer, gap) for a, gap in zip(agree, gaps, strict=True)])
                for answer in Preferred
            )
            found.append((after - now if after - now > TINY else 0.0, first, second))
    return sorted(found, key=lambda one: -one[0])


def _best_mean(utilities: Sequence[Sequence[float]], agree: Sequence[float]) -> float:
    """The highest mean utility, times the sum of the weights of the draws."""
    return max(
        sum(a * row[place] for a, row in zip(agree, utilities, strict=True)) for place in range(len(utilities[0]))
    )


def weights(drawn_: Drawn, agree: Sequence[float]) -> tuple[Weight, ...]:
    """The weight of each criterion after the answers."""
    return tuple(
        Weight(
            criterion=criterion,
            middle=_quantile(column, agree, 0.5),
            low=_quantile(column, agree, 0.05),
            high=_quantile(column, agree, 0.95),
        )
        for place, criterion in enumerate(drawn_.criteria)
        for column in ([row[place] for row in drawn_.weights],)
    )


def _quantile(values: Sequence[float], agree: Sequence[float], level: float) -> float:
    reached = 0.0
    for value, share in sorted(zip(values, agree, strict=True)):
        reached += share
        if reached >= level:
            return value
    return max(values)


__all__ = ["NOTHING", "Drawn", "Weighed", "agreement", "drawn", "weighed", "weights", "worth_asking"]
