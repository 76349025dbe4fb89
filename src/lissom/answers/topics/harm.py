"""How often unwanted effects were seen, beside the comparison group: rows of the adverse event table as sentences.

A rate is never said alone where the row has a comparator; where it has none, the sentence says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from lissom.answers.topics.from_rows import said, spoken
from lissom.facts.quantity import in_words
from lissom.facts.sentence import capital
from lissom.facts.statement import Statement
from lissom.medicines.adverse import AdverseEvent
from lissom.medicines.drug import Topic

PLACEBO = "placebo"
NO_COMPARATOR = "No placebo figure was seen beside this."

_FIGURES = re.compile(
    r"\bn\s*=\s*\d+|\d+/\d+|(?<![<>\d])[\d.,]*\d\s*%?(?!\s*mg)|per 100 person-years|\bvs\b|\b[as]*HR\b", re.IGNORECASE
)
"""What stands beside the name of a comparison group in its column."""


@dataclass(frozen=True, slots=True)
class _Group:
    """What rows must share to be said in one sentence."""

    route: str
    dose: str
    setting: str
    comparator: str
    source: str
    unit: str


def effects(rows: Iterable[AdverseEvent], name: str) -> Iterator[Statement]:
    """Rates first, grouped by study and comparison group, then ratios."""
    rows = list(rows)
    rates = sorted((row for row in rows if row.ratio is None), key=_by_group)
    for group, members in groupby(rates, key=_group):
        yield _rates(group, tuple(members), name)
    yield from (_ratio(row, name) for row in rows if row.ratio is not None)


def both_ways(rows: Iterable[AdverseEvent], drug: str) -> Iterator[AdverseEvent]:
    """The rows of the medicine; one that is the comparison group of another row gets that row's rate beside it."""
    everything = list(rows)
    for row in everything:
        if row.drug == drug:
            yield row if row.comparator else _mirrored(row, everything)


def _mirrored(row: AdverseEvent, others: Iterable[AdverseEvent]) -> AdverseEvent:
    for other in others:
        same = other.source == row.source and other.event == row.event and other.drug != row.drug
        if same and row.rate is not None and other.comparator_rate == row.rate and other.rate is not None:
            return replace(row, comparator_rate=other.rate, comparator=f"{other.rate} ({other.drug_name})")
    return row


def about(row: AdverseEvent) -> Topic:
    """The heading a row belongs under: what follows an overdose or stopping is no effect of usual doses."""
    if re.search("overdose|poison", f"{row.setting} {row.note}", re.IGNORECASE):
        return Topic.OVERDOSE
    return Topic.STOPPING if row.event.startswith("withdrawal syndrome") else Topic.HARM


def comparison_group(row: AdverseEvent) -> str:
    """With what the row compares: 'placebo' when only figures are given, '' when there is nothing to compare with."""
    if not row.comparator:
        return ""
    first = row.comparator.split(";")[0]
    inside = [text for text in re.findall(r"\(([^()]*)\)", first) if re.search("[A-Za-z]{3}", text)]
    words = inside[0] if inside else re.sub(r"\([^()]*\)", "", first)
    text = _FIGURES.sub(" ", words)
    return " ".join(text.split()).strip(" ,;:") or PLACEBO


def _rates(group: _Group, rows: tuple[AdverseEvent, ...], name: str) -> Statement:
    """The study first, so that its people are what the figures are of."""
    drug = f"{name}{' by pump' if group.route == 'intrathecal' else ''}{f' {group.dose}' if group.dose else ''}"
    every = "Per 100 people a year" if group.unit.startswith("/(100") else "Per 100"
    if group.comparator and all(row.comparator_rate is not None for row in rows):
        beside = group.comparator if group.comparator != PLACEBO else "on placebo"
        told = _listed(
            f"{row.event} {_rate(row)} ({beside}: {in_words(row.comparator_rate or 0.0, 3)})" for row in rows
        )
        figures = f"{told}."
    else:
        figures = f"{_listed(f'{row.event} {_rate(row)}' for row in rows)}. {NO_COMPARATOR}"
    text = spoken(f"{capital(drug)}; {group.setting}. {every}: {figures}")
    notes = "; ".join(dict.fromkeys(row.note for row in rows if row.note))
    counted = "; ".join(f"{row.event} {row.events} of {row.n}" for row in rows if row.events is not None and row.n)
    return said(text, *rows, clinician=" ".join(part for part in (text, _in_brackets(counted, notes)) if part))


def _listed(parts: Iterable[str]) -> str:
    """The parts, with semicolons."""
    return "; ".join(parts)


def _rate(row: AdverseEvent) -> str:
    if row.rate is not None:
        return in_words(row.rate, 3)
    return " to ".join(in_words(bound, 3) for bound in (row.low, row.high) if bound is not None)


def _ratio(row: AdverseEvent, name: str) -> Statement:
    group = comparison_group(row)
    assert row.ratio is not None
    band = ""
    if row.ratio_low is not None and row.ratio_high is not None:
        band = f", 95% interval {in_words(row.ratio_low, 3)} to {in_words(row.ratio_high, 3)}"
    clear = row.ratio_low is not None and row.ratio_high is not None and not row.ratio_low <= 1 <= row.ratio_high
    often = f"about {in_words(row.ratio)} times as often as with {group}"
    verdict = often if clear else f"cannot be told apart from {group}"
    figures = f"{row.ratio_measure} {in_words(row.ratio, 3)}{band}"
    lead = f"{capital(name)}; {row.setting}. {capital(row.event)}: {verdict} ({figures})."
    text = spoken(f"{lead} People were not assigned by chance. The plain rates were not seen.")
    return said(text, row, clinician=f"{text} {_in_brackets(row.comparator, row.note)}".strip())


def _in_brackets(*parts: str) -> str:
    text = "; ".join(part for part in parts if part)
    return f"[{text}]" if text else ""


def _group(row: AdverseEvent) -> _Group:
    return _Group(row.route, row.dose, row.setting, comparison_group(row), row.source, row.unit)


def _by_group(row: AdverseEvent) -> tuple[str, str, str, str, str, str]:
    group = _group(row)
    return "1" if group.route != "oral" else "0", group.source, group.setting, group.dose, group.comparator, row.id
