"""Which tablet fits a description: a ranked list with reasons, and a refusal where two medicines stay close.

The chance of a tablet is how likely its holder would describe it so, weighed against every other tablet that is known
and against those that are not. It is never certain, and it says what it was compared with.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from lissom.medicines.appearance_tablet import Tablet
from lissom.medicines.identify_chances import Agreement, chances, compared, unlisted
from lissom.medicines.identify_marks import joined, parts
from lissom.medicines.identify_words import Description


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One medicine in one strength that the tablet may be, with every tablet of it that fits."""

    drug: str
    strength: str
    chance: float
    """0 to 1, of this medicine and strength, all its tablets together."""
    tablets: tuple[Tablet, ...]
    """Best first."""
    reasons: tuple[Agreement, ...]
    """How the best of them compares."""

    @property
    def name(self) -> str:
        return self.tablets[0].name

    @property
    def holds(self) -> tuple[str, str]:
        """What tells two medicines apart."""
        return self.drug, self.strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """The answer. `named` is None when it is refused, and `why_not` says why."""

    seen: Description
    candidates: tuple[Candidate, ...]
    """Most likely first."""
    named: Candidate | None
    why_not: str
    lookalikes: tuple[Candidate, ...]
    """Other medicines that would be described nearly the same, to be told apart by what is said of each."""
    cannot_be: tuple[str, ...]
    """Medicines that share the marks, or nearly, but that another feature speaks strongly against."""
    compared_with: int
    """How many tablets were weighed."""


FAR_FETCHED = 1e-6
"""Candidates less likely than this are not spoken of: two quite different characters, or more."""
FEWEST = math.log(0.02)
"""A feature below this chance speaks strongly against a tablet."""


Means = Callable[[str], str]
"""From a register's words for what a tablet holds to one name for it ('naproxen sodium' is 'naproxen')."""


def identify(
    seen: Description,
    tablets: Iterable[Tablet],
    *,
    held: int | None = None,
    limit: int = 10,
    means: Means = str,
) -> Identification:
    """Weigh the tablets that might fit. `held` is how many there are in all, when only the near ones are given."""
    weighed = _weighed(seen, tablets)
    total = held if held is not None else len(weighed)
    groups = _groups(_worth_a_word(weighed), means)
    chance = chances()
    unknown = max(chance["in_circulation"] - total, chance["unlisted"] * total)
    rest = unlisted(seen, unknown=unknown, taken=any(_same_marks(tablet, seen) for _, tablet, _ in weighed))
    candidates = _candidates(groups, rest)
    top = candidates[:limit]
    named, why_not = _decision(seen, top)
    return Identification(
        seen=seen,
        candidates=top,
        named=named,
        why_not=why_not,
        lookalikes=_lookalikes(candidates, named),
        cannot_be=_cannot_be(candidates[:40], named),
        compared_with=total,
    )


Weighed = tuple[float, Tablet, tuple[Agreement, ...]]


def _weighed(seen: Description, tablets: Iterable[Tablet]) -> list[Weighed]:
    found: list[Weighed] = []
    for tablet in tablets:
        agreements = compared(tablet.look, seen)
        if agreements:
            found.append((sum(one.log_chance for one in agreements), tablet, agreements))
    return found


def _worth_a_word(weighed: Sequence[Weighed]) -> list[Weighed]:
    """The tablets that are not hopelessly less likely than the best, best first."""
    best = max((one[0] for one in weighed), default=0.0)
    worth = (one for one in weighed if one[0] >= best + math.log(FAR_FETCHED))
    return sorted(worth, key=lambda one: (-one[0], one[1].ref))


def _same_marks(tablet: Tablet, seen: Description) -> bool:
    """Whether the tablet carries all marks described and no other, in whatever order."""
    return set(parts(tablet.look.imprint)) == set(parts(seen.imprint))


Holds = tuple[str, tuple[str, ...]]


def _groups(weighed: Sequence[Weighed], means: Means) -> dict[Holds, list[Weighed]]:
    """The tablets by what they hold, the best of each first. A record without a strength joins the one that has it."""
    groups: dict[Holds, list[Weighed]] = {}
    for one in weighed:
        groups.setdefault((means(one[1].drug), strength_key(one[1].strength)), []).append(one)
    for drug, _ in [key for key in groups if not key[1]]:
        stated = [key for key in groups if key[0] == drug and key[1]]
        if len(stated) == 1:
            both = groups.pop((drug, ())) + groups[stated[0]]
            groups[stated[0]] = sorted(both, key=lambda one: (-one[0], one[1].ref))
    return groups


def strength_key(strength: str) -> tuple[str, ...]:
    """'10 MG', '10 mg' and '10.0 mg' are one strength; of several substances in any order."""
    said = re.findall(r"(\d+(?:\.\d+)?)\s*([a-z%]*)", strength.lower().replace(",", ""))
    return tuple(sorted(f"{float(number):g} {unit}" for number, unit in said))


def _candidates(groups: dict[Holds, list[Weighed]], rest: float) -> tuple[Candidate, ...]:
    """Each medicine weighed by its best tablet: many registered makers do not make a medicine likelier."""
    best = {key: found[0][0] for key, found in groups.items()}
    top = max([rest, *best.values()])
    whole = math.exp(rest - top) + sum(math.exp(value - top) for value in best.values())
    made = [
        Candidate(
            drug=key[0],
            strength=next((one.strength for _, one, _ in found if one.strength), ""),
            chance=math.exp(found[0][0] - top) / whole,
            tablets=tuple(tablet for value, tablet, _ in found if value > found[0][0] - 3.0)[:6],
            reasons=found[0][2],
        )
        for key, found in groups.items()
    ]
    worth = (one for one in made if one.chance >= FAR_FETCHED)
    return tuple(sorted(worth, key=lambda one: (-one.chance, one.drug, one.strength)))


def _decision(seen: Description, candidates: Sequence[Candidate]) -> tuple[Candidate | None, str]:
    """(the one that is named, '') or (None, why none is)."""
    if not candidates:
        return None, "no tablet that is known here comes near the description"
    first, chance = candidates[0], chances()
    rival = next((one for one in candidates[1:] if one.chance >= chance["rival"]), None)
    if not seen.imprint:
        return None, "without its marks a tablet cannot be told from hundreds of others"
    if rival:
        return None, f"{_said(first)} and {_said(rival)} stay too close to be told apart"
    if first.chance < chance["sure_enough"] or not _marked(first):
        return None, "a tablet that is not known here would fit about as well" + _ask_for_more(seen)
    return first, ""


def _ask_for_more(seen: Description) -> str:
    """What else would tell tablets apart."""
    missing = [word for word, said in (("colour", seen.colours), ("shape", seen.shape)) if not said]
    return f"; its {' and '.join(missing)} would help" if missing else ""


def _marked(one: Candidate) -> bool:
    """Whether its marks are recorded at all: a tablet is never named by its colour alone."""
    return any(joined(tablet.look.imprint) for tablet in one.tablets[:1])


def _said(one: Candidate) -> str:
    return " ".join(filter(None, (one.drug, one.strength))) if len(one.drug) < 60 else one.name


def _lookalikes(candidates: Sequence[Candidate], named: Candidate | None) -> tuple[Candidate, ...]:
    """Medicines, other than the one named, whose marks agree or differ by slips that are easily made."""
    first = named or next(iter(candidates), None)
    if first is None:
        return ()
    near = [one for one in candidates if one is not first and one.chance > first.chance * 1e-5]
    return tuple(near[:4])


def _cannot_be(candidates: Sequence[Candidate], named: Candidate | None) -> tuple[str, ...]:
    """What is ruled out by a feature although its marks agree fully."""
    found = []
    for one in candidates:
        marks = next((reason for reason in one.reasons if reason.feature == "imprint"), None)
        against = [r for r in one.reasons if r.feature != "imprint" and not r.agrees and r.log_chance <= FEWEST]
        if marks is not None and marks.agrees and against and one is not named:
            found.append(f"{_said(one)}: {', '.join(reason.text for reason in against)}")
    return tuple(found[:4])
