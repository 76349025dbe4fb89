"""The answer to 'which of these is better for this condition': estimates with words, harms beside benefits, options.

Plain values for every door: figures are drawn from `forest`, `nodes`, `edges` and `leagues`, sentences are Statements.
"""

from __future__ import annotations

from dataclasses import dataclass

from lissom.compare.condition import Condition
from lissom.compare.confidence import Rating
from lissom.compare.network import Network, Treatment
from lissom.compare.nma.estimate import Effect, Heterogeneity
from lissom.compare.nma.inconsistency import Inconsistency, Split
from lissom.compare.nma.league import League
from lissom.compare.nma.ranking import Rank
from lissom.compare.verdict import Verdict
from lissom.facts.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How much (0 to 1) of an estimate comes from the trials that compared these two directly."""

    one: str
    other: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One treatment against another on one outcome: the estimate, what may be said of it, and how sure it is."""

    effect: Effect
    verdict: Verdict
    rating: Rating
    rests_on: tuple[Share, ...]
    """Direct comparisons and their shares in the estimate, largest first; () where the flow cannot be followed."""
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class ForestRow:
    """One line of a forest plot, as shown (ratios as ratios): a trial's own result, or the network's estimate."""

    label: str
    comparison: str
    estimate: float
    low: float
    high: float
    of_network: bool
    sources: tuple[str, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A treatment of the network figure with the people who got it, as far as their number is known."""

    treatment: Treatment
    people: float
    asked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A direct comparison of the network figure and the number of trials that made it."""

    one: str
    other: str
    trials: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotUsed:
    """A row of facts that was not used in this network, and why."""

    row: str
    trial: str
    treatment: str
    why: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One outcome: the pairs that could be estimated, the figures side by side, and what is not known."""

    network: Network
    own_condition: bool
    """False when the trials are of people with another cause of spasticity."""
    pairs: tuple[Pair, ...]
    side_by_side: tuple[Statement, ...]
    """What was seen with the treatment and with placebo in the same trials."""
    unknown: tuple[Statement, ...]
    notes: tuple[Statement, ...]
    forest: tuple[ForestRow, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    leagues: tuple[League, ...]
    """One for each part of the network that trials join."""
    spread: tuple[Heterogeneity, ...]
    """Of the same parts, as are the next three."""
    ranks: tuple[tuple[Rank, ...], ...]
    """P-scores."""
    agreement: tuple[Inconsistency, ...]
    """Direct beside indirect evidence, over the whole part."""
    splits: tuple[tuple[Split, ...], ...]
    """The same for every comparison that has both."""
    not_used: tuple[NotUsed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that can be said of these medicines beside each other in this condition."""

    drugs: tuple[str, ...]
    condition: Condition
    summary: tuple[Statement, ...]
    benefits: tuple[Outcome, ...]
    harms: tuple[Outcome, ...]
    reviews: tuple[Statement, ...]
    """What published reviews concluded in words."""
    options: tuple[tuple[str, tuple[Statement, ...]], ...]
    """What else can be done: (option, what is known of it)."""

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return self.benefits + self.harms

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every sentence, in order, for the list of sources."""
        of_outcomes = (
            one
            for outcome in self.outcomes
            for one in (
                *(pair.statement for pair in outcome.pairs),
                *outcome.side_by_side,
                *outcome.unknown,
                *outcome.notes,
            )
        )
        of_options = (one for _, said in self.options for one in said)
        return (*self.summary, *of_outcomes, *self.reviews, *of_options)
