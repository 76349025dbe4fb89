"""Laws of reading an article: whatever the text, it is read to its end and nothing is made up."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lissom.answers.article.reading import read_article
from lissom.answers.article.sentences import clauses, sentences
from lissom.answers.article.text import paragraphs
from lissom.facts.errors import InputError
from lissom.library import load

WORDS = st.sampled_from(
    ["baclofen", "tizanidine", "is", "not", "better", "than", "safe", "stop", "suddenly", "80", "mg", "a day", "the",
     "kidneys", "no", "evidence", "<p>", "</p>", "<b", "5%", ".", "?", ",", "but", "alcohol", "with", "half-life",
     "hours", "\n\n", "&amp;"]
)  # fmt: skip
LIBRARY = load()


@given(st.lists(WORDS, min_size=1, max_size=40))
@settings(max_examples=60)
def test_any_row_of_words_is_read_and_every_mark_has_sources(words: list[str]) -> None:
    try:
        found = read_article(" ".join(words).encode(), LIBRARY)
    except InputError:
        return
    assert len(found.marked) <= found.sentences
    assert all(one.statement.sources for marked in found.marked for one in marked.judgements)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = paragraphs(data)
    except InputError:
        return
    assert found
    assert all(line.strip() for line in found)


@given(st.text(max_size=200))
def test_sentences_hold_all_the_words_of_a_paragraph(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@given(st.text(alphabet="ab ,;but however", max_size=80))
def test_clauses_cover_a_sentence_once(text: str) -> None:
    spans = clauses(text)
    assert "".join(text[start:end] for start, end in spans) == text
