"""The ways to go, each told in the same four parts: no medicine first, then the one asked about, then the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lissom.answers.consent_aid.aid import Option
from lissom.answers.consent_aid.tables import spoken_by
from lissom.answers.jobs.asked import SPASTIC, Asked, Held
from lissom.answers.topics.from_rows import weakest
from lissom.facts.plain_words import Wording
from lissom.facts.sentence import capital
from lissom.facts.statement import Statement, reasoned
from lissom.library import Library
from lissom.medicines.drug import Topic

FIRST = "no_medicine"
PARTS = ("what", "like", "good", "bad")
UNTOLD = "We hold no facts on this part. Ask your doctor or pharmacist."


def groups_of(asked: Asked) -> tuple[str, ...]:
    """The keys under which the tables speak of this person: their conditions, and 'spastic' or 'back_pain'."""
    own = asked.conditions
    if SPASTIC & set(own):
        return (*own, "spastic")
    if "back_pain" in own:
        return own
    antispastic = any("antispasticity" in held.drug.classes for held in asked.relaxants)
    return (*own, "spastic") if antispastic else (*own, "back_pain")


def ways(asked: Asked) -> tuple[Option, ...]:
    """Every option held for the person's condition; a medicine that the table lacks is told from its own file."""
    keys = groups_of(asked)
    rows = [row for row in asked.library.consent_options if set(row.conditions) & set(keys)]
    theirs = {_option_of(held): held for held in asked.relaxants}
    names = list(dict.fromkeys([FIRST, *theirs, *(row.option for row in rows)]))
    told = (_option(name, rows, theirs.get(name), asked.library, keys) for name in names)
    return tuple(_if_taken(one, asked) for one in told if one is not None)


def _if_taken(option: Option, asked: Asked) -> Option:
    """To take none is no plain choice for somebody who takes one now: how it must be stopped is said with it."""
    taken = [held for held in asked.relaxants if not held.present.planned]
    stopping = [said for held in taken for said in held.drug.statements.get(Topic.STOPPING, ())[:1]]
    if option.id != FIRST or not stopping:
        return option
    return replace(option, bad=(together((*option.bad[:1], *stopping)),))


def together(said: Sequence[Statement]) -> Statement:
    """Several sentences as one statement, with all their sources and the weakest of their grades."""
    return Statement(
        text=" ".join(one.text for one in said),
        sources=tuple(dict.fromkeys(source for one in said for source in one.sources)),
        grade=weakest(one.grade for one in said),
        facts=tuple(dict.fromkeys(fact for one in said for fact in one.facts)),
    )


def about_condition(asked: Asked, part: str) -> tuple[Statement, ...]:
    """What the condition is (`what`) or how it goes when nothing is done (`course`)."""
    rows = asked.library.consent_conditions
    keys = (*groups_of(asked), "other") if asked.conditions else ("other",)
    for key in keys:
        found = tuple(spoken_by(row, asked.library) for row in rows if row.condition == key and row.part == part)
        if found:
            return found
    return ()


def _option_of(held: Held) -> str:
    return "pump" if held.present.route == "intrathecal" else held.drug.id


def _option(
    name: str, rows: Sequence[Wording], held: Held | None, library: Library, keys: tuple[str, ...]
) -> Option | None:
    own = [row for row in rows if row.option == name]
    if not own:
        return _from_file(held) if held else None
    what, like, good, bad = (_part(own, part, library, keys) for part in PARTS)
    return Option(id=name, name=own[0].name, theirs=held is not None, what=what, like=like, good=good, bad=bad)


def _part(rows: Iterable[Wording], part: str, library: Library, keys: tuple[str, ...]) -> tuple[Statement, ...]:
    """The sentences on the person's own condition where there are some, else those on the group."""
    found = [row for row in rows if row.part == part]
    for key in keys:
        exact = [row for row in found if key in row.conditions]
        if exact:
            return tuple(spoken_by(row, library) for row in exact)
    return (reasoned(UNTOLD),)


def _from_file(held: Held) -> Option:
    said = held.drug.statements
    untold = (reasoned(UNTOLD),)
    return Option(
        id=held.drug.id,
        name=capital(held.drug.name),
        theirs=True,
        what=said.get(Topic.WHAT, untold)[:1],
        like=said.get(Topic.DOSING, untold)[:1],
        good=said.get(Topic.BENEFIT, untold)[:1],
        bad=said.get(Topic.HARM, untold)[:1],
    )
