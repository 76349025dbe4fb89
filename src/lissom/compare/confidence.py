"""How sure an estimate is, with the reasons, worked out anew from the data each time (after GRADE, Guyatt 2011)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lissom.compare.networks import Built, Used
from lissom.compare.nma.estimate import Effect, Estimates
from lissom.compare.nma.inconsistency import split
from lissom.compare.nma.study import Arm
from lissom.compare.verdict import Verdict


class Certainty(StrEnum):
    """GRADE's four levels; randomised trials start at high."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very low"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """One reason: what it is about, by how many levels it lowers the certainty (0 is only said), and the words."""

    domain: str
    levels: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """The certainty and every concern behind it."""

    certainty: Certainty
    concerns: tuple[Concern, ...]

    @property
    def reasons(self) -> str:
        """The concerns that count, in one line."""
        return "; ".join(concern.words for concern in self.concerns if concern.levels) or "nothing speaks against it"


LIMITS: Mapping[str, tuple[int, str]] = {
    "not_blind": (1, "people knew what they were given"),
    "unblinded_by_effects": (1, "the effects of the medicine give away who got it"),
    "completers_only": (1, "only people who finished were counted"),
    "sizes_assumed": (1, "how many people were in each group is assumed"),
    "published_network": (1, "the trials behind the published figure were not seen"),
    "misprinted_copy": (1, "the copy that was read has misprints"),
    "se_from_p": (0, "the spread is worked back from a p value"),
    "rounded": (0, "numbers of people are worked out from rounded rates"),
    "old_label": (1, "figures of older trials as a label gives them, without the trials themselves"),
    "sponsor": (0, "the maker paid for the trial"),
    "pooled": (0, "one figure stands for several trials"),
}
"""What `limits` of a row may say, by how much it counts, and in words."""

EVENTS, PEOPLE = 300, 400
"""GRADE's rule of thumb: with fewer events, or fewer people where points are compared, an estimate is imprecise."""
APPRECIABLE = 1.25
"""GRADE's appreciable change of a ratio, and its inverse: 25% more."""


def rate(built: Built, part: Estimates, effect: Effect, verdict: Verdict, *, own_condition: bool) -> Rating:
    """The certainty of one estimate of a network."""
    used = built.rows_behind(effect)
    concerns = (
        *_limitations(used),
        *_inconsistency(part, effect),
        *_imprecision(built, effect, verdict, used),
        *_indirectness(effect, own_condition),
        *_unlike(effect, used),
    )
    lost = sum(concern.levels for concern in concerns)
    levels = list(Certainty)
    return Rating(certainty=levels[min(lost, len(levels) - 1)], concerns=concerns)


def _limitations(used: tuple[Used, ...]) -> Iterator[Concern]:
    """Each limit once; together they lower by two levels at most."""
    left = 2
    for code in dict.fromkeys(code for one in used for code in one.row.limits):
        levels, words = LIMITS[code]
        yield Concern(domain="study limitations", levels=min(levels, left), words=words)
        left -= min(levels, left)


def _inconsistency(part: Estimates, effect: Effect) -> Iterator[Concern]:
    spread = part.heterogeneity
    if spread.I2 is None:
        yield Concern(domain="inconsistency", levels=0, words="whether trials agree cannot be judged")
    elif spread.p is not None and spread.p < 0.1 and spread.I2 > 0.5:
        yield Concern(domain="inconsistency", levels=1, words="trials disagree more than chance explains")
    pair = {effect.treatment, effect.against}
    for one in split(part):
        if {one.treatment, one.against} == pair and one.p < 0.1:
            yield Concern(domain="inconsistency", levels=1, words="direct and indirect evidence disagree")


def _imprecision(built: Built, effect: Effect, verdict: Verdict, used: tuple[Used, ...]) -> Iterator[Concern]:
    single = len({one.row.trial for one in used}) == 1 and not any("pooled" in one.row.limits for one in used)
    if verdict is Verdict.CANNOT:
        levels = 2 if _both_ways(built, effect) else 1
        words = "the interval reaches from worse to better" if levels == 2 else "the interval reaches no difference"
        yield Concern(domain="imprecision", levels=levels, words=words)
    elif verdict is Verdict.MAYBE_SMALL:
        yield Concern(domain="imprecision", levels=1, words="the difference may be too small to matter")
    elif _small(built, used):
        yield Concern(domain="imprecision", levels=1, words="few people or events")
    if single:  # counts by itself only where its size has not lowered the certainty already
        levels = 1 if verdict in (Verdict.APART, Verdict.ALIKE) and not _small(built, used) else 0
        yield Concern(domain="few trials", levels=levels, words="one trial only")


def _both_ways(built: Built, effect: Effect) -> bool:
    """The interval holds a difference that matters in either direction."""
    if effect.measure.is_ratio:
        _, low, high = effect.shown
        return low < 1 / APPRECIABLE and high > APPRECIABLE
    margin = built.network.margin or 0.0
    return effect.low < -margin and effect.high > margin


def _small(built: Built, used: tuple[Used, ...]) -> bool:
    arms = [one.part for one in used if isinstance(one.part, Arm)]
    if not arms:
        return False  # a pooled figure: how many people stand behind it is said in its own row
    if built.network.measure.is_ratio:
        return sum(arm.events or 0 for arm in arms) < EVENTS
    return sum(arm.n or 0 for arm in arms) < PEOPLE


def _indirectness(effect: Effect, own_condition: bool) -> Iterator[Concern]:
    if not effect.direct_studies:
        yield Concern(domain="indirectness", levels=1, words="no trial compared the two with each other")
    if not own_condition:
        yield Concern(domain="indirectness", levels=1, words="people with another condition")


def _unlike(effect: Effect, used: tuple[Used, ...]) -> Iterator[Concern]:
    """Two treatments that only a third one joins need trials that are alike; unlike figures of the third deny it."""
    if effect.direct_studies:
        return
    third = {one.row.treatment for one in used} - {effect.treatment, effect.against}
    for name in sorted(third):
        arms = [one.part for one in used if one.row.treatment == name and isinstance(one.part, Arm)]
        counts = [(arm.events, arm.n) for arm in arms if arm.events is not None and arm.n]
        if len(counts) > 1 and _differ([(events or 0.0, n or 1.0) for events, n in counts]):
            shares = sorted(100 * (events or 0.0) / (n or 1.0) for events, n in counts)
            words = f"with {name} {shares[0]:.0f} to {shares[-1]:.0f} of 100 had it, so the trials are not alike"
            yield Concern(domain="indirectness", levels=1, words=words)


def _differ(counts: list[tuple[float, float]]) -> bool:
    """Pearson's chi-square over the groups, at 10%."""
    from scipy.special import chdtrc

    risk = sum(events for events, _ in counts) / sum(n for _, n in counts)
    if not 0 < risk < 1:
        return False
    chi2 = sum((events - n * risk) ** 2 / (n * risk * (1 - risk)) for events, n in counts)
    return float(chdtrc(len(counts) - 1, chi2)) < 0.1
