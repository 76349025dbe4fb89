"""The verb: an article in, its sentences marked. Silent where we know nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from lissom.answers.article import numbers, pairs
from lissom.answers.article.marked import Judgement, Marked, Reading
from lissom.answers.article.named import Medicines, Mention
from lissom.answers.article.polarity import anecdote, disowned, plain
from lissom.answers.article.propositions import Propositions
from lissom.answers.article.sentences import sentences
from lissom.answers.article.text import paragraphs
from lissom.facts.proposition import Mark
from lissom.library import Library

_POINTS_BACK = re.compile(
    r"^\W*(this|these|they|their)\b|\b(it|its)\b|"
    r"\b(the|this|that|these|your|such a) (\w+ )?(medications?|medicines?|drugs?|(muscle )?relaxants?|treatment)\b|"
    r"\b(do not|don't|never|you should not|patients|people) (\w+ ){0,3}(stop|discontinue|quit|taking)\b|"
    r"\d ?mg\b|\b(drows\w+|somnolen\w+)\b.{0,40}\d|\d ?(%|percent\b).{0,60}\b(drows|sleepy|dizz|weak|sedat)\w*|"
    r"\b(overdos\w*|withdrawal|half-li(fe|ves)|side[- ]effects?|dos(e|es|age|ing)|tablets?|pills?)\b",
    re.IGNORECASE,
)
"""Words by which a sentence speaks of the medicine of the one before."""


INSTEAD = ("instead of", "in place of")
"""Words by which a sentence speaks of doing without a medicine."""
LONGEST_SENTENCE = 1500
"""Characters beyond which a sentence is none: a table run together, or no text at all. It is not judged."""
MOST_SENTENCES = 4000
"""Sentences that are read, as many as a short book has. What is longer is no article, and is read no further."""
LONG_ENOUGH = 10
"""Sentences from which an article can be said to leave something out."""


def read_article(data: bytes, library: Library, *, name: str = "article") -> Reading:
    """Every sentence of an HTML page or a text that touches what we hold, with its mark and the sources.

    Raises `InputError` for what is no text. An article that names no medicine held in full yields nothing.
    """
    return _Reader(library).read(paragraphs(data, name))


def _number_first(said: list[Judgement], counted: list[Judgement]) -> list[Judgement]:
    """A number that is wrong is not softened by the words around it being right."""
    if any(one.mark is Mark.CONTRADICTED for one in counted):
        said = [one for one in said if one.mark is Mark.CONTRADICTED]
    return said + counted


def _halved(said: list[Judgement]) -> list[Judgement]:
    """What is right in words, in a sentence with a share of people or an effect that no row speaks of."""
    return [replace(one, mark=Mark.PARTLY) if one.mark is Mark.SUPPORTED else one for one in said]


def _with_next(found: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each sentence of a paragraph with the one after it, '' for the last."""
    return zip(found, (*found[1:], ""), strict=True)


class _Reader:
    def __init__(self, library: Library) -> None:
        self._library = library
        self._medicines = Medicines(library)
        self._propositions = Propositions(library)

    def read(self, text: tuple[str, ...]) -> Reading:
        every = [pair for paragraph in text for pair in _with_next(sentences(paragraph))]
        read = [(one, after, self._medicines.named(one[:LONGEST_SENTENCE])) for one, after in every[:MOST_SENTENCES]]
        main = self._main(mention for _, _, mentions in read for mention in mentions)
        marked: list[Marked] = []
        topic = main
        for number, (sentence, after, mentions) in enumerate(read, start=1):
            topic = self._topic(mentions, topic)
            judge = bool(main) and not disowned(after)
            found = tuple(self._judged(plain(sentence), mentions, topic)) if judge else ()
            if found:
                marked.append(Marked(number=number, text=sentence, judgements=found))
        whole = len(every) == len(read)
        return Reading(
            sentences=len(read),
            unread=len(every) - len(read),
            about=self._library.drugs[main].name if main else "",
            marked=tuple(marked),
            omitted=tuple(self._omitted(main, marked)) if whole and len(read) >= LONG_ENOUGH else (),
        )

    def _omitted(self, main: str, marked: list[Marked]) -> Iterator[Judgement]:
        touched = {one.claim for sentence in marked for one in sentence.judgements}
        return self._propositions.left_out(main, touched)

    def _main(self, mentions: Iterator[Mention]) -> str:
        counted = Counter(one.id for one in mentions if one.id in self._library.drugs)
        return counted.most_common(1)[0][0] if counted else ""

    def _topic(self, mentions: tuple[Mention, ...], before: str) -> str:
        """The medicine a sentence speaks of: the first it names that is held in full and not only compared with.

        Without one it is that of the sentence before.
        """
        held = [one for one in mentions if one.id in self._library.drugs]
        own = [one for one in held if not one.beside]
        return next((one.id for one in (*own, *held)), before)

    def _judged(self, sentence: str, mentions: tuple[Mention, ...], topic: str) -> Iterator[Judgement]:
        if sentence.rstrip().endswith("?") or len(sentence) > LONGEST_SENTENCE or anecdote(sentence):
            return
        if any(one.beside in INSTEAD for one in mentions if one.id == topic):
            return
        names = any(one.id == topic for one in mentions)
        speaks_of_it = names or bool(_POINTS_BACK.search(sentence))
        found = list(self._propositions.judged(sentence, mentions, topic if speaks_of_it else ""))
        if speaks_of_it:
            one_medicine = len({one.id for one in mentions}) < 2
            counted = list(numbers.judged(sentence, topic, self._library)) if one_medicine else []
            found = _number_first(found, counted) if counted or not numbers.holds_share(sentence) else _halved(found)
        if speaks_of_it:
            for drug in self._partners(mentions, topic):
                found += pairs.judged(sentence, mentions, drug, self._library)
        seen: set[tuple[str, str]] = set()
        for one in found:
            key = (one.mark, one.statement.text)
            if key not in seen:
                seen.add(key)
                yield one

    def _partners(self, mentions: tuple[Mention, ...], topic: str) -> tuple[str, ...]:
        """The medicine of a sentence whose pairs are looked up; the one before where the sentence names only others."""
        return (topic,) if topic else tuple(one.id for one in mentions[:1])
