"""`comparison`: medicines and a condition in, everything that trials allow to be said of them beside each other out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from lissom.compare import networks, wording
from lissom.compare.comparison import Comparison, Edge, ForestRow, Node, NotUsed, Outcome, Pair, Share
from lissom.compare.condition import Condition, in_words, read_condition
from lissom.compare.confidence import rate
from lissom.compare.network import BACK_PAIN, Network, Tables, Treatment
from lissom.compare.networks import Built, build
from lissom.compare.nma import shape
from lissom.compare.nma.direct import pairwise
from lissom.compare.nma.estimate import Effect, Estimates, analyse
from lissom.compare.nma.inconsistency import inconsistency, split
from lissom.compare.nma.league import league
from lissom.compare.nma.ranking import p_scores
from lissom.compare.nma.study import Arm, Evidence
from lissom.compare.overview import options, reviews, summary
from lissom.compare.verdict import verdict
from lissom.facts.citing import sources_of
from lissom.facts.errors import OutOfRange
from lissom.facts.sentence import capital
from lissom.facts.statement import Statement

PLACEBO = "placebo"


def comparison(drugs: Sequence[str], condition: str, tables: Tables) -> Comparison:
    """The comparison of medicines (ingredient ids) in a condition, in words people use.

    Raises `OutOfRange` for a condition that is not known or a medicine that stands in no network.
    """
    asked = tuple(dict.fromkeys(drugs))
    where = read_condition(condition)
    _known(asked, tables)
    outcomes = tuple(_outcomes(asked, where, tables))
    benefits = tuple(one for one in outcomes if one.network.kind == "benefit")
    harms = tuple(one for one in outcomes if one.network.kind == "harm")
    return Comparison(
        drugs=asked,
        condition=where,
        summary=tuple(summary(asked, where, benefits, harms, tables)),
        benefits=benefits,
        harms=harms,
        reviews=tuple(reviews(asked, where, tables)),
        options=tuple(options(where, tables)),
    )


def compared_drugs(tables: Tables) -> tuple[str, ...]:
    """The ingredient ids that stand in some network, in alphabetical order."""
    return tuple(sorted({treatment.drug for treatment in tables.treatments.values()} - {""}))


def _known(asked: Sequence[str], tables: Tables) -> None:
    known = compared_drugs(tables)
    for place, drug in enumerate(asked):
        if drug not in known:
            raise OutOfRange(f"drugs[{place}]", "one of " + ", ".join(known), drug)


def _outcomes(asked: Sequence[str], where: Condition, tables: Tables) -> Iterator[Outcome]:
    """The networks of the person's condition first, then those of other causes of spasticity that hold an asked one."""
    back = where is Condition.BACK_PAIN
    group = [one for one in tables.networks.values() if (one.group == BACK_PAIN) == back]
    own = [one for one in group if _fits(one, where)]
    for network in own:
        yield _outcome(asked, network, tables, where)
    for network in group:
        if network not in own:
            elsewhere = _outcome(asked, network, tables, where)
            if elsewhere.pairs:
                yield elsewhere


def _fits(network: Network, where: Condition) -> bool:
    return where is Condition.ANY or bool({where.value, Condition.ANY.value} & set(network.conditions))


def _outcome(asked: Sequence[str], network: Network, tables: Tables, where: Condition) -> Outcome:
    built = build(network, tables)
    names = tables.treatments
    parts = built.analysis.parts
    nodes = [name for part in parts for name in part.treatments]
    ours = sorted((name for name in nodes if names[name].drug in asked), key=lambda name: asked.index(names[name].drug))
    pairs = tuple(_pairs(built, ours, tables, where))
    return Outcome(
        network=network,
        own_condition=_fits(network, where),
        pairs=pairs,
        side_by_side=tuple(_side_by_side(built, ours, tables)),
        unknown=tuple(_unknown(built, asked, ours, tables)),
        notes=tuple(_notes(built, pairs, tables)),
        forest=tuple(_forest(built, tables)),
        nodes=tuple(_node(built, name, names[name], name in ours) for name in nodes),
        edges=tuple(
            Edge(one=one, other=other, trials=count)
            for (one, other), count in shape.comparisons(built.evidence.studies).items()
        ),
        leagues=tuple(league(part) for part in parts),
        spread=tuple(part.heterogeneity for part in parts),
        ranks=tuple(p_scores(part, lower_is_better=network.lower_is_better) for part in parts),
        agreement=tuple(inconsistency(part) for part in parts),
        splits=tuple(split(part) for part in parts),
        not_used=tuple(_not_used(built, tables)),
    )


def _pairs(built: Built, ours: Sequence[str], tables: Tables, where: Condition) -> Iterator[Pair]:
    """Each asked treatment against placebo and other comparators, then the asked ones against each other."""
    beside = [n for part in built.analysis.parts for n in part.treatments if tables.treatments[n].kind != "medicine"]
    wanted = [(name, other) for other in beside if other not in ours for name in ours]
    wanted += list(combinations(ours, 2))
    for name, other in wanted:
        part = built.analysis.part_of(name, other)
        if part is not None:
            yield _pair(built, part, part.between(name, other), tables, where)


def _pair(built: Built, part: Estimates, effect: Effect, tables: Tables, where: Condition) -> Pair:
    said = verdict(effect, built.network.margin)
    of = dict.fromkeys(one.row.condition for one in built.rows_behind(effect))
    own = all(where.fits(condition) for condition in of)
    elsewhere = "" if own else " and ".join(dict.fromkeys(in_words(condition) for condition in of))
    rating = rate(built, part, effect, said, own_condition=own)
    statement = wording.of_pair(built, effect, said, rating, tables.treatments, elsewhere=elsewhere)
    shares = sorted(built.contributions_to(effect).items(), key=lambda item: -item[1])
    return Pair(
        effect=effect,
        verdict=said,
        rating=rating,
        rests_on=tuple(Share(one=one, other=other, share=share) for (one, other), share in shares),
        statement=statement,
    )


def _side_by_side(built: Built, ours: Sequence[str], tables: Tables) -> Iterator[Statement]:
    others = [n for n in tables.treatments if tables.treatments[n].kind != "medicine" or n in ours]
    for name in ours:
        for other in others:
            if other != name and (other not in ours or name < other):
                yield from wording.counted(built, name, other, tables.treatments)
        yield from wording.changes(built, name, tables.treatments)


def _unknown(built: Built, asked: Sequence[str], ours: Sequence[str], tables: Tables) -> Iterator[Statement]:
    there = {tables.treatments[name].drug for name in ours}
    without = {
        _first(drug, tables).words: tuple(dict.fromkeys(_reasons(built, drug, tables)))
        for drug in asked
        if drug not in there
    }
    if without:
        yield wording.unknown(built.network, without)
    for one, other in combinations(ours, 2):
        if built.analysis.part_of(one, other) is None:
            yield wording.apart(built.network, tables.treatments[one].words, tables.treatments[other].words)


def _first(drug: str, tables: Tables) -> Treatment:
    return next(one for one in tables.treatments.values() if one.drug == drug and one.kind != "device")


def _reasons(built: Built, drug: str, tables: Tables) -> Iterator[str]:
    for row in built.left_out:
        if row.treatment and tables.treatments[row.treatment].drug == drug:
            yield row.why


def _notes(built: Built, pairs: Sequence[Pair], tables: Tables) -> Iterator[Statement]:
    if built.network.note:
        yield wording.note(built.network.note)
    behind = {one.row.trial for pair in pairs for one in built.rows_behind(pair.effect)}
    for text in built.analysis.notes:
        if text.split(":")[0] in behind or text.startswith("No trial joins"):
            yield wording.note(_in_words(text, tables))
    for pair in pairs:
        yield from wording.sensitivity(built, pair.effect, tables.treatments)
    relevant = [one for one in built.used if one.row.trial in behind]
    assumed = dict.fromkeys((one.row.trial, one.row.why) for one in relevant if one.row.why)
    for trial, why in assumed:
        rows = [one for one in built.used if one.row.trial == trial]
        yield wording.resting_on(rows, f"{capital(why)} ({_trial_name(trial)}).")


def _trial_name(trial: str) -> str:
    return trial.replace("_", " ")


def _in_words(text: str, tables: Tables) -> str:
    """A note of the numerics with the words of the treatments in place of their ids."""
    for treatment in sorted(tables.treatments.values(), key=lambda one: -len(one.id)):
        if "_" in treatment.id:
            text = text.replace(treatment.id, treatment.words)
    return text.replace("_", " ")


def _forest(built: Built, tables: Tables) -> Iterator[ForestRow]:
    """Every trial's own result for each pair it made with its first arm, then the network's estimates."""
    words = {name: treatment.words for name, treatment in tables.treatments.items()}
    for study in built.evidence.studies:
        alone = Evidence(measure=built.evidence.measure, studies=(study,))
        used = tuple(one for one in built.used if one.row.trial == study.study)
        base = PLACEBO if PLACEBO in study.treatments else study.treatments[0]
        part = analyse(alone, reference=base).parts[0]
        for name in part.treatments[1:]:
            effect = pairwise(part, name, base)
            assert effect, "a trial compares its own arms"
            yield _forest_row(_trial_name(study.study), effect, used, words, of_network=False)
    for part in built.analysis.parts:
        for effect in part.against_reference():
            used = built.rows_behind(effect)
            yield _forest_row("All trials together", effect, used, words, of_network=True)


def _forest_row(
    label: str, effect: Effect, used: tuple[networks.Used, ...], words: dict[str, str], *, of_network: bool
) -> ForestRow:
    estimate, low, high = effect.shown
    return ForestRow(
        label=label,
        comparison=f"{words[effect.treatment]} against {words[effect.against]}",
        estimate=estimate,
        low=low,
        high=high,
        of_network=of_network,
        sources=networks.sources(used),
        rows=networks.facts(used),
    )


def _node(built: Built, name: str, treatment: Treatment, asked: bool) -> Node:
    arms = [one.part for one in built.used if one.row.treatment == name and isinstance(one.part, Arm)]
    return Node(treatment=treatment, people=float(sum(arm.n or 0 for arm in arms)), asked=asked)


def _not_used(built: Built, tables: Tables) -> Iterator[NotUsed]:
    for row in built.left_out:
        fact = tables.facts.get(row.row)
        name = tables.treatments[row.treatment].words if row.treatment else ""
        found = sources_of(fact) if fact is not None else ()
        yield NotUsed(row=row.row, trial=_trial_name(row.trial), treatment=name, why=row.why, sources=found)
    for dropped in built.analysis.dropped:
        used = tuple(one for one in built.used if one.row.trial == dropped.study)
        name = tables.treatments[dropped.treatment].words if dropped.treatment else ""
        yield NotUsed(
            row=";".join(networks.facts(used)),
            trial=_trial_name(dropped.study),
            treatment=name,
            why=dropped.why,
            sources=networks.sources(used),
        )
