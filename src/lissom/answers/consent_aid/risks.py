"""Numbers of 100 people, the medicine beside placebo: from trials and labels, and from this person's own forecast."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lissom.answers.consent_aid.aid import Risk, Share
from lissom.answers.consent_aid.counting import people, wilson
from lissom.answers.consent_aid.own_chances import own_chances
from lissom.answers.consent_aid.tables import outcome_of
from lissom.answers.jobs.asked import Asked, Held
from lissom.answers.topics import harm
from lissom.answers.topics.from_rows import said, spoken
from lissom.facts.plain_words import Outcome
from lissom.medicines.adverse import AdverseEvent
from lissom.medicines.drug import Topic

SHOWN = 12
"""Risks of one medicine that a page can bear."""


def risks(asked: Asked) -> tuple[Risk, ...]:
    """Wished effects first, then harms with a placebo figure, then harms without one."""
    words = asked.library.consent_outcomes
    return tuple(risk for held in asked.relaxants for risk in _of_drug(held, asked, words))


def _of_drug(held: Held, asked: Asked, words: Sequence[Outcome]) -> Iterator[Risk]:
    counted = list(_counted(held, asked, words))
    counted.sort(key=lambda pair: (pair[1].with_placebo is None, pair[0]))
    forecast = tuple(own_chances(held, asked))
    yield from (risk for after, risk in forecast if not after)
    seen: set[str] = set()
    for _, risk in counted:
        if risk.happens not in seen and len(seen) < SHOWN:
            seen.add(risk.happens)
            yield risk
            yield from (own for after, own in forecast if after == risk.happens)
    yield from (own for after, own in forecast if after and after not in seen)


def _counted(held: Held, asked: Asked, words: Sequence[Outcome]) -> Iterator[tuple[int, Risk]]:
    rows = [row for row in _rows(held, asked) if _fits(row, asked)]
    for row in sorted(rows, key=_weakest_last):
        outcome = outcome_of(row.event, words)
        if outcome is not None:
            yield outcome.rank, _risk(held.drug.name, row, outcome)


def _rows(held: Held, asked: Asked) -> Iterable[AdverseEvent]:
    for row in asked.library.adverse_events:
        per_hundred = row.unit == "%" and (row.rate is not None or row.low is not None)
        own = row.drug == held.drug.id and row.route in ("", held.present.route)
        if own and per_hundred and harm.about(row) is Topic.HARM:
            yield row


def _fits(row: AdverseEvent, asked: Asked) -> bool:
    """Rows on old people with weak kidneys, on high doses, or on other illnesses are for those they are about."""
    setting = f"{row.setting} {row.event}".casefold()
    if "egfr" in setting or "ckd" in setting:
        return asked.seen.has("weak_kidneys") and asked.seen.older
    if "alcohol use" in setting:
        return "alcohol_use_disorder" in asked.conditions
    return "healthy volunteers" not in setting and "at 90 mg" not in setting


def _weakest_last(row: AdverseEvent) -> tuple[bool, bool, str]:
    """With placebo first, single figures before ranges."""
    return row.comparator_rate is None, row.rate is None, row.id


def _risk(drug: str, row: AdverseEvent, outcome: Outcome) -> Risk:
    share = _share(row)
    beside = harm.comparison_group(row)
    rate = row.comparator_rate
    placebo = None if rate is None or not _is_control(beside) else Share(value=rate, low=rate, high=rate)
    who = spoken(f"{row.setting}{_only(row)}")
    return Risk(
        drug=drug,
        happens=outcome.happens,
        does_not=outcome.does_not,
        good=False,
        with_drug=share,
        with_placebo=placebo,
        who=who,
        over=row.over,
        personal=False,
        statement=said(
            _sentence(
                _on(drug, row),
                share,
                placebo,
                outcome,
                _other(row),
                _by_chance(row),
            ),
            row,
            clinician=f"{row.event}; {who}{f'; {row.comparator}' if row.comparator else ''}",
        ),
    )


def _on(drug: str, row: AdverseEvent) -> str:
    """'carisoprodol 250 mg, in 1 week,'."""
    over = f", in {row.over}" if row.over else ""
    return f"{drug}{f' {row.dose}' if row.dose else ''}{spoken(_only(row))}{over},"


def _is_control(group: str) -> bool:
    """A group on placebo alone; one on another medicine with placebo is a group of its own."""
    return group.startswith(harm.PLACEBO)


def _share(row: AdverseEvent) -> Share:
    if row.rate is not None:
        return Share(value=row.rate, low=row.rate, high=row.rate)
    low = row.low if row.low is not None else 0.0
    high = row.high if row.high is not None else low
    return Share(value=(low + high) / 2, low=low, high=high)


def _only(row: AdverseEvent) -> str:
    """What narrows the people down and stands with the event: ' (start >=20 mg/day, eGFR <60)'; '' mostly."""
    parts = [part.strip() for part in row.event.split(",")[1:] if re.search(r"\d.*(mg|eGFR)|eGFR.*\d", part)]
    return f" ({', '.join(parts)})" if parts else ""


def _other(row: AdverseEvent) -> str:
    """The group compared with, where it is no placebo group."""
    group = harm.comparison_group(row)
    if row.comparator_rate is None or not group or _is_control(group):
        return ""
    return f" In the other group ({spoken(group)}) it was {people(row.comparator_rate)} of 100."


def _sentence(on: str, share: Share, placebo: Share | None, outcome: Outcome, other: str, chance: str) -> str:
    if share.low != share.high:
        return (
            f"Of 100 people on {on} {people(share.low)} to {people(share.high)} {outcome.happens}; the rest "
            f"{outcome.does_not}. Trials differ."
        )
    do, rest = people(share.value), people(100 - share.value)
    first = f"Of 100 people on {on} {do} {outcome.happens} and {rest} {outcome.does_not}."
    if placebo is None:
        return f"{first}{chance}{other}"
    second = f"Of 100 on placebo, {people(placebo.value)} do and {people(100 - placebo.value)} do not."
    return f"{first}{chance} {second} {_gap(share.value - placebo.value)}"


def _by_chance(row: AdverseEvent) -> str:
    """How far a count could lie off by chance alone; '' where the size of the group is not known."""
    if row.rate is None or not row.n or "both arms together" in row.setting:
        return ""
    low, high = wilson(row.rate / 100, row.n)
    return f" By chance alone it could be from {people(100 * low)} to {people(100 * high)}."


def _gap(more: float) -> str:
    if round(abs(more)) < 1:
        return "That is about the same."
    return f"So about {people(abs(more))} {'more' if more > 0 else 'fewer'} in 100 through the medicine."
