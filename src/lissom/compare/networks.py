"""From rows of facts to the evidence of one network: its arms and contrasts, and what was left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log

from lissom.compare.network import FactRow, Network, NetworkRow, Tables
from lissom.compare.nma import shape
from lissom.compare.nma.contributions import Contributions, contributions
from lissom.compare.nma.estimate import Analysis, Effect, analyse
from lissom.compare.nma.from_arms import from_arms, standard_error
from lissom.compare.nma.from_contrasts import from_contrasts
from lissom.compare.nma.study import Arm, Contrast, Evidence
from lissom.compare.pooled import Pooled
from lissom.compare.trial import TrialArm
from lissom.facts.citing import sources_of
from lissom.medicines.adverse import AdverseEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """One used row with what it became."""

    row: NetworkRow
    fact: FactRow
    part: Arm | Contrast


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """One network, built and fitted. `flows` are the contributions within each part of the analysis, in its order;
    `sensitivity` holds the fits at the ends of the assumed crossover correlation.
    """

    network: Network
    evidence: Evidence
    analysis: Analysis
    flows: tuple[Contributions, ...]
    used: tuple[Used, ...]
    left_out: tuple[NetworkRow, ...]
    sensitivity: tuple[tuple[float, Analysis], ...] = ()

    def rows_behind(self, effect: Effect) -> tuple[Used, ...]:
        """The used rows that an estimate rests on: the arms of every direct comparison that contributes to it."""
        part = self.analysis.part_of(effect.treatment, effect.against)
        assert part, "an effect is of one part of the network"
        pairs = self.contributions_to(effect) or dict.fromkeys(shape.comparisons(part.studies), 0.0)
        trials = {s.study: {n for pair in pairs if set(pair) <= set(s.treatments) for n in pair} for s in part.studies}
        return tuple(one for one in self.used if one.row.treatment in trials.get(one.row.trial, ()))

    def contributions_to(self, effect: Effect) -> Mapping[tuple[str, str], float]:
        """Direct comparison -> its share (0 to 1) in an estimate; empty where the flow cannot be followed."""
        ends = min(effect.treatment, effect.against), max(effect.treatment, effect.against)
        return next((flow.shares[ends] for flow in self.flows if ends in flow.shares), {})


def build(network: Network, tables: Tables) -> Built:
    """The network from the rows that the data name. Nothing is filled in: a row without spread is dropped, and said."""
    rows = tables.of(network)
    used = tuple(
        Used(row=row, fact=tables.facts[row.row], part=_part(network, row, tables.facts[row.row]))
        for row in rows
        if row.used
    )
    evidence = _evidence(network, used, network.correlation)
    ends = (network.correlation_low, network.correlation_high)
    crossed = _crossovers(used)
    sensitivity = tuple(
        (r, analyse(_evidence(network, used, r), reference="placebo")) for r in ends if r is not None and crossed
    )
    analysis = analyse(evidence, reference="placebo")
    return Built(
        network=network,
        evidence=evidence,
        analysis=analysis,
        flows=tuple(contributions(part) for part in analysis.parts),
        used=used,
        left_out=tuple(row for row in rows if not row.used),
        sensitivity=sensitivity,
    )


def _evidence(network: Network, used: tuple[Used, ...], correlation: float | None) -> Evidence:
    arms = [one for one in used if isinstance(one.part, Arm)]
    by_p = dict(_by_p_value(arms))
    direct = [one.part for one in arms if one.row.trial not in by_p and isinstance(one.part, Arm)]
    contrasts = [one.part for one in used if isinstance(one.part, Contrast)]
    crossed = {} if correlation is None else dict.fromkeys(_crossovers(used), correlation)
    of_arms = from_arms(direct, network.measure, crossed)
    of_contrasts = from_contrasts([*contrasts, *by_p.values()], network.measure)
    return Evidence(
        measure=network.measure,
        studies=(*of_arms.studies, *of_contrasts.studies),
        dropped=(*of_arms.dropped, *of_contrasts.dropped),
        notes=of_arms.notes,
    )


def _crossovers(used: tuple[Used, ...]) -> list[str]:
    """The trials whose arms are the same people in turn."""
    crossed = (one.row.trial for one in used if isinstance(one.fact, TrialArm) and one.fact.design == "crossover")
    return list(dict.fromkeys(crossed))


def _by_p_value(arms: list[Used]) -> Iterator[tuple[str, Contrast]]:
    """Trials of two arms that give no spread but a p value: its standard error is that of the difference."""
    for trial in dict.fromkeys(one.row.trial for one in arms):
        own = [one for one in arms if one.row.trial == trial]
        values = [one.part for one in own if isinstance(one.part, Arm)]
        p = own[0].row.p
        if len(own) == 2 and p is not None and all(standard_error(arm) is None for arm in values):
            first, second = values
            difference = (first.mean or 0.0) - (second.mean or 0.0)
            yield (
                trial,
                Contrast(
                    study=trial,
                    treatment=first.treatment,
                    against=second.treatment,
                    effect=difference,
                    se=abs(difference) / _z(p),
                ),
            )


def _z(p: float) -> float:
    from statistics import NormalDist

    return NormalDist().inv_cdf(1 - p / 2)


def _part(network: Network, row: NetworkRow, fact: FactRow) -> Arm | Contrast:
    if row.part == "contrast":
        return _contrast(network, row, fact)
    if isinstance(fact, TrialArm):
        return _trial_arm(row, fact)
    assert isinstance(fact, AdverseEvent), f"{row.id}: a pooled result is a contrast"
    return _counted(row, fact)


def _contrast(network: Network, row: NetworkRow, fact: FactRow) -> Contrast:
    """A published difference, with the standard error of its interval or of its p value."""
    scale = log if network.measure.is_ratio else float
    if isinstance(fact, Pooled):
        assert fact.estimate is not None, f"{row.id}: no estimate"
        assert fact.low is not None, f"{row.id}: no interval"
        assert fact.high is not None, f"{row.id}: no interval"
        effect = scale(fact.estimate)
        se = (scale(fact.high) - scale(fact.low)) / (2 * _z(0.05))
    else:
        assert isinstance(fact, TrialArm), f"{row.id}: an unwanted effect is not a contrast"
        assert fact.value is not None, f"{row.id}: no value"
        assert row.p is not None, f"{row.id}: no p value"
        effect = scale(fact.value)
        se = abs(effect) / _z(row.p)
    return Contrast(study=row.trial, treatment=row.treatment, against=row.against, effect=effect, se=se)


def _trial_arm(row: NetworkRow, fact: TrialArm) -> Arm:
    n = row.n or fact.total or fact.n
    if fact.measure in ("count", "rate"):
        events = fact.events if fact.events is not None else _count(fact.value, n)
        return Arm(study=row.trial, treatment=row.treatment, n=n, events=events)
    return Arm(study=row.trial, treatment=row.treatment, n=n, mean=fact.value, sd=fact.sd, low=fact.low, high=fact.high)


def _counted(row: NetworkRow, fact: AdverseEvent) -> Arm:
    """An arm of an unwanted-effect row, or the comparator printed beside it; rates there are in percent."""
    if row.part == "comparator":
        events = row.events if row.events is not None else _count(_share(fact.comparator_rate), row.n)
        return Arm(study=row.trial, treatment=row.treatment, n=row.n, events=events)
    n = row.n or fact.n
    events = fact.events if fact.events is not None else _count(_share(fact.rate), n)
    return Arm(study=row.trial, treatment=row.treatment, n=n, events=events)


def _share(percent: float | None) -> float | None:
    return None if percent is None else percent / 100


def _count(share: float | None, n: float | None) -> float | None:
    """Whole people behind a published rate."""
    return None if share is None or n is None else float(round(share * n))


def sources(used: tuple[Used, ...]) -> tuple[str, ...]:
    """The sources of the rows, each once."""
    return tuple(dict.fromkeys(source for one in used for source in sources_of(one.fact)))


def facts(used: tuple[Used, ...]) -> tuple[str, ...]:
    """The ids of the rows, each once."""
    return tuple(dict.fromkeys(one.row.row for one in used))
