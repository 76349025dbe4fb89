"""A likely slip of spelling is read and shown; a doubtful one is refused."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from lissom.medicines.names import Names
from lissom.medicines.recognition import How
from lissom.medicines.spelling import sound

TABLE = Path(__file__).with_name("misspellings.csv")


def rows() -> list[tuple[str, str]]:
    with TABLE.open(encoding="utf-8") as file:
        return [(row["written"], row["meant"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("written", "meant"), rows())
def test_a_likely_slip_is_read_and_shown(names: Names, written: str, meant: str) -> None:
    read = names.recognise(written)
    assert read.how is How.MISSPELLING
    assert read.ingredient_ids == {meant}
    assert read.read_as


def test_a_slip_inside_a_whole_order_is_read(names: Names) -> None:
    read = names.recognise("cyclobenzeprine 10 mg oral tablet")
    assert (read.how, read.read_as, read.components[0].mg) == (How.MISSPELLING, "cyclobenzaprine", 10)


@pytest.mark.parametrize(
    ("written", "one", "other"),
    [
        ("bactrofen", "baclofen", "bactroban"),
        ("hydrazine", "hydralazine", "hydroxyzine"),
        ("hydroxalazine", "hydralazine", "hydroxyzine"),
        ("tiaganidine", "tizanidine", "tiagabine"),
        ("metoxalone", "metaxalone", "metolazone"),
        ("fluoxatine", "fluoxetine", "fluvoxamine"),
    ],
)
def test_a_word_between_two_lookalikes_is_refused(names: Names, written: str, one: str, other: str) -> None:
    read = names.recognise(written)
    meant = names.recognise(one).ingredient_ids | names.recognise(other).ingredient_ids
    assert read.how is How.UNKNOWN or (read.how is How.MISSPELLING and read.ingredient_ids < meant)
    assert read.how is How.UNKNOWN, f"{written} was read as {read.read_as}"


@pytest.mark.parametrize("written", ["xanex", "soma1", "advl", "ambin", "norko", "asprn"])
def test_a_short_word_is_never_read_as_another(names: Names, written: str) -> None:
    assert names.recognise(written).how is How.UNKNOWN


def test_a_short_word_still_shows_what_it_could_be(names: Names) -> None:
    assert "xanax" in names.recognise("xanex").candidates


@pytest.mark.parametrize("written", ["betaine", "triclabendazole", "panretin", "enasidenib", "nifurtimox"])
def test_the_name_of_another_medicine_is_not_a_slip(names: Names, written: str) -> None:
    assert not names.recognise(written).known


def test_a_first_letter_is_not_corrected(names: Names) -> None:
    assert names.recognise("zaclofen").how is How.UNKNOWN


def test_one_letter_tells_antibodies_apart(names: Names) -> None:
    assert names.recognise("nivolumib").how is How.UNKNOWN
    assert names.recognise("rivtuximab").how is How.UNKNOWN


def test_letters_that_sound_alike_are_one() -> None:
    assert sound("ibuprophen") == sound("ibuprofen")
    assert sound("hydroxizine") == sound("hydroxyzine")
    assert sound("baclofen") != sound("bactroban")
