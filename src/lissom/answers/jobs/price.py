"""Job 9: what is known of the price, with its date and source, and what the written dose comes to at that price."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lissom.answers.cabinet_price import price_of
from lissom.answers.jobs.asked import Asked, Held, nothing
from lissom.answers.topics import price
from lissom.answers.topics.from_rows import said
from lissom.assessment import Job, Section
from lissom.checks.doses import peak_daily_mg
from lissom.facts.quantity import Quantity, in_words
from lissom.facts.statement import Statement
from lissom.medicines.price import Price

FROM_LISTS = "Prices of your own lists. What this person would pay is not known."
MORE = "What the directions cost at the cheapest tablets: lissom price. What this person would pay is not known."
DAYS = 30


def answer(asked: Asked) -> Iterator[Section]:
    """One section for each relaxant."""
    if not asked.relaxants:
        yield nothing(Job.PRICE)
    for held in asked.relaxants:
        if own := tuple(_by_own_lists(held, asked)):
            yield Section(job=Job.PRICE, medicine=held.drug.name, statements=own, note=FROM_LISTS)
            continue
        swallowed = held.present.route == "oral"  # every price held is of something to swallow
        rows = [row for row in asked.library.prices if row.drug == held.drug.id and row.country == asked.country]
        rows = rows if swallowed else []
        none = f"No price of {held.drug.name} as taken here, with a date and a source, is held for this country. "
        yield Section(
            job=Job.PRICE,
            medicine=held.drug.name,
            statements=(*price.prices(rows), *(cost for row in rows for cost in _month(row, held))),
            note=f"{none if not rows else ''}{MORE}",
        )


def _by_own_lists(held: Held, asked: Asked) -> Iterator[Statement]:
    """What it costs as taken, by the user's own price lists; nothing for what they lack or what holds more than it."""
    if held.drug.id not in asked.prices or held.present.route != "oral":
        return
    for one in asked.seen.taken:
        if [part.ingredient.id for part in one.recognition.components] == [held.drug.id]:
            yield from price_of(one, asked.seen, asked.prices).statements


def _month(row: Price, held: Held) -> Iterator[Statement]:
    """The price of thirty days of the written dose in tablets of this strength."""
    strength, day = re.search(r"(\d+(?:\.\d+)?) mg", row.product), peak_daily_mg(held.present)
    if strength is None or day is None or row.unit == "%" or held.present.route != "oral" or day.high <= 0:
        return
    total = row.value * day.high / float(strength.group(1)) * DAYS
    text = (
        f"At that price, {DAYS} days of {in_words(day.high, 3)} mg a day in tablets of {strength.group(1)} mg come to "
        f"about {in_words(total)} {row.unit} for the pharmacy, without its fee. What a person pays is not known here."
    )
    made = said(text, row)
    yield Statement(
        text=text, sources=made.sources, grade=made.grade, facts=made.facts, values=(Quantity(total, row.unit),)
    )
