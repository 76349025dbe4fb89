"""What reviews and trials found beside a comparison group: pooled rows and pairs of trial arms as sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from lissom.answers.topics.from_rows import said, sentence, spoken
from lissom.compare.pooled import Pooled
from lissom.compare.trial import TrialArm
from lissom.facts.quantity import in_words
from lissom.facts.sentence import capital
from lissom.facts.statement import Statement

NOT_ARMS = re.compile(r"before|without|pre-treatment|pre-dose|\bopen\b|baseline", re.IGNORECASE)
"""Arms that are the same people earlier, or an open phase: never a comparison group."""

NO_COMPARATOR = "There was no comparison group, so part of it would have come without the medicine."


def pooled(rows: Iterable[Pooled], name: str) -> Iterator[Statement]:
    """What each review that names the medicine concluded, with its figures."""
    for row in rows:
        if names(row.comparison, name) and row.outcome != "trial inventory":
            yield review(row)


def review(row: Pooled) -> Statement:
    """One comparison of one review."""
    figures = _figures(row)
    size = [f"{row.n_trials} trials" if row.n_trials else "", f"{row.n_patients} people" if row.n_patients else ""]
    studied = ", ".join(part for part in size if part)
    text = spoken(f"{capital(row.comparison)}, {row.outcome}. {sentence(row.conclusion)}")
    if row.measure == "percent of patients":
        text = f"{text} Seen in {in_words(row.low or 0.0)} to {in_words(row.high or 0.0)} of 100. {NO_COMPARATOR}"
    detail = "; ".join(part for part in (figures, studied, row.heterogeneity, row.review, row.grade.value) if part)
    return said(text, row, clinician=f"{text} [{detail}]")


def is_harm(row: TrialArm) -> bool:
    """Whether the outcome counts unwanted effects or people who gave up."""
    return bool(re.search(r"adverse|withdr|discontinu", row.outcome))


def trials(rows: Iterable[TrialArm], drug: str) -> Iterator[Statement]:
    """Every outcome of a trial in which the medicine stood beside placebo or another treatment."""
    ordered = sorted(rows, key=lambda row: (row.year or 0, row.trial, row.outcome, row.timepoint, row.id))
    for _, members in groupby(ordered, key=lambda row: (row.year, row.trial, row.outcome, row.timepoint)):
        arms = [row for row in members if _result(row) and not NOT_ARMS.search(f"{row.arm} {row.timepoint}")]
        own = [row for row in arms if row.drug == drug]
        if own and len(arms) > len(own):
            yield _beside(own, [row for row in arms if row.drug != drug])


def names(words: str, name: str) -> bool:
    """Whether the medicine is named as a whole word."""
    return bool(re.search(rf"\b{re.escape(name)}\b", words, re.IGNORECASE))


def found(pattern: str, words: str) -> bool:
    """Whether the pattern stands in the words."""
    return bool(re.search(pattern, words))


def _beside(own: list[TrialArm], others: list[TrialArm]) -> Statement:
    row = own[0]
    results = "; ".join(f"{_result(arm)} on {arm.arm}" for arm in (*own, *others))
    outcome = f"{capital(spoken(row.outcome))}, {spoken(row.timepoint)}"
    text = f"{spoken(_label(row))}. {outcome}: {spoken(results)}."
    notes = "; ".join(dict.fromkeys(arm.note for arm in (*own, *others) if arm.note))
    sizes = ", ".join(f"{arm.arm} n = {arm.n}" for arm in (*own, *others) if arm.n)
    detail = "; ".join(part for part in (row.design, row.dose, sizes, notes) if part)
    return said(text, *own, *others, clinician=f"{text} [{detail}]")


def _label(row: TrialArm) -> str:
    when = f" of {row.year}" if row.year else ""
    return f"A trial{when} in {row.condition}"


def _result(row: TrialArm) -> str:
    if row.events is not None and row.total:
        return f"{row.events} of {row.total}"
    if row.measure == "rate" and row.value is not None:
        return f"{in_words(100 * row.value, 3)} of 100"
    if row.measure in ("mean_final", "mean_change") and row.value is not None:
        return _signed(row.value)
    return ""


def _signed(value: float) -> str:
    return f"−{in_words(-value, 3)}" if value < 0 else in_words(value, 3)


def _figures(row: Pooled) -> str:
    known = row.low is not None and row.high is not None
    band = f"{row.interval} {_signed(row.low or 0.0)} to {_signed(row.high or 0.0)}" if known else ""
    estimate = f"{row.measure} {_signed(row.estimate)}" if row.estimate is not None else row.measure
    return f"{estimate} ({band})" if band else estimate
