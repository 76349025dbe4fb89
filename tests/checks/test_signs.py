"""Free words are read for what they state, not for what they deny, suppose or look back on."""

from __future__ import annotations

from datetime import date

import pytest

from lissom.case.case import Case, DiaryEntry
from lissom.case.person import Person
from lissom.checks.said import Said, said
from lissom.library import Library

TODAY = date(2026, 11, 25)


def told(text: str) -> list[Said]:
    return list(said(Case(person=Person(), question=text), TODAY, 14))


def stated(text: str) -> str:
    return "|".join(clause.text.strip() for clause in told(text) if not clause.denied)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Itching, and sweating at night.", "itching"),
        ("No new tablets, itching all over.", "itching"),
        ("He was fine but now he is confused.", "confused"),
        ("She can hardly be woken, drowsy all day.", "drowsy"),
        ("My mother will not wake up properly since yesterday.", "will not wake"),
        ("Can't stand, can't be woken.", "cannot stand"),
        ("Dad hasn't taken his tablets since Friday.", "not taken his tablets"),
        ("No baclofen for 48 hours, spasms.", "no baclofen for"),
        ("Since the dose went up he has been drowsy. Is that right?", "drowsy"),
    ],
)
def test_what_is_stated_is_read(text: str, word: str) -> None:
    assert word in stated(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("No itching, fever or sweating.", "fever"),
        ("No itching. No fever.", "fever"),
        ("Could it cause hallucinations?", "hallucinations"),
        ("What if I get seizures?", "seizures"),
        ("Watch for fever and itching.", "fever"),
        ("He had a seizure three years ago.", "seizure"),
        ("Denies drowsiness.", "drowsiness"),
    ],
)
def test_what_is_denied_supposed_or_long_past_is_left_out(text: str, word: str) -> None:
    assert word not in stated(text)


def test_notes_of_the_last_days_are_read_and_older_ones_are_not() -> None:
    diary = (
        DiaryEntry(day=date(2026, 11, 20), note="Fever."),
        DiaryEntry(day=date(2026, 3, 1), note="Itching."),
    )
    clauses = list(said(Case(person=Person(), diary=diary), TODAY, 14))
    assert [clause.where for clause in clauses if clause.text.strip()] == ["diary[0].note"]


def test_no_sign_is_taken_for_its_own_denial(library: Library) -> None:
    """'Not making sense' holds a 'not', and states something all the same."""
    ways = [way for sign in library.rules.signs for way in sign.words]
    lost = [way.text for way in ways if not any(one.states(way) for one in told(f"My mother {way.example} today."))]
    assert not lost


@pytest.mark.parametrize(
    "text",
    ["He does not get drowsy.", "My mother had seizures.", "She could have a fever.", "I did not get any itching."],
)
def test_what_others_had_and_what_did_not_come_is_left_out(text: str) -> None:
    assert stated(text) == ""
