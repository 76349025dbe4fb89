"""For which conditions a medicine is labelled, recommended or only tried: rows of the conditions table as sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lissom.answers.topics.from_rows import said, sentence, spoken
from lissom.answers.topics.places import heading
from lissom.checks.countries import NAMES
from lissom.facts.sentence import capital, joined
from lissom.facts.statement import Statement
from lissom.medicines.indication import Indication

_CODE = re.compile(r"\b(" + "|".join(sorted(NAMES)) + r")\b")


def uses(rows: Iterable[Indication], country: str = "") -> Iterator[Statement]:
    """One sentence a row that tells something of the country asked for, or of every country when none is."""
    for row in rows:
        if (status := _status(row, country)) or not _of_countries_only(row):
            yield use(row, status)


def use(row: Indication, status: str) -> Statement:
    """The condition, what its standing is, and what the source recommends or found."""
    what = f"{row.condition} (pump)" if row.route == "intrathecal" else row.condition
    if len(row.drugs) > 1:
        what = f"{what}, {joined(drug.replace('_', ' ') for drug in row.drugs)}"
    advice = sentence(f"{row.guideline}: {row.recommendation}" if row.guideline else row.recommendation)
    parts = (f"{what}.", sentence(status), advice)
    text = " ".join(capital(spoken(part)) for part in parts if part)
    evidence = f"evidence: {row.evidence}" if row.evidence else ""
    detail = "; ".join(part for part in (evidence, row.grade.value) if part)
    return said(text, row, clinician=f"{text} [{detail}]")


def _status(row: Indication, country: str) -> str:
    parts = {"US": row.status_US, "GB": row.status_GB}
    if country in parts:
        return f"{heading([country])}: {parts[country]}" if parts[country] else ""
    other = _spelt_out(row.status_other)
    if country:
        return other if _speaks_of(row.status_other, country) else ""
    told = [f"{heading([code])}: {status}" for code, status in parts.items() if status]
    return "; ".join([*told, other] if other else told)


def _spelt_out(status: str) -> str:
    """The standing in other countries, their codes as names."""
    named = _CODE.sub(lambda code: heading([code.group()]), status)
    return named if named != status or not status else f"elsewhere: {status}"


def _speaks_of(status: str, country: str) -> bool:
    """Whether a status of 'other countries' names this country, or no country at all."""
    codes = set(_CODE.findall(status))
    return bool(status) and (not codes or country in codes)


def _of_countries_only(row: Indication) -> bool:
    return bool(row.status_US or row.status_GB or row.status_other)
