"""Free words are read for what they state, not for what they deny, suppose or look back on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from lissom.case.case import Case, DiaryEntry
from lissom.case.person import Person
from lissom.checks.finding import Finding
from lissom.checks.number_words import in_digits
from lissom.checks.phrase import Either, phrase
from lissom.checks.said import Said, said
from lissom.library import Library

TODAY = date(2026, 11, 25)
Check = Callable[..., dict[str, Finding]]


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
        ("Can't stand, can't be woken.", "cannot stand"),
        ("Since the dose went up he has been drowsy. Is that right?", "drowsy"),
    ],
)
def test_what_is_stated_is_read(text: str, word: str) -> None:
    assert word in stated(text)


@pytest.mark.parametrize(
    ("text", "way", "states"),
    [
        ("My mother will not wake up properly.", "will not wake", True),
        ("Dad hasn't taken his tablets since Friday.", "not taken * since", True),
        ("No baclofen for 48 hours, spasms.", "no baclofen for", True),
        ("He is not confused.", "<unclear>", False),
        ("He is not making sense.", "<unclear>", True),
        ("I have not missed a dose.", "missed", False),
    ],
)
def test_a_denial_states_only_what_it_says_by_its_no(text: str, way: str, states: bool) -> None:
    groups = {"unclear": Either([("confused",), ("not", "making", "sense")])}
    assert any(clause.states(phrase(way, groups)) for clause in told(text)) is states


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
    told_of = {way: [*told(f"My mother {way.example} today."), *told(f"My mother {way.example}.")] for way in ways}
    lost = [way.text for way, clauses in told_of.items() if not any(one.states(way) for one in clauses)]
    assert not lost


@pytest.mark.parametrize(
    "text",
    ["He does not get drowsy.", "My mother had seizures.", "She could have a fever.", "I did not get any itching."],
)
def test_what_others_had_and_what_did_not_come_is_left_out(text: str) -> None:
    assert stated(text) == ""


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("about thirty tablets", "about 30 tablets"),
        ("twenty-five", "25"),
        ("two hundred and ten", "210"),
        ("a hundred", "100"),
        ("a dozen", "12 x"),
        ("half a dozen", "6 x"),
        ("two dozen pills", "24 x pills"),
        ("no one", "no one"),
        ("often", "often"),
    ],
)
def test_numbers_in_words_become_digits(words: str, digits: str) -> None:
    assert in_digits(words) == digits


@pytest.mark.parametrize(
    ("way", "words", "says"),
    [
        ("ran out !<air>", "ran out of baclofen", True),
        ("ran out !<air>", "ran out of breath", False),
        ("pump * <stops>", "pump in my belly has stopped", True),
        ("pump * <stops>", "pump is one thing and now at last after all has stopped", False),
        ("took *3 {10-} pills", "took about 30 pills", True),
        ("took *3 {10-} pills", "took 2 of the 30 pills", False),
        ("took *3 pills", "took leave and i like pills", False),
        ("took & pills", "pills that she took", True),
        ("temperature {38-42}", "temperature 37", False),
    ],
)
def test_a_way_of_saying_is_found_where_it_is_said(way: str, words: str, says: bool) -> None:
    groups = {"air": Either([("of", "breath")]), "stops": Either([("stopped",), ("has", "stopped")])}
    assert phrase(way, groups).said_in(words.split()) is says


@pytest.mark.parametrize("way", ["<nothing> there", "{many}", "{-4}"])
def test_a_way_of_saying_that_cannot_be_read_is_a_fault(way: str) -> None:
    with pytest.raises(ValueError, match=r"names no group|is no range"):
        phrase(way, {})


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("He swallowed thirty and will not say why.", "swallowed 30"),
        ("I am worried because she took them all.", "took them all"),
        ("She may have swallowed one.", "swallowed"),
        ("What can I do, he took thirty of them?", "took 30"),
        ("My mother had a seizure this morning.", "seizure"),
        ("His hands will not stop shaking.", "shaking"),
    ],
)
def test_half_a_denial_or_a_question_hides_no_report(text: str, word: str) -> None:
    assert word in stated(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("When the battery of the pump is empty, what happens?", "empty"),
        ("How long do I have before the pump runs dry?", "dry"),
        ("In 2015 I had a seizure.", "seizure"),
        ("My uncle had a seizure when it was stopped.", "seizure"),
        ("He could fall and he could have a seizure.", "seizure"),
        ("If I stop it and I get seizures.", "seizures"),
    ],
)
def test_what_is_general_or_of_another_time_or_person_is_left_out(text: str, word: str) -> None:
    assert word not in stated(text)


def test_a_name_with_a_slip_is_the_medicine_that_is_taken(check: Check) -> None:
    found = check("baclofen 20 mg TID", question="No baclophen for three days, he is hallucinating.")
    assert found["baclofen_withdrawal_may_have_begun"].emergency


def test_a_medicine_that_only_the_story_names_is_looked_at(check: Check) -> None:
    found = check("tizanidine 2 mg TID", question="Since I stopped baclofen suddenly I see spiders on the wall.")
    assert found["baclofen_withdrawal_may_have_begun"].emergency


def test_a_stop_of_one_medicine_is_no_stop_of_another(check: Check) -> None:
    found = check("baclofen 20 mg TID", question="I ran out of ibuprofen and my spasms are worse.")
    assert not any(one.emergency for one in found.values())


@pytest.mark.parametrize(("age", "alarms"), [(40, True), (5, False)])
def test_a_child_on_the_medicine_is_no_child_that_got_at_it(check: Check, age: int, alarms: bool) -> None:
    found = check("baclofen 5 mg TID", age=age, question="The child had the tablet in her mouth.")
    assert ("more_may_have_been_taken_than_is_safe" in found) is alarms


def test_the_number_of_tablets_is_held_against_the_threshold(check: Check, library: Library) -> None:
    many = library.rules.thresholds["overdose.tablets_at_once"].value
    assert many is not None
    few, enough = (check("baclofen 5 mg TID", question=f"She took {count:.0f} tablets.") for count in (many - 1, many))
    assert "more_may_have_been_taken_than_is_safe" not in few
    assert enough["more_may_have_been_taken_than_is_safe"].emergency


@pytest.mark.parametrize(
    ("story", "stance"), [("", "show"), ("He is shivering, agitated and his legs jerk.", "interrupt")]
)
def test_the_pair_that_can_cause_the_signs_stated_is_not_called_as_unlikely_as_usual(
    check: Check, story: str, stance: str
) -> None:
    found = check("cyclobenzaprine 10 mg TID", "sertraline 100 mg daily", question=story)
    pair = found["sertraline_and_cyclobenzaprine_may_cause_serotonin_syndrome"]
    assert pair.stance == stance
    assert ("are stated" in pair.because) == bool(story)
