"""Job 3: what trials and reviews say of the medicine beside placebo and others, in this person's conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lissom.answers.comparing import candidates, condition_of
from lissom.answers.comparing_fit import changing, fits
from lissom.answers.jobs.asked import CONDITION_WORDS, SPASTIC, Asked, Held, groups, nothing
from lissom.answers.topics import benefit
from lissom.assessment import Job, Section
from lissom.compare.pooled import Pooled
from lissom.facts.statement import Statement
from lissom.medicines.drug import Topic


def answer(asked: Asked) -> Iterator[Section]:
    """One section for all options beside each other, then one for each relaxant taken."""
    if not asked.relaxants:
        yield nothing(Job.COMPARISON)
        return
    yield from _beside_each_other(asked)
    for held in asked.relaxants:
        yield Section(
            job=Job.COMPARISON,
            medicine=held.drug.name,
            statements=held.drug.statements.get(Topic.BENEFIT, ()),
            groups=groups(
                ("What reviews found", _reviews(held, asked)), ("Single trials in this condition", _trials(held, asked))
            ),
        )


def _beside_each_other(asked: Asked) -> Iterator[Section]:
    """What trials say of the options beside each other, how each fits this person, what else can be done."""
    seen, library = asked.seen, asked.library
    where = condition_of("", library, seen)
    drugs = candidates(where, library, seen)
    if len(drugs) < 2:
        return
    from lissom.compare.answer import comparison  # numerics, which only a whole assessment needs

    made = comparison(drugs, where.value, library.compared)
    fitting = (*changing(seen, library), *(fit.statement for fit in fits(drugs, library, seen)))
    others = (said for _, statements in made.options for said in statements)
    yield Section(
        job=Job.COMPARISON,
        statements=made.summary,
        groups=groups(("How each option would fit this person", fitting), ("What else can be done", others)),
    )


def _reviews(held: Held, asked: Asked) -> Iterator[Statement]:
    rows = (row for row in asked.library.pooled if _concerns(row, asked) and _by_route(row.comparison, held))
    yield from benefit.pooled(rows, held.drug.name)


def _by_route(words: str, held: Held) -> bool:
    """Whether a comparison is of the pump exactly when the person has one."""
    return bool(re.search("intrathecal|ITB|pump", words)) == (held.present.route == "intrathecal")


def _concerns(row: Pooled, asked: Asked) -> bool:
    """Whether a review is about the person's condition, or about spasticity in general in a person who has it."""
    if asked.speaks_of_the_person(row.comparison) or not asked.conditions:
        return True
    other = any(benefit.found(words, row.comparison) for words in CONDITION_WORDS.values())
    return not other and bool(SPASTIC & set(asked.conditions))


def _trials(held: Held, asked: Asked) -> Iterator[Statement]:
    rows = (
        row for row in asked.library.trials if asked.speaks_of_the_person(row.condition) and not benefit.is_harm(row)
    )
    yield from benefit.trials((row for row in rows if not row.drug or _by_route(row.drug_name, held)), held.drug.id)
