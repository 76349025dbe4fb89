"""How texts are ranked and excerpted for a search."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lissom.store.ranking import CLOSE, OPEN, WIDTH, Ranker, Term, terms

FILLER = "Nothing of interest stands in this sentence. " * 20


def score(asked: str, text: str, heading: str = "", names: str = "") -> float:
    return Ranker(terms(asked)).score(text, heading, names)


def test_words_close_together_count_more_than_words_apart() -> None:
    near, apart = f"{FILLER} renal failure", f"renal {FILLER} failure"
    assert score("renal failure", near) > score("renal failure", apart)


def test_a_word_in_the_heading_counts_more_than_one_in_the_text() -> None:
    assert score("renal", "renal", heading="Renal impairment") > score("renal", "renal renal renal")


def test_a_short_text_says_more_with_a_word_than_a_long_one() -> None:
    assert score("renal", "Mind renal function.") > score("renal", f"Mind renal function. {FILLER * 5}")


def test_an_excerpt_shows_the_words_and_marks_them() -> None:
    text = f"{FILLER} Abrupt withdrawal may cause seizures. {FILLER}"
    excerpt = Ranker(terms("seizure abrupt")).excerpt(text)
    assert f"{OPEN}Abrupt{CLOSE} withdrawal may cause {OPEN}seizures{CLOSE}" in excerpt


def test_small_words_are_left_out_beside_others() -> None:
    assert terms("the risk of falls") == terms("risk falls")
    assert terms("what is the risk of falls?") == terms("risk falls")
    assert terms("the") == (Term(("the",), open_ended=False),)


def test_a_phrase_is_one_term() -> None:
    assert terms('"Abrupt withdrawal" renal') == (
        Term(("abrupt", "withdrawal"), open_ended=False),
        Term(("renal",), open_ended=False),
    )


@given(st.text(max_size=900), st.text(max_size=20))
def test_an_excerpt_is_a_stretch_of_the_text(text: str, asked: str) -> None:
    words = terms(asked)
    if words:
        plain = Ranker(words).excerpt(text).replace(OPEN, "").replace(CLOSE, "")
        if OPEN not in text and CLOSE not in text:
            shown = plain.removeprefix("... ").removesuffix(" ...").strip()
            assert shown in " ".join(text.split())
            assert len(shown) <= WIDTH
