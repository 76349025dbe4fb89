"""Which tablet it is: slips of reading, both sides, words, look-alikes, and when no name is given."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lissom.medicines.appearance_tablet import Tablet
from lissom.medicines.identify import Identification, identify, strength_key
from lissom.medicines.identify_marks import folded, joined, keys, parts, sought
from lissom.medicines.identify_words import Description, described
from lissom.medicines.label import Look

WHITE, PINK, ROUND, OVAL = "C48325", "C48328", "C48348", "C48345"


def tablet(imprint: str, drug: str = "baclofen", strength: str = "10 mg", **look: object) -> Tablet:
    said: dict[str, object] = {"colours": (WHITE,), "shape": ROUND, **look}
    return Tablet(ref=f"{drug} {imprint}", name=drug, drug=drug, strength=strength, look=Look(imprint=imprint, **said))  # type: ignore[arg-type]


SHELF = (
    tablet("LCI;1330"),
    tablet("LCI;1337", strength="20 mg"),
    tablet("MYLAN;327", "haloperidol", "5 mg", colours=("C48331",)),
    tablet("IP;464", "ibuprofen", "400 mg"),
    tablet("L;10", "lisinopril", "10 mg", colours=(PINK,)),
    tablet("TEVA;2267", "clonazepam", "1 mg", score=2),
)


def asked(text: str = "", **features: object) -> Identification:
    seen = replace(described(text), **features)  # type: ignore[arg-type]
    return identify(seen, SHELF)


@pytest.mark.parametrize(
    "imprint",
    [
        "LCI 1330", "1330 LCI", "lci1330", "LCI/1330", "LC1 1330", "LCl 133O", "LCI 133", "CI 1330", "LCI 13330",
        "LIC 1330", "LCI 3130",
    ],
)  # fmt: skip
def test_a_slip_of_one_character_does_not_hide_the_tablet(imprint: str) -> None:
    found = asked(imprint=imprint, colours=(WHITE,), shape=ROUND)
    assert (found.candidates[0].drug, found.candidates[0].strength) == ("baclofen", "10 mg")


@pytest.mark.parametrize(("one", "other"), [("0", "O"), ("1", "I"), ("I", "l"), ("5", "S"), ("8", "B")])
def test_characters_that_look_alike_are_one(one: str, other: str) -> None:
    assert folded(joined(f"A{one}7")) == folded(joined(f"A{other}7"))


def test_every_tablet_is_named_with_what_was_compared() -> None:
    found = asked(imprint="LCI 133O", colours=(WHITE,))
    assert "0 read as O" in " ".join(reason.text for reason in found.candidates[0].reasons)


def test_no_chance_is_certain() -> None:
    found = asked(imprint="LCI 1330", colours=(WHITE,), shape=ROUND)
    assert found.named is not None
    assert 0.8 < found.named.chance < 1


def test_two_medicines_that_stay_close_are_not_told_apart() -> None:
    twins = (tablet("A;517"), tablet("A;517", "tizanidine", "4 mg"))
    found = identify(Description(imprint="A 517", colours=(WHITE,)), twins)
    assert found.named is None
    assert "too close" in found.why_not


def test_two_strengths_of_one_medicine_that_stay_close_are_not_told_apart() -> None:
    twins = (tablet("A;517"), tablet("A;517", strength="20 mg"))
    assert identify(Description(imprint="A 517"), twins).named is None


def test_two_makers_of_the_same_medicine_are_one_answer() -> None:
    twins = (tablet("AB;5501"), replace(tablet("AB;5501"), ref="another", holder="Another"))
    found = identify(Description(imprint="AB 5501", colours=(WHITE,)), twins)
    assert found.named is not None
    assert len(found.named.tablets) == 2


def test_two_registers_that_write_one_medicine_differently_are_one_answer() -> None:
    twins = (tablet("AB;5501", "naproxen", "220 MG"), tablet("AB;5501", "naproxen sodium", "220 mg"))
    found = identify(Description(imprint="AB 5501"), twins, means=lambda drug: drug.removesuffix(" sodium"))
    assert found.named is not None
    assert found.named.drug == "naproxen"


def test_a_record_without_a_strength_joins_the_one_that_has_it() -> None:
    twins = (tablet("AB;5501", strength=""), replace(tablet("AB;5501"), ref="another"))
    found = identify(Description(imprint="AB 5501"), twins)
    assert found.named is not None
    assert found.named.strength == "10 mg"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("10 MG", "10 mg", True),
        ("10 mg", "20 mg", False),
        ("5 mg + 325 mg", "325.0 mg / 5 MG", True),
        ("5 mg", "5 g", False),
    ],
)
def test_strengths_are_the_same_however_they_are_written(one: str, other: str, same: bool) -> None:
    assert (strength_key(one) == strength_key(other)) is same


def test_a_tablet_that_nobody_lists_is_not_named() -> None:
    found = asked(imprint="QX 9999")
    assert found.named is None


def test_a_makers_name_with_a_wrong_number_names_nothing() -> None:
    """The name stands on many tablets, and the number may be right: of one that is not known here."""
    shelf = (tablet("MYLAN;327", "haloperidol", "5 mg"),)
    right, swapped = (identify(Description(imprint=one), shelf) for one in ("MYLAN 327", "MYLAN 372"))
    assert right.named is not None
    assert swapped.named is None
    assert swapped.candidates[0].drug == "haloperidol"
    assert "colour and shape would help" in swapped.why_not


def test_a_bare_number_is_no_makers_own() -> None:
    found = identify(described("small white round, 10 one side"), (tablet("10", "vorasidenib", colours=(WHITE,)),))
    assert found.named is None
    assert found.candidates[0].chance < 0.5


def test_without_marks_no_tablet_is_named() -> None:
    assert "without its marks" in asked("white round tablet").why_not


def test_another_colour_rules_out_what_is_marked_alike() -> None:
    red = "C48326"
    shelf = (tablet("L;10", "lisinopril", colours=("C48329",)), tablet("L;10", "loratadine", colours=(red,)))
    found = identify(Description(imprint="L 10", colours=(red,)), shelf)
    assert found.candidates[0].drug == "loratadine"
    assert any(one.startswith("lisinopril") for one in found.cannot_be)


def test_one_side_alone_finds_the_tablet() -> None:
    assert asked(imprint="2267", score=2).candidates[0].drug == "clonazepam"


def test_a_lookalike_of_another_strength_is_told() -> None:
    found = asked(imprint="LCI 1330", colours=(WHITE,), shape=ROUND)
    assert ("baclofen", "20 mg") in [one.holds for one in found.lookalikes]


@pytest.mark.parametrize(
    ("text", "imprint", "colours", "shape", "score"),
    [
        ("small white round, 10 one side", "10", (WHITE,), ROUND, None),
        ("a pink oval pill that says M 5", "M 5", (PINK,), OVAL, None),
        ('off-white round tablet, scored, "TEVA 2267"', "TEVA 2267", (WHITE,), ROUND, 2),
        ("IP 464 round white unscored", "IP 464", (WHITE,), ROUND, 1),
        ("blue and white capsule 7 mm", "", ("C48333", WHITE), "C48336", None),
        ("yellow, L on one side and 10 on the other", "L 10", ("C48330",), "", None),
        ("pinkish tablet with a cross score marked A", "A", (PINK,), "", 4),
    ],
)
def test_words_are_read(text: str, imprint: str, colours: tuple[str, ...], shape: str, score: int | None) -> None:
    seen = described(text)
    assert (seen.imprint, seen.colours, seen.shape, seen.score) == (imprint, colours, shape, score)


@pytest.mark.parametrize(
    ("text", "imprint"),
    [
        (
            "white, round, flat-faced beveled edge tablets debossed with TV on one side and 1003 on the other side",
            "TV 1003",
        ),
        ("round white pill with 4 and a line through it", "4"),
        ("oval blue 'M' over '15'", "M;15"),
        ("I found a white square pill, it's marked SEARLE 1461", "SEARLE 1461"),
        ("pink heart shaped tablet no markings", ""),
        ("two-tone capsule (white and blue) RDY 226", "RDY 226"),
        ("white round I on one side", "I"),
        ("yellow capsule, GG 263, about 18 mm long", "GG 263"),
    ],
)
def test_marks_are_what_describes_nothing(text: str, imprint: str) -> None:
    assert described(text).imprint == imprint


def test_millimetres_and_words_of_size_are_read() -> None:
    assert (described("round 7.5 mm").size_mm, described("large oval").size_word) == (7.5, "large")


MARKS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=2, max_size=9)


@given(marks=MARKS, at=st.integers(0, 8), other=st.sampled_from("AKMX47"), how=st.sampled_from(("lost", "new", "swap")))
def test_an_imprint_with_one_slip_shares_a_key_with_the_true_one(marks: str, at: int, other: str, how: str) -> None:
    at %= len(marks)
    slipped = {
        "lost": marks[:at] + marks[at + 1 :],
        "new": marks[:at] + other + marks[at + 1 :],
        "swap": marks[:at] + marks[at : at + 2][::-1] + marks[at + 2 :],
    }[how]
    if parts(marks) and parts(slipped):  # 'LOGO', 'NA' and the like describe marks and are none
        assert keys(marks) & set(sought(slipped))


@pytest.mark.parametrize("imprint", ["NA", "LOGO", ";", " ", "logo;score"])
def test_an_imprint_without_marks_counts_as_not_recorded(imprint: str) -> None:
    found = identify(Description(imprint="A 10", colours=(WHITE,)), (tablet(imprint),))
    assert found.named is None


@given(st.lists(MARKS, min_size=1, max_size=6), MARKS)
def test_chances_never_add_to_more_than_one(shelf: list[str], seen: str) -> None:
    tablets = [tablet(marks, drug=f"drug {number}") for number, marks in enumerate(shelf)]
    found = identify(Description(imprint=seen, colours=(WHITE,)), tablets, limit=50)
    assert sum(one.chance for one in found.candidates) <= 1 + 1e-9


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_shelf_changes_nothing(draw: random.Random) -> None:
    shelf = list(SHELF)
    draw.shuffle(shelf)
    seen = Description(imprint="LCI 1330", colours=(WHITE,))
    assert identify(seen, shelf).candidates == identify(seen, SHELF).candidates
