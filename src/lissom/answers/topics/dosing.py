"""The rows of the dosing table as sentences, each under the heading its item belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lissom.answers.topics.from_rows import said, spoken
from lissom.answers.topics.places import heading, holds
from lissom.checks.dosing import Dosing
from lissom.facts.grade import Reading
from lissom.facts.sentence import capital
from lissom.facts.statement import Statement
from lissom.medicines.drug import Topic

ITEMS: dict[Topic, tuple[str, ...]] = {
    Topic.USES: ("not_suitable", "not_effective", "prerequisite"),
    Topic.DOSING: (
        "start", "titration_step", "titration_interval", "usual_single", "usual_daily", "max_single", "max_daily",
        "max_duration", "trial_length", "stop_if_no_benefit", "review", "with_food", "formulation_limit", "label_age",
        "screening_dose", "initial_infusion", "refill_step", "wait", "onset", "time_of_peak", "duration",
        "high_dose_caution", "equivalence",
    ),
    Topic.HARM: (
        "boxed_warning", "contraindication", "warning", "adverse_frequency", "hepatitis_rate", "monitoring", "falls",
        "driving", "psychiatric", "stands_on_tone", "stroke", "autonomic_dysreflexia", "urinary_retention", "porphyria",
    ),
    Topic.KIDNEYS: (
        "renal_advice", "renal_start", "renal_factor", "renal_daily", "renal_supplement", "renal_effect",
        "hepatic_advice", "hepatic", "start_caution", "elderly_avoid", "elderly_advice", "elderly_start", "cns_active",
        "absolute_risk", "risk_difference", "relative_risk", "toxic_dose",
    ),
    Topic.PREGNANCY: ("pregnancy", "neonatal", "lactation"),
    Topic.OVERDOSE: ("overdose_signs", "rescue"),
    Topic.STOPPING: ("taper", "withdrawal_warning", "withdrawal_onset", "withdrawal_treatment"),
}  # fmt: skip
"""Heading -> the items under it, in the order they are shown. A test holds this equal to the items of the table."""

_ORGANS = re.compile(r"kidney|renal|hepatic|liver", re.IGNORECASE)
_TOPIC = {item: topic for topic, items in ITEMS.items() for item in items}
_ORDER = {item: place for items in ITEMS.values() for place, item in enumerate(items)}
_FIRST_COUNTRIES = ("US", "GB")

GENERAL = frozenset({"all", "overdose", "pregnancy", "breastfeeding", "drivers"})
"""Populations that the heading or the sentence itself makes plain."""

SAME = {"elderly": "older", "older people": "older", "children": "child", "child": "child", "65+": "65"}
"""People as published -> a word that says the same in a sentence."""


def topic_of(row: Dosing) -> Topic:
    """The heading of a row: that of its item, with the exceptions that its people or its route make."""
    if "overdose" in row.population:
        return Topic.OVERDOSE
    if row.item == "contraindication" and _ORGANS.search(row.population):
        return Topic.KIDNEYS
    if row.item == "boxed_warning" and row.route == "intrathecal":
        return Topic.STOPPING
    return _TOPIC.get(row.item, Topic.DOSING)


def of_topic(rows: Iterable[Dosing], topic: Topic, country: str = "") -> Iterator[Statement]:
    """The rows under a heading that hold in the country, by country, route and item."""
    chosen = [row for row in rows if topic_of(row) is topic and holds(row.countries, country)]
    yield from map(rule, sorted(chosen, key=_place))


def rule(row: Dosing) -> Statement:
    """One row: where it holds, for whom when the row does not say so itself, and its own sentence."""
    lead = ", ".join(part for part in (heading(row.countries) if row.countries else "", _whom(row)) if part)
    text = f"{capital(lead)}: {_lower(row)}" if lead else row.text
    copy = ", secondary copy" if row.reading is Reading.SECONDARY else ""
    locator = f", {row.locator}" if row.locator else ""
    return said(text, row, clinician=f"{text} [{row.population}; {row.item}{locator}; {row.grade.value}{copy}]")


def _whom(row: Dosing) -> str:
    route = {"intrathecal": "pump", "iv": "injection"}.get(row.route, "")
    parts = [part.strip() for part in row.population.split(",")]
    people = (
        "adults" if row.population == "adult" else spoken(", ".join(part for part in parts if not _told(part, row)))
    )
    return ", ".join(part for part in (route, people) if part)


def _told(people: str, row: Dosing) -> bool:
    """Whether the row's own sentence, or its heading, already says that it is about these people."""
    words = [word for word in _plain(people).split() if len(word) > 2 or word.isdigit()]
    text = _plain(row.text)
    if people in SAME:
        return SAME[people] in text
    return people in GENERAL or sum(word in text for word in words) >= max(len(words) / 2, 1)


def _plain(text: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in text.casefold()).split())


def _lower(row: Dosing) -> str:
    """The row's sentence with a small first letter, unless its first word is an abbreviation or a name."""
    word = row.text.split(" ", 1)[0].strip(",.:")
    ordinary = word.isalpha() and (word[1:].islower() or word == "A") and word != "England"
    return row.text[0].lower() + row.text[1:] if ordinary else row.text


def _place(row: Dosing) -> tuple[str, int, str, int, float, str]:
    country = row.countries[0] if row.countries else "~"
    first = _FIRST_COUNTRIES.index(country) if country in _FIRST_COUNTRIES else len(_FIRST_COUNTRIES)
    return (
        "1" if row.route == "intrathecal" else "0",
        first,
        country,
        _ORDER.get(row.item, 99),
        row.age_low or 0.0,
        row.id,
    )
