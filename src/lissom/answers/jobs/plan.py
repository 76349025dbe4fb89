"""Job 10: how the labels of this person's country start, raise, limit and stop the medicine."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.answers.jobs.asked import Asked, Held, groups, nothing
from lissom.answers.jobs.kidneys import that_apply
from lissom.answers.topics.dosing import rule, topic_of
from lissom.answers.topics.places import in_words, is_of
from lissom.assessment import Job, Section
from lissom.checks.doses import fitting
from lissom.checks.dosing import Dosing
from lissom.facts.sentence import joined
from lissom.facts.statement import Statement, reasoned
from lissom.medicines.drug import Topic

MORE = "A schedule worked out for this person, to discuss with the prescriber: lissom plan (taper, titrate, switch)."

STARTING = (
    "start", "screening_dose", "initial_infusion", "titration_step", "titration_interval", "renal_start",
    "elderly_start", "with_food",
)  # fmt: skip
LIMITS = (
    "usual_single", "usual_daily", "max_single", "max_daily", "max_duration", "trial_length", "stop_if_no_benefit",
    "review", "high_dose_caution", "renal_daily",
)  # fmt: skip
BEFORE = (
    "contraindication", "renal_advice", "renal_start", "renal_supplement", "hepatic_advice", "hepatic",
    "elderly_avoid", "elderly_advice", "elderly_start", "start_caution",
)  # fmt: skip
STOPPING = ("taper", "withdrawal_warning", "boxed_warning")


def answer(asked: Asked) -> Iterator[Section]:
    """One section for each relaxant."""
    if not asked.relaxants:
        yield nothing(Job.PLAN)
    for held in asked.relaxants:
        yield Section(
            job=Job.PLAN,
            medicine=held.drug.name,
            statements=(*held.drug.statements.get(Topic.STOPPING, ()), *_no_rules(held, asked)),
            groups=groups(
                ("Before any dose: kidneys, liver and age", _first(held, asked)),
                ("Starting and raising the dose", _rules(held, asked, *STARTING)),
                ("Usual and highest dose", _rules(held, asked, *LIMITS)),
                ("Stopping", _rules(held, asked, *STOPPING)),
            ),
            note=MORE,
        )


def _first(held: Held, asked: Asked) -> Iterator[Statement]:
    """What goes before the usual doses in this person's body; the doses of the label are those of well people."""
    rows = [row for row in that_apply(held, asked) if row.item in BEFORE]
    yield from map(rule, rows)
    if rows:
        yield reasoned("The doses that follow are the label's for other people. These rules go before them.")


def _rows(held: Held, asked: Asked, *items: str) -> Iterator[Dosing]:
    rows = (row for row in asked.seen.rules.dosing_of(held.drug.id, *items) if is_of(row.countries, asked.country))
    for row in fitting(asked.seen, rows, held.present):
        of_another_matter = row.item == "boxed_warning" and topic_of(row) is not Topic.STOPPING
        if _fits_the_kidneys(row, asked) and not of_another_matter:
            yield row


def _fits_the_kidneys(row: Dosing, asked: Asked) -> bool:
    """A dose by kidney function is shown when the function is known and falls in its range."""
    if not row.kidney_measure:
        return row.item not in ("renal_start", "elderly_start") or asked.seen.older
    value = asked.seen.body.CrCl.value if row.kidney_measure == "CrCl" else asked.seen.body.eGFR.value
    low, high = row.kidney_low, row.kidney_high
    return value is not None and (low is None or value >= low) and (high is None or value < high)


def _rules(held: Held, asked: Asked, *items: str) -> Iterator[Statement]:
    order = {item: place for place, item in enumerate(items)}
    yield from map(rule, sorted(_rows(held, asked, *items), key=lambda row: (order[row.item], row.id)))


def _no_rules(held: Held, asked: Asked) -> Iterator[Statement]:
    if any(_rows(held, asked, *STARTING, *LIMITS)):
        return
    elsewhere = {code for row in asked.seen.rules.dosing_of(held.drug.id, *STARTING, *LIMITS) for code in row.countries}
    told = (
        f" Those of {joined(in_words([code]) for code in sorted(elsewhere))} are in the monograph." if elsewhere else ""
    )
    where = in_words([asked.country])
    yield reasoned(f"No dose rules of {held.drug.name} that fit this person are held for {where}.{told}")
