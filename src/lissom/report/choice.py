"""The weighing of options as a document: the verdict with its doubt, every option with its numbers, what to ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lissom.answers.choice.choice import Choice, Preferred, Standing
from lissom.answers.choice.verdict import hundred
from lissom.facts.source import Source
from lissom.facts.statement import Statement
from lissom.report.document import Block, Document, Entries, Entry, Note, Part, Role, Sentences, Table
from lissom.report.gathering import gather
from lissom.report.plain import plain

ASKED = 3
WORDS = {Preferred.FIRST: "rather than", Preferred.SECOND: "less than", Preferred.SAME: "the same as"}
HOW = (
    "Each draw takes one possible truth of effect and harm, and one possible weight for each wish, and sees which "
    "option does best. What is lost is counted from 0 (nothing) to 100 (everything there is to win)."
)


def choice_document(choice: Choice, sources: Mapping[str, Source]) -> Document:
    """Verdict, options in the order of their names, weights, questions, and what was left out."""
    against = tuple(one.against for one in choice.standings if one.against)
    fits = tuple(one.fit for one in choice.standings if one.fit)
    parts = (
        _said("verdict", "What can be said", choice.verdict, role=Role.SUMMARY),
        *((_said("changing", "Before anything is changed", choice.changing),) if choice.changing else ()),
        Part(id="options", title="The options", blocks=(_table(choice.standings), Note(text=HOW))),
        *((_said("against", "Not for this person", against),) if against else ()),
        *((_said("fit", "How each fits this person", fits),) if fits else ()),
        _questions(choice),
        _said("spans", "What was weighed", tuple(one.statement for one in choice.spans)),
        Part(id="weights", title="How much each counts, after the answers", blocks=(_weights(choice),)),
        _said("left-out", "What was not weighed", choice.left_out),
    )
    return Document(
        title=f"Weighing the options in {choice.condition}",
        subtitle=(
            f"{choice.draws} draws, seed {choice.seed}; {choice.effective:g} of them fit the wishes and answers stated."
        ),
        parts=parts,
        sources=gather(parts, {**sources, **choice.price_lists}),
        version=choice.version,
        made_on=choice.today,
        kind="Choice",
    )


def choice_json(choice: Choice) -> dict[str, Any]:
    """Plain values of the whole choice."""
    value: dict[str, Any] = plain(choice)
    return value


def _said(id_: str, title: str, said: tuple[Statement, ...], role: Role = Role.BODY) -> Part:
    return Part(id=id_, title=title, blocks=(Sentences(statements=said),), role=role)


def _table(standings: tuple[Standing, ...]) -> Table:
    return Table(
        caption="In the order of their names",
        columns=("Option", "Best in 100 draws", "What is lost by it, on average"),
        rows=tuple(
            (one.name, "not for this person", "not weighed")
            if one.against
            else (one.name, hundred(one.best_in_100 / 100), f"{one.regret:.0f} of 100")
            for one in standings
        ),
    )


def _questions(choice: Choice) -> Part:
    answered = tuple(
        Entry(term="Answered", detail=f"{one.first} {WORDS[one.preferred]} {one.second}") for one in choice.answered
    )
    useful = [one for one in choice.questions if one.worth > 0][:ASKED]
    asked = tuple(
        Entry(
            term=f"{one.first} or {one.second}?",
            detail=one.words,
            note=f"An answer would lower what is lost by {one.worth:.1f} of 100.",
        )
        for one in useful
    )
    entries = (*answered, *asked)
    blocks: tuple[Block, ...] = (Entries(entries=entries),) if entries else ()
    if not useful:
        blocks += (Note(text="No single further answer would change which option loses least."),)
    return Part(id="questions", title="What one more answer is worth", blocks=blocks)


def _weights(choice: Choice) -> Entries:
    return Entries(
        entries=tuple(
            Entry(
                term=str(one.criterion),
                detail=f"{100 * one.middle:.0f} of 100 ({100 * one.low:.0f} to {100 * one.high:.0f})",
            )
            for one in choice.weights
        ),
        short=True,
    )
