"""Numbers in a sentence held against ours: doses, strengths of tablets, half-lives, how many feel what."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lissom.answers.article.marked import Judgement
from lissom.answers.consent_aid.tables import outcome_of
from lissom.answers.topics.from_rows import said
from lissom.answers.topics.places import heading
from lissom.answers.topics.places import in_words as places
from lissom.checks.dosing import Dosing
from lissom.facts.proposition import Mark
from lissom.facts.quantity import in_words
from lissom.facts.sentence import joined
from lissom.facts.statement import Statement
from lissom.library import Library

_MG = re.compile(
    r"(?P<low>\d+(?:[.,]\d+)?)\s*(?:mg|milligrams?)?(?:\s*(?:-|–|to|and|or|,)\s*(?P<high>\d+(?:[.,]\d+)?))?\s*"
    r"(?:mg|milligrams?)\b",
    re.IGNORECASE,
)
_ALL_MG = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?=(?:(?:,|and|or|&|/)\s*(?:and\s*)?\d[\d.,]*\s*)*-?\s*(?:mg|milligrams?)\b)", re.IGNORECASE
)
_PER_DAY = re.compile(r"\b(per day|a day|daily|/ ?d(ay)?|each day|every day|in 24 hours|per 24)\b", re.IGNORECASE)
_DAILY_OF = re.compile(r"\b(?:daily|per day|a day|each day)\b[^,.;]{0,40}$", re.IGNORECASE)
_DENIED_NUMBER = re.compile(
    r"(?:\b(?:not|never)|n['’]t)(?: \w+){0,1}\W*$(?<!not more than )(?<!not exceed )", re.IGNORECASE
)
"""Before a number that is only denied: 'is not 300 mg'."""
_TIMES = re.compile(
    r"\b(?:(?P<word>once|twice|thrice|one time|two times|three times|four times)|(?P<number>\d) times)\b", re.IGNORECASE
)
_COUNTS = {"once": 1, "one time": 1, "twice": 2, "two times": 2, "thrice": 3, "three times": 3, "four times": 4}
_HIGHEST = re.compile(
    r"\b(max(imum|imal|imally)?|exceed\w*|no more than|not more than|at most|highest|upper limit|limit)\b",
    re.IGNORECASE,
)
_ADDED = re.compile(r"\bplus\b|\bin addition\b|\band another\b", re.IGNORECASE)
"""Doses that are added up are not read."""
_START = re.compile(r"\b(start\w*|initial\w*|begin\w*|first dose|low(est)? dose|beginning)\b", re.IGNORECASE)
_STRENGTH = re.compile(
    r"\b(strengths?|available (in|as)|comes? (in|as)|come (in|as)|sold (in|as)|supplied|tablets? (of|are|in)|"
    r"mg tablets?|per tablet|-mg tablets?)\b",
    re.IGNORECASE,
)
_HALF_LIFE = re.compile(r"\bhalf[- ]?li(?:fe|ves)\b", re.IGNORECASE)
_SPAN = re.compile(
    r"(\d+(?:[.,]\d+)?)(?:\s*(?:-|–|to|and)\s*(\d+(?:[.,]\d+)?))?\s*"
    r"(?:(?P<hours>hours?|hrs?|h)|(?P<minutes>minutes?|mins?)|(?P<days>days?))\b",
    re.IGNORECASE,
)
_IN_HOURS = {"hours": 1.0, "minutes": 1 / 60, "days": 24.0}
_OF_OTHERS = re.compile(
    r"\b(kidneys?|renal|dialysis|liver|hepatic|child(ren)?|p(a)?ediatric|infants?|newborns?|elderly|older|seniors?|"
    r"aged|intrathecal\w*|pumps?|inject\w*|alcohol\w*|trials?|stud(y|ies)|overdos\w*|pregnan\w*|frail|hospital\w*|"
    r"off-label|extended|modified|sustained)\b",
    re.IGNORECASE,
)
"""People, forms and settings for which doses and half-lives are others than those of an adult with usual kidneys."""
_SHARE = re.compile(
    r"(\d+(?:[.,]\d+)?)(?:\s*(?:-|–|to)\s*(\d+(?:[.,]\d+)?))?\s*(?:%|percent|per cent)|"
    r"(\d+(?:[.,]\d+)?) (?:out of|of|in)(?: every)? (?:100|a hundred)\b|(\d+) in (?:every )?(10|20|50|1,?000)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\b(?:percent|per cent)\b", re.IGNORECASE)
_LEFT = re.compile(
    r"\b(?:stop\w*|discontinu\w+|withdr[ae]w\w*|quit\w*|leav\w+|left|dropp?\w* out|lower\w*|reduc\w+) \b", re.IGNORECASE
)
"""A share of people who did something because of an effect is no share of people who had it."""
_COUNTED = re.compile(r"\b(\d+|two|three|four|five|six) (doses|tablets|times|days|weeks)\b", re.IGNORECASE)
_RISES = re.compile(r"\b(increas\w+|rais\w+|until|up to|then)\b", re.IGNORECASE)
_THRESHOLD = re.compile(
    r"(?:[<>≥≤]|\b(?:more|greater|less|fewer) than|\bat least|\bover|\bunder|\bbelow|\babove)\s*$", re.IGNORECASE
)
BESIDE = 60
"""Characters within which a number belongs to a word."""
LONGEST = 60
"""Words beyond which a sentence is a table run together."""
FEW = 3
"""Shares that a sentence may hold to be read; a table holds more."""
CLOSE = 1.0
"""Points of 100 within which a rounded share is the same."""
HALF_LIVES = ("t_half", "t_half_terminal", "t_half_effective")
NEAR = 0.1
"""Part of a half-life by which a rounded one may differ."""
FAR = 2.0
"""Times beyond the measured ones at which a half-life is wrong; nearer, other people may well have it."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Milligrams, from low to high, whether they are of a whole day, and where they stand."""

    low: float
    high: float
    daily: bool
    start: int
    end: int


def judged(sentence: str, drug: str, library: Library) -> Iterator[Judgement]:
    """Every number of the sentence that we can hold against a row, for the medicine it is about."""
    if len(sentence.split()) > LONGEST:
        return
    for check in CHECKS:
        yield from check(sentence, drug, library)


def _highest(sentence: str, drug: str, library: Library) -> Iterator[Judgement]:
    """The amount that stands by a word for a limit, where it is of a whole day."""
    if _STRENGTH.search(sentence) or _OF_OTHERS.search(sentence) or _ADDED.search(sentence):
        return
    rows = [row for row in _doses(library, drug, "max_daily", "usual_daily") if row.unit == "mg/d" and row.high]
    limits = [row for row in rows if row.item == "max_daily"]
    for cue in _HIGHEST.finditer(sentence):
        amount = _beside(sentence, cue)
        if amount is None or not amount.daily or not limits:
            continue
        same = [row for row in limits if row.high == amount.high]
        usual = [row for row in rows if row.high == amount.high]
        if same:
            yield Judgement(mark=Mark.SUPPORTED, statement=_told(same))
        elif not min(row.low or row.high or 0 for row in rows) <= amount.high <= max(row.high or 0 for row in limits):
            yield Judgement(mark=Mark.CONTRADICTED, statement=_told(limits))
        else:
            yield Judgement(mark=Mark.PARTLY, statement=_told(usual or limits))


def _beside(sentence: str, cue: re.Match[str]) -> Amount | None:
    """The amount within a few words after a word, else within a few before it."""
    after = [one for one in _amounts(sentence) if 0 <= one.start - cue.end() <= BESIDE]
    if after:
        return None if _COUNTED.search(sentence[cue.end() : after[0].start]) else after[0]
    if _COUNTED.search(sentence[cue.end() : cue.end() + BESIDE // 2]):
        return None  # 'at most three doses' limits another thing
    before = [one for one in _amounts(sentence) if 0 <= cue.start() - one.end <= BESIDE]
    return before[-1] if before else None


def _start(sentence: str, drug: str, library: Library) -> Iterator[Judgement]:
    """The first amount that stands by a word for a beginning."""
    cue, limit = _START.search(sentence), _HIGHEST.search(sentence)
    if cue is None or _OF_OTHERS.search(sentence) or (limit and limit.start() < cue.start()):
        return
    rows = [row for row in _doses(library, drug, "start") if row.unit in ("mg", "mg/d") and row.low is not None]
    amount = _beside(sentence, cue)
    if not rows or amount is None or _RISES.search(sentence[cue.end() : max(amount.start, cue.end())]):
        return
    same = [row for row in rows if _is_start(row, amount)]
    if same:
        yield Judgement(mark=Mark.SUPPORTED, statement=_told(same))
    else:
        yield Judgement(mark=Mark.CONTRADICTED, statement=_told(rows[:3]))


def _is_start(row: Dosing, amount: Amount) -> bool:
    low, high = row.low or 0.0, row.high or row.low or 0.0
    a_day = (low, high) if row.unit == "mg/d" else (low * (row.times_per_day or 1), high * (row.times_per_day or 1))
    single = (low, high) if row.unit == "mg" else (low / 3, high / 3)  # 15 mg a day is 5 mg three times
    wanted = a_day if amount.daily else single
    return wanted[0] <= amount.high and amount.low <= wanted[1]


def _strengths(sentence: str, drug: str, library: Library) -> Iterator[Judgement]:
    """Each strength named exists in one country for all of them, in several countries only, or nowhere."""
    if not _STRENGTH.search(sentence) or _HIGHEST.search(sentence) or _START.search(sentence):
        return
    written = {_number(one) for one in _ALL_MG.findall(sentence)}
    rows = [row for row in library.strengths if row.drug == drug]
    if not written or not rows:
        return
    sold = {country: {row.mg for row in rows if row.country == country} for country in {row.country for row in rows}}
    here = sorted(country for country, strengths in sold.items() if written <= strengths)
    everywhere = set().union(*sold.values())
    told = [row for row in rows if row.mg in written] or rows[:4]
    listed = "; ".join(
        f"{places([country])}: {joined(in_words(mg, 3) for mg in sorted(mg for mg in sold[country] if mg))} mg"
        for country in sorted(sold)
    )
    lacking = sorted(country for country in ("US", "GB") if country in sold and not written <= sold[country])
    if not written <= everywhere:
        mark = Mark.CONTRADICTED
    else:
        mark = Mark.SUPPORTED if here and not (lacking and len(lacking) == 2) else Mark.PARTLY
    yield Judgement(mark=mark, statement=said(f"Strengths held, by country. {listed}.", *told))


def _half_life(sentence: str, drug: str, library: Library) -> Iterator[Judgement]:
    cue = _HALF_LIFE.search(sentence)
    found = _SPAN.search(sentence, cue.end(), cue.end() + BESIDE) if cue else None
    if found is None or _OF_OTHERS.search(sentence):
        return
    rows = [
        row for row in library.pk
        if row.drug == drug and row.route == "oral" and row.unit == "h" and row.quantity in HALF_LIVES
    ]  # fmt: skip
    bounds = [(row.low or row.value or 0.0, row.high or row.value or 0.0) for row in rows]
    if not bounds:
        return
    unit = _IN_HOURS[found.lastgroup or "hours"]
    low, high = (_number(one) * unit for one in (found.group(1), found.group(2) or found.group(1)))
    least, most = min(one for one, _ in bounds), max(one for _, one in bounds)
    between = in_words(least) if least == most else f"{in_words(least)} to {in_words(most)}"
    text = f"Half-lives of {between} hours were measured."
    yield Judgement(mark=_beside_measured(low, high, least, most), statement=said(text, *rows))


def _beside_measured(low: float, high: float, least: float, most: float) -> Mark:
    if least * (1 - NEAR) <= low and high <= most * (1 + NEAR):
        return Mark.SUPPORTED
    return Mark.CONTRADICTED if high < least / FAR or low > most * FAR else Mark.PARTLY


def _shares(sentence: str, drug: str, library: Library) -> Iterator[Judgement]:
    """A share of people with an unwanted effect, against every row on that effect."""
    shares = [_share(found) for found in _SHARE.finditer(sentence) if not _THRESHOLD.search(sentence[: found.start()])]
    words = library.consent_outcomes
    outcome = outcome_of_sentence(sentence, library)
    if not 0 < len(shares) <= FEW or outcome is None or _LEFT.search(sentence):
        return
    rows = [
        row for row in library.adverse_events
        if row.drug == drug and row.unit == "%" and row.route in ("", "oral") and row.ratio is None
        and (found := outcome_of(row.event, words)) is not None and found.id == outcome
    ]  # fmt: skip
    if not rows:
        return
    known = [(row.rate, row.rate) if row.rate is not None else (row.low, row.high) for row in rows]
    placebo = [row.comparator_rate for row in rows if row.comparator_rate is not None]
    low, high = shares[0]
    exact = any(a is not None and b is not None and a - CLOSE <= low and high <= b + CLOSE for a, b in known)
    exact = exact or any(abs(low - one) <= CLOSE for one in placebo if "placebo" in sentence.casefold())
    text = "; ".join(_rate(row.rate, row.low, row.high, row.comparator_rate) for row in rows[:4])
    told = said(f"Of 100 people: {text}.", *rows[:4])
    yield Judgement(mark=Mark.SUPPORTED if exact else Mark.CONTRADICTED, statement=told)


def holds_share(sentence: str) -> bool:
    """Whether the sentence counts people or an effect out of 100."""
    return bool(_SHARE.search(sentence) or _PERCENT.search(sentence))


def outcome_of_sentence(sentence: str, library: Library) -> str | None:
    """Id of the unwanted effect that a sentence names, or None."""
    plain = re.sub(
        r"\bsleep(y|iness)\b|\bsedation\b|\bsedated\b|\bdrowsy\b", "drowsiness", sentence, flags=re.IGNORECASE
    )
    plain = re.sub(r"\bdizzy\b", "dizziness", plain, flags=re.IGNORECASE)
    for word in re.findall(r"[A-Za-z]+(?: mouth)?", plain):
        found = outcome_of(word.casefold(), library.consent_outcomes)
        if found is not None:
            return found.id
    return None


def _rate(rate: float | None, low: float | None, high: float | None, placebo: float | None) -> str:
    own = in_words(rate, 3) if rate is not None else f"{in_words(low or 0, 3)} to {in_words(high or 0, 3)}"
    return f"{own} with the medicine and {in_words(placebo, 3)} beside it" if placebo is not None else own


def _share(match: re.Match[str]) -> tuple[float, float]:
    percent, to, of_100, of_n, n = match.groups()
    if of_n:
        value = 100 * _number(of_n) / _number(n.replace(",", ""))
        return value, value
    low = _number(percent or of_100)
    return low, _number(to) if to else low


def _amounts(sentence: str) -> list[Amount]:
    """Amounts in mg; 'N mg three times a day' is one dose, 'N mg a day' a whole day's."""
    matches = [one for one in _MG.finditer(sentence) if not _DENIED_NUMBER.search(sentence[: one.start()])]
    ends = [*(one.start() for one in matches), len(sentence)][1:]
    return [_amount(sentence, match, end, alone=len(matches) == 1) for match, end in zip(matches, ends, strict=True)]


def _amount(sentence: str, match: re.Match[str], end: int, *, alone: bool) -> Amount:
    """What follows an amount up to the next one says how often it is taken; with one alone, the whole sentence."""
    about = sentence if alone else sentence[match.end() : end]
    times = _TIMES.search(about)
    count = 1
    if times and _HIGHEST.search(sentence):
        count = int(times.group("number")) if times.group("number") else _COUNTS[times.group("word").casefold()]
    said_before = bool(_DAILY_OF.search(sentence[: match.start()]))
    daily = count > 1 or ((bool(_PER_DAY.search(about)) or said_before) and times is None)
    low = _number(match.group("low"))
    high = _number(match.group("high")) if match.group("high") else low
    return Amount(min(low, high) * count, max(low, high) * count, daily, *match.span())


def _doses(library: Library, drug: str, *items: str) -> Sequence[Dosing]:
    """Rows of adults with usual kidneys."""
    return [
        row for row in library.dosing
        if row.drug == drug and row.route == "oral" and row.item in items and not row.kidney_measure
        and (row.age_high is None or row.age_high >= 18) and "child" not in row.population.casefold()
        and "child" not in row.text.casefold()
    ]  # fmt: skip


def _told(rows: Sequence[Dosing]) -> Statement:
    text = " ".join(f"{heading(row.countries) if row.countries else 'Held'}: {row.text}" for row in rows[:4])
    return said(text, *rows[:4])


def _number(text: str) -> float:
    return float(text.replace(",", "."))


CHECKS: tuple[Callable[[str, str, Library], Iterator[Judgement]], ...] = (
    _highest,
    _start,
    _strengths,
    _half_life,
    _shares,
)
