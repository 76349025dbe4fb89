"""Reading an article: what is said is held against the sources, and what we know nothing of is left alone."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from lissom.answers.article.marked import Marked, Reading
from lissom.answers.article.polarity import conditional, denied
from lissom.answers.article.propositions import Propositions
from lissom.answers.article.reading import MOST_SENTENCES, read_article
from lissom.answers.article.sentences import sentences
from lissom.answers.article.text import paragraphs
from lissom.facts.errors import InputError
from lissom.facts.proposition import OTHER_RELAXANT, Mark
from lissom.library import Library

with (Path(__file__).parent / "article_sentences.tsv").open(encoding="utf-8", newline="") as file:
    SENTENCES = [(row["mark"], row["sentence"]) for row in csv.DictReader(file, delimiter="\t")]
with (Path(__file__).parent / "article_truths.tsv").open(encoding="utf-8", newline="") as file:
    TRUTHS = [(row["truth"], row["sentence"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]

Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def read(library: Library) -> Read:
    return lambda *paragraphs: read_article("\n\n".join(paragraphs).encode(), library)


def last(reading: Reading, number: int) -> Marked | None:
    return next((one for one in reading.marked if one.number == number), None)


@pytest.mark.parametrize(("mark", "sentence"), SENTENCES, ids=range(len(SENTENCES)))
def test_a_sentence_gets_its_mark(mark: str, sentence: str, read: Read) -> None:
    about = "tizanidine" if sentence.startswith("Tizanidine") else "baclofen"
    found = last(read(f"Here we look at {about}.", sentence), 2)
    assert (str(found.mark) if found else "silent") == mark


@pytest.mark.parametrize(("truth", "sentence"), TRUTHS, ids=range(len(TRUTHS)))
def test_what_is_false_is_never_supported_and_what_is_true_never_contradicted(
    truth: str, sentence: str, read: Read
) -> None:
    wrong = Mark.CONTRADICTED if truth == "true" else Mark.SUPPORTED
    found = last(read(sentence), 1)
    assert found is None or found.mark is not wrong


def test_what_the_next_sentence_takes_back_is_not_judged(read: Read) -> None:
    assert read("You can stop baclofen overnight. That is not true.").marked == ()


def test_a_text_too_long_is_read_in_part_and_says_so(read: Read) -> None:
    found = read("Baclofen is old. " * (MOST_SENTENCES + 3))
    assert (found.sentences, found.unread) == (MOST_SENTENCES, 3)


def test_an_answer_of_no_denies_nothing_of_what_follows(read: Read) -> None:
    found = last(read("No, you can stop baclofen suddenly without any problems."), 1)
    assert found is not None
    assert found.mark is Mark.CONTRADICTED


def test_numbers_beside_a_second_medicine_are_left_alone(read: Read) -> None:
    assert read("Unlike diazepam with a half-life of 50 hours, baclofen leaves the body in a day.").marked == ()


def test_an_article_on_nothing_we_hold_yields_nothing(read: Read) -> None:
    found = read("Paris is nice.", "Never stop suddenly.", "It is more effective than other drugs.")
    assert (found.about, found.marked, found.sentences) == ("", (), 3)


def test_the_same_words_on_another_medicine_are_not_judged_by_ours(read: Read) -> None:
    assert last(read("Here we look at baclofen.", "Ibuprofen cures spasticity."), 2) is None


def test_it_speaks_of_the_medicine_before(read: Read) -> None:
    found = last(read("Tizanidine is a relaxant. Its maximum dose is 36 mg per day."), 2)
    assert found is not None
    assert found.mark is Mark.SUPPORTED


def test_right_and_wrong_in_one_sentence_is_partly(read: Read) -> None:
    found = last(read("Baclofen.", "Baclofen reduces spasticity and enhances exercise capacity."), 2)
    assert found is not None
    assert found.mark is Mark.PARTLY
    assert {one.mark for one in found.judgements} == {Mark.SUPPORTED, Mark.CONTRADICTED}


def test_every_mark_has_sources_that_exist(read: Read, library: Library) -> None:
    found = read("Here we look at baclofen.", *(sentence for _, sentence in SENTENCES))
    judgements = [one for marked in found.marked for one in marked.judgements]
    assert judgements
    assert {source for one in judgements for source in one.statement.sources} <= set(library.sources)


def test_a_long_article_without_a_warning_is_told_what_it_leaves_out(read: Read) -> None:
    bare = read("Baclofen is a medicine.", *["It is nice."] * 12)
    warned = read("Baclofen is a medicine.", "Never stop baclofen suddenly.", *["It is nice."] * 12)
    assert any("abrupt stopping" in one.statement.text for one in bare.omitted)
    assert not any("abrupt stopping" in one.statement.text for one in warned.omitted)


def test_a_short_text_leaves_nothing_out(read: Read) -> None:
    assert read("Baclofen is a medicine.").omitted == ()


@pytest.mark.parametrize("drug", ["baclofen", "tizanidine", "cyclobenzaprine"])
def test_an_official_label_is_not_contradicted(drug: str, shared: Path, library: Library) -> None:
    """Not one sentence of the US labels: what we hold was taken from labels like these."""
    labels = json.loads((shared / "data/label_text/top200_label_sections.json").read_text("utf-8"))
    texts = [
        text
        for one in (labels if isinstance(labels, list) else labels.values())
        if drug in (text := flat(one))[:400].lower()
    ]
    assert texts
    found = read_article(texts[0].encode(), library)
    counts = Counter(one.mark for one in found.marked)
    assert counts[Mark.CONTRADICTED] == 0
    assert counts[Mark.SUPPORTED] > 2


def flat(value: object) -> str:
    if isinstance(value, dict):
        return "\n\n".join(map(flat, value.values()))
    return "\n\n".join(map(flat, value)) if isinstance(value, list) else str(value)


class TestPolarity:
    @pytest.mark.parametrize(
        ("sentence", "word", "expected"),
        [
            ("It is better.", "better", False),
            ("It is not better.", "better", True),
            ("There is no proof that it is better.", "better", True),
            ("Not only is it better, it is cheap.", "better", False),
            ("It is not cheap, but it is better.", "better", False),
            ("That it is better has not been shown.", "better", True),
            ("Nobody doubts that it is not better.", "better", False),
            ("It isn't better.", "better", True),
        ],
    )
    def test_denials_are_counted_within_the_clause(self, sentence: str, word: str, expected: bool) -> None:
        start = sentence.index(word)
        assert denied(sentence, start, start + len(word)) is expected

    def test_a_supposition_is_no_denial(self) -> None:
        sentence = "If it is not possible to taper, call."
        assert conditional(sentence, sentence.index("taper"))


class TestText:
    def test_sentences_end_where_they_end(self) -> None:
        text = "Take 2.5 mg. Dr. Smith agrees (see Fig. 2). It works! Does it? Yes."
        assert sentences(text) == ("Take 2.5 mg.", "Dr. Smith agrees (see Fig. 2).", "It works!", "Does it?", "Yes.")

    def test_a_page_is_read_without_its_scripts_and_menus(self) -> None:
        page = b"""<html><head><title>T</title><style>p{}</style></head><body><nav>Home</nav>
            <p>One &amp; two.</p><script>x('Three.')</script><ul><li>Four.</li></ul></body></html>"""
        assert paragraphs(page) == ("One & two.", "Four.")

    def test_an_element_never_closed_swallows_nothing_behind_its_parent(self) -> None:
        assert "After." in paragraphs(b"<html><body><nav><form>Menu</nav><p>After.</p></body></html>")

    @pytest.mark.parametrize("data", [b"", b"  \n ", b"\0\1\2binary"])
    def test_what_is_no_article_is_refused(self, data: bytes) -> None:
        with pytest.raises(InputError):
            paragraphs(data)

    def test_bad_bytes_are_read_as_far_as_they_go(self) -> None:
        assert paragraphs(b"Caf\xe9 and baclofen.")


class TestData:
    def test_a_proposition_names_concepts_that_exist(self, library: Library) -> None:
        made = Propositions(library)
        named = {one for row in made.rows for one in row.concepts}
        assert named <= made.concepts
        assert OTHER_RELAXANT in named

    def test_a_proposition_rests_on_a_claim_or_on_facts(self, library: Library) -> None:
        claims = {claim.id for claim in library.claims}
        for row in Propositions(library).rows:
            assert row.claim in claims or row.facts, row.id
            assert all(library.fact(name) for name in row.facts), row.id
            assert not row.facts or row.text, row.id

    def test_ids_are_sorted_and_used_once(self, library: Library) -> None:
        ids = [row.id for row in Propositions(library).rows]
        assert ids == sorted(set(ids))
