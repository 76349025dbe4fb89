"""Propositions: what can be said of a medicine, as concepts that meet in one sentence, and how that stands.

A proposition is no phrase: it names the concepts a sentence must hold, those it must not, and the one whose denial
turns it round. `claims/concepts.csv` says by which words a concept shows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from lissom.answers.article.marked import Judgement
from lissom.answers.article.named import Mention
from lissom.answers.article.polarity import conditional, denied, in_part, of_some, on_belief, supposed, unplaced
from lissom.answers.jobs.asked import RELAXANT
from lissom.answers.topics.from_rows import said
from lissom.facts.proposition import MORE_DRUGS, OTHER_RELAXANT, Mark, Proposition
from lissom.facts.statement import Statement
from lissom.library import Library

CAUTION = "careful"
BANS = (CAUTION, "prohibit_stop")
"""Concepts whose own words deny: 'do not stop'."""

Spans = Mapping[str, tuple[int, int]]


class Propositions:
    """Every proposition, ready to be held against a sentence."""

    def __init__(self, library: Library) -> None:
        self._rows = library.propositions
        self._patterns = {row.id: re.compile(row.pattern, re.IGNORECASE) for row in library.concepts}
        self._library = library
        self._claims = {claim.id: claim for claim in library.claims}

    @property
    def rows(self) -> tuple[Proposition, ...]:
        return self._rows

    @property
    def concepts(self) -> frozenset[str]:
        return frozenset(self._patterns) | {OTHER_RELAXANT, MORE_DRUGS}

    def concepts_in(self, sentence: str, mentions: tuple[Mention, ...], drug: str) -> dict[str, tuple[int, int]]:
        """Concept -> where its first words stand."""
        found = {id_: span for id_, one in self._patterns.items() if (span := _first(id_, one, sentence))}
        others = [one for one in mentions if one.id != drug and (one.classes & RELAXANT)]
        if others:
            found[OTHER_RELAXANT] = (others[0].start, others[0].end)
        if len({one.id for one in mentions}) > 1:
            found[MORE_DRUGS] = (mentions[0].start, mentions[-1].end)
        return found

    def judged(self, sentence: str, mentions: tuple[Mention, ...], drug: str) -> Iterator[Judgement]:
        """Every proposition that the sentence makes of the medicine, or of none in particular."""
        if on_belief(sentence):
            return
        spans = self.concepts_in(sentence, mentions, drug)
        about = {"", drug} | _alone(mentions)
        for row in self._rows:
            if row.drug in about and _holds(row, spans):
                head = _head(row, spans)
                if self._loose(sentence, row, spans, head):
                    continue
                turned = head is not None and denied(sentence, *head)
                if head is not None and _cannot_be_told(sentence, head[0], turned=turned):
                    continue
                yield self._judgement(row, row.denied if turned else row.asserted)

    def _loose(self, sentence: str, row: Proposition, spans: Spans, head: tuple[int, int] | None) -> bool:
        """Whether something is denied that is neither the head nor part of a ban."""
        own = [spans[one] for group in row.needs.split() for one in group.split("|") if one in spans]
        bans = [match.span() for id_ in BANS for match in self._patterns[id_].finditer(sentence)]
        return unplaced(sentence, [*own, *bans], own, head)

    def left_out(self, drug: str, touched: Collection[str]) -> Iterator[Judgement]:
        """The dangers of the register that an article on the medicine should name, and none of its sentences touches.

        Only those are looked for that a proposition could have found.
        """
        asked = dict.fromkeys(row.claim for row in self._rows if row.drug == drug and row.claim)
        for name in asked:
            claim = self._claims[name]
            if claim.kind == "omission" and name not in touched:
                text = _sentence(f"{claim.claim}. {claim.sources_say}")
                yield Judgement(
                    mark=Mark.NOT_JUDGED,
                    statement=Statement(
                        text=text, sources=tuple(claim.source.split(";")), grade=claim.grade, facts=(claim.id,)
                    ),
                    claim=name,
                )

    def _judgement(self, row: Proposition, mark: Mark) -> Judgement:
        return Judgement(mark=mark, statement=self._statement(row), claim=row.claim)

    def _statement(self, row: Proposition) -> Statement:
        facts = [fact for name in row.facts if (fact := self._library.fact(name)) is not None]
        if facts:
            return said(row.text, *facts)  # type: ignore[arg-type]  # facts are graded rows
        claim = self._claims[row.claim]
        return Statement(
            text=_sentence(row.text or claim.sources_say or "No source that we hold speaks against it."),
            sources=tuple(claim.source.split(";")),
            grade=claim.grade,
            facts=(claim.id,),
        )


def _cannot_be_told(sentence: str, place: int, *, turned: bool) -> bool:
    if in_part(sentence, place) or (turned and of_some(sentence)):
        return True
    return (conditional if turned else supposed)(sentence, place)


def _first(id_: str, pattern: re.Pattern[str], sentence: str) -> tuple[int, int] | None:
    """Where a concept shows first. A caution that is denied ('no risk') is none."""
    for match in pattern.finditer(sentence):
        if id_ != CAUTION or not denied(sentence, *match.span()):
            return match.span()
    return None


def _alone(mentions: tuple[Mention, ...]) -> set[str]:
    """Medicines a sentence speaks of beside its topic: those that are no relaxant, or the only relaxant named."""
    own = [one for one in mentions if not one.beside]
    relaxants = {one.id for one in own if one.classes & RELAXANT}
    others = {one.id for one in own} - relaxants
    return others | (relaxants if len(relaxants) == 1 else set())


def _holds(row: Proposition, spans: Spans) -> bool:
    needed = all(any(one in spans for one in group.split("|")) for group in row.needs.split())
    return needed and not any(one in spans for one in row.without.split())


def _head(row: Proposition, spans: Spans) -> tuple[int, int] | None:
    return spans.get(row.head) if row.head else None


def _sentence(words: str) -> str:
    words = words.strip()
    return words if words.endswith((".", "!", "?")) else f"{words}."
