"""What a person reads is not harder than about the eleventh year of school (Flesch-Kincaid grade)."""

from __future__ import annotations

import re

import pytest

from lissom.answers.monograph import monograph
from lissom.facts.statement import Statement
from lissom.library import Library, load

DRUGS = sorted(load().drugs)
HARDEST_WRITTEN = 9.0
HARDEST_WHOLE = 11.0


def syllables(word: str) -> int:
    """Groups of vowels, a silent e at the end not counted; at least one."""
    plain = word.casefold()
    count = len(re.findall("[aeiouy]+", plain))
    silent = plain.endswith("e") and not plain.endswith(("le", "ee")) and count > 1
    return max(count - silent, 1)


def grade(texts: list[str]) -> float:
    """Flesch-Kincaid grade of all the texts together: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    whole = " ".join(texts)
    sentences = max(len(re.findall(r"[.!?](?:\s|$)", whole)), 1)
    words = re.findall(r"[A-Za-z]+(?:[-'][A-Za-z]+)*", whole)
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_the_formula_calls_a_hard_sentence_harder() -> None:
    easy = grade(["The cat sat on the mat."])
    hard = grade(["Discontinuation precipitates hyperadrenergic manifestations necessitating hospitalisation."])
    assert easy < 2
    assert hard > 20


@pytest.mark.parametrize("drug", DRUGS)
def test_written_sentences_are_plain(drug: str, library: Library) -> None:
    written: list[Statement] = [said for group in library.drugs[drug].statements.values() for said in group]
    assert grade([said.text for said in written]) <= HARDEST_WRITTEN


@pytest.mark.parametrize("drug", DRUGS)
def test_the_whole_monograph_is_readable(drug: str, library: Library) -> None:
    said = [said for _, group in monograph(drug, library).topics for said in group]
    assert grade([one.text for one in said]) <= HARDEST_WHOLE
