"""How likely somebody holding a given tablet would describe it as they did: marks, colour, shape, size, break lines.

The chances of each slip are rows of `data/appearance/reading.csv`, assumptions all of them, shown as such.
"""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import permutations, product
from pathlib import Path
from types import MappingProxyType

from lissom.medicines.appearance_words import colours, name_of, shapes
from lissom.medicines.identify_marks import LONGEST, alike, folded, joined, parts
from lissom.medicines.identify_words import Description
from lissom.medicines.label import Look

FILE = Path(__file__).parents[1] / "data" / "appearance" / "reading.csv"
MOST_SLIPS = 3
"""Marks further apart than this are not aligned: nobody misreads so much."""


@cache
def chances() -> Mapping[str, float]:
    """Every assumed chance by its id."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return MappingProxyType({row["id"]: float(row["value"]) for row in csv.DictReader(lines)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How one feature compares: the logarithm of its chance, and words for it."""

    feature: str
    log_chance: float
    text: str
    agrees: bool


def compared(look: Look, seen: Description) -> tuple[Agreement, ...]:
    """Each described feature beside the recorded one."""
    found = (
        _imprint(look, seen),
        _colour(look, seen),
        _shape(look, seen),
        _size(look, seen),
        _score(look, seen),
    )
    return tuple(one for one in found if one is not None)


def unlisted(seen: Description, *, unknown: float, taken: bool) -> float:
    """Logarithm of how many of the `unknown` tablets, those in no table, would be described so.

    `taken` says that a tablet in the tables carries just these marks. Marks that are too rare to meet by chance are one
    product's own, so another tablet seldom has them too; a bare "10" is nobody's own.
    """
    total = math.log(unknown) + _by_chance(seen.imprint)
    if taken and total < 0:
        total += math.log(chances()["imprint_taken_twice"])
    if seen.colours:
        total += math.log(colours()[seen.colours[0]].share)
    if seen.shape:
        total += math.log(shapes()[seen.shape].share)
    if seen.score is not None:
        total += math.log(0.5)
    return total


def _imprint(look: Look, seen: Description) -> Agreement | None:
    asked = joined(seen.imprint)
    if not asked:
        return None
    if not joined(look.imprint):
        return Agreement(
            feature="imprint", log_chance=_by_chance(seen.imprint), text="no imprint recorded", agrees=False
        )
    best, slips, left_out = max(_readings(look.imprint, asked), key=lambda one: one[0])
    shown = " ".join(parts(look.imprint))
    said = f"marked {shown}" if not slips else f"marked {shown}, {' and '.join(slips)}"
    if left_out:
        said += ", of which only a part was described"
    return Agreement(feature="imprint", log_chance=best, text=said, agrees=not slips)


def _by_chance(imprint: str) -> float:
    """Logarithm of the chance that an unknown tablet carries these marks.

    Digits are commoner than any letter. A word is a maker's name, on many tablets: its letters do not come one by one.
    """
    return sum(map(_mark_by_chance, parts(imprint)))


def _mark_by_chance(mark: str) -> float:
    chance = chances()
    digits = sum(map(str.isdigit, mark))
    letters = len(mark.replace("/", "")) - digits
    one_by_one = digits * math.log(chance["imprint_digit_by_chance"]) + letters * math.log(chance["imprint_by_chance"])
    return one_by_one if digits else max(one_by_one, math.log(chance["imprint_word_by_chance"]))


def _readings(imprint: str, asked: str) -> Iterator[tuple[float, tuple[str, ...], bool]]:
    """(log chance, slips, whether marks were left out) for each way of writing the marks down."""
    for text, log_chance, left_out in _ways(imprint):
        value, slips = _slips(text, asked)
        yield value + log_chance, slips, left_out


@cache
def _ways(imprint: str) -> tuple[tuple[str, float, bool], ...]:
    """(text, logarithm of its chance, whether marks are left out): as filed, another mark first, shuffled, in part."""
    marks = tuple(part.replace("/", "").replace("|", "I") for part in parts(imprint))
    once = tuple(dict.fromkeys(marks))
    count = len(once)
    if count == 1:
        return tuple((text[:LONGEST], 0.0, False) for text in dict.fromkeys(("".join(marks), once[0])))
    filed = ("".join(marks), "".join(once))
    turned = ["".join((*once[at:], *once[:at])) for at in range(1, count)]
    shuffled = ["".join(order) for order in permutations(once)] if count <= 4 else []
    partly = ["".join(once[at:end]) for at in range(count) for end in range(at + 1, count + 1) if end - at < count]
    ways: dict[str, tuple[float, bool]] = {}
    for texts, chance, left_out in (
        (filed, "imprint_as_filed", False),
        (turned, "imprint_turned", False),
        (partly, "imprint_part_left_out", True),
        (shuffled, "imprint_shuffled", False),
    ):
        # The filed text with and without repeats is one way; of the others each has its share.
        share = 0.0 if texts is filed else math.log(max(len(texts), 1))
        for text in filter(None, texts):
            ways.setdefault(text[:LONGEST], (math.log(chances()[chance]) - share, left_out))
    return tuple((text, value, left_out) for text, (value, left_out) in ways.items())


@lru_cache(maxsize=4096)
def _slips(true: str, asked: str) -> tuple[float, tuple[str, ...]]:
    """Logarithm of the chance that `true` is written down as `asked`, and the slips on the likeliest way.

    The likeliest alignment of the two (optimal string alignment), each step weighted by its chance.
    """
    if true == asked:
        return len(true) * _costs()["right"], ()
    if _apart(true, asked) > MOST_SLIPS:
        return _apart(true, asked) * _costs()["other"], ("quite other marks",)
    return _aligned(true, asked)


def _apart(true: str, asked: str) -> int:
    """The fewest slips there can be between the two, by their characters alone; cheap, and never too many."""
    shared = sum((Counter(folded(true)) & Counter(folded(asked))).values())
    return max(len(true), len(asked)) - shared


@cache
def _costs() -> Mapping[str, float]:
    chance = chances()
    right = 1 - sum(
        chance[one]
        for one in (
            "imprint_wrong_alike",
            "imprint_wrong_other",
            "imprint_character_lost",
            "imprint_character_added",
            "imprint_swapped",
        )
    )
    return {
        "right": math.log(right),
        "alike": math.log(chance["imprint_wrong_alike"]),
        "other": math.log(chance["imprint_wrong_other"] / 34),  # which of the other letters and digits it becomes
        "lost": math.log(chance["imprint_character_lost"]),
        "added": math.log(chance["imprint_character_added"] / 36),
        "swapped": math.log(chance["imprint_swapped"]),
    }


Way = tuple[float, tuple[str, ...]]
"""(logarithm of the chance, slips in words)"""


def _aligned(true: str, asked: str) -> Way:
    """The likeliest way, built up from the likeliest ways for the beginnings of both."""
    best: dict[tuple[int, int], Way] = {(0, 0): (0.0, ())}
    for i, j in product(range(len(true) + 1), range(len(asked) + 1)):
        if i or j:
            best[i, j] = max(_last_steps(true[:i], asked[:j], best), key=lambda way: way[0])
    return best[len(true), len(asked)]


def _last_steps(true: str, asked: str, best: Mapping[tuple[int, int], Way]) -> Iterator[Way]:
    """Each way in which the last characters may have come about."""
    i, j = len(true), len(asked)
    if i and j:
        yield _further(best[i - 1, j - 1], *_read_as(true[-1], asked[-1]))
    if i:
        yield _further(best[i - 1, j], "lost", f"{true[-1]} missed")
    if j:
        yield _further(best[i, j - 1], "added", f"{asked[-1]} seen besides")
    if i > 1 and j > 1 and true[-2:] == asked[:-3:-1] and true[-1] != true[-2]:
        yield _further(best[i - 2, j - 2], "swapped", f"{true[-2]} and {true[-1]} swapped")


def _read_as(true: str, asked: str) -> tuple[str, str]:
    """(kind of slip, the slip in words)"""
    if true == asked:
        return "right", ""
    same = alike()
    return "alike" if same.get(true, true) == same.get(asked, asked) else "other", f"{true} read as {asked}"


def _further(way: Way, kind: str, said: str) -> Way:
    return way[0] + _costs()[kind], (*way[1], said) if said else way[1]


def _colour(look: Look, seen: Description) -> Agreement | None:
    if not seen.colours:
        return None
    chance, known = chances(), colours()
    if not look.colours:
        return Agreement(
            feature="colour",
            log_chance=math.log(chance["colour_not_recorded"]),
            text="colour not recorded",
            agrees=False,
        )
    kinds = [
        "same"
        if one in look.colours
        else "near"
        if any(one in known[c].near for c in look.colours if c in known)
        else "other"
        for one in seen.colours
    ]
    total = sum(math.log(chance[f"colour_{kind}"]) for kind in kinds)
    recorded = " and ".join(name_of(code) or code for code in dict.fromkeys(look.colours))
    agrees = all(kind == "same" for kind in kinds)
    return Agreement(
        feature="colour", log_chance=total, text=recorded if agrees else f"{recorded} by the record", agrees=agrees
    )


def _shape(look: Look, seen: Description) -> Agreement | None:
    if not seen.shape:
        return None
    chance, known = chances(), shapes()
    if not look.shape:
        return Agreement(
            feature="shape", log_chance=math.log(chance["shape_not_recorded"]), text="shape not recorded", agrees=False
        )
    near = look.shape in known and seen.shape in known[look.shape].near
    kind = "same" if seen.shape == look.shape else "near" if near else "other"
    recorded = name_of(look.shape) or look.shape
    agrees = kind == "same"
    return Agreement(
        feature="shape",
        log_chance=math.log(chance[f"shape_{kind}"]),
        text=recorded if agrees else f"{recorded} by the record",
        agrees=agrees,
    )


def _size(look: Look, seen: Description) -> Agreement | None:
    chance = chances()
    if look.size_mm is None or (seen.size_mm is None and not seen.size_word):
        return None
    if seen.size_mm is not None:
        off = seen.size_mm - look.size_mm
        return Agreement(
            feature="size",
            log_chance=-0.5 * (off / chance["size_error"]) ** 2,
            text=f"{look.size_mm:g} mm",
            agrees=abs(off) <= chance["size_error"],
        )
    fits = look.size_mm <= chance["size_small"] if seen.size_word == "small" else look.size_mm >= chance["size_large"]
    wrong = chance["size_word_wrong"]
    return Agreement(
        feature="size", log_chance=math.log(1 - wrong if fits else wrong), text=f"{look.size_mm:g} mm", agrees=fits
    )


def _score(look: Look, seen: Description) -> Agreement | None:
    if seen.score is None:
        return None
    chance = chances()
    if look.score is None:
        return Agreement(
            feature="break line",
            log_chance=math.log(chance["score_not_recorded"]),
            text="break lines not recorded",
            agrees=False,
        )
    agrees = (look.score > 1) == (seen.score > 1)
    pieces = {1: "no break line", 2: "one break line", 4: "two break lines"}.get(look.score, f"{look.score} pieces")
    return Agreement(
        feature="break line",
        log_chance=math.log(chance["score_same" if agrees else "score_other"]),
        text=pieces,
        agrees=agrees,
    )
