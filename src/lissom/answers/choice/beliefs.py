"""What is known of each option on each criterion, as something that can be drawn from: effects, harms, price, effort.

Where nothing was seen the draw comes from the spread of the others, made wider, and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from random import Random
from typing import TYPE_CHECKING

from lissom.answers.cabinet_price import MONTH, Offers, unit_price
from lissom.answers.choice.choice import Criterion
from lissom.answers.consent_aid.tables import outcome_of
from lissom.answers.topics import harm
from lissom.answers.topics.from_rows import said
from lissom.facts.quantity import Quantity
from lissom.facts.statement import Statement, reasoned
from lissom.library import Library

if TYPE_CHECKING:
    from lissom.compare.comparison import Comparison, Outcome, Pair
    from lissom.medicines.adverse import AdverseEvent
    from lissom.population.forecast import Chance

NOTHING = "no_medicine"
"""The option of taking none: no relief beyond placebo, no harm, no price, no effort."""

Draw = Callable[[Random, float], float]
"""From a random source and the share of this draw that feels the thing on placebo, to a value of the criterion."""

WIDER = 1.5
"""How much wider than the widest known spread an option without numbers is drawn; our choice."""
LEAST_SD_LOG_ODDS = 1.0


@dataclass(frozen=True, slots=True)
class Belief:
    """One option on one criterion; `known` is False when it was drawn from the spread of the others."""

    draw: Draw
    known: bool
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Beliefs:
    """Every option on one criterion."""

    criterion: Criterion
    unit: str
    more_is_better: bool
    of: Mapping[str, Belief]
    on_placebo: tuple[float, float] = (0.0, 0.0)
    """Lowest and highest share seen on placebo; one is drawn for all options together."""

    @property
    def known(self) -> tuple[str, ...]:
        return tuple(name for name, belief in self.of.items() if belief.known and name != NOTHING)


def relief(drugs: Sequence[str], made: Comparison) -> Beliefs | None:
    """From the estimates against placebo on tone or on function in the person's own condition; None without any."""
    for outcome in made.benefits:
        if outcome.own_condition and outcome.network.measure == "MD":
            pairs = _against_placebo(outcome, drugs)
            if pairs:
                return _relief(drugs, outcome, pairs)
    return None


def _against_placebo(outcome: Outcome, drugs: Sequence[str]) -> dict[str, Pair]:
    return {
        pair.effect.treatment: pair
        for pair in outcome.pairs
        if pair.effect.against == "placebo" and pair.effect.treatment in drugs
    }


def _relief(drugs: Sequence[str], outcome: Outcome, pairs: Mapping[str, Pair]) -> Beliefs:
    sign = -1.0 if outcome.network.better == "lower" else 1.0
    means = {name: sign * pair.effect.estimate for name, pair in pairs.items()}
    widest = max(pair.effect.se for pair in pairs.values())
    middle = sum(means.values()) / len(means)
    of = {NOTHING: _fixed(0.0)}
    for drug in drugs:
        if drug in pairs:
            of[drug] = Belief(_normal(means[drug], pairs[drug].effect.se), True, (pairs[drug].statement,))
        else:
            of[drug] = Belief(_normal(middle, WIDER * widest), False)
    unit = f"points {'less' if sign < 0 else 'more'} {outcome.network.plain}"
    return Beliefs(criterion=Criterion.RELIEF, unit=unit, more_is_better=True, of=of)


def alertness(drugs: Sequence[str], made: Comparison, library: Library, own: Mapping[str, Chance]) -> Beliefs | None:
    """More people of 100 who are drowsy than on placebo: odds ratios on the share that is drowsy on placebo.

    `own` is this person's forecast chance with the medicine they have; it moves the odds away from those of the trial.
    """
    outcome = next((one for one in made.harms if one.network.outcome == "drowsiness"), None)
    pairs = _against_placebo(outcome, drugs) if outcome else {}
    if not pairs:
        return None
    shares = [row.comparator_rate for row in _rows("alertness", drugs, library) if row.comparator_rate]
    low, high = (min(shares), max(shares)) if shares else (10.0, 10.0)
    middle = sum(pair.effect.estimate for pair in pairs.values()) / len(pairs)
    sd = max(LEAST_SD_LOG_ODDS, WIDER * max(pair.effect.se for pair in pairs.values()))
    of = {NOTHING: _fixed(0.0)}
    for drug in drugs:
        if drug in pairs:
            effect = pairs[drug].effect
            moved, personal = _moved(drug, own, library)
            of[drug] = Belief(_more(effect.estimate + moved, effect.se), True, (pairs[drug].statement, *personal))
        else:
            of[drug] = Belief(_more(middle, sd), False)
    return Beliefs(
        criterion=Criterion.ALERTNESS,
        unit="more people in 100 who are drowsy than on placebo",
        more_is_better=False,
        of=of,
        on_placebo=(low, high),
    )


def _moved(drug: str, own: Mapping[str, Chance], library: Library) -> tuple[float, tuple[Statement, ...]]:
    """How far the forecast for this person lies from the trial behind it, in log odds."""
    rates = [row.rate for row in _rows("alertness", (drug,), library) if row.rate and row.comparator_rate]
    if drug not in own or not rates:
        return 0.0, ()
    return _log_odds(own[drug].value) - _log_odds(rates[0] / 100), (own[drug].statement,)


def _log_odds(share: float) -> float:
    kept = min(max(share, 0.001), 0.999)
    return log(kept / (1 - kept))


def strength(drugs: Sequence[str], library: Library) -> Beliefs | None:
    """More people of 100 who get weak or worn out than on placebo, from the table of unwanted effects."""
    found = {drug: _rows("strength", (drug,), library) for drug in drugs}
    known = {drug: _extra(rows) for drug, rows in found.items() if rows}
    if not known:
        return None
    highest = max(high for _, high, _ in known.values())
    of = {NOTHING: _fixed(0.0)}
    for drug in drugs:
        if drug in known:
            low, high, row = known[drug]
            text = f"{row.drug_name}: {row.event}, about {low:.0f} to {high:.0f} more of 100 than without it."
            of[drug] = Belief(_uniform(low, high), True, (said(text, row),))
        else:
            of[drug] = Belief(_uniform(0.0, highest), False)
    return Beliefs(
        criterion=Criterion.STRENGTH,
        unit="more people in 100 who get weak or worn out than on placebo",
        more_is_better=False,
        of=of,
    )


def cost(drugs: Sequence[str], library: Library, country: str, own: Mapping[str, Offers]) -> Beliefs | None:
    """Price of a month of tablets in the country, at the number of doses that a label begins with.

    One tablet a dose: the cheapest of the reader's own lists, else the one whose price is held.
    """
    prices = _tablet_prices(drugs, library, country, own)
    doses = _doses_a_day(drugs, library)
    known = {drug: MONTH * doses[drug][0] * price.value for drug, (price, _) in prices.items() if drug in doses}
    if len(known) < 2:
        return None
    highest = max(known.values())
    of = {NOTHING: _fixed(0.0)}
    for drug in drugs:
        if drug in known:
            _, statement = prices[drug]
            of[drug] = Belief(_exactly(known[drug]), True, (statement,))
        else:
            of[drug] = Belief(_uniform(0.0, highest), False)
    (currency,) = {price.unit for price, _ in prices.values()}
    return Beliefs(criterion=Criterion.COST, unit=f"{currency} a month", more_is_better=False, of=of)


def _tablet_prices(
    drugs: Iterable[str], library: Library, country: str, own: Mapping[str, Offers]
) -> dict[str, tuple[Quantity, Statement]]:
    """Medicine -> the price of a tablet and its sentence; all in one currency, that of the first."""
    held = {row.drug: row for row in library.prices if row.country == country and row.unit != "%"}
    found = {}
    for drug in drugs:
        if drug in own:
            cheapest = min(own[drug].tablets, key=lambda one: one.price)
            found[drug] = (Quantity(cheapest.price, cheapest.currency), unit_price(cheapest, cheapest))
        elif drug in held:
            found[drug] = (Quantity(held[drug].value, held[drug].unit), said(held[drug].text, held[drug]))
    currency = next((price.unit for price, _ in found.values()), "")
    return {drug: one for drug, one in found.items() if one[0].unit == currency}


def effort(drugs: Sequence[str], library: Library) -> Beliefs | None:
    """Doses a day, as labels begin."""
    known = _doses_a_day(drugs, library)
    if not known:
        return None
    most = max(count for count, _ in known.values())
    of = {NOTHING: _fixed(0.0)}
    for drug in drugs:
        if drug in known:
            count, statement = known[drug]
            of[drug] = Belief(_exactly(count), True, (statement,))
        else:
            of[drug] = Belief(_uniform(1.0, max(most, 3.0)), False)
    return Beliefs(criterion=Criterion.EFFORT, unit="doses a day", more_is_better=False, of=of)


def _doses_a_day(drugs: Iterable[str], library: Library) -> dict[str, tuple[float, Statement]]:
    found: dict[str, tuple[float, Statement]] = {}
    for row in library.dosing:
        if row.drug in drugs and row.route == "oral" and row.item in ("start", "usual_daily") and row.times_per_day:
            found.setdefault(row.drug, (row.times_per_day, said(row.text, row)))
    return found


def _rows(criterion: str, drugs: Iterable[str], library: Library) -> list[AdverseEvent]:
    """Rows of the first outcome of a criterion, in general use: no overdose, no single dose, no other illness."""
    words = library.consent_outcomes
    first = min((row for row in words if row.criterion == criterion), key=lambda row: row.rank)
    return [
        row
        for row in library.adverse_events
        if row.drug in drugs
        and row.unit == "%"
        and row.route in ("", "oral")
        and row.ratio is None
        and not row.event.startswith("withdrawn")
        and harm.comparison_group(row) in ("", harm.PLACEBO)
        and (found := outcome_of(row.event, words)) is not None
        and found.id == first.id
    ]


def _extra(rows: Sequence[AdverseEvent]) -> tuple[float, float, AdverseEvent]:
    """Lowest and highest number of people more than on placebo; without a placebo group, from none to all of them."""
    for row in rows:
        if row.rate is not None and row.comparator_rate is not None:
            p, q, n = row.rate / 100, row.comparator_rate / 100, row.n or 100
            spread = 196 * sqrt((p * (1 - p) + q * (1 - q)) / n)
            return max(row.rate - row.comparator_rate - spread, 0.0), row.rate - row.comparator_rate + spread, row
    row = rows[0]
    return 0.0, row.high or row.rate or 0.0, row


def _fixed(value: float) -> Belief:
    return Belief(_exactly(value), True, (reasoned("Taking no medicine brings neither its effects nor its price."),))


def _exactly(value: float) -> Draw:
    return lambda _random, _share: value


def _normal(mean: float, sd: float) -> Draw:
    return lambda random, _share: random.gauss(mean, sd)


def _uniform(low: float, high: float) -> Draw:
    return lambda random, _share: random.uniform(low, high)


def _more(log_odds_ratio: float, sd: float) -> Draw:
    """People of 100 more than the share on placebo, at an odds ratio."""

    def draw(random: Random, share: float) -> float:
        p = min(max(share / 100, 0.001), 0.999)
        odds = exp(_log_odds(p) + random.gauss(log_odds_ratio, sd))
        return 100 * (odds / (1 + odds) - p)

    return draw
