"""Looks read from the words of labels, and how often they agree with what the same labels code."""

from __future__ import annotations

from pathlib import Path

import pytest

from lissom.medicines.appearance_tablet import tablets_of
from lissom.medicines.appearance_text import described_tablets, tablets_in_text
from lissom.medicines.identify_marks import parts
from lissom.medicines.label import Label
from lissom.medicines.spl import read_spl

WHITE, PINK, ROUND, OVAL = "C48325", "C48328", "C48348", "C48345"


@pytest.mark.parametrize(
    ("text", "strength", "imprint", "colours", "shape"),
    [
        (
            "Tablets 20 mg are available as white to off-white, round shaped tablets, debossed “335” on one side and "
            "plain on the reverse side. They are supplied as follows: NDC 23155-887-03",
            "20 mg", "335", (WHITE,), ROUND,
        ),
        (
            "Tablets USP, 250 mg are white, round film coated tablets debossed with ‘C’ on one side and ‘95’ on the "
            "other side. Bottles of 6",
            "250 mg", "C;95", (WHITE,), ROUND,
        ),
        (
            "The 25 mg tablets are white to off white round, biconvex tablets debossed with R 25 on one side and "
            "scored on the other side. NDC 76282-794-01",
            "25 mg", "R 25", (WHITE,), ROUND,
        ),
        ('Each 480 mg tablet is a pink oval tablet debossed with "595" on one side and logo on the other side.',
         "480 mg", "595", (PINK,), OVAL),
        ('250 mcg are round tablets, debossed with "A" over "116" on one side.', "250 mcg", "A;116", (), ROUND),
    ],
)  # fmt: skip
def test_a_described_tablet_is_read(
    text: str, strength: str, imprint: str, colours: tuple[str, ...], shape: str
) -> None:
    ((said, look),) = described_tablets(text)
    assert (said, look.imprint, look.colours, look.shape) == (strength, imprint, colours, shape)


def test_two_strengths_in_one_text_are_two_tablets() -> None:
    text = (
        "5 mg: yellow, round tablets debossed with “X 5” on one side. Bottles of 30 NDC 1-1-1. "
        "10 mg: pink, oval tablets debossed with “X 10” on one side. Bottles of 30 NDC 1-2-1"
    )
    assert [(strength, look.imprint) for strength, look in described_tablets(text)] == [
        ("5 mg", "X 5"),
        ("10 mg", "X 10"),
    ]


def test_a_text_that_describes_no_marks_gives_no_tablet() -> None:
    assert list(described_tablets("White round tablets in bottles of 100. Printed in USA. Store at 20 °C.")) == []


def test_the_words_of_real_labels_agree_with_their_codes(shared: Path) -> None:
    """Of the marks that words tell, most are among those that the same label codes."""
    told = agreed = 0
    for path in sorted((shared / "data/spl/xml").glob("*.xml")):
        label = read_spl(path.read_bytes())
        assert isinstance(label, Label)
        coded = {part for one in tablets_of(label) for part in parts(one.look.imprint)}
        for tablet in tablets_in_text(label) if coded else ():
            told += 1
            agreed += set(parts(tablet.look.imprint)) <= coded
    assert told >= 12
    assert agreed / told >= 0.7
